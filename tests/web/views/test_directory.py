# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kapstok.enterprises.models import Enterprise
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback, code, ladder


def names(page: Page) -> set[str]:
    return set(page.all(".kapstok-row__name"))


def test_everything_that_is_listed_is_found_without_words(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod"))
    assert names(page) == {"De Gouden Bezem", "Groenwerk Twente", "Lunchroom De Linde"}
    assert page.one(".kapstok-total") == "3 ondernemingen"


def test_a_row_says_who_where_what_why_and_with_which_labels(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod", {"q": "glasbewassing"}))
    assert page.one(".kapstok-row__name") == "De Gouden Bezem"
    assert page.one(".kapstok-row__place") == "Zwolle"
    assert page.one(".kapstok-row__does") == "Schoonmaak van kantoren · Glasbewassing"
    assert "Glasbewassing" in page.one(".kapstok-row__why")
    assert page.all(".kapstok-row__labels li") == ["PSO trede 3 (30+)", "Code Sociale Ondernemingen"]
    assert page.links(".kapstok-row__name a") == {"De Gouden Bezem": "/onderneming/de-gouden-bezem"}


def test_a_label_that_waits_for_its_renewal_is_marked_in_words(east: RegionOnLoopback, client: Client):
    waiting = {
        **ladder(east.today)[2],
        "key": "x",
        "name": "Zeilmakerij Oost",
        "postcode": "7411 AA",
        "city": "Deventer",
    }
    held = {"key": "y", "name": "Zeilmakerij Oost", "city": "Deventer", "postcode": "7411 AA"}
    east.sync(ladder=[waiting, *ladder(east.today)], code=[held, *code()])
    page = Page(client.get("/aanbod", {"q": "zeilmakerij"}))
    assert page.all(".kapstok-row__labels li") == [
        "Code Sociale Ondernemingen",
        "PSO trede 2 wacht op verlenging",
    ]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("label=pso", {"De Gouden Bezem", "Groenwerk Twente"}),
        ("label=pso&label=cso", {"De Gouden Bezem", "Groenwerk Twente", "Lunchroom De Linde"}),
        ("trede=pso:3", {"De Gouden Bezem"}),
        ("kenmerk=pso:30%2B", {"De Gouden Bezem"}),
        ("gemeente=GM0153", {"Groenwerk Twente"}),
        ("gemeente=enschede&gemeente=GM0193", {"Groenwerk Twente", "De Gouden Bezem"}),
        ("regio=Twente", {"Groenwerk Twente"}),
        ("label=pso&gemeente=GM0193", {"De Gouden Bezem"}),
    ],
)
def test_filters_are_or_within_one_and_and_across(
    east: RegionOnLoopback, client: Client, address: str, found: set[str]
):
    assert names(Page(client.get(f"/aanbod?{address}"))) == found


def test_the_counts_beside_a_filter_do_not_feel_that_filter(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod?label=cso"))
    labels = page.all("fieldset:first-of-type li")
    assert labels == ["PSO 2", "Code Sociale Ondernemingen 2"]
    assert page.attributes("fieldset:first-of-type input[checked]", "value") == ["cso"]


def test_a_filter_in_use_can_be_taken_away_by_itself(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod?q=glas&label=pso&trede=pso:3"))
    assert page.links(".kapstok-removable") == {
        "Verwijder filter: PSO": "/aanbod?q=glas&trede=pso%3A3",
        "Verwijder filter: PSO trede 3": "/aanbod?q=glas&label=pso",
    }
    assert page.links(".kapstok-active a")["Wis alle filters"] == "/aanbod?q=glas"


def test_a_new_search_keeps_the_filters_and_new_filters_keep_the_search(
    east: RegionOnLoopback, client: Client
):
    page = Page(client.get("/aanbod?q=glas&label=pso"))
    assert page.attributes(".utrecht-search-bar input[type=hidden][name=label]", "value") == ["pso"]
    assert page.attributes(".kapstok-columns__side input[type=hidden][name=q]", "value") == ["glas"]


def test_nothing_found_says_what_to_do(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod?q=ruimtevaart&label=pso"))
    assert page.one(".kapstok-empty h2") == "Niets gevonden voor “ruimtevaart”"
    assert page.links(".kapstok-empty a") == {
        "Zoek opnieuw zonder filters": "/aanbod?q=ruimtevaart",
        "Bekijk alle ondernemingen": "/aanbod",
    }


def test_a_filter_that_nobody_knows_finds_nothing_and_can_be_taken_away(
    east: RegionOnLoopback, client: Client
):
    page = Page(client.get("/aanbod?gemeente=Atlantis&label=%3Cscript%3E"))
    assert names(page) == set()
    assert list(page.links(".kapstok-removable")) == [
        "Verwijder filter: <script>",
        "Verwijder filter: Atlantis",
    ]


@pytest.mark.parametrize(
    "text",
    ["schoonmaak " * 910, "\x00\x07\x1b", "'\"--;<>&%_*?[](){}^~:\\", "\u202e\u200b\ud7ff", "🧹" * 500],
)
def test_whatever_is_asked_is_answered_politely(east: RegionOnLoopback, client: Client, text: str):
    answer = client.get("/aanbod", {"q": text})
    assert answer.status_code == 200
    assert faults(answer) == []


def test_a_very_long_question_is_searched_by_its_beginning_and_says_so(
    east: RegionOnLoopback, client: Client
):
    page = Page(client.get("/aanbod", {"q": "glasbewassing " + "x" * 10_000}))
    assert "Uw zoekvraag was erg lang" in page.text


def test_a_long_list_is_cut_into_pages(region: RegionOnLoopback, client: Client):
    region.sync(ladder=_many(45))
    page = Page(client.get("/aanbod?label=pso"))
    assert len(names(page)) == 20
    assert page.links(".utrecht-pagination a")["Volgende"] == "/aanbod?label=pso&pagina=2"
    seen = set().union(*(names(Page(client.get(f"/aanbod?pagina={number}"))) for number in (1, 2, 3)))
    assert len(seen) == 45
    assert names(Page(client.get("/aanbod?pagina=99"))) == names(Page(client.get("/aanbod?pagina=3")))


def test_what_is_no_longer_listed_is_not_shown_though_the_index_still_has_it(
    east: RegionOnLoopback, client: Client
):
    Enterprise.objects.filter(slug="groenwerk-twente").update(listed=False)
    page = Page(client.get("/aanbod"))
    assert names(page) == {"De Gouden Bezem", "Lunchroom De Linde"}
    assert page.one(".kapstok-total") == "2 ondernemingen"


def test_a_label_that_ended_since_the_last_sync_is_not_shown(region: RegionOnLoopback, client: Client):
    before = region.today - timedelta(days=3)
    ended = {**ladder(region.today)[1], "valid_until": (region.today - timedelta(days=1)).isoformat()}
    region.sync(before, ladder=[ended, ladder(region.today)[0]])
    assert Enterprise.objects.get(slug="groenwerk-twente").listed
    assert names(Page(client.get("/aanbod"))) == {"De Gouden Bezem"}


def test_the_number_of_queries_does_not_grow_with_the_list(region: RegionOnLoopback, client: Client):
    region.sync(ladder=_many(1))
    one = _queries(client, "/aanbod")
    region.sync(ladder=_many(30))
    assert _queries(client, "/aanbod") == one <= 8


def test_the_number_of_queries_is_small_for_a_list_that_is_a_day_old_too(
    region: RegionOnLoopback, client: Client
):
    before = region.today - timedelta(days=3)
    ended = (region.today - timedelta(days=1)).isoformat()
    region.sync(before, ladder=[{**entry, "valid_until": ended} for entry in _many(30)])
    assert _queries(client, "/aanbod") <= 8


def test_without_an_index_it_says_that_searching_does_not_work_now(region: RegionOnLoopback, client: Client):
    answer = client.get("/aanbod?q=x")
    assert answer.status_code == 200
    assert "Zoeken lukt nu even niet" in Page(answer).text


def test_a_question_is_not_for_search_engines_and_the_list_is(east: RegionOnLoopback, client: Client):
    assert 'content="noindex"' in client.get("/aanbod?q=x").content.decode()
    assert 'content="noindex"' not in client.get("/aanbod").content.decode()


def test_it_is_there_in_english(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/en/aanbod?q=glasbewassing"))
    assert page.attributes("html", "lang") == ["en"]
    assert page.one("h1") == "Search for “glasbewassing”"
    assert page.all(".kapstok-row__labels li")[0] == "PSO level 3 (30+)"
    assert page.links()["Nederlands"] == "/aanbod?q=glasbewassing"


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def _many(count: int) -> list[dict[str, object]]:
    return [
        {
            "key": f"e{n}",
            "name": f"Werkplaats {n}",
            "level": "1",
            "city": "Zwolle",
            "postcode": "8011 AB",
            "offerings": ["Montage"],
        }
        for n in range(count)
    ]
