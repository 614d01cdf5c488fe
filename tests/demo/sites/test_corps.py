# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from kapstok.demo import days
from kapstok.demo.enterprise import World
from kapstok.demo.sites import Sites

SEARCH = "/zoek/collections/bedrijven/documents/search"


@pytest.fixture
def corps(sites: Sites) -> str:
    return sites.addresses["corps"]


def key_of(visitor: httpx.Client, corps: str) -> dict[str, str]:
    found = re.search(r'"sleutel":"(\w{32})"', visitor.get(f"{corps}/bedrijven").text)
    assert found is not None
    return {"X-TYPESENSE-API-KEY": found[1]}


def test_the_pages_of_the_search_hold_every_company_and_say_how_many(
    visitor: httpx.Client, corps: str, world: World
):
    key, found = key_of(visitor, corps), list[str]()
    for number in range(1, 100):
        asked: dict[str, Any] = {"q": "*", "per_page": 7, "page": number}
        answer = visitor.post(corps + SEARCH, json=asked, headers=key).json()
        assert answer["page"] == number
        if not answer["hits"]:
            break
        assert len(answer["hits"]) <= 7
        found += [hit["document"]["id"] for hit in answer["hits"]]
    assert found == [entry.key for entry, _ in world.shown("bcorp", days.FIRST)]
    assert answer["found"] == len(found)


def test_another_key_on_the_second_day_and_the_old_one_is_refused(
    visitor: httpx.Client, corps: str, sites: Sites
):
    old = key_of(visitor, corps)
    assert visitor.post(corps + SEARCH, json={}, headers=old).status_code == 200
    sites.show(days.SECOND)
    assert visitor.post(corps + SEARCH, json={}, headers=old).status_code == 401
    new = key_of(visitor, corps)
    sites.show(days.THIRD)
    assert key_of(visitor, corps) == new != old


@pytest.mark.parametrize("sent", [b"", b"[]", b"{", b'{"page": "x", "per_page": -3}'])
def test_whatever_is_sent_is_answered(visitor: httpx.Client, corps: str, sent: bytes):
    answer = visitor.post(corps + SEARCH, content=sent, headers=key_of(visitor, corps))
    assert answer.json()["hits"]


def test_without_a_key_nothing_is_searched(visitor: httpx.Client, corps: str):
    assert visitor.post(corps + SEARCH, json={"q": "*"}).status_code == 401
    assert visitor.get(corps + SEARCH).status_code == 404


def test_people_find_the_same_companies_on_the_page(visitor: httpx.Client, corps: str, world: World):
    page = visitor.get(f"{corps}/bedrijven").text
    assert page.count("<li>") == len(world.shown("bcorp", days.FIRST))
