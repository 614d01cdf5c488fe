# SPDX-License-Identifier: EUPL-1.2
"""Own words over the registers' facts: which counts, and what a register offers since (README.md). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kapstok.core.text import fold
from kapstok.enterprises.own_words.content import PARTS, Content

# What registers show too, by the name of the fact.
LAYERED: Final = ("website", "phone", "email", "description", "offerings")
Facts = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Offer:
    """A field in which the enterprise chose its own word, and of which a register says something newer since a day."""

    field: str
    own: tuple[str, ...]
    before: tuple[str, ...]
    now: tuple[str, ...]
    register: str
    since: date


def own_values(content: Content, field: str) -> tuple[str, ...]:
    """What the enterprise itself says in the place of a fact of the registers; empty where it says nothing."""
    values = {
        "website": (content.website,),
        "phone": (content.contact.phone,),
        "email": (content.contact.email,),
        "description": (content.description,),
        "offerings": tuple(offering.text for offering in content.offerings),
    }[field]
    return tuple(value for value in values if value)


def register_values(facts: Facts, field: str) -> tuple[str, ...]:
    """What the registers say now."""
    return tuple(fact["value"] for fact in facts.get(field, ()))


def layered(content: Content, before: Content, facts: Facts) -> Content:
    """The content with what it stands over: what was chosen anew stands over what the registers say now."""
    over = {
        field: _stood_over(content, before, facts, field) for field in LAYERED if own_values(content, field)
    }
    return content.model_copy(update={"over": over})


def _stood_over(content: Content, before: Content, facts: Facts, field: str) -> tuple[str, ...]:
    is_as_before = field in before.over and own_values(content, field) == own_values(before, field)
    return before.over[field] if is_as_before else register_values(facts, field)


def kept(content: Content, facts: Facts, field: str) -> Content:
    """The same, where the enterprise stays with its own word although the register says something newer."""
    return content.model_copy(update={"over": {**content.over, field: register_values(facts, field)}})


def taken_over(content: Content, field: str) -> Content:
    """The same without a word of its own in this field, so that the register's counts."""
    plain = content.model_dump()
    if field in {"phone", "email"}:
        plain["contact"][field] = ""
    else:
        del plain[field]
    plain["over"] = {name: values for name, values in content.over.items() if name != field}
    return Content.model_validate(plain)


def offers(content: Content, facts: Facts) -> tuple[Offer, ...]:
    """What registers say now and did not when the enterprise chose; nothing where they say the same, or no more."""
    return tuple(
        Offer(
            field,
            own_values(content, field),
            tuple(content.over[field]),
            now,
            str(facts[field][0]["register"]),
            max(date.fromisoformat(fact["since"]) for fact in facts[field]),
        )
        for field in LAYERED
        if field in content.over
        and (now := register_values(facts, field))
        and _key(now) not in (_key(content.over[field]), _key(own_values(content, field)))
    )


def changed_parts(before: Content, after: Content) -> tuple[str, ...]:
    """The parts of the profile that say something else than before."""
    return tuple(
        part
        for part, fields in PARTS.items()
        if any(getattr(before, field) != getattr(after, field) for field in fields)
    )


def _key(values: Iterable[str]) -> frozenset[str]:
    """Equal for the same values in another order or another writing."""
    return frozenset(map(fold, values))
