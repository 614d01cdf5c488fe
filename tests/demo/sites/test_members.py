# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import httpx
import pytest

from kapstok.demo import days
from kapstok.demo.enterprise import World
from kapstok.demo.sites import Sites


@pytest.fixture
def members(sites: Sites) -> str:
    return sites.addresses["members"]


def test_its_pages_together_hold_the_members_of_both_associations(
    visitor: httpx.Client, members: str, world: World
):
    last = visitor.get(f"{members}/api/leden").json()["paginas"]
    pages = [visitor.get(f"{members}/api/leden?pagina={n}").json()["leden"] for n in range(1, last + 1)]
    found = {(one["vereniging"], one["lidnummer"]) for page in pages for one in page}
    wanted = {("Sociaal ondernemers", e.key) for e, _ in world.shown("senl", days.FIRST)}
    wanted |= {("Werkbedrijven", e.key) for e, _ in world.shown("cedris", days.FIRST)}
    assert found == wanted


def test_what_is_not_known_is_null(visitor: httpx.Client, members: str):
    page = visitor.get(f"{members}/api/leden").json()["leden"]
    assert all(one["contact"]["kvk"] != "" for one in page)
    assert any(one["contact"]["kvk"] is None for one in page)


def test_people_find_the_same_members_on_a_page(visitor: httpx.Client, members: str):
    first = visitor.get(f"{members}/api/leden").json()["leden"][0]["naam"]
    assert first in visitor.get(members).text
