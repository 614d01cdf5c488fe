# SPDX-License-Identifier: EUPL-1.2
"""What an enterprise says of itself, as its page shows it: apart from the registers' facts, and marked as its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from kapstok.enterprises.own_words.content import (
    Certificate,
    Contact,
    Content,
    Figure,
    Opening,
    Reference,
    ServedArea,
)
from kapstok.enterprises.own_words.languages import language_name
from kapstok.enterprises.own_words.queries import ShownWords
from kapstok.regions.folder import RegionFolder
from kapstok.search.vocabulary import chain_of
from kapstok.web import contact
from kapstok.web.fact_lines import FactLine, Value
from kapstok.web.rows import municipality_name
from kapstok.web.words import spoken


@dataclass(frozen=True)
class OfferingLine:
    """What is offered, and the category that the enterprise chose for it."""

    text: str
    category: str = ""


@dataclass(frozen=True)
class FigureLine:
    """What it says that it achieved, in which year, and how that was counted."""

    what: str
    amount: str
    year: int
    how: str


@dataclass(frozen=True)
class OwnPart:
    """Everything of its own that a page shows; `changed` is the day on which it was last saved."""

    pitch: str
    offerings: tuple[OfferingLine, ...]
    description: str
    facts: tuple[FactLine, ...]
    figures: tuple[FigureLine, ...]
    contact_name: str
    ways: tuple[contact.Way, ...]
    changed: date

    @property
    def opens(self) -> bool:
        """Whether there is something to open the page with."""
        return bool(self.pitch or self.offerings)

    @property
    def has_more(self) -> bool:
        """Whether there is something to tell below the labels."""
        return bool(self.description or self.facts or self.figures)

    @property
    def has_contact(self) -> bool:
        return bool(self.contact_name or self.ways)

    def gives(self, way: contact.Way) -> bool:
        """Whether it gives a way of its own of this kind, so that the register's stands below with the facts only."""
        return way.icon in {own.icon for own in self.ways}


def own_part(words: ShownWords, today: date, zone: tzinfo) -> OwnPart:
    """What an enterprise says of itself, for its page."""
    content = words.content
    categories = _category_names() if any(offering.category for offering in content.offerings) else {}
    return OwnPart(
        pitch=content.pitch,
        offerings=tuple(
            OfferingLine(offering.text, categories.get(offering.category, ""))
            for offering in content.offerings
        ),
        description=content.description,
        facts=tuple(_facts(content, today)),
        figures=tuple(_figure(figure) for figure in content.impact),
        contact_name=_joined(", ", content.contact.name, content.contact.role),
        ways=tuple(_ways(content.contact, content.website)),
        changed=words.at.astimezone(zone).date(),
    )


def _category_names() -> Mapping[str, str]:
    return chain_of(RegionFolder.current()).category_names(get_language() or "nl")


def _ways(person: Contact, website: str) -> Iterator[contact.Way]:
    makers: tuple[tuple[str, Callable[[str], contact.Way]], ...] = (
        (website, contact.website),
        (person.phone, contact.phone),
        (person.email, contact.email),
    )
    return (make(value) for value, make in makers if value)


def _facts(content: Content, today: date) -> Iterator[FactLine]:
    """All that fits in a line; what is in its own words is in Dutch, what is in ours in the reader's language."""
    told: tuple[tuple[str, list[Value], bool], ...] = (
        (gettext("Werkgebied"), _area(content.area), False),
        (gettext("Grootte van opdrachten"), _sizes(content), True),
        (gettext("Werkte voor"), [_reference(one) for one in content.references], True),
        (gettext("Andere certificaten"), [_certificate(one, today) for one in content.certificates], True),
        (gettext("Plek voor leerlingen"), _opening(content.apprentices), bool(content.apprentices.text)),
        (
            gettext("Plek voor een proefplaatsing"),
            _opening(content.trial_placements),
            bool(content.trial_placements.text),
        ),
        (gettext("Talen"), _languages(content), False),
    )
    for name, values, is_dutch in told:
        if values:
            yield FactLine(name, tuple(values), (gettext("eigen opgave"),), is_dutch)


def _sizes(content: Content) -> list[Value]:
    sizes = ((content.smallest, gettext("de kleinste")), (content.largest, gettext("de grootste")))
    return [Value(job, note=note) for job, note in sizes if job]


def _languages(content: Content) -> list[Value]:
    return [Value(", ".join(map(language_name, content.languages)))] if content.languages else []


def _area(area: ServedArea) -> list[Value]:
    if area.kind == "everywhere":
        return [Value(gettext("Heel Nederland"))]
    if area.kind == "around":
        return [Value(gettext("Tot %(km)s km rond de vestiging") % {"km": area.km})]
    names = ", ".join(municipality_name(code) for code in area.municipalities)
    return [Value(names)] if names else []


def _reference(one: Reference) -> Value:
    return Value(_joined(": ", one.client, one.work), note=str(one.year or ""))


def _certificate(one: Certificate, today: date) -> Value:
    note = ""
    if one.until:
        text = gettext("geldig tot %(day)s") if one.until >= today else gettext("verlopen op %(day)s")
        note = text % {"day": spoken(one.until)}
    return Value(_joined(", ", one.name, one.issuer), note=note)


def _opening(one: Opening) -> list[Value]:
    """Whether there is room, and what they say of it."""
    room = gettext("nu is er plek") if one.is_open else gettext("nu is er geen plek")
    if one.text:
        return [Value(one.text, note=room)]
    return [Value(gettext("Ja"))] if one.is_open else []


def _figure(one: Figure) -> FigureLine:
    return FigureLine(one.what, _joined(" ", _amount(one.number), one.unit), one.year, one.how)


def _amount(number: Decimal) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)
