# SPDX-License-Identifier: EUPL-1.2
"""The filters beside the list of `/aanbod`: what can be chosen, in words, with how much each would show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext

from kapstok.core.text import fold
from kapstok.enterprises.finding import Findings
from kapstok.enterprises.wording import label_words
from kapstok.regions.region_file import Region
from kapstok.search.shapes import DISTANCES
from kapstok.web.around import Around
from kapstok.web.directory_query import FACETS, DirectoryQuery
from kapstok.web.rows import municipality_name

# How many answers a filter shows before it is asked for more; all of a label's levels are worth seeing at once.
_SHOWN_FIRST = {"categorie": 6, "gemeente": 6, "regio": 4}
_ALL_SHOWN = 12
# How many answers a filter has at all. What is left out is on the map or the page to browse; a page stays light.
_MOST = 18
Counts = Mapping[str, int]
Categories = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a filter, with how many enterprises it would show; None where that is not known."""

    id: str
    value: str
    text: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One filter; `rest` is shown when asked for, `left_out` says how many answers there are besides."""

    parameter: str
    title: str
    first: tuple[Option, ...]
    rest: tuple[Option, ...] = ()
    left_out: int = 0


@dataclass(frozen=True)
class Filters:
    """All filters. `reserved` is the one for reserved contracts, apart because it needs its explanation.

    `distances` are there when it is known around where; `groups` are the others that have anything to choose.
    """

    reserved: Group | None
    distances: tuple[Option, ...]
    groups: tuple[Group, ...]


def filters(asked: DirectoryQuery, found: Findings, around: Around, region: Region) -> Filters:
    """What can be chosen now."""
    say = _Says(region, found.categories)
    reserved = {f"{label}:{flag}" for label, flag in region.reserved}
    flags = found.facets.get("flag", {})
    groups = [
        _group(name, title, asked, found.facets.get(FACETS[name], {}), say)
        for name, title in titles().items()
    ]
    kept_apart = _only(flags, reserved, asked)
    return Filters(
        reserved=_reserved(asked, kept_apart, say) if kept_apart else None,
        distances=_distances(asked, found) if around.point else (),
        groups=tuple(
            group
            for group in (
                _left_over(group, reserved) if group.parameter == "kenmerk" else group for group in groups
            )
            if group.first
        ),
    )


def value_text(region: Region, name: str, value: str, categories: Categories | None = None) -> str:
    """A filter value as a reader says it."""
    label, _, part = value.partition(":")
    match name:
        case "label":
            return label_words(region, value)
        case "trede" if part:
            return label_words(region, label, part)
        case "kenmerk" if part:
            return label_words(region, label, None, (part,))
        case "gemeente":
            return municipality_name(value)
        case "categorie":
            return (categories or {}).get(value, value)
        case _:
            return value


@dataclass(frozen=True)
class _Says:
    """Values in words, and their order: labels stand as the region has them, all else by how much there is."""

    region: Region
    categories: Categories

    def text(self, name: str, value: str) -> str:
        return value_text(self.region, name, value, self.categories)

    def order(self, name: str, counts: Counts) -> Callable[[str], int]:
        if name not in {"label", "trede", "kenmerk"}:
            return lambda value: -counts.get(value, 0)
        own = {value: place for place, value in enumerate(own_values(self.region))}
        return lambda value: own.get(value, len(own))


def own_values(region: Region) -> Iterable[str]:
    """The values of `label`, `trede` and `kenmerk` that the region's labels have."""
    for key, label in region.labels.items():
        yield key
        for part in (*label.levels, *label.flags):
            yield f"{key}:{part}"


def titles() -> Mapping[str, str]:
    """What each filter is called, by its parameter, in the order in which they stand."""
    return {
        "label": gettext("Label"),
        "trede": gettext("Trede of niveau"),
        "kenmerk": gettext("Extra kenmerk"),
        "categorie": gettext("Branche"),
        "gemeente": gettext("Gemeente"),
        "regio": gettext("Arbeidsmarktregio"),
    }


def _group(name: str, title: str, asked: DirectoryQuery, counts: Counts, say: _Says) -> Group:
    chosen, order = asked.chosen.get(name, ()), say.order(name, counts)
    texts = {value: say.text(name, value) for value in (*counts, *chosen)}
    values = sorted(texts, key=lambda value: (order(value), _folded(texts[value])))
    options = [
        Option(f"{name}-{number}", value, texts[value], counts.get(value, 0), value in chosen)
        for number, value in enumerate(values)
    ]
    shown = _SHOWN_FIRST.get(name, _ALL_SHOWN)
    first = [option for place, option in enumerate(options) if place < shown or option.chosen]
    rest = [option for option in options[shown:_MOST] if not option.chosen]
    return Group(name, title, tuple(first), tuple(rest), len(options) - len(first) - len(rest))


@lru_cache(maxsize=4_096)
def _folded(text: str) -> str:
    return fold(text)


def _only(counts: Counts, values: set[str], asked: DirectoryQuery) -> dict[str, int]:
    wanted = values & {*counts, *asked.chosen.get("kenmerk", ())}
    return {value: counts.get(value, 0) for value in wanted}


def _reserved(asked: DirectoryQuery, counts: Counts, say: _Says) -> Group:
    group = _group("kenmerk", gettext("Voorbehouden opdrachten"), asked, counts, say)
    options = tuple(option for option in group.first if option.value in counts)
    return Group("kenmerk", group.title, tuple(_renamed(option) for option in options))


def _renamed(option: Option) -> Option:
    text = gettext("Geschikt voor voorbehouden opdrachten: %(label)s") % {"label": option.text}
    return Option(f"voorbehouden-{option.id}", option.value, text, option.count, option.chosen)


def _left_over(group: Group, taken: set[str]) -> Group:
    options = tuple(option for option in (*group.first, *group.rest) if option.value not in taken)
    return Group(group.parameter, group.title, options)


def _distances(asked: DirectoryQuery, found: Findings) -> tuple[Option, ...]:
    steps = sorted({*DISTANCES, *([asked.within] if asked.within else [])})
    anywhere = Option("binnen-0", "", gettext("Alle afstanden"), None, asked.within is None)
    return anywhere, *(
        Option(
            f"binnen-{step}",
            str(step),
            gettext("Binnen %(km)s km") % {"km": step},
            found.distances.get(step),
            step == asked.within,
        )
        for step in steps
    )
