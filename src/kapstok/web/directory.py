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
from kapstok.search.dutch.chain import Chain
from kapstok.search.highlights import marked, marked_reason
from kapstok.search.shapes import Query, Sort
from kapstok.search.vocabulary import chain_of
from kapstok.web.around import Around, around, looks_like_postcode
from kapstok.web.counted import NOTHING, Counted, counted_search
from kapstok.web.directory_query import SORTS, DirectoryQuery
from kapstok.web.filters import Categories, Filters, filters, titles, value_text
from kapstok.web.map_drawing import Drawing, drawing
from kapstok.web.no_results import NoResults, nearest_categories, without_filters
from kapstok.web.pages import Pages
from kapstok.web.rows import Row, row
from kapstok.web.understood import Reading, reading, whence
from kapstok.web.ways import Choice, Removable

ON_A_PAGE = 20
# How many filters that nobody knows are named.
_NAMED = 5
# A filter in words, and the question without it.
_Narrowing = tuple[str, DirectoryQuery]


@dataclass(frozen=True)
class Directory:
    """One page of the list, and every way on from it.

    `reading` is how the words were understood. `remarks` say what of the question could not be used, `meant` which
    other places of the same name there are; `nowhere` are the ways on where nothing was found.
    `in_municipality` is the address of the same list of one municipality, up to its code, from this page. `counted` is
    what the page counts as.
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
    reading: Reading
    nowhere: NoResults
    counted: Counted = NOTHING


def directory(asked: DirectoryQuery, path: str, folder: RegionFolder, day: date) -> Directory:
    """The answer to a question. A page past the end gives the last one."""
    region = folder.region()
    place = around(asked.around, region.area)
    search = _Search(folder, chain_of(folder), day, place)
    found, number, count = search.page(asked)
    read, start = reading(asked, place, found, path), whence(place, found.asked)
    narrowing = tuple(_narrowing(asked, start, region, found.categories))
    return Directory(
        total=found.total,
        rows=tuple(_rows(found, search.chain, start, region)),
        filters=filters(asked, found, start, region),
        active=tuple(Removable(text, without.address(path)) for text, without in narrowing),
        without_filters=asked.without_filters().address(path),
        pages=Pages.of(number, count, lambda page: asked.on_page(page).address(path)),
        sorts=tuple(_sorts(asked, place, start, found, path)),
        around=place,
        remarks=(*remarks(asked, place, start), *read.remarks, *_past_the_end(asked, found.total, count)),
        meant=(*(Choice(text, asked.near(text).address(path)) for text in place.choices), *read.meant),
        farther=_farther(asked, start, found, path),
        drawing=drawing(
            found.facets.get("municipality", {}), asked.chosen.get("gemeente", ()), region.area.codes
        ),
        in_municipality=asked.address_up_to("gemeente", ""),
        available=found.available,
        counted=counted_search(asked, found, day),
        reading=read,
        nowhere=NoResults()
        if found.total or not found.available
        else search.nowhere(asked, narrowing, found, path),
    )


def question(asked: DirectoryQuery, place: Around, day: date, limit: int = 0, offset: int = 0) -> Query:
    """What is asked of the search index, by the list and by the map alike."""
    return Query(
        asked.text,
        asked.filters,
        limit,
        offset,
        day,
        _sort_asked(asked, place),
        place.point,
        asked.within,
        asked.literal,
    )


def _sort_asked(asked: DirectoryQuery, place: Around) -> Sort:
    nearest = place.point is not None and not asked.text
    return SORTS.get(asked.sort) or (Sort.DISTANCE if nearest else Sort.RELEVANCE)


@dataclass(frozen=True)
class _Search:
    """Asks the search index, from one place and on one day."""

    folder: RegionFolder
    chain: Chain
    day: date
    place: Around

    def page(self, asked: DirectoryQuery) -> tuple[Findings, int, int]:
        """What is on the page that was asked, or the last one; its number, and how many there are."""
        found, number = self._numbered(asked, asked.page), asked.page
        count = max(1, -(-found.total // ON_A_PAGE))
        if number > count:
            number = count
            found = self._numbered(asked, number)
        return found, number, count

    def nowhere(
        self, asked: DirectoryQuery, narrowing: Sequence[_Narrowing], found: Findings, path: str
    ) -> NoResults:
        """The ways on from a question that finds nothing."""
        whole = find(self.folder, Query(limit=0, day=self.day), self.chain)
        near = self.chain.categories_of(found.asked) if found.asked else ()
        return NoResults(
            tuple(without_filters(asked, narrowing, self._count, path))
            if found.unfiltered or asked.literal
            else (),
            tuple(nearest_categories(whole, near, path)),
        )

    def _numbered(self, asked: DirectoryQuery, number: int) -> Findings:
        query = question(asked, self.place, self.day, ON_A_PAGE, (number - 1) * ON_A_PAGE)
        return find(self.folder, query, self.chain)

    def _count(self, asked: DirectoryQuery) -> int:
        return find(self.folder, question(asked, self.place, self.day), self.chain).total


def _rows(found: Findings, chain: Chain, start: Around, region: Region) -> Iterator[Row]:
    """A reason that tells how far it is stands beside the place, where every row has it."""
    has_place = found.asked is not None and found.asked.place is not None
    for one in found.finds:
        yield row(
            one.standing,
            region,
            one.why[:-1] if has_place and one.distance is not None else one.why,
            one.distance,
            start.name if has_place else "",
            lambda text: marked(text, found.asked, chain),
            lambda line: marked_reason(line, found.asked, chain),
        )


def _narrowing(
    asked: DirectoryQuery, start: Around, region: Region, categories: Categories
) -> Iterator[_Narrowing]:
    for name, value in asked.narrowed:
        yield value_text(region, name, value, categories), asked.without(name, value)
    if start.point and asked.within:
        text = gettext("binnen %(km)s km van %(place)s") % {"km": asked.within, "place": start.name}
        yield text, asked.at_any_distance()
    if asked.literal:
        yield gettext("letterlijk deze woorden"), asked.with_text(asked.text)


def _sort_used(asked: DirectoryQuery, place: Around, start: Around, found: Findings) -> Sort:
    """The order of the list: what was asked, as far as it is known around where; of a mere place the nearest first."""
    sort = _sort_asked(asked, place)
    if start.point is None:
        return Sort.RELEVANCE if sort is Sort.DISTANCE else sort
    is_place_alone = place.point is None and found.asked is not None and found.asked.is_empty
    return Sort.DISTANCE if is_place_alone and sort is Sort.RELEVANCE else sort


def _sorts(
    asked: DirectoryQuery, place: Around, start: Around, found: Findings, path: str
) -> Iterator[Choice]:
    texts = {
        "relevantie": gettext("Beste antwoord") if asked.text else gettext("Wisselende volgorde"),
        "afstand": gettext("Afstand"),
        "naam": gettext("Naam"),
        "nieuw": gettext("Nieuwste"),
    }
    used = _sort_used(asked, place, start, found)
    for name, text in texts.items():
        if name != "afstand" or start.point:
            yield Choice(text, asked.sorted_by(name).address(path), SORTS[name] is used)


def remarks(asked: DirectoryQuery, place: Around, start: Around) -> Iterator[str]:
    """What of the question could not be used, and what to do; it never blames.

    `place` is what was filled in, `start` from where distances count.
    """
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
    if not (asked.around or start.point) and (asked.within or asked.sort == "afstand"):
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
