# SPDX-License-Identifier: EUPL-1.2
"""Why two entries are thought one company or not, in short Dutch phrases that carry no value of the entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kapstok.resolution.comparison import Agreement, Comparison, Likeness
from kapstok.resolution.whereabouts import Nearness

SAME_KVK: Final = "zelfde KvK-nummer"


def reasons(c: Comparison) -> tuple[str, ...]:
    """First what agrees, then what contradicts."""
    return (*_agreements(c), *_contradictions(c))


def _agreements(c: Comparison) -> Iterator[str]:
    if c.kvk is Agreement.EQUAL:
        yield SAME_KVK
    if c.name is Likeness.EQUAL:
        yield "zelfde naam" if c.identical else _equal_name(c)
    elif c.name is Likeness.NEAR:
        yield "naam bijna gelijk"
    elif c.name is Likeness.RELATED:
        yield "de ene naam staat in de andere"
    if c.domain is Agreement.EQUAL:
        yield "zelfde website"
    yield from _PLACE_SENTENCES.get(c.place, ())
    if c.postcode is Agreement.EQUAL:
        yield "zelfde postcode"
    if c.street:
        yield "zelfde adres"


def _equal_name(c: Comparison) -> str:
    return (
        "zelfde naam, anders geschreven"
        if c.form is Agreement.EQUAL
        else "naam op de rechtsvorm of schrijfwijze na gelijk"
    )


_PLACE_SENTENCES: Final = {
    Nearness.SAME: ("zelfde plaats",),
    Nearness.WITHIN: ("zelfde gemeente",),
    Nearness.UNKNOWN: ("plaats niet bij beide bekend",),
}


def _contradictions(c: Comparison) -> Iterator[str]:
    if c.name is Likeness.OTHER:
        yield "andere naam"
    if c.form is Agreement.CONTRARY:
        yield "andere rechtsvorm"
    if c.place is Nearness.APART or c.elsewhere:
        yield "andere plaats"
    if c.domain is Agreement.CONTRARY:
        yield "andere website"
    if c.postcode is Agreement.CONTRARY:
        yield "andere postcode"
