# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kapstok.enterprises.finding import index_path
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.queries import documents
from kapstok.search.actions import rebuild
from kapstok.search.dutch.thesaurus import shipped
from kapstok.web.directory_query import FACETS
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
    labels = page.all("li:has(input[name=label])")
    assert labels == ["PSO 2", "Code Sociale Ondernemingen 2"]
    assert page.attributes("input[name=label][checked]", "value") == ["cso"]


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
    assert page.links(".kapstok-empty > ul:not([role]) a") == {
        "Blader op branche, plaats of label": "/aanbod/bladeren",
        "Bekijk alle ondernemingen": "/aanbod",
    }


@pytest.mark.parametrize(
    ("filter_", "said"),
    [
        ("label=onzin", "Label “onzin”"),
        ("trede=pso:99", "Trede of niveau “pso:99”"),
        ("kenmerk=onzin", "Extra kenmerk “onzin”"),
        ("gemeente=Atlantis", "Gemeente “Atlantis”"),
        ("gemeente=GM9999", "Gemeente “GM9999”"),
        ("regio=onzin", "Arbeidsmarktregio “onzin”"),
        ("categorie=onzin", "Branche “onzin”"),
        ("label=%3Cscript%3E", "Label “<script>”"),
    ],
)
def test_a_filter_that_nobody_knows_is_left_out_and_named(
    east: RegionOnLoopback, client: Client, filter_: str, said: str
):
    answer = client.get(f"/aanbod?{filter_}&trede=pso:3")
    page = Page(answer)
    assert names(page) == {"De Gouden Bezem"}
    assert list(page.links(".kapstok-removable")) == ["Verwijder filter: PSO trede 3"]
    assert page.one(".utrecht-alert") == f"Dit filter kennen wij niet: {said}. Wij zochten zonder."
    assert faults(answer) == []
    assert "noindex" in answer.content.decode()


def test_many_unknown_filters_are_one_remark(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/en/aanbod?" + "&".join(f"label=x{number}" for number in range(90))))
    assert len(names(page)) == 3
    assert page.one(".utrecht-alert") == (
        "We do not know these filters: Label “x0”, Label “x1”, Label “x2”, Label “x3”, Label “x4” …. "
        "We searched without them."
    )


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("regio=zwolle", {"De Gouden Bezem"}),
        ("regio=regio+twente", {"Groenwerk Twente"}),
        ("regio=Zeeland", set()),
    ],
)
def test_a_filter_that_exists_is_used_also_where_it_finds_nothing(
    east: RegionOnLoopback, client: Client, address: str, found: set[str]
):
    page = Page(client.get(f"/aanbod?{address}"))
    assert names(page) == found
    assert "kennen wij niet" not in page.text


def test_an_unknown_filter_costs_no_query(east: RegionOnLoopback, client: Client):
    client.get("/aanbod")
    known = _queries(client, "/aanbod?label=pso&sorteer=naam")
    assert _queries(client, "/aanbod?label=pso&label=onzin&categorie=onzin&sorteer=naam") == known


def test_the_map_leaves_an_unknown_filter_out_too(east: RegionOnLoopback, client: Client):
    every = client.get("/aanbod/kaart.json").json()
    assert client.get("/aanbod/kaart.json?label=onzin").json() == every


@pytest.mark.parametrize(
    "text",
    ["schoonmaak " * 910, "\x00\x07\x1b", "'\"--;<>&%_*?[](){}^~:\\", "\u202e\u200b\ud7ff", "🧹" * 500],
)
def test_whatever_is_asked_is_answered_politely(east: RegionOnLoopback, client: Client, text: str):
    for name in (*FACETS, "q", "rond", "binnen", "sorteer", "pagina"):
        answer = client.get("/aanbod", {name: text, "rond": text})
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
    past = Page(client.get("/aanbod?pagina=99"))
    assert names(past) == names(Page(client.get("/aanbod?pagina=3")))
    assert past.one(".utrecht-alert") == "Zoveel bladzijden zijn er niet. Dit is de laatste."
    assert "(pagina 3)" in past.one("head title")
    assert "Zoveel bladzijden" not in Page(client.get("/aanbod?pagina=3")).text


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


def test_what_is_around_a_postcode_goes_by_distance_and_says_how_far(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod?rond=8011"))
    assert page.all(".kapstok-row__name") == ["De Gouden Bezem", "Lunchroom De Linde", "Groenwerk Twente"]
    assert page.all(".kapstok-row__place") == [
        "Zwolle · minder dan 1 km",
        "Deventer · 29 km",
        "Enschede · 64 km",
    ]
    assert page.one(".kapstok-sorts__link[aria-current]") == "Afstand"


def test_only_what_is_near_enough_is_shown_and_each_distance_says_how_many_there_are(
    east: RegionOnLoopback, client: Client
):
    page = Page(client.get("/aanbod?rond=zwolle&binnen=40"))
    assert names(page) == {"De Gouden Bezem", "Lunchroom De Linde"}
    assert page.all("li:has(> input[name=binnen])") == [
        "Alle afstanden",
        "Binnen 5 km 1",
        "Binnen 10 km 1",
        "Binnen 25 km 1",
        "Binnen 40 km",
        "Binnen 50 km 2",
    ]
    assert page.links(".kapstok-removable") == {
        "Verwijder filter: binnen 40 km van Zwolle": "/aanbod?rond=zwolle"
    }


def test_who_is_only_known_by_municipality_is_about_so_far(region: RegionOnLoopback, client: Client):
    region.sync(ladder=[{"key": "x", "name": "Ergens", "level": "1", "municipality": "Deventer"}])
    page = Page(client.get("/aanbod?rond=8011"))
    assert page.one(".kapstok-row__distance").startswith("· ongeveer ")


def test_what_cannot_be_meant_is_left_out_and_said(east: RegionOnLoopback, client: Client):
    for address, remark in {
        "rond=0000": "De postcode “0000” kennen wij niet.",
        "rond=Atlantis": "De plaats “Atlantis” kennen wij niet.",
        "rond=%3Cscript%3E": "De plaats “<script>” kennen wij niet.",
        "rond=8011&binnen=ver": "De afstand begrijpen wij niet.",
        "rond=8011&binnen=-3": "De afstand begrijpen wij niet.",
        "binnen=10": "Vul een postcode of plaats in.",
        "sorteer=afstand": "Vul een postcode of plaats in.",
        "sorteer=prijs": "Deze volgorde kennen wij niet.",
    }.items():
        page = Page(client.get(f"/aanbod?{address}"))
        assert remark in page.one(".utrecht-alert")
        assert names(page) == {"De Gouden Bezem", "Groenwerk Twente", "Lunchroom De Linde"}


def test_a_place_that_may_be_another_can_be_chosen(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod?rond=Hengelo&label=pso"))
    assert page.links()["Hengelo (Bronckhorst)"] == "/aanbod?label=pso&rond=Hengelo+%28Bronckhorst%29"


def test_where_nothing_is_near_enough_the_way_on_is_farther(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod?rond=6511&binnen=5&q=catering"))
    assert (
        page.links(".kapstok-empty a")["Zoek zonder grens aan de afstand"] == "/aanbod?q=catering&rond=6511"
    )


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("naam", ["De Gouden Bezem", "Groenwerk Twente", "Lunchroom De Linde"]),
        ("nieuw", ["Nieuwkomer"]),
    ],
)
def test_the_list_can_be_sorted(east: RegionOnLoopback, client: Client, sort: str, found: list[str]):
    if sort == "nieuw":
        newcomer = {"key": "n", "name": "Nieuwkomer", "level": "1", "city": "Zwolle"}
        east.sync(east.today, ladder=[*ladder(east.today), newcomer])
        Enterprise.objects.exclude(slug__startswith="nieuw").update(first_seen="2026-01-01")
        rebuild(documents, index_path(east.folder))
    page = Page(client.get(f"/aanbod?sorteer={sort}"))
    assert page.all(".kapstok-row__name")[: len(found)] == found


def test_another_order_keeps_the_question(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod?q=schoonmaak&label=pso&rond=8011"))
    assert page.links(".kapstok-sorts a") == {
        "Beste antwoord": "/aanbod?q=schoonmaak&label=pso&rond=8011&sorteer=relevantie",
        "Afstand": "/aanbod?q=schoonmaak&label=pso&rond=8011&sorteer=afstand",
        "Naam": "/aanbod?q=schoonmaak&label=pso&rond=8011&sorteer=naam",
        "Nieuwste": "/aanbod?q=schoonmaak&label=pso&rond=8011&sorteer=nieuw",
    }
    assert page.one(".kapstok-sorts__link[aria-current]") == "Beste antwoord"
    assert page.attributes(".utrecht-search-bar input[name=rond]", "value") == ["8011"]


def test_a_category_is_a_filter_by_its_code_and_tells_its_name(east: RegionOnLoopback, client: Client):
    chosen = "/aanbod?categorie=77310000"
    page = Page(client.get(chosen))
    assert names(page) == {"Groenwerk Twente"}
    names_of_it = shipped().categories["77310000"].names
    assert page.links(".kapstok-removable") == {f"Verwijder filter: {names_of_it['nl']}": "/aanbod"}
    assert f"{names_of_it['nl']} 1" in page.all("li:has(input[name=categorie])")
    assert len(page.all("li:has(input[name=categorie])")) > 1
    english = Page(client.get(f"/en{chosen}"))
    assert english.links(".kapstok-removable") == {f"Remove filter: {names_of_it['en']}": "/en/aanbod"}


def test_a_category_that_exists_is_used_also_where_it_finds_nothing(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod?categorie=77310000&label=cso"))
    assert names(page) == set()
    assert "kennen wij niet" not in page.text


def test_reserved_contracts_are_a_filter_with_its_explanation(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod"))
    assert page.all("li:has(input[name=kenmerk])") == ["Geschikt voor voorbehouden opdrachten: PSO 30+ 1"]
    assert "artikel 2.82" in page.one("fieldset:has(input[name=kenmerk]) details")
    assert page.links("fieldset:has(input[name=kenmerk]) a") == {
        "Lees wat u moet nagaan": "/aanbod/voorbehouden"
    }


def test_in_a_region_that_names_no_such_flag_it_is_a_filter_like_others(
    east: RegionOnLoopback, client: Client
):
    text = east.folder.file.read_text()
    east.folder.file.write_text(text.replace('reserved = ["30+"]', ""))
    page = Page(client.get("/aanbod"))
    assert page.all("li:has(input[name=kenmerk])") == ["PSO 30+ 1"]


def test_the_map_is_drawn_in_step_with_the_list_and_its_table_says_the_same(
    east: RegionOnLoopback, client: Client
):
    page = Page(client.get("/aanbod?label=pso"))
    assert page.attributes(".kapstok-map__drawing a", "href") == [
        "?label=pso&gemeente=GM0153",
        "?label=pso&gemeente=GM0193",
    ]
    assert page.all(".kapstok-map__table tbody td") == ["Enschede", "1", "Zwolle", "1"]
    assert page.all(".kapstok-map__drawing > title") == ["Kaart van de gevonden ondernemingen per gemeente"]
    assert page.attributes(".kapstok-map", "data-points") == ["/aanbod/kaart.json?label=pso"]
    page = Page(client.get("/aanbod?gemeente=GM0193&gemeente=GM9999"))
    assert page.all(".kapstok-map__table tbody td") == ["Zwolle", "1"]


def test_no_other_site_may_be_asked_for_tiles_unless_the_region_names_it(
    east: RegionOnLoopback, client: Client
):
    assert _policy(client, "/aanbod")["img-src"] == ["'self'"]
    assert "data-tiles" not in client.get("/aanbod").content.decode()
    with east.folder.file.open("a") as file:
        file.write(
            '\n[map]\ntiles = "https://tiles.example/{z}/{x}/{y}.png"\nattribution = "<b>Iemand</b>"\n'
        )
    answer = client.get("/aanbod")
    assert _policy(client, "/aanbod") == {
        **_policy(client, "/"), "img-src": ["'self'", "https://tiles.example"],
    }  # fmt: skip
    assert Page(answer).attributes(".kapstok-map", "data-credit") == ["<b>Iemand</b>"]


def test_the_page_stays_light_however_many_places_there_are(region: RegionOnLoopback, client: Client):
    codes = sorted(region.folder.region().area.codes)
    region.sync(
        ladder=[
            {**one, "municipality": code} for one, code in zip(_placeless(len(codes)), codes, strict=True)
        ]
    )
    answer = client.get("/aanbod")
    assert len(Page(answer).all("li:has(input[name=gemeente])")) == 18
    assert len(Page(answer).all(".kapstok-map__table tbody tr")) == len(codes)
    assert len(gzip.compress(answer.content)) < 20_000


def test_it_is_there_in_english(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/en/aanbod?q=glasbewassing"))
    assert page.attributes("html", "lang") == ["en"]
    assert page.one("h1") == "Search for “glasbewassing”"
    assert page.all(".kapstok-row__labels li")[0] == "PSO level 3 (30+)"
    assert page.links()["Nederlands"] == "/aanbod?q=glasbewassing"


def _policy(client: Client, address: str) -> dict[str, list[str]]:
    parts = client.get(address).headers["Content-Security-Policy"].split(";")
    return {name: sources for name, *sources in map(str.split, parts)}


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def _placeless(count: int) -> list[dict[str, object]]:
    return [
        {"key": f"p{n}", "name": f"Atelier {n}", "level": "1", "sectors": [f"Branche {n}"]}
        for n in range(count)
    ]


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
