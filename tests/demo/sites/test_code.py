# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re

import httpx
import pytest
from parsel import Selector

from kapstok.demo import days
from kapstok.demo.enterprise import World
from kapstok.demo.sites import Sites


@pytest.fixture
def code(sites: Sites) -> str:
    return sites.addresses["code"]


def test_the_cards_of_all_pages_are_all_entries_and_the_page_after_has_none(
    visitor: httpx.Client, code: str, world: World
):
    found: list[str] = []
    for number in range(1, 100):
        cards = Selector(visitor.get(f"{code}/deelnemers?blad={number}").text).css("article.kaart")
        if not cards:
            break
        found += cards.css("::attr(data-id)").getall()
    assert found == [entry.key for entry, _ in world.shown("cso", days.FIRST)]


def test_dates_stand_in_dutch_words(visitor: httpx.Client, code: str):
    date = Selector(visitor.get(f"{code}/deelnemers").text).css(".datum::text").re_first(r"sinds (.+)")
    assert date is not None
    assert re.fullmatch(r"[1-3]?\d [a-z]{3,9} 20\d\d", date)


def test_signs_that_mean_something_to_a_browser_are_shown_as_they_are(
    visitor: httpx.Client, code: str, world: World
):
    wanted = {s.profile.name for _, s in world.shown("cso", days.FIRST) if set("<&\"'") & set(s.profile.name)}
    shown: set[str] = set()
    for number in range(1, 8):
        page = Selector(visitor.get(f"{code}/deelnemers?blad={number}").text)
        shown |= {heading.xpath("string()").get() or "" for heading in page.css("h3")}
    assert len(wanted) >= 2
    assert wanted <= shown
