# SPDX-License-Identifier: EUPL-1.2
"""Where an enterprise is, from what its entries say of it.

Each entry is located by itself (rule: regions/gazetteer.md). The best proof wins: a postcode, then a
municipality, then a place. Between equals, an address in the area goes first, since that is the branch a
buyer there can go to. A place name that fits several municipalities is settled by a sister entry: by where
that one is, else by what it tells. What the editors say of the place goes before all of that (listing.md).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kapstok.enterprises.facts import Fact, Speaker, first_fact, first_text, texts
from kapstok.enterprises.layer import BY_EDITORS, PlaceSaid
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


def address(speakers: Sequence[Speaker], rules: ListingRules, said: PlaceSaid | None = None) -> Address:
    """The address that the editors gave, else the one that the entries, in the order they are heard in, agree on."""
    located = [(speaker, entry_location(speaker.version.values)) for speaker in speakers]
    if said is not None:
        return _said(said, located)
    heard, location = min(located, key=lambda one: _rank(one[0], one[1], rules))
    neighbours = [heard, *(s for s, there in located if s is not heard and _is_same_place(there, location))]
    settled = _settled(location, heard, speakers)
    return Address(
        location=settled,
        street=first_fact(neighbours, "street"),
        postcode=first_fact(neighbours, "postcode"),
        city=_city(neighbours, settled),
    )


def said_location(said: PlaceSaid, city: str | None = None) -> Location:
    """The place that the editors gave, on the map: by its postcode when that lies there, else by its place.

    `city` is the place that a register names, for when the editors named none.
    """
    place = said.city or city
    here = gazetteer().locate(municipality=said.municipality, city=place)
    if not said.postcode:
        return here
    exact = gazetteer().locate(postcode=said.postcode, city=place)
    return exact if exact.municipality == said.municipality else here


def _said(said: PlaceSaid, located: Iterable[tuple[Speaker, Location]]) -> Address:
    """The editors' address; what they left open is filled in by the entries that do not contradict it."""
    agreeing = [speaker for speaker, there in located if _may_lie_in(there, said.municipality)]
    city = first_fact(agreeing, "city")
    location = said_location(said, city.value if city else None)
    # A street and a postcode belong together: half an address of each would be one that does not exist.
    address = () if said.street or said.postcode else agreeing
    return Address(
        location=location,
        street=_editors(said, said.street) or first_fact(address, "street"),
        postcode=_editors(said, f"{said.postcode[:4]} {said.postcode[4:]}".strip())
        or first_fact(address, "postcode"),
        city=_editors(said, said.city) or _city(agreeing, location),
    )


def _editors(said: PlaceSaid, value: str) -> Fact | None:
    return Fact(value, BY_EDITORS, "", said.since) if value else None


def _may_lie_in(there: Location, municipality: str) -> bool:
    if there.municipality is None and there.candidates:
        return municipality in there.candidates
    return there.municipality in (municipality, None)


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
