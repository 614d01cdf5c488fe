# SPDX-License-Identifier: EUPL-1.2
"""An enterprise's own words as lines to read: for the overview, the history, and what changed between two versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from kapstok.enterprises.own_words.content import PARTS, Content
from kapstok.enterprises.own_words.languages import language_name
from kapstok.regions.folder import RegionFolder
from kapstok.search.vocabulary import chain_of
from kapstok.web.mine.profile_sections import OWN_PARTS, PART_TITLES
from kapstok.web.rows import municipality_name
from kapstok.web.words import spoken


@dataclass(frozen=True)
class PartLines:
    """What one part says, a line each; none where it says nothing."""

    part: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PartChange:
    """What one part said before and says now."""

    part: str
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def said_in(content: Content, parts: Iterable[str] = OWN_PARTS) -> tuple[PartLines, ...]:
    """What these parts say, in their order."""
    return tuple(PartLines(part, str(PART_TITLES[part]), lines_of(content, part)) for part in parts)


def changes(before: Content, after: Content, parts: Iterable[str] = OWN_PARTS) -> tuple[PartChange, ...]:
    """The parts that say something else now."""
    return tuple(
        PartChange(part, str(PART_TITLES[part]), lines_of(before, part), lines_of(after, part))
        for part in parts
        if any(getattr(before, field) != getattr(after, field) for field in PARTS[part])
    )


def lines_of(content: Content, part: str) -> tuple[str, ...]:
    """What one part says, a line for each thing that it holds."""
    if not content.says(part):
        return ()
    values = (getattr(content, field) for field in PARTS[part])
    return tuple(line for line in _LINES.get(part, _text)(*values) if line)


def amount(number: Decimal) -> str:
    """A number as the language writes it, with the decimals that were given."""
    return number_format(number, use_l10n=True, force_grouping=True)


def _text(value: str) -> Iterable[str]:
    return (value,)


def _offerings(value: Any) -> Iterable[str]:
    names = _category_names()
    return (_joined(" · ", one.text, names.get(one.category, "")) for one in value)


def _area(value: Any) -> Iterable[str]:
    if value.kind == "everywhere":
        return (gettext("Heel Nederland"),)
    if value.kind == "around":
        return (gettext("Tot %(km)s km rond onze vestiging") % {"km": value.km},)
    return (", ".join(municipality_name(code) for code in value.municipalities),)


def _capacity(smallest: str, largest: str) -> Iterable[str]:
    return (
        gettext("Van: %(job)s") % {"job": smallest} if smallest else "",
        gettext("Tot: %(job)s") % {"job": largest} if largest else "",
    )


def _references(value: Any) -> Iterable[str]:
    return (_joined(", ", f"{one.client}: {one.work}" if one.work else one.client, one.year) for one in value)


def _certificates(value: Any) -> Iterable[str]:
    return (
        _joined(
            ", ",
            one.name,
            one.issuer,
            gettext("geldig tot %(day)s") % {"day": spoken(one.until)} if one.until else "",
        )
        for one in value
    )


def _impact(value: Any) -> Iterable[str]:
    return (
        _joined(", ", f"{one.what}: {amount(one.number)} {one.unit}".strip(), one.year)
        + (f" ({one.how})" if one.how else "")
        for one in value
    )


def _contact(value: Any) -> Iterable[str]:
    return (_joined(", ", value.name, value.role), value.phone, value.email)


def _opening(value: Any) -> Iterable[str]:
    return (gettext("Ja") if value.is_open else "", value.text)


def _languages(value: Any) -> Iterable[str]:
    return (", ".join(map(language_name, value)),)


def _joined(between: str, *parts: object) -> str:
    return between.join(str(part) for part in parts if part)


def _category_names() -> Mapping[str, str]:
    return chain_of(RegionFolder.current()).category_names(get_language() or "nl")


_LINES: Final[Mapping[str, Callable[..., Iterable[str]]]] = {
    "offerings": _offerings,
    "area": _area,
    "capacity": _capacity,
    "references": _references,
    "certificates": _certificates,
    "impact": _impact,
    "contact": _contact,
    "apprentices": _opening,
    "trial_placements": _opening,
    "languages": _languages,
}
