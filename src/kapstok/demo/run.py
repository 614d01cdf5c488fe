# SPDX-License-Identifier: EUPL-1.2
"""The demo from beginning to end: a region, three register sites, three days, and then the site itself.

It always begins anew: what an earlier demo made in the same folder is thrown away first, so that its three days end
today again. A folder or database with anything else in it is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kapstok.demo.folder import NotADemo, point_at, prepare
from kapstok.regions.folder import RegionFolder

if TYPE_CHECKING:
    from kapstok.demo.telling import Story
    from kapstok.registers.reading import Told


def run(
    path: Path,
    *,
    begin: Callable[[RegionFolder], object],
    told: Told,
    heard: Callable[[Story], object],
    site: str | None = None,
    afterwards: Callable[[RegionFolder, dict[str, Any]], object] = lambda folder, document: None,
) -> dict[str, Any]:
    """Lives three days in a region folder at `path`, the last of them today, and gives them as plain JSON values.

    `begin` makes this process work for the folder (settings, database); `told` hears how far reading is and `heard`
    each day's story as soon as there is one, in the region's first language. `afterwards` gets the whole while the
    register sites are still open: the moment to serve. Where the site will answer then, as `site`
    ("http://127.0.0.1:8000"), a last story says what is worth a look. Raises `NotADemo`.
    """
    folder = prepare(path)
    begin(folder)
    # Only now: the models of the registers need the settings that `begin` makes.
    from django.db import connections
    from django.utils.translation import override

    from kapstok.demo import days, world
    from kapstok.demo.invitation import invite
    from kapstok.demo.living import DayLived, live
    from kapstok.demo.owners import settle_in
    from kapstok.demo.sites import Sites

    _refuse_other_runs()
    region = folder.region()
    around = world.build(days.ending(region.today()))
    lived: list[DayLived] = []
    with Sites(around) as sites, override(region.languages[0]):
        point_at(folder, sites.addresses)
        for day in live(folder, sites, around.dates, told):
            heard(day.story)
            lived.append(day)
        owners = settle_in(folder, region.today())
        if site:
            heard(invite([day.day for day in lived], owners, site, sites.addresses, str(folder.path)))
        # Who serves may do so in other processes: nothing of ours may stay open in the database.
        connections.close_all()
        document = {
            "folder": str(folder.path),
            "sites": dict(sites.addresses),
            "days": [day.as_json() for day in lived],
        }
        afterwards(folder, document)
    return document


def _refuse_other_runs() -> None:
    from kapstok.registers.queries import run_list

    if run_list():
        raise NotADemo("the database (DATABASE_URL) already holds runs; a demo needs an empty one")
