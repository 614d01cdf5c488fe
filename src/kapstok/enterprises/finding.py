# SPDX-License-Identifier: EUPL-1.2
"""What a search of the directory finds: hits of the index, as the database says they stand on the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import get_language, gettext

from kapstok.enterprises.cards import id_of
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.saying import SAYS_NOTHING
from kapstok.enterprises.queries import told
from kapstok.enterprises.standing import Standing, standing
from kapstok.regions.folder import RegionFolder
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.reading import Understood
from kapstok.search.index import search_index
from kapstok.search.queries import outbox_mark
from kapstok.search.reasons import explain
from kapstok.search.shapes import Dropped, Hit, Point, Query
from kapstok.search.vocabulary import chain_of

_BATCH = 5_000


@dataclass(frozen=True)
class Find:
    """One enterprise found, as it stands; `why` tells a reader, in Dutch, where the words were found.

    `distance` is in kilometres from the point that was asked, None where one of the two is unknown.
    """

    standing: Standing
    score: float
    why: tuple[str, ...]
    distance: float | None = None


@dataclass(frozen=True)
class Findings:
    """One page of what was found. `facets` count what the index knows, which may lag a moment behind the finds.

    `distances` count those within so many kilometres of the point that was asked, `categories` are the names of the
    categories, in the reader's language. `asked` is how the words were understood, `dropped` what of them was left out
    to find anything, `unfiltered` how many there are without the filters where there is nothing with them. `available`
    is false while there is no index to ask: nothing was searched, which is not nothing found.
    """

    total: int
    finds: tuple[Find, ...]
    facets: Mapping[str, Mapping[str, int]]
    took_ms: float
    available: bool
    distances: Mapping[int, int] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    asked: Understood | None = None
    dropped: tuple[Dropped, ...] = ()
    unfiltered: int = 0


class Placed(NamedTuple):
    """An enterprise on a map."""

    slug: str
    name: str
    municipality: str | None


def index_path(folder: RegionFolder) -> Path:
    """Where the search index of a region lies."""
    return folder.var / "search"


def find(folder: RegionFolder, query: Query, chain: Chain | None = None) -> Findings:
    """The enterprises that answer a query; what is not listed on its day is neither among them nor counted.

    `chain` understands the words; absent: the region's own.
    """
    chain = chain or chain_of(folder)
    result = search_index(index_path(folder)).search(query, chain)
    hits = {hit.key: hit for hit in result.hits}
    known = standing(list(hits), query.day, ListingRules.of(folder.region()))
    listed = [(one, hits[str(one.enterprise.pk)]) for one in known if one.is_listed]
    finds = tuple(_find(one, hit, result.asked, chain) for one, hit in listed)
    return Findings(
        total=result.total - (len(hits) - len(finds)),
        finds=finds,
        facets=result.facets,
        took_ms=result.took_ms,
        available=result.available,
        distances=result.distances,
        categories=chain.category_names(get_language() or "nl"),
        asked=result.asked,
        dropped=result.dropped,
        unfiltered=result.unfiltered,
    )


def _find(one: Standing, hit: Hit, asked: Understood | None, chain: Chain) -> Find:
    why = _why(one, hit, asked, chain) if asked and hit.score else ()
    return Find(one, hit.score, why, hit.distance)


def _why(one: Standing, hit: Hit, asked: Understood, chain: Chain) -> tuple[str, ...]:
    """The reasons; before those that follow only from the enterprise's own words stands whose they are."""
    own = one.enterprise.own
    by_registers = explain(asked, told(one.enterprise), chain, hit.distance)
    if own == SAYS_NOTHING:
        return by_registers
    return tuple(
        line if line in by_registers else gettext("eigen opgave: %(reason)s") % {"reason": line}
        for line in explain(asked, told(one.enterprise, own), chain, hit.distance)
    )


def version(folder: RegionFolder) -> str:
    """Changes whenever a query may find something else on the same day, by the index or by the database."""
    return f"{search_index(index_path(folder)).version()} {outbox_mark()}"


def placed(folder: RegionFolder, query: Query) -> Mapping[Point, list[Placed]]:
    """Everything that answers a query and is listed on its day, by where it is, for a map; of no page.

    What the calendar has changed since the rows were brought up to date is left out, rather than shown wrong.
    """
    keys = search_index(index_path(folder)).keys(query, chain_of(folder)) or ()
    found: defaultdict[Point, list[Placed]] = defaultdict(list)
    for row in _placed_rows(keys, query.day):
        found[Point(row[-2], row[-1])].append(Placed(*row[:-2]))
    return found


def begun(folder: RegionFolder, typed: str, day: date, limit: int) -> tuple[Placed, ...]:
    """The listed enterprises whose name has words that begin as typed, those whose name begins so first."""
    ids = [
        known for key in search_index(index_path(folder)).names_begun(typed, limit) if (known := id_of(key))
    ]
    still = Q(next_change=None) | Q(next_change__gt=day)
    rows = Enterprise.objects.filter(still, pk__in=ids, listed=True)
    found = {row[0]: Placed(*row[1:]) for row in rows.values_list("pk", "slug", "name", "municipality")}
    return tuple(found[each] for each in ids if each in found)


def _placed_rows(keys: Sequence[str], day: date) -> Iterator[tuple[Any, ...]]:
    """Slug, name, municipality and point of those that are on the map."""
    ids = [known for key in keys if (known := id_of(key))]
    still = Q(next_change=None) | Q(next_change__gt=day)
    for at in range(0, len(ids), _BATCH):
        rows = Enterprise.objects.filter(
            still, pk__in=ids[at : at + _BATCH], listed=True, lat__isnull=False, lon__isnull=False
        )
        yield from rows.order_by("name", "slug").values_list("slug", "name", "municipality", "lat", "lon")
