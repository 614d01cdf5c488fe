# SPDX-License-Identifier: EUPL-1.2
"""What an enterprise says of itself, on its page and in lists: there, apart, and marked as its own."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.own_words.content import PARTS, Content
from kapstok.enterprises.own_words.faults import UnusableContent
from kapstok.enterprises.own_words.moderating import hide
from kapstok.enterprises.queries import by_slug
from kapstok.enterprises.reporting import withhold
from kapstok.enterprises.sync import catch_up
from tests.enterprises.own_words.said import EVERYTHING, says
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback, ladder

BEZEM, STILLE = "/onderneming/de-gouden-bezem", "/onderneming/de-stille"
OWN = ".kapstok-words"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}\u202egnihton\x00"


def bezem_says(**fields: Any) -> None:
    says(by_slug("de-gouden-bezem")[0], **fields)


def test_every_part_stands_on_its_own_ground_with_its_mark(east: RegionOnLoopback, client: Client) -> None:
    bezem_says(**EVERYTHING)
    page = Page(client.get(BEZEM))
    assert page.all("h2") == [
        "Wat zij doen",
        "Contact",
        "Labels",
        "In hun eigen woorden",
        "Gegevens uit de registers",
    ]
    opening, reach, more = page.all(OWN)
    assert opening.startswith("In eigen woorden Wij bakken taarten met wie een tweede kans verdient.")
    assert reach == "In eigen woorden Ans Bakker, Verkoop www.taart.example 06 12345678 ans@taart.example"
    for words in (
        "Dit schrijft de onderneming zelf.", "Sinds 2012. In een oude fabriek.", "Zwolle, Deventer",
        "Een taart (de kleinste)", "Gemeente Zwolle: Nieuwjaarsborrel (2025)", "12,5 fte2025Loonstaat",
        "Skal, Skal Biocontrole (geldig tot 31 maart 2027)", "Nederlands, Arabisch",
        "Twee plekken in de bakkerij. (nu is er plek)", "In overleg. (nu is er plek)",
    ):  # fmt: skip
        assert words in more, words
    assert set(page.all(f"{OWN} .kapstok-fact__source")) == {"eigen opgave"}
    assert page.links(f"{OWN} a")["www.taart.example"] == "https://www.taart.example"


def test_what_registers_say_stays_as_it_was_beside_it(east: RegionOnLoopback, client: Client) -> None:
    def of_registers() -> tuple[object, ...]:
        page = Page(client.get(BEZEM))
        for own in page.tree.cssselect(f"{OWN}, h3"):
            own.getparent().remove(own)
        facts = page.all("section[aria-labelledby=gegevens]")
        return (
            page.all(".kapstok-offerings li"),
            page.one("blockquote"),
            page.all(".kapstok-evidence"),
            facts,
            page.all("h1"),
        )

    before = of_registers()
    bezem_says(**EVERYTHING)
    assert of_registers() == before
    assert Page(client.get(BEZEM)).all("h3")[:2] == ["Volgens de registers", "Volgens de registers"]


def test_a_way_of_its_own_takes_the_place_of_the_registers_in_the_card_only(
    east: RegionOnLoopback, client: Client
) -> None:
    bezem_says(website="eigen.example")
    page = Page(client.get(BEZEM))
    assert [*page.links(".kapstok-contact a")] == [
        "eigen.example",
        "038 123 45 67",
        "info@goudenbezem.example",
    ]
    assert "www.goudenbezem.example" in page.one("section[aria-labelledby=gegevens]")


@pytest.mark.parametrize("part", PARTS)
def test_a_part_alone_is_shown_and_a_hidden_one_is_not(
    east: RegionOnLoopback, client: Client, part: str
) -> None:
    says_this = {field: EVERYTHING[field] for field in PARTS[part]}
    bezem_says(**says_this)
    assert Page(client.get(BEZEM)).all(OWN) != []
    hide(enterprise=by_slug("de-gouden-bezem")[0], part=part, reason="Onwaar", actor="person:9", page="/mijn")
    page = Page(client.get(BEZEM))
    assert page.all(OWN) == []
    assert "own_words.css" not in page.source


def test_where_registers_say_nothing_its_own_words_do(region: RegionOnLoopback, client: Client) -> None:
    region.sync(ladder=[{"key": "a", "name": "De Stille", "level": "1"}])
    says(by_slug("de-stille")[0], pitch="Wij zwijgen niet.", contact={"phone": "038 1234567"})
    page = Page(client.get(STILLE))
    assert "Het register zegt niet" not in page.text
    assert "geven geen contactgegevens" not in page.text
    assert page.all("h3") == []


@pytest.mark.parametrize("address", [BEZEM, "/aanbod", "/aanbod?q=alert", "/aanbod?q=bezem", f"/en{BEZEM}"])
def test_nothing_that_is_said_becomes_mark_up(east: RegionOnLoopback, client: Client, address: str) -> None:
    text = HOSTILE[:100]
    bezem_says(
        pitch=HOSTILE, description=HOSTILE, offerings=[{"text": HOSTILE}], smallest=text, largest=text,
        references=[{"client": text, "work": text}], certificates=[{"name": text, "issuer": text}],
        impact=[{"what": text, "number": "1", "unit": "<b>", "year": "2025", "how": text}],
        contact={"name": text[:90], "role": text[:90]}, apprentices={"text": text}, trial_placements={"text": text},
    )  # fmt: skip
    catch_up(east.folder, east.today)
    answer = client.get(address)
    page = Page(answer)
    assert page.tree.cssselect("script:not([src^='/static/']), img, [onerror], .kapstok-words b") == []
    assert "{{ 7*7 }}" in page.text
    assert faults(answer) == []


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://a.example/\"onmouseover='x'", "//kwaad.example"]
)
def test_what_is_no_web_address_cannot_be_said(east: RegionOnLoopback, client: Client, address: str) -> None:
    with pytest.raises(UnusableContent):
        bezem_says(website=address)
    assert Page(client.get(BEZEM)).all(OWN) == []


def test_lists_show_it_marked_and_say_which_reason_is_its_own_word(
    east: RegionOnLoopback, client: Client
) -> None:
    bezem_says(**EVERYTHING)
    catch_up(east.folder, east.today)
    [row] = [
        row for row in Page(client.get("/aanbod?q=bruidstaarten")).all(".kapstok-row__body") if "Bezem" in row
    ]
    assert "In eigen woorden: Wij bakken taarten" in row
    assert row.endswith("Gevonden: eigen opgave: biedt Bruidstaarten")
    [row] = [
        row for row in Page(client.get("/aanbod?q=glasbewassing")).all(".kapstok-row__body") if "Bezem" in row
    ]
    assert row.endswith("Gevonden: biedt Glasbewassing")


def test_who_is_withheld_shows_none_of_it(east: RegionOnLoopback, client: Client) -> None:
    bezem_says(**EVERYTHING)
    region = east.folder.region()
    withhold(
        enterprise=by_slug("de-gouden-bezem")[0], reason="Bezwaar", actor="person:9", day=east.today,
        rules=ListingRules.of(region),
    )  # fmt: skip
    catch_up(east.folder, east.today)
    for address in (BEZEM, "/aanbod", "/aanbod?q=bruidstaarten"):
        assert "taart" not in Page(client.get(address)).one("main").replace("bruidstaarten", "")


def test_a_page_takes_as_many_queries_whatever_is_said(east: RegionOnLoopback, client: Client) -> None:
    def queries() -> int:
        client.get(BEZEM)
        client.cookies["kapstok-test"] = "1"  # not from memory
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(BEZEM).status_code == 200
        return len(asked)

    bezem_says(pitch="Wij")
    few = queries()
    more = {
        "references": EVERYTHING["references"] * 20,
        "offerings": [{"text": f"Taart {at}"} for at in range(30)],
    }
    bezem_says(**{**EVERYTHING, **more})
    assert queries() <= few + 1  # the words of editors, for the names of categories


def test_in_english_only_the_frame_is_english(east: RegionOnLoopback, client: Client) -> None:
    bezem_says(**EVERYTHING)
    page = Page(client.get(f"/en{BEZEM}"))
    assert page.all("h2") == [
        "What they do",
        "Contact",
        "Labels",
        "In their own words",
        "Facts from the registers",
    ]
    assert "Dutch, Arabic" in page.text
    assert page.tree.cssselect(f"{OWN}__pitch[lang=nl]")
    assert "Wij bakken taarten" in page.text


def test_a_certificate_that_ran_out_says_so(east: RegionOnLoopback, client: Client) -> None:
    bezem_says(certificates=[{"name": "Skal", "until": "2020-01-31"}])
    assert "Skal (verlopen op 31 januari 2020)" in Page(client.get(BEZEM)).text


def test_who_takes_everything_back_has_a_page_as_before(region: RegionOnLoopback, client: Client) -> None:
    region.sync(ladder=ladder(region.today))
    before = client.get(BEZEM).content
    bezem_says(**EVERYTHING)
    bezem_says(**Content().plain())
    assert client.get(BEZEM).content == before
