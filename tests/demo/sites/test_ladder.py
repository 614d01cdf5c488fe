# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import httpx
import pytest
from parsel import Selector

from kapstok.demo import days
from kapstok.demo.enterprise import World
from kapstok.demo.sites import Sites


@pytest.fixture
def ladder(sites: Sites) -> str:
    return sites.addresses["ladder"]


def rows_over_all_pages(visitor: httpx.Client, ladder: str) -> list[str]:
    found, address = [], "/register?pagina=1"
    while address:
        page = Selector(visitor.get(ladder + address).text)
        found += page.css("table#register tbody tr td a::attr(href)").getall()
        address = page.css("a[rel=next]::attr(href)").get()
    return found


def test_the_next_links_lead_through_every_entry(visitor: httpx.Client, ladder: str, world: World):
    assert rows_over_all_pages(visitor, ladder) == [entry.key for entry, _ in world.shown("pso", days.FIRST)]


def test_its_pages_are_latin_1_and_say_so(visitor: httpx.Client, ladder: str, world: World):
    entry, showing = next((e, s) for e, s in world.shown("pso", days.FIRST) if "é" in s.profile.name)
    answer = visitor.get(ladder + entry.key)
    assert answer.headers["content-type"] == "text/html; charset=iso-8859-1"
    assert "é".encode("latin-1") in answer.content
    assert Selector(answer.content.decode("latin-1")).css("h1::text").get() == showing.profile.name


def test_the_redesigned_site_shows_a_handful_and_no_way_on(visitor: httpx.Client, ladder: str, sites: Sites):
    sites.show(days.BROKEN_DAY)
    assert len(rows_over_all_pages(visitor, ladder)) == 9
    assert "organisaties</p>" not in visitor.get(f"{ladder}/register").text


def test_the_repaired_site_shows_all_again(visitor: httpx.Client, ladder: str, sites: Sites, world: World):
    sites.show(days.THIRD)
    assert len(rows_over_all_pages(visitor, ladder)) == len(world.shown("pso", days.THIRD))


def test_one_page_is_missing_on_the_third_day(visitor: httpx.Client, ladder: str, sites: Sites, world: World):
    (key,) = [e.key for e, s in world.shown("pso", days.THIRD) if not s.detail_page]
    assert visitor.get(ladder + key).status_code == 200
    sites.show(days.THIRD)
    assert visitor.get(ladder + key).status_code == 404


@pytest.mark.parametrize("odd", ["0", "-1", "x", "99999999999", ""])
def test_an_odd_page_number_is_the_first_page(visitor: httpx.Client, ladder: str, odd: str):
    assert "Pagina 1 van" in visitor.get(f"{ladder}/register?pagina={odd}").text


def test_a_page_after_the_last_is_not_there(visitor: httpx.Client, ladder: str):
    assert visitor.get(f"{ladder}/register?pagina=99").status_code == 404
