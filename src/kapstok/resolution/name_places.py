# SPDX-License-Identifier: EUPL-1.2
"""The place that a company name carries, where that is sure. Rule: normalise.md, "Place"."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from kapstok.core.text import fold
from kapstok.regions.gazetteer import gazetteer, place_key
from kapstok.resolution.legal_forms import ARTICLES
from kapstok.resolution.trades import Kind, word_of

_BRANCH_WORDS: Final = frozenset(
    {"vestiging", "locatie", "filiaal", "te", "regio", "in", "omgeving", "afdeling"}
)
# Behind these a place name is part of a surname: "J. van Huizen".
_SURNAME_WORDS: Final = frozenset({"van", "der", "den", "ter", "ten", "de", "het", "op", "uit", "en"})
# Places whose name is also an ordinary word, a name or a country: at the end of a name they tell nothing.
_NOT_AS_PLACE: Final = frozenset("""
altena america anderen ane austerlitz axel baak baard baars balk bant basse beek beers beets bergen bern best blokker
boer born broek buren daarle dalen deelen degroeve deheen dehoef deklomp dekoog depol depunt desteeg detike
debult dehoeve demoer dekiel dekrim delier demeern derijp derips desteeg deweere dewilp dewoude dezilk dewaal
dewijk dewilgen dieren dijken doorn dorst duiven duizel ee echt een elim ell elp engeland ens enter erica ese
esch est geelbroek gees grave groede groet haler halfweg hall halle handel hank heel heide helden hem hemmen
hoek hoeven hoorn horn horst houten huizen hulst ie ingen jacht joppe kaag kats kapelle keent kessel klimmen koedijk
leek lent leur lies linde linden linne loo loon losdorp made marken meeuwen meteren mill moerstraten monster mussel neer
nederland nes nieuwland noorden nutter onna oranje peest peins philippine purmer putten reek rien rijen rijs rijp roden
rutten schijf schore sloten sluis spier spijk spui stein thorn tuk velden veen veulen vinkel vinkenbuurt vries vuren
waal waarde walem wateren well wier winde winkel wons zand zeeland zegge zetten zorgvlied zuidveld zurich
""".split())  # fmt: skip
_ADJECTIVES: Final = {
    "alkmaarse": "alkmaar", "almeerse": "almere", "almelose": "almelo", "amersfoortse": "amersfoort",
    "amsterdams": "amsterdam", "amsterdamse": "amsterdam", "apeldoorns": "apeldoorn", "apeldoornse": "apeldoorn",
    "arnhems": "arnhem", "arnhemse": "arnhem", "assense": "assen", "barneveldse": "barneveld", "bredase": "breda",
    "bossche": "shertogenbosch", "bornse": "borne", "culemborgse": "culemborg", "dalfser": "dalfsen",
    "delftse": "delft", "doesburgse": "doesburg", "doetinchemse": "doetinchem", "dordtse": "dordrecht",
    "edese": "ede", "eindhovense": "eindhoven", "emmense": "emmen", "enschedese": "enschede",
    "ermelose": "ermelo", "groningse": "groningen", "haagse": "sgravenhage", "haaksbergse": "haaksbergen",
    "haarlemse": "haarlem", "hardenbergse": "hardenberg", "harderwijkse": "harderwijk", "heerlense": "heerlen",
    "helmondse": "helmond", "hengelose": "hengelo", "hilversumse": "hilversum", "kampense": "kampen",
    "leeuwarder": "leeuwarden", "leidse": "leiden", "lelystadse": "lelystad", "lochemse": "lochem",
    "maastrichtse": "maastricht", "meppeler": "meppel", "nijmeegs": "nijmegen", "nijmeegse": "nijmegen",
    "nunspeetse": "nunspeet", "oldenzaalse": "oldenzaal", "ommer": "ommen", "raalter": "raalte",
    "rijssense": "rijssen", "roermondse": "roermond", "rotterdams": "rotterdam", "rotterdamse": "rotterdam",
    "steenwijker": "steenwijk", "tielse": "tiel", "tilburgse": "tilburg", "utrechts": "utrecht",
    "utrechtse": "utrecht", "venlose": "venlo", "wageningse": "wageningen", "wierdense": "wierden",
    "winterswijkse": "winterswijk", "zeister": "zeist", "zevenaarse": "zevenaar", "zoetermeerse": "zoetermeer",
    "zutphens": "zutphen", "zutphense": "zutphen", "zwols": "zwolle", "zwolse": "zwolle",
}  # fmt: skip
_AROUND: Final = {"o": "e", "omgeving": "en", "omstreken": "en"}
_LONGEST_PLACE: Final = 5
_SAID_BEHIND: Final = frozenset({Kind.TRADE, Kind.EMPTY})


class Placed(NamedTuple):
    """A name around its place: the words before it, its own, its key (None without a place), and the area in it."""

    front: list[str]
    behind: list[str]
    place: str | None
    area: str = ""


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return gazetteer().place_keys() - _NOT_AS_PLACE


@lru_cache(maxsize=1)
def _towns() -> frozenset[str]:
    """Places that bear their municipality's name: in front of a trade they are certainly meant."""
    names = frozenset(place_key(one.name) for one in gazetteer().municipalities())
    return names & _places()


@lru_cache(maxsize=1)
def _starts_of_towns() -> frozenset[str]:
    names = (fold(one.name).replace("'", "").replace("-", " ") for one in gazetteer().municipalities())
    return frozenset(name.split()[0] for name in names)


def place_of(words: list[str]) -> str | None:
    """The key of the place that these words are, whole; None when they are none, or mean something else too."""
    if not 0 < len(words) <= _LONGEST_PLACE:
        return None
    # What `place_key` would give: the words are folded already.
    key = "".join(words) if "aan" not in words else place_key(" ".join(words))
    return key if key in _places() else None


def is_branch(words: list[str]) -> bool:
    """Whether these words say no more than where: "Zwolle", "locatie Zwolle"."""
    return bool(words) and place_of(words[1:] if words[0] in _BRANCH_WORDS else words) is not None


def split_place(words: list[str]) -> Placed:
    """The place at the end of a name, with what says more of it ("Zwolle Noord", "Zwolle e.o."); never all of it."""
    end = len(words)
    while end > 1 and (size := _size_of_around(words, end)):
        end -= size
    found = _at_end(words[:end])
    if end == len(words):
        return found
    if found.place is None:
        return _at_end(words)
    more = [word for word in words[end:] if word_of(word).kind is Kind.AREA]
    return Placed(
        found.front, found.behind + more, found.place, " ".join(word_of(word).says for word in more)
    )


def _size_of_around(words: list[str], end: int) -> int:
    """How many words before `end` say more of a place: "noord", "e.o.", "en omgeving"."""
    last = words[end - 1]
    if last in _AROUND and words[end - 2] == _AROUND[last]:
        return 2
    return 1 if word_of(last).kind is Kind.AREA else 0


def _at_end(words: list[str]) -> Placed:
    for size in _sizes_at_end(words):
        front = words[:-size]
        if front[-1] not in _SURNAME_WORDS:
            while len(front) > 1 and front[-1] in _BRANCH_WORDS:
                front = front[:-1]
            if not ARTICLES.issuperset(front):
                return Placed(front, words[-size:], place_of(words[-size:]))
    return Placed(words, [], None)


def _sizes_at_end(words: list[str]) -> list[int]:
    """How many words at the end may be a place, most first."""
    sizes = range(1, min(_LONGEST_PLACE, len(words) - 1) + 1)
    if "aan" in words:
        return [size for size in reversed(sizes) if place_of(words[-size:])]
    places, key = _places(), ""
    found: list[int] = []
    for size in sizes:
        key = words[-size] + key
        if key in places:
            found.insert(0, size)
    return found


def place_in_front(words: list[str]) -> tuple[int, str | None]:
    """How many words at the start are a town in front of a trade ("Deventer Kringloop"), and its key."""
    if words[0] not in _starts_of_towns():
        return 0, None
    for size in range(1, min(_LONGEST_PLACE, len(words) - 1) + 1):
        key = "".join(words[:size])
        if key in _towns() and word_of(words[size]).kind is Kind.TRADE:
            return size, key
    return 0, None


def place_within(words: list[str]) -> tuple[list[str], str | None]:
    """The words without a town that stands in front of the last trade ("Groenwerk Zwolle Hoveniers"), and its key."""
    end = len(words)
    while end > 2 and word_of(words[end - 1]).kind in _SAID_BEHIND:
        end -= 1
    if end == len(words):
        return words, None
    found = _at_end(words[:end])
    if found.place in _towns():
        return found.front + words[end:], found.place
    return words, None


def place_of_adjective(words: list[str]) -> str | None:
    """The key of the place that a name's first word is made of: "Zwolse Groenploeg"."""
    return _ADJECTIVES.get(words[0]) if len(words) > 1 else None
