# SPDX-License-Identifier: EUPL-1.2
"""The points of the map as its script reads them: everything that was found, by where it is."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from kapstok.enterprises.finding import Placed, placed, version
from kapstok.regions.folder import RegionFolder
from kapstok.search.shapes import Point
from kapstok.web.around import around, is_rough
from kapstok.web.directory import question
from kapstok.web.directory_query import DirectoryQuery
from kapstok.web.rows import municipality_name

# How many names a point tells; the others are in the list.
NAMED = 12
# How many answers a process keeps: most visitors ask for the same map, and making a large one takes a while.
_KEPT = 32
_kept: dict[str, bytes] = {}


def told(mark: str, asked: DirectoryQuery, folder: RegionFolder, day: date) -> bytes:
    """`map_points` as JSON; made once for each mark that `map_mark` gives."""
    found = _kept.get(mark)
    if found is None:
        made = json.dumps(map_points(asked, folder, day), ensure_ascii=False, separators=(",", ":"))
        if len(_kept) >= _KEPT:
            _kept.clear()
        found = _kept[mark] = made.encode("utf-8", "replace")
    return found


def map_points(asked: DirectoryQuery, folder: RegionFolder, day: date) -> dict[str, Any]:
    """Every point with how many enterprises are there, the first of them by name, and where to read of all of them."""
    query = question(asked, around(asked.around, folder.region().area), day)
    found = placed(folder, query)
    return {
        "total": sum(map(len, found.values())),
        "enterprise": reverse("enterprise", args=["-"]).removesuffix("-"),
        "list": asked.address_up_to("gemeente", reverse("directory")),
        "points": [_point(point, there) for point, there in sorted(found.items())],
    }


def map_mark(asked: DirectoryQuery, folder: RegionFolder, day: date, language: str) -> str:
    """Changes whenever `map_points` may say something else."""
    said = (version(folder), day.isoformat(), language, asked.on_page(1).address(""))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def _point(point: Point, there: Sequence[Placed]) -> dict[str, Any]:
    code = Counter(one.municipality for one in there).most_common(1)[0][0]
    return {
        "at": [round(point.lat, 4), round(point.lon, 4)],
        "count": len(there),
        "place": municipality_name(code),
        "code": code,
        "rough": is_rough(point.lat, point.lon, code),
        "named": [[one.name, one.slug] for one in there[:NAMED]],
    }
