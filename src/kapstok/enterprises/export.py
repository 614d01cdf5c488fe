# SPDX-License-Identifier: EUPL-1.2
"""Enterprises as rows for other programs (docs/commands.md, `export`); plain JSON values, dates in ISO 8601."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from kapstok.enterprises.assembling import EntryLabel, Profile
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.own_words.queries import ShownWords, shown_everywhere
from kapstok.enterprises.own_words.saying import said_by, with_own_words
from kapstok.enterprises.queries import profiles
from kapstok.search.dutch.chain import Chain, shipped_chain
from kapstok.search.shapes import Document


def export_rows(
    day: date, rules: ListingRules, *, everyone: bool = False, chain: Chain | None = None
) -> Iterator[dict[str, Any]]:
    """One row per enterprise listed on `day`, or with `everyone` per enterprise known by then, by slug.

    `chain` tells the categories; absent: the one that comes with the program.
    """
    chain, said = chain or shipped_chain(), shown_everywhere()
    for enterprise, found in profiles(day, rules):
        if found.is_listed or everyone:
            yield row(enterprise.slug, found, chain, None if found.withheld else said.get(enterprise.pk))


def row(slug: str, found: Profile, chain: Chain, own: ShownWords | None = None) -> dict[str, Any]:
    """One enterprise as `export` writes it; what it says of itself stands apart from what registers say."""
    location = found.location
    return {
        "slug": slug,
        "name": found.name,
        "names": list(found.values("names")),
        "statutory_names": list(found.values("statutory_names")),
        "kvk": list(found.values("kvk")),
        "kvk_as_given": list(found.values("kvk_as_given")),
        "municipality": location.municipality,
        "municipality_candidates": list(location.candidates),
        "municipality_note": location.note,
        "city": found.value("city"),
        "postcode": found.value("postcode"),
        "street": found.value("street"),
        "website": found.value("website"),
        "email": found.value("email"),
        "phone": found.value("phone"),
        "lat": location.lat,
        "lon": location.lon,
        "listed": found.is_listed,
        "withheld": found.withheld,
        "labels": [label_row(label) for label in found.labels],
        "entries": [{"register": label.register, "key": label.key} for label in found.labels],
        "offerings": list(found.values("offerings")),
        "sectors": list(found.values("sectors")),
        "categories": list(chain.analyse(_document(found, own)).trades.all_categories),
        "description": found.value("description"),
        "own_words": own_words_row(own) if own else None,
    }


def _document(found: Profile, own: ShownWords | None) -> Document:
    registers = Document(
        key="",
        name=found.name,
        names=(*found.values("names"), *found.values("statutory_names")),
        offerings=found.values("offerings"),
        sectors=found.values("sectors"),
        description=found.value("description") or "",
    )
    return with_own_words(registers, said_by(own.content)) if own else registers


def own_words_row(own: ShownWords) -> dict[str, Any]:
    """What an enterprise says of itself as `export` writes it: all but the person whom buyers may call."""
    said = own.content.model_dump(mode="json", exclude={"contact", "over"})
    return {**said, "changed": iso(own.at.date())}


def label_row(label: EntryLabel) -> dict[str, Any]:
    """One label as `export` writes it."""
    on_day = label.on_day
    return {
        "label": on_day.label,
        "level": on_day.level,
        "flags": list(on_day.flags),
        "status": on_day.status,
        "valid_from": iso(on_day.valid_from),
        "valid_until": iso(on_day.valid_until),
        "state": on_day.state.value,
        "register": label.register,
        "key": label.key,
        "first_seen": iso(on_day.first_seen),
        "last_seen": iso(on_day.last_seen),
        "missing_since": iso(on_day.missing_since),
    }


def iso(day: date | None) -> str | None:
    """The day in ISO 8601, None for none."""
    return day.isoformat() if day else None
