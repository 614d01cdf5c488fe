# SPDX-License-Identifier: EUPL-1.2
"""Where a question asks: the place, region or postcode in it, how far around, and which words say so.

Policy; the rule is places.md, the names come from place_names.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from kapstok.core.text import fold
from kapstok.regions.gazetteer import gazetteer
from kapstok.search.distances import kilometres
from kapstok.search.dutch.around_words import AROUND, PLACE_PREPOSITION, SURE, WEAK, Said, after, before
from kapstok.search.dutch.place_names import Guard, Kind, Named, place_names
from kapstok.search.dutch.place_writings import Words
from kapstok.search.dutch.questions import frame_words
from kapstok.search.shapes import Point

_MAX_WORDS: Final = 60
_WIDEST: Final = 500
# So many postcodes make a city, which nobody is sooner called after than lives in.
_CITY: Final = 10
# Two places are one question when a supplier between them serves both.
_TOGETHER: Final = 45.0

_SURNAME: Final = frozenset({"van", "de", "der", "den", "v", "vd", "ter", "ten"})
# Numbers of four digits that are no postcodes: what stands before them, what stands behind them.
_NUMBERED: Final = frozenset(
    """iso nen en din type model art artikel nr nummer vca cpv kvk office windows server jaar anno versie zaaknummer
    euro eur exchange sharepoint begroting seizoen zomer kerst winter""".split()
)
_COUNTED: Final = frozenset(
    """euro eur stuks stuk st m2 m3 m meter meters kg kilo kilogram gram liter liters ltr ton uur uren mm cm km personen
    mensen man exemplaren stk x per vierkante kubieke volt watt jaar dozen pallets""".split()
)
_UNITS: Final = frozenset(
    "km kg ha cm mm ml gr ex kw wp xl dl cl mb gb tb ah wh px ps pk st er de ste".split()
)
_YEARS: Final = range(1990, 2041)
_POSTCODE = re.compile(r"([1-9]\d{3})([a-z]{2})?")
_LETTERS = re.compile(r"[a-z]{2}")
# Two letters that are a word sooner than the end of a postcode, unless they are typed as capitals.
_SHORT_WORDS: Final = frozenset(
    "in op en of te de om er is ze we je al na bij me nu zo tv ik an as at by to up st km ha kg cm mm pc it bv".split()
)


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """A place that a question asks for.

    `point` is its centre, `reach` the kilometres around it within which one is simply there; `within` is a hard limit
    in kilometres, when the question sets one. `words` are the positions of the words that say all this;
    `municipalities` are the CBS codes it lies in. Where several places bear the name the larger one is meant, and
    `note` gives the others as one may type them ("Hengelo (Bronckhorst)"). The country is no place: from its centre
    nobody in it is out of reach.
    """

    name: str
    point: Point
    reach: float
    kind: Kind
    words: frozenset[int]
    municipalities: frozenset[str] = frozenset()
    within: int | None = None
    note: str | None = None


class _Found(NamedTuple):
    """A name in the question: its words first..last (exclusive), what surrounds them included."""

    first: int
    last: int
    named: Named
    said: Said
    reach: float
    within: int | None


def find_place(words: Sequence[str], typed: str = "") -> PlaceAsked | None:
    """The place that the words of a question (folded) ask for; None when there is none.

    `typed` is the question as it was typed: its capitals tell names from words ("Best" from "best"). Any words are
    welcome, at most 60 are looked at. Two places that lie near one another are one question for what lies between.
    """
    asked = tuple(words[:_MAX_WORDS])
    capitals = _capitals(typed)
    found = list(_names_in(asked, capitals))
    postcode = _postcode(asked, capitals, found)
    if postcode is not None:
        return postcode
    if not found:
        return None
    return _together(found)


@lru_cache(maxsize=1)
def place_words() -> Mapping[str, int]:
    """Every word of the names of places, with how many postcodes bear on it; for who corrects what was typed."""
    weights: dict[str, int] = {}
    for words, named in place_names().names.items():
        for word in words:
            if len(word) > 2:
                weights[word] = max(weights.get(word, 1), named.size)
    return MappingProxyType(weights)


def _names_in(asked: Words, capitals: frozenset[str]) -> Iterator[_Found]:
    at = 0
    while at < len(asked):
        found = _name_at(asked, at, capitals)
        if found is None:
            at += 1
            continue
        yield found
        at = max(found.last, at + 1)


def _name_at(asked: Words, at: int, capitals: frozenset[str]) -> _Found | None:
    names = place_names()
    said = None
    for length in range(min(names.longest.get(asked[at], 0), len(asked) - at), 0, -1):
        if not names.knows(asked[at : at + length]):
            continue
        said = said or before(asked, at)
        named = _meant(asked[at : at + length], said)
        if named is None:
            continue
        found = _with_surroundings(asked, at, length, named, said)
        if _speaks_for_it(asked, at, length, found, capitals):
            return found
    return None


def _meant(name: Words, said: Said) -> Named | None:
    """What the name stands for behind the word before it: "provincie Utrecht" is more than Utrecht."""
    names = place_names()
    if said.what in {"provincie", "prov"} and name in names.after_province:
        return names.after_province[name]
    if said.what in {"regio", "arbeidsmarktregio", "streek"} and name in names.after_region:
        return names.after_region[name]
    if said.what in {"gemeente", "gem"} and name in names.after_municipality:
        return names.after_municipality[name]
    return names.names.get(name)


def _with_surroundings(asked: Words, at: int, length: int, named: Named, said: Said) -> _Found:
    named, end = _qualified(asked, at, at + length, named)
    behind = after(asked, end)
    around = max(said.around, behind.around)
    if said.what in {"regio", "streek"}:
        # A region has its surroundings within its borders; a town has not.
        around = max(around, AROUND) if named.place is not None else behind.around
    return _Found(said.start, behind.end, named, said, named.reach + around, said.within or behind.within)


def _qualified(asked: Words, at: int, end: int, named: Named) -> tuple[Named, int]:
    """The namesake that the words behind the name tell: "Hengelo Gelderland", "Beek Montferland"."""
    names = place_names()
    candidates = names.namesakes.get(asked[at:end], (named,))
    for length in (2, 1):
        behind = asked[end : end + length]
        province = names.province_writings.get(behind)
        home = names.names.get(behind)
        for one in candidates:
            if one.place is None or len(behind) < length:
                continue
            lies = gazetteer().municipality(one.place.municipality)
            is_home = home is not None and len(candidates) > 1 and home.municipalities == one.municipalities
            if lies.province == province or is_home:
                return one, end + length
    return named, end


def _speaks_for_it(asked: Words, at: int, length: int, found: _Found, capitals: frozenset[str]) -> bool:
    """Whether enough speaks for a place where the name is a word too, or may be someone's surname."""
    name = asked[at : at + length]
    has_capital = " ".join(name) in capitals or (length == 1 and name[0] in capitals)
    ahead = asked[at - 1] if at else ""
    if (
        found.said.strength <= WEAK
        and ahead in _SURNAME
        and found.named.place is not None
        and found.said.within is None
    ):
        return _is_no_surname(found, ahead, asked[at + length : at + length + 1])
    guard: Guard = found.named.guard
    if guard == "free" or found.said.strength == SURE:
        return True
    qualified = found.last > at + length
    if found.named.kind == "region" and found.said.article:
        return True
    return _is_proved(guard, found.said, qualified, has_capital, _stands_last(asked, at, found))


def _is_no_surname(found: _Found, ahead: str, behind: Words) -> bool:
    """ "van Dongen" is someone, "van Zwolle" a city, "van Dongen naar" a journey; "de Vries" is never a place."""
    is_place = found.named.size >= _CITY or behind in {("naar",), ("tot",)}
    return ahead == "van" and is_place and found.named.guard == "free"


def _is_proved(guard: Guard, said: Said, qualified: bool, has_capital: bool, stands_last: bool) -> bool:
    by_preposition = said.strength >= PLACE_PREPOSITION
    if guard == "last":
        return qualified or has_capital or by_preposition or stands_last
    if guard == "said":
        return qualified or has_capital or by_preposition
    return has_capital and by_preposition


def _stands_last(asked: Words, at: int, found: _Found) -> bool:
    """At the end, behind something that is asked for and no word that binds it to the sentence; or all by itself."""
    ahead = asked[: found.first]
    is_bound = at > 0 and asked[at - 1] in _BINDING and found.said.strength <= WEAK
    is_answer = not ahead or any(word not in frame_words() for word in ahead)
    return found.last >= len(asked) and not is_bound and is_answer


_BINDING: Final = frozenset(
    """de het een den der t van voor met tegen aan op als om te en of is zijn was wordt worden zo heel erg hand home
    custom tailor naar door zonder over onder lekker niet wel meest aller je jouw mijn onze ons uw hun haar""".split()
)


def _together(found: list[_Found]) -> PlaceAsked:
    """One place out of those that were found: what lies near one another together, else the one that is best said."""
    narrowest = [each for each in found if not any(_lies_in(other.named, each.named) for other in found)]
    best = max(narrowest, key=lambda each: (each.said.strength, each.within is not None))
    is_together = len(narrowest) > 1 and all(
        kilometres(one.named.point, other.named.point) <= _TOGETHER for one, other in pairwise(narrowest)
    )
    return _between(narrowest, found) if is_together else _asked(best, found)


def _lies_in(one: Named, other: Named) -> bool:
    """Whether the other is larger and the one in it: who says both ("Winterswijk, Achterhoek") means the one."""
    if other.kind == "country":
        return one.kind != "country"
    return one.municipalities < other.municipalities or (
        one.municipalities == other.municipalities and one.place is not None and other.place is None
    )


def _asked(one: _Found, found: Sequence[_Found]) -> PlaceAsked:
    """The place that one find names; the words of all finds say where."""
    named = one.named
    within = min(one.within, _WIDEST) if one.within else None
    return PlaceAsked(
        name=named.name,
        point=named.point,
        reach=min(one.reach, float(within)) if within else one.reach,
        kind=named.kind,
        words=frozenset(at for each in found for at in range(each.first, each.last)),
        municipalities=named.municipalities,
        within=within,
        note=", ".join(named.among) or None,
    )


def _between(others: Sequence[_Found], found: Sequence[_Found]) -> PlaceAsked:
    """Several places as one: its centre lies between them and it reaches as far as the farthest."""
    points = [each.named.point for each in others]
    middle = Point(sum(p.lat for p in points) / len(points), sum(p.lon for p in points) / len(points))
    names = dict.fromkeys(each.named.name for each in others)
    first = _asked(others[0], found)
    return replace(
        first,
        name=" en ".join(names) if len(names) < 3 else ", ".join(names),
        point=middle,
        reach=round(max(kilometres(middle, each.named.point) + each.reach for each in others), 1),
        municipalities=frozenset().union(*(each.named.municipalities for each in others)),
        within=next((each.within for each in others if each.within), None),
        note=None,
    )


def _postcode(asked: Words, capitals: frozenset[str], found: Sequence[_Found]) -> PlaceAsked | None:
    """The postcode in a question, with the name of its town when that stands there too."""
    for at, word in enumerate(asked):
        match = _POSTCODE.fullmatch(word)
        if match is None or match[1] not in gazetteer().postcodes():
            continue
        if match[2] in _UNITS:
            continue
        letters = _letters_behind(asked, at, capitals) if match[2] is None else 0
        said = before(asked, at)
        if not (match[2] or letters or said.strength >= SURE or _is_no_number(asked, at, said, found)):
            continue
        code, lat, lon = gazetteer().postcodes()[match[1]]
        behind = after(asked, at + 1 + letters)
        within = said.within or behind.within
        here = [each for each in found if code in each.named.municipalities]
        return PlaceAsked(
            name=match[1],
            point=Point(lat, lon),
            reach=max(said.around, behind.around),
            kind="postcode",
            words=frozenset(range(said.start, behind.end)).union(
                *(range(each.first, each.last) for each in here)
            ),
            municipalities=frozenset({code}),
            within=min(within, _WIDEST) if within else None,
        )
    return None


def _letters_behind(asked: Words, at: int, capitals: frozenset[str]) -> int:
    behind = asked[at + 1] if at + 1 < len(asked) else ""
    is_pair = _LETTERS.fullmatch(behind) is not None
    return int(is_pair and (behind not in _SHORT_WORDS or behind in capitals))


def _is_no_number(asked: Words, at: int, said: Said, found: Sequence[_Found]) -> bool:
    """Whether four bare digits are a postcode sooner than a year, an amount or the number of a standard."""
    digits = asked[at]
    ahead, behind = (asked[at - 1] if at else ""), (asked[at + 1] if at + 1 < len(asked) else "")
    if ahead in _NUMBERED or behind in _COUNTED:
        return False
    is_by_town = any(at in {each.last, each.first - 1} for each in found)
    if said.strength >= PLACE_PREPOSITION or is_by_town:
        return int(digits) not in _YEARS or is_by_town
    is_round = digits.endswith(("00", "50"))
    is_amount = behind.endswith(("en", "s", "s'"))
    return int(digits) not in _YEARS and not is_round and not is_amount


def _capitals(typed: str) -> frozenset[str]:
    """The names that were typed with a capital on purpose: not the first word's, and not where all words have one."""
    written = _WRITTEN.findall(typed)
    high = [word[:1].isupper() for word in written]
    if (len(written) > 2 and all(high)) or typed.isupper():
        return frozenset(fold(word) for word in written if len(word) == 2 and word.isupper())
    names = [fold(word) for at, word in enumerate(written) if high[at] and at]
    pairs = [f"{fold(one)} {fold(other)}" for one, other in pairwise(written) if other[:1].isupper()]
    return frozenset((*names, *pairs))


_WRITTEN = re.compile(r"[^\W_]+")
