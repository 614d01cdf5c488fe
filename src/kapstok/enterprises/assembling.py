# SPDX-License-Identifier: EUPL-1.2
"""The entries of one company, assembled into the enterprise that people see on a day. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kapstok.core.text import fold
from kapstok.enterprises.facts import (
    Fact,
    Speaker,
    distinct_facts,
    first_fact,
    in_order,
    numbers,
    website,
)
from kapstok.enterprises.label_state import LabelInTime, LabelOnDay
from kapstok.enterprises.layer import NOTHING_SAID, PRIVATE_FACTS, Layer, PlaceSaid
from kapstok.enterprises.listing import ListingRules, is_listed
from kapstok.enterprises.locating import address
from kapstok.enterprises.naming import chosen_name
from kapstok.regions.gazetteer import Location
from kapstok.registers.histories import EntryHistory

_SINGLE = ("email", "phone", "description")
_SEVERAL = ("offerings", "sectors")


@dataclass(frozen=True)
class EntryLabel:
    """The label that one entry gives, on the day of the profile."""

    entry: int
    register: str
    key: str
    on_day: LabelOnDay


@dataclass(frozen=True)
class Profile:
    """An enterprise on a day, as its registers describe it.

    `facts` has under each name the values in the order in which they are shown: name, names (its other
    names), statutory_names, kvk, kvk_as_given (numbers that are not certainly one), street, postcode, city,
    website, email, phone, description, offerings, sectors. Names without a value are absent. `next_change` is
    the first later day on which a label differs when nothing new is published. `place_said` is what the editors
    say of its place. An enterprise that is `withheld` has no private facts here, and no point on the map.
    """

    first_seen: date
    facts: Mapping[str, tuple[Fact, ...]]
    location: Location
    in_area: bool
    labels: tuple[EntryLabel, ...]
    next_change: date | None
    place_said: PlaceSaid | None = None
    withheld: bool = False

    @property
    def name(self) -> str:
        return self.facts["name"][0].value

    @cached_property
    def is_listed(self) -> bool:
        holds = any(label.on_day.holds for label in self.labels)
        return is_listed(in_area=self.in_area, holds=holds, withheld=self.withheld)

    def values(self, field: str) -> tuple[str, ...]:
        return tuple(fact.value for fact in self.facts.get(field, ()))

    def value(self, field: str) -> str | None:
        return next(iter(self.values(field)), None)


def profile(
    histories: Sequence[EntryHistory], day: date, rules: ListingRules, layer: Layer = NOTHING_SAID
) -> Profile | None:
    """The enterprise of these entries on a day; None before the first of them was seen.

    The order of the histories does not matter. `layer` is what editors say now; it counts for every day.
    """
    labels = [LabelInTime(history, rules.policy(history.label)) for history in histories]
    speakers = in_order(speaker for label in labels if (speaker := _speaker(label, day)))
    if not speakers:
        return None
    entries = [history.entry for history in histories]
    said, withheld = layer.place(entries), layer.withholds(entries)
    place = address(speakers, rules, said)
    shown = sorted(((label.history, label.on(day)) for label in labels), key=lambda one: one[0].entry)
    return Profile(
        first_seen=min(speaker.first_seen for speaker in speakers),
        facts=_shown(_facts(speakers) | place.facts(), withheld),
        location=replace(place.location, lat=None, lon=None) if withheld else place.location,
        in_area=rules.contains(place.location),
        labels=tuple(
            EntryLabel(history.entry, history.register, history.key, label)
            for history, label in shown
            if label.first_seen is not None
        ),
        next_change=min((label.next_change for _, label in shown if label.next_change), default=None),
        place_said=said,
        withheld=withheld,
    )


def _shown(facts: dict[str, tuple[Fact, ...]], withheld: bool) -> dict[str, tuple[Fact, ...]]:
    return {field: found for field, found in facts.items() if not (withheld and field in PRIVATE_FACTS)}


def _speaker(label: LabelInTime, day: date) -> Speaker | None:
    version = label.version_on(day)
    if version is None:
        return None
    return Speaker(label.history, version, label.absence_on(day) is None, label.first_seen)


def _facts(speakers: Sequence[Speaker]) -> dict[str, tuple[Fact, ...]]:
    name = chosen_name(speakers)
    certain, given = numbers(speakers)
    facts = {
        "name": (name,),
        "names": _others(distinct_facts(speakers, "name"), name),
        "statutory_names": distinct_facts(speakers, "statutory_name"),
        "kvk": certain,
        "kvk_as_given": given,
    }
    single = {"website": website(speakers), **{field: first_fact(speakers, field) for field in _SINGLE}}
    facts |= {field: (fact,) for field, fact in single.items() if fact}
    facts |= {field: distinct_facts(speakers, field) for field in _SEVERAL}
    return {field: found for field, found in facts.items() if found}


def _others(names: Sequence[Fact], chosen: Fact) -> tuple[Fact, ...]:
    return tuple(name for name in names if fold(name.value) != fold(chosen.value))
