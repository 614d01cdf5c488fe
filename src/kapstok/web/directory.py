# SPDX-License-Identifier: EUPL-1.2
"""The list of `/aanbod`: what the search index found, as the database says it stands today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from kapstok.enterprises.finding import Findings, find
from kapstok.regions.folder import RegionFolder
from kapstok.regions.region_file import Region
from kapstok.search.shapes import Query, Sort
from kapstok.web.around import Around, around, looks_like_postcode
from kapstok.web.directory_query import SORTS, DirectoryQuery
from kapstok.web.filters import Filters, Spellings, filters, titles, value_text
from kapstok.web.map_drawing import Drawing, drawing
from kapstok.web.pages import Pages
from kapstok.web.rows import Row, row

ON_A_PAGE = 20
# How many filters that nobody knows are named.
_NAMED = 5


@dataclass(frozen=True)
class Removable:
    """A filter in use, with the address of the list without it."""

    text: str
    href: str


@dataclass(frozen=True)
class Choice:
    """Another way to see the list, and whether it is the present one."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class Directory:
    """One page of the list, and every way on from it.

    `remarks` say what of the question could not be used, `meant` which other places of the same name there are.
    `in_municipality` is the address of the same list of one municipality, up to its code, from this page.
    """

    total: int
    rows: tuple[Row, ...]
    filters: Filters
    active: tuple[Removable, ...]
    without_filters: str
    pages: Pages
    sorts: tuple[Choice, ...]
    around: Around
    remarks: tuple[str, ...]
    meant: tuple[Choice, ...]
    farther: Choice | None
    drawing: Drawing
    in_municipality: str
    available: bool


def directory(asked: DirectoryQuery, path: str, folder: RegionFolder, day: date) -> Directory:
    """The answer to a question. A page past the end gives the last one."""
    region = folder.region()
    place = around(asked.around, region.area)
    found, number, count = _search(asked, place, folder, day)
    return Directory(
        total=found.total,
        rows=tuple(row(one.standing, region, one.why, one.distance) for one in found.finds),
        filters=filters(asked, found, place, region),
        active=tuple(_active(asked, place, path, region, found.spellings)),
        without_filters=asked.without_filters().address(path),
        pages=Pages.of(number, count, lambda page: asked.on_page(page).address(path)),
        sorts=_sorts(asked, place, path),
        around=place,
        remarks=(*remarks(asked, place), *_past_the_end(asked, found.total, count)),
        meant=tuple(Choice(text, asked.near(text).address(path)) for text in place.choices),
        farther=_farther(asked, place, found, path),
        drawing=drawing(
            found.facets.get("municipality", {}), asked.chosen.get("gemeente", ()), region.area.codes
        ),
        in_municipality=asked.address_up_to("gemeente", ""),
        available=found.available,
    )


def question(asked: DirectoryQuery, place: Around, day: date, limit: int = 0, offset: int = 0) -> Query:
    """What is asked of the search index, by the list and by the map alike."""
    return Query(
        asked.text,
        asked.filters,
        limit,
        offset,
        day,
        sort_used(asked, place),
        place.point,
        asked.within,
    )


def sort_used(asked: DirectoryQuery, place: Around) -> Sort:
    """What was asked. Else the best answer first, or without words the nearest, where it is known around where."""
    chosen = SORTS.get(asked.sort)
    if chosen is Sort.DISTANCE and place.point is None:
        return Sort.RELEVANCE
    return chosen or (Sort.DISTANCE if place.point and not asked.text else Sort.RELEVANCE)


def _search(
    asked: DirectoryQuery, place: Around, folder: RegionFolder, day: date
) -> tuple[Findings, int, int]:
    def page(number: int) -> Findings:
        return find(folder, question(asked, place, day, ON_A_PAGE, (number - 1) * ON_A_PAGE))

    found, number = page(asked.page), asked.page
    count = max(1, -(-found.total // ON_A_PAGE))
    if number > count:
        number = count
        found = page(number)
    return found, number, count


def _active(
    asked: DirectoryQuery, place: Around, path: str, region: Region, spellings: Spellings
) -> Iterator[Removable]:
    for name, value in asked.narrowed:
        yield Removable(value_text(region, name, value, spellings), asked.without(name, value).address(path))
    if place.point and asked.within:
        text = gettext("binnen %(km)s km van %(place)s") % {"km": asked.within, "place": place.name}
        yield Removable(text, asked.at_any_distance().address(path))


def _sorts(asked: DirectoryQuery, place: Around, path: str) -> tuple[Choice, ...]:
    texts = {
        "relevantie": gettext("Beste antwoord") if asked.text else gettext("Wisselende volgorde"),
        "afstand": gettext("Afstand"),
        "naam": gettext("Naam"),
        "nieuw": gettext("Nieuwste"),
    }
    used = sort_used(asked, place)
    return tuple(
        Choice(text, asked.sorted_by(name).address(path), SORTS[name] is used)
        for name, text in texts.items()
        if name != "afstand" or place.point
    )


def remarks(asked: DirectoryQuery, place: Around) -> Iterator[str]:
    """What of the question could not be used, and what to do; it never blames."""
    if place.is_unknown and looks_like_postcode(asked.around):
        yield gettext("De postcode “%(text)s” kennen wij niet. Kijk of de cijfers kloppen.") % {
            "text": asked.around
        }
    elif place.is_unknown:
        yield gettext(
            "De plaats “%(text)s” kennen wij niet. Probeer een postcode of een plaats in de buurt."
        ) % {"text": asked.around}
    if asked.unknown:
        yield _unknown(asked.unknown)
    if "binnen" in asked.unread:
        yield gettext("De afstand begrijpen wij niet. Vul een aantal kilometers in, bijvoorbeeld 10.")
    if "sorteer" in asked.unread:
        yield gettext("Deze volgorde kennen wij niet. Kies een volgorde boven de lijst.")
    if not asked.around and (asked.within or asked.sort == "afstand"):
        yield gettext("Vul een postcode of plaats in. Dan weten wij vanaf waar wij de afstand meten.")


def _unknown(values: Sequence[tuple[str, str]]) -> str:
    called = titles()
    named = [f"{called[name]} “{value}”" for name, value in values[:_NAMED]]
    text = ngettext(
        "Dit filter kennen wij niet: %(filters)s. Wij zochten zonder.",
        "Deze filters kennen wij niet: %(filters)s. Wij zochten zonder.",
        len(values),
    )
    return text % {"filters": ", ".join(named) + (" …" if len(values) > _NAMED else "")}


def _past_the_end(asked: DirectoryQuery, total: int, count: int) -> Iterator[str]:
    if total and asked.page > count:
        yield ngettext(
            "Zoveel bladzijden zijn er niet. Dit is de enige.",
            "Zoveel bladzijden zijn er niet. Dit is de laatste.",
            count,
        )


def _farther(asked: DirectoryQuery, place: Around, found: Findings, path: str) -> Choice | None:
    """The way on where nothing lies near enough."""
    if found.total or not (place.point and asked.within):
        return None
    return Choice(gettext("Zoek zonder grens aan de afstand"), asked.at_any_distance().address(path))
