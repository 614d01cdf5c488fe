# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kapstok.web.words import spoken
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback, code, ladder

BEZEM = "/onderneming/de-gouden-bezem"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202egnihton"


def test_it_opens_with_what_they_do_and_how_to_reach_them(east: RegionOnLoopback, client: Client):
    page = Page(client.get(BEZEM))
    assert page.one("h1") == "De Gouden Bezem"
    assert page.all("h2") == ["Wat zij doen", "Contact", "Labels", "Gegevens uit de registers"]
    assert page.all(".kapstok-offerings li") == ["Schoonmaak van kantoren", "Glasbewassing"]
    assert page.links(".kapstok-contact a") == {
        "www.goudenbezem.example": "https://www.goudenbezem.example",
        "038 123 45 67": "tel:0381234567",
        "info@goudenbezem.example": "mailto:info@goudenbezem.example",
    }
    assert "Bezemstraat 12" in page.one(".kapstok-contact")


def test_words_of_the_register_are_shown_as_such(east: RegionOnLoopback, client: Client):
    page = Page(client.get(BEZEM))
    assert page.one("blockquote").startswith("Wij houden kantoren schoon")
    assert page.one("figcaption").startswith("Code Sociale Ondernemingen, sinds ")


def test_every_label_has_its_evidence_line_and_leads_to_its_proof(east: RegionOnLoopback, client: Client):
    page = Page(client.get(BEZEM))
    until, seen = _say(east.today + timedelta(days=130)), _say(east.today, east)
    assert page.all(".kapstok-evidence__line") == [
        f"PSO trede 3 (30+), geldig tot {until}, gezien op {seen} in het register",
        f"Code Sociale Ondernemingen, gezien op {seen} in het register",
    ]
    assert page.attributes(".kapstok-evidence a", "href") == [f"{BEZEM}/bewijs?op={east.today}"] * 2


def test_every_fact_has_its_source_and_its_date(east: RegionOnLoopback, client: Client):
    facts = dict(
        line.split("|", 1) for line in _facts(Page(client.get(BEZEM)))
    )  # fmt: skip
    assert facts["KvK-nummer"] == f"00012345|PSO-Nederland, sinds {_say(east.today)}"
    assert facts["Statutaire naam"].startswith("De Gouden Bezem B.V.|PSO-Nederland, sinds ")


def test_a_kvk_number_that_is_not_certain_is_shown_as_given(east: RegionOnLoopback, client: Client):
    facts = dict(line.split("|", 1) for line in _facts(Page(client.get("/onderneming/groenwerk-twente"))))
    assert facts["KvK-nummer, niet gecontroleerd"].startswith("1234567|")


def test_one_that_waits_for_its_renewal_keeps_its_page_and_is_marked(east: RegionOnLoopback, client: Client):
    answer = client.get("/onderneming/drukkerij-het-hogeland")
    page = Page(answer)
    assert answer.status_code == 200
    assert page.one(".utrecht-alert__title") == "Het label van deze onderneming wacht op verlenging"
    assert "wacht op verlenging" in page.one(".kapstok-evidence__label")
    assert f"Wij wachten tot en met {_say(east.today + timedelta(days=20))}." in page.text
    assert 'content="noindex"' in page.source


def test_one_without_a_label_left_keeps_its_page_and_says_so(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/onderneming/kaarsenmakerij-oud-licht"))
    assert page.one(".utrecht-alert__title") == "Deze onderneming heeft nu geen label dat meetelt"
    assert "geldt niet meer" in page.one(".kapstok-evidence__label")
    assert 'content="noindex"' in page.source


def test_one_that_is_listed_is_for_search_engines(east: RegionOnLoopback, client: Client):
    assert 'content="noindex"' not in client.get(BEZEM).content.decode()


def test_one_that_left_its_register_says_since_when(region: RegionOnLoopback, client: Client):
    first = region.today - timedelta(days=4)
    region.sync(first, ladder=ladder(region.today), code=code())
    for ago in (3, 2):
        region.sync(region.today - timedelta(days=ago), ladder=ladder(region.today)[1:], code=code())
    page = Page(client.get(BEZEM))
    gone = region.today - timedelta(days=3)
    assert f"voor het laatst gezien op {_say(first, region)}" in page.text
    assert f"sinds {_say(gone, region)} niet meer in het register" in page.text


def test_one_outside_the_area_says_so(region: RegionOnLoopback, client: Client):
    region.sync(
        ladder=[{"key": "a", "name": "De Maas", "level": "1", "city": "Rotterdam", "postcode": "3011 AA"}]
    )
    page = Page(client.get("/onderneming/de-maas"))
    assert "maar zit niet in Oost-Nederland" in page.one(".utrecht-alert")


def test_one_of_which_the_registers_say_nothing_says_what_to_do(region: RegionOnLoopback, client: Client):
    region.sync(ladder=[{"key": "a", "name": "De Stille", "level": "1"}])
    page = Page(client.get("/onderneming/de-stille"))
    assert "Het register zegt niet wat deze onderneming aanbiedt" in page.text
    assert "geven geen contactgegevens" in page.text
    assert "wij weten niet of zij in Oost-Nederland zit" in page.text


def test_a_former_address_leads_to_the_present_one_for_ever(region: RegionOnLoopback, client: Client):
    apart = {"key": "b", "name": "Bezem Zwolle", "city": "Zwolle"}
    region.sync(region.today - timedelta(days=1), ladder=ladder(region.today), code=[apart])
    region.sync(ladder=ladder(region.today), code=[{**apart, "kvk": ["00012345"]}])
    for prefix in ("", "/en"):
        answer = client.get(f"{prefix}/onderneming/bezem-zwolle")
        assert (answer.status_code, answer["Location"]) == (301, f"{prefix}{BEZEM}")
        answer = client.get(f"{prefix}/onderneming/bezem-zwolle/bewijs?op=2026-01-01")
        assert (answer.status_code, answer["Location"]) == (301, f"{prefix}{BEZEM}/bewijs?op=2026-01-01")


def test_one_that_nobody_knows_is_not_found(east: RegionOnLoopback, client: Client):
    assert client.get("/onderneming/niemand").status_code == 404


@pytest.mark.parametrize("address", [BEZEM, "/aanbod", "/", "/aanbod?q=alert", "/en/aanbod"])
def test_nothing_that_a_register_says_becomes_mark_up(region: RegionOnLoopback, client: Client, address: str):
    hostile = {
        field: HOSTILE
        for field in ladder(region.today)[0]
        if field not in {"key", "level", "valid_from", "valid_until", "postcode", "city"}
    }
    entry = {
        **ladder(region.today)[0],
        **hostile,
        "name": f"De Gouden Bezem {HOSTILE}",
        "description": HOSTILE,
        "sectors": [HOSTILE],
    }
    for field in ("flags", "kvk", "offerings"):
        entry[field] = [HOSTILE]
    region.sync(ladder=[entry])
    slug = next(iter(Page(client.get("/aanbod")).links(".kapstok-row__name a").values()))
    answer = client.get(slug if address == BEZEM else address)
    page = Page(answer)
    assert page.tree.cssselect("script:not([src^='/static/']), img, [onerror]") == []
    assert "<script>alert" not in page.source
    assert faults(answer) == []


def test_the_direction_of_a_registers_words_stays_within_them(region: RegionOnLoopback, client: Client):
    region.sync(ladder=[{**ladder(region.today)[0], "name": "Bezem \u202eelwz"}])
    for address in ("/", "/aanbod", "/onderneming/bezem-elwz"):
        page = Page(client.get(address))
        for element in page.tree.body.iter():
            if "\u202e" in (element.text or ""):
                assert element.tag == "bdi" or element.tag in {"title"}, (address, element.tag)


@pytest.mark.parametrize(
    "website", ["javascript:alert(1)", "data:text/html,x", "goudenbezem", "//evil.example"]
)
def test_a_website_that_is_none_is_shown_and_is_no_link(
    region: RegionOnLoopback, client: Client, website: str
):
    region.sync(ladder=[{**ladder(region.today)[0], "website": website}])
    page = Page(client.get(BEZEM))
    assert not [
        href for href in page.attributes("a", "href") if href.startswith(("javascript:", "data:", "//"))
    ]


def test_the_number_of_queries_does_not_grow_with_what_is_known(region: RegionOnLoopback, client: Client):
    region.sync(ladder=ladder(region.today))
    one = _queries(client, BEZEM)
    region.register("club", "senl", "Social Enterprise NL")
    region.sync(code=code(), club=[{"key": "g", "name": "De Gouden Bezem", "kvk": ["00012345"]}])
    assert len(Page(client.get(BEZEM)).all(".kapstok-evidence")) == 3
    assert _queries(client, BEZEM) == one <= 8


def test_a_page_weighs_little(east: RegionOnLoopback, client: Client):
    assert len(gzip.compress(client.get(BEZEM).content)) <= 60_000


def test_it_is_there_in_english(east: RegionOnLoopback, client: Client):
    page = Page(client.get(f"/en{BEZEM}"))
    assert page.all("h2") == ["What they do", "Contact", "Labels", "Facts from the registers"]
    with translation.override("en"):
        until = spoken(east.today + timedelta(days=130))
    assert page.attributes(".kapstok-offerings, blockquote", "lang") == ["nl", "nl"]
    assert f"PSO level 3 (30+), valid until {until}, seen in the register on" in page.text


def _say(day, region: RegionOnLoopback | None = None) -> str:
    with translation.override("nl"):
        return spoken(day, region.today if region else None)


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def _facts(page: Page) -> list[str]:
    keys = page.all(".utrecht-data-list__item-key")
    values = page.all(".kapstok-facts .kapstok-fact:first-child")
    sources = page.all(".kapstok-fact__source")
    return [f"{key}|{value}|{source}" for key, value, source in zip(keys, values, sources, strict=True)]
