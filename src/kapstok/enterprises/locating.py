# SPDX-License-Identifier: EUPL-1.2
"""Where an enterprise is, from what its entries say of it.

Each entry is located by itself (rule: regions/gazetteer.md). The best proof wins: a postcode, then a
municipality, then a place. Between equals, an address in the area goes first, since that is the branch a
buyer there can go to. A place name that fits several municipalities is settled by a sister entry: by where
that one is, else by what it tells.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kapstok.enterprises.facts import Fact, Speaker, first_fact, first_text, texts
from kapstok.enterprises.listing import ListingRules
from kapstok.regions.gazetteer import Location, gazetteer
from kapstok.registers.shapes import Value

_STRENGTH = {"postcode": 0, "municipality": 1, "place": 2, "unknown": 3}
# First what tells of the address, then what the enterprise tells of itself: it may work in more places than
# it is in.
_NOT_ABOUT_THE_ADDRESS = frozenset({"description", "offerings", "sectors"})


@dataclass(frozen=True)
class Address:
    """Where an enterprise is; street and postcode are of the entry that said so, or of one in the same place."""

    location: Location
    street: Fact | None
    postcode: Fact | None
    city: Fact | None

    def facts(self) -> dict[str, tuple[Fact, ...]]:
        """Those of the three that are known, under their names."""
        known = {"street": self.street, "postcode": self.postcode, "city": self.city}
        return {field: (fact,) for field, fact in known.items() if fact}


def address(speakers: Sequence[Speaker], rules: ListingRules) -> Address:
    """The address that the entries, in the order in which they are heard, agree on best."""
    located = [(speaker, entry_location(speaker.version.values)) for speaker in speakers]
    heard, location = min(located, key=lambda one: _rank(one[0], one[1], rules))
    neighbours = [heard, *(s for s, there in located if s is not heard and _is_same_place(there, location))]
    settled = _settled(location, heard, speakers)
    return Address(
        location=settled,
        street=first_fact(neighbours, "street"),
        postcode=first_fact(neighbours, "postcode"),
        city=_city(neighbours, settled),
    )


def entry_location(values: Mapping[str, Value]) -> Location:
    """Where one entry says it is, by all its values."""
    location = _locate(values, _all_texts(values, but=_NOT_ABOUT_THE_ADDRESS))
    return location if not location.candidates else _locate(values, _all_texts(values))


def _locate(values: Mapping[str, Value], hints: Iterable[str]) -> Location:
    return gazetteer().locate(
        postcode=first_text(values, "postcode"),
        municipality=first_text(values, "municipality"),
        city=first_text(values, "city"),
        hints=hints,
    )


def _all_texts(values: Mapping[str, Value], but: Container[str] = ()) -> list[str]:
    return [text for field in values if field not in but for text in texts(values, field)]


def _rank(speaker: Speaker, location: Location, rules: ListingRules) -> tuple[bool, bool, int, bool, bool]:
    """Smaller is better; an entry that left its register only speaks of the address when no other knows it."""
    return (
        location.basis == "unknown",
        not speaker.is_present,
        _STRENGTH[location.basis],
        not rules.contains(location),
        not location.candidates,
    )


def _settled(location: Location, heard: Speaker, speakers: Sequence[Speaker]) -> Location:
    """An open place name, looked at again with everything that all entries tell."""
    if not location.candidates or len(speakers) == 1:
        return location
    return _locate(heard.version.values, [text for s in speakers for text in _all_texts(s.version.values)])


def _is_same_place(one: Location, other: Location) -> bool:
    if one.municipality and other.municipality:
        return one.municipality == other.municipality
    return bool(one.place) and one.place == other.place


def _city(speakers: Sequence[Speaker], location: Location) -> Fact | None:
    """The place as a register wrote it, in the official writing where that is known."""
    given = first_fact(speakers, "city")
    return replace(given, value=location.place) if given and location.place else given
