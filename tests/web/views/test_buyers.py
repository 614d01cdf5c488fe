# SPDX-License-Identifier: EUPL-1.2
"""The pages beside the list: the points of its map, browsing, comparing, reserved contracts."""

from __future__ import annotations

import json

from django.test import Client

from kapstok.enterprises.models import Enterprise
from kapstok.regions.gazetteer import gazetteer
from kapstok.search.actions import enqueue
from kapstok.search.dutch.thesaurus import shipped
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback, code, crowd, ladder

HOSTILE = ["schoonmaak " * 910, "\x00\x07\x1b", "'\"--;<>&%_*?[](){}^~:\\", "\u202e\u200b\ud7ff", "<script>"]


# The points of the map


def test_the_points_are_those_of_the_list_with_names_and_counts(east: RegionOnLoopback, client: Client):
    told = client.get("/aanbod/kaart.json?label=pso").json()
    assert (told["total"], told["enterprise"]) == (2, "/onderneming/")
    assert told["list"] == "/aanbod?label=pso&gemeente="
    assert told["points"] == [
        {
            "at": [52.2202, 6.9006], "count": 1, "place": "Enschede", "code": "GM0153", "rough": False,
            "named": [["Groenwerk Twente", "groenwerk-twente"]],
        },
        {
            "at": [52.5112, 6.0907], "count": 1, "place": "Zwolle", "code": "GM0193", "rough": False,
            "named": [["De Gouden Bezem", "de-gouden-bezem"]],
        },
    ]  # fmt: skip


def test_the_points_count_what_the_list_counts(region: RegionOnLoopback, client: Client):
    region.sync(ladder=[*ladder(region.today), *crowd(30)], code=code())
    for question in (
        "", "q=montage", "rond=8011&binnen=30", "gemeente=GM0193", "q=ruimtevaart", "sorteer=naam&pagina=2",
    ):  # fmt: skip
        told = client.get(f"/aanbod/kaart.json?{question}").json()
        total = Page(client.get(f"/aanbod?{question}")).all(".kapstok-total strong")
        assert [str(told["total"])] == (total or ["0"]), question
        assert told["total"] == sum(point["count"] for point in told["points"])


def test_of_a_crowd_at_one_point_the_first_names_are_told(region: RegionOnLoopback, client: Client):
    region.sync(
        ladder=[
            {"key": f"k{n}", "name": f"Werk {n:02}", "level": "1", "postcode": "8011 AB"} for n in range(20)
        ]
    )
    (point,) = client.get("/aanbod/kaart.json").json()["points"]
    assert point["count"] == 20
    assert [name for name, _ in point["named"]] == [f"Werk {n:02}" for n in range(12)]


def test_what_is_no_longer_listed_is_on_no_map(east: RegionOnLoopback, client: Client):
    Enterprise.objects.filter(slug="groenwerk-twente").update(listed=False)
    assert client.get("/aanbod/kaart.json?label=pso").json()["total"] == 1


def test_the_same_points_are_not_sent_twice(east: RegionOnLoopback, client: Client):
    first = client.get("/aanbod/kaart.json?label=pso")
    mark = first.headers["ETag"]
    again = client.get("/aanbod/kaart.json?label=pso", headers={"if-none-match": mark})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/aanbod/kaart.json", headers={"if-none-match": mark})
    assert other.status_code == 200
    bezem, groenwerk, *others = ladder(east.today)
    east.sync(ladder=[bezem, {**groenwerk, "name": "Groenwerk Oost"}, *others])
    changed = client.get("/aanbod/kaart.json?label=pso", headers={"if-none-match": mark})
    assert changed.json()["points"][0]["named"] == [["Groenwerk Oost", "groenwerk-twente"]]


def test_what_changed_is_told_at_once_though_the_index_still_follows(east: RegionOnLoopback, client: Client):
    assert client.get("/aanbod/kaart.json?label=pso").json()["total"] == 2
    gone = Enterprise.objects.get(slug="groenwerk-twente")
    gone.listed = False
    gone.save()
    enqueue([str(gone.pk)])
    assert client.get("/aanbod/kaart.json?label=pso").json()["total"] == 1


def test_names_from_a_register_stay_text(region: RegionOnLoopback, client: Client):
    name = "</script><img src=x onerror=alert(1)>"
    region.sync(ladder=[{"key": "x", "name": name, "level": "1", "postcode": "8011 AB"}])
    answer = client.get("/aanbod/kaart.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert json.loads(answer.content)["points"][0]["named"][0][0] == name


def test_any_question_has_points_or_none(east: RegionOnLoopback, client: Client):
    for text in HOSTILE:
        answer = client.get("/aanbod/kaart.json", {"q": text, "rond": text, "binnen": text})
        assert answer.status_code == 200, text


# Browsing


def test_everything_there_is_can_be_browsed_with_its_count(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod/bladeren"))
    links = page.links(".kapstok-index a")
    assert links[shipped().categories["77310000"].names["nl"]] == "/aanbod?categorie=77310000"
    assert links["Zwolle"] == "/aanbod?gemeente=GM0193"
    assert links["Twente"] == "/aanbod?regio=Twente"
    assert links["PSO trede 3"] == "/aanbod?trede=pso%3A3"
    assert links["PSO 30+"] == "/aanbod?kenmerk=pso%3A30%2B"
    assert "Deventer 1 onderneming" in page.all(".kapstok-index li")


def test_each_link_leads_to_as_many_as_it_says(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod/bladeren"))
    counts = [int(count) for count in page.attributes(".kapstok-index data", "value")]
    found = [
        int(Page(client.get(href)).one(".kapstok-total strong"))
        for href in page.attributes(".kapstok-index a", "href")
    ]
    assert found == counts


def test_a_long_list_is_cut_by_the_alphabet(region: RegionOnLoopback, client: Client):
    codes = sorted(region.folder.region().area.codes)
    region.sync(
        ladder=[{"key": code, "name": f"Werk {code}", "level": "1", "municipality": code} for code in codes]
    )
    answer = client.get("/aanbod/bladeren")
    letters = {gazetteer().municipality(code).name[0] for code in codes}
    assert len(codes) > 30
    assert list(Page(answer).links(".kapstok-letters a")) == sorted(letters)
    assert faults(answer) == []


def test_browsing_before_anything_was_read_says_so(region: RegionOnLoopback, client: Client):
    assert "Zoeken lukt nu even niet" in Page(client.get("/aanbod/bladeren")).text


def test_browsing_is_one_tap_away_from_home_and_from_every_page(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/"))
    assert (
        page.links()["Bladeren"]
        == page.links()["Of blader op branche, plaats of label"]
        == "/aanbod/bladeren"
    )


# Comparing


def compared(client: Client, *slugs: str, **more: str) -> Page:
    answer = client.get("/vergelijk", {"o": slugs, **more})
    assert answer.status_code == 200
    assert faults(answer) == []
    return Page(answer)


def test_enterprises_stand_side_by_side_with_what_differs_marked_in_words(
    east: RegionOnLoopback, client: Client
):
    page = compared(client, "de-gouden-bezem", "groenwerk-twente", rond="8011")
    assert page.all("thead th > a:first-child") == ["De Gouden Bezem", "Groenwerk Twente"]
    assert page.all("tbody th") == [
        "Plaats verschilt", "Afstand tot postcode 8011 (Zwolle) verschilt", "Labels verschilt",
        "Wat zij doen verschilt", "Branche", "Contact",
    ]  # fmt: skip
    cells = page.all("tbody td")
    assert cells[:4] == ["Zwolle", "Enschede", "minder dan 1 km", "64 km"]
    assert "PSO trede 3 (30+) geldig tot" in cells[4]
    assert "Code Sociale Ondernemingen" in cells[4]
    assert cells[8:10] == ["niet bekend", "niet bekend"]
    assert "www.goudenbezem.example" in cells[10]


def test_what_all_have_is_no_difference(region: RegionOnLoopback, client: Client):
    region.sync(
        ladder=[
            {"key": key, "name": f"Werk {key}", "level": "1", "city": "Zwolle", "offerings": ["Montage", key]}
            for key in ("Lassen", "Inpakken")
        ]
    )
    page = compared(client, "werk-lassen", "werk-inpakken")
    assert page.all(".kapstok-compare__own") == ["Lassen", "Inpakken"]
    assert page.all(".kapstok-compare__differs th") == ["Wat zij doen verschilt"]


def test_more_than_four_are_not_refused_but_said(region: RegionOnLoopback, client: Client):
    region.sync(ladder=crowd(6))
    page = compared(client, *(f"werkplaats-{n}" for n in range(6)))
    assert len(page.all("thead th")) == 4
    assert "Deze staan er nu niet bij: Werkplaats 4, Werkplaats 5" in page.one(".utrecht-alert")


def test_one_can_be_taken_away(east: RegionOnLoopback, client: Client):
    page = compared(client, "de-gouden-bezem", "groenwerk-twente", rond="Zwolle")
    assert page.links()["Haal weg: De Gouden Bezem"] == "/vergelijk?o=groenwerk-twente&rond=Zwolle"


def test_what_nobody_knows_or_may_be_shown_is_left_out_and_said(east: RegionOnLoopback, client: Client):
    Enterprise.objects.filter(slug="groenwerk-twente").update(withheld=True, listed=False)
    page = compared(client, "de-gouden-bezem", "groenwerk-twente", "niemand", "<script>")
    assert page.all("thead th > a:first-child") == ["De Gouden Bezem"]
    assert "Niet alles uit dit adres" in page.text
    assert "Groenwerk" not in page.text


def test_an_enterprise_is_there_once_whatever_it_is_called_in_the_address(
    east: RegionOnLoopback, client: Client
):
    page = compared(client, "de-gouden-bezem", "de-gouden-bezem")
    assert page.all("thead th > a:first-child") == ["De Gouden Bezem"]


def test_nothing_chosen_says_how_to_choose(east: RegionOnLoopback, client: Client):
    assert "Er is nog niets om te vergelijken" in compared(client).text


def test_any_choice_is_answered_politely(east: RegionOnLoopback, client: Client):
    for text in HOSTILE:
        compared(client, text, "de-gouden-bezem", rond=text)


def test_rows_of_the_list_can_be_chosen_for_a_comparison(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod?rond=8011"))
    assert page.attributes("input[name=o][form=vergelijk]", "value") == [
        "de-gouden-bezem", "lunchroom-de-linde", "groenwerk-twente",
    ]  # fmt: skip
    assert page.attributes("form#vergelijk", "action") == ["/vergelijk"]
    assert page.attributes("form#vergelijk input[name=rond]", "value") == ["8011"]


# Reserved contracts


def test_it_is_explained_by_its_article_with_who_may_bid_here(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/aanbod/voorbehouden"))
    assert "artikel 2.82 van de Aanbestedingswet 2012" in page.text
    assert "Een label neemt uw eigen toets niet over" in page.text
    assert page.links("main a")["Bekijk deze ondernemingen (1)"] == "/aanbod?kenmerk=pso%3A30%2B"
    found = Page(client.get("/aanbod?kenmerk=pso%3A30%2B"))
    assert found.all(".kapstok-row__name") == ["De Gouden Bezem"]


def test_a_region_without_such_a_label_says_so(east: RegionOnLoopback, client: Client):
    text = east.folder.file.read_text()
    east.folder.file.write_text(text.replace('reserved = ["30+"]', ""))
    page = Page(client.get("/aanbod/voorbehouden"))
    assert "Deze regio heeft nog geen label aangewezen" in page.text
    assert not any(text.startswith("Bekijk deze") for text in page.links("main a"))


def test_each_page_is_there_in_english(east: RegionOnLoopback, client: Client):
    for address in ("/en/aanbod/bladeren", "/en/aanbod/voorbehouden", "/en/vergelijk?o=de-gouden-bezem"):
        answer = client.get(address)
        page = Page(answer)
        assert page.attributes("html", "lang") == ["en"]
        assert faults(answer) == []
        assert "Nederlands" in page.links()
