# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re

import httpx
import pytest
from parsel import Selector

from kapstok.demo import days
from kapstok.demo.enterprise import World
from kapstok.demo.sites import Sites

BUTTON = "/wp-admin/admin-ajax.php"


@pytest.fixture
def association(sites: Sites) -> str:
    return sites.addresses["association"]


def form_of(visitor: httpx.Client, association: str) -> dict[str, str]:
    found = re.search(r'"nonce": "(\w+)"', visitor.get(f"{association}/leden").text)
    assert found is not None
    return {"action": "leden_laden", "nonce": found[1]}


def test_the_button_brings_cards_until_there_are_no_more(
    visitor: httpx.Client, association: str, world: World
):
    form, found = form_of(visitor, association), list[str]()
    for number in range(1, 100):
        answer = visitor.post(association + BUTTON, data={**form, "pagina": str(number)}).json()
        if not answer["data"]["html"]:
            break
        found += Selector(answer["data"]["html"]).css("article.lid::attr(data-id)").getall()
    assert found == [entry.key for entry, _ in world.shown("senl", days.FIRST)]
    assert answer["data"]["aantal"] == len(found)


def test_the_page_shows_the_first_cards_itself(visitor: httpx.Client, association: str):
    first = visitor.post(association + BUTTON, data=form_of(visitor, association)).json()["data"]["html"]
    assert first.strip() in visitor.get(f"{association}/leden").text


def test_yesterday_s_number_is_refused(visitor: httpx.Client, association: str, sites: Sites):
    form = form_of(visitor, association)
    sites.show(days.SECOND)
    refused = visitor.post(association + BUTTON, data=form)
    assert (refused.status_code, refused.text) == (403, "-1")
    assert visitor.post(association + BUTTON, data=form_of(visitor, association)).status_code == 200


@pytest.mark.parametrize("sent", [b"", b"action=leden_laden", b"\xff\x00=%%%", b'{"nonce": 1}'])
def test_a_form_without_the_number_is_refused(visitor: httpx.Client, association: str, sent: bytes):
    assert visitor.post(association + BUTTON, content=sent).status_code == 403


def test_the_address_of_the_button_is_no_page(visitor: httpx.Client, association: str):
    assert visitor.get(association + BUTTON).status_code == 404
