# SPDX-License-Identifier: EUPL-1.2
"""How the list tells what it made of the words of a question, and gives each a way back."""

from __future__ import annotations

import pytest
from django.test import Client

from kapstok.search.dutch.thesaurus import shipped
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback, ladder
from tests.web.views.test_directory import names

GREEN = shipped().categories["77310000"].names["nl"]


@pytest.fixture
def read(east: RegionOnLoopback, client: Client):
    """A page of the list, by what was asked."""

    def page(address: str) -> Page:
        answer = client.get(f"/aanbod?{address}")
        assert answer.status_code == 200
        assert faults(answer) == []
        return Page(answer)

    return page


def test_a_mended_word_is_shown_and_can_be_taken_back(read):
    page = read("q=glasbewasing+bij+ons&label=pso")
    assert names(page) == {"De Gouden Bezem"}
    assert page.all("[aria-labelledby=gelezen] p")[0] == "Wij zochten op “glasbewassing bij ons”."
    assert page.all("[aria-labelledby=gelezen] mark") == ["glasbewassing"]
    back = page.links("[aria-labelledby=gelezen] a")["Toch zoeken op precies “glasbewasing bij ons”"]
    assert back == "/aanbod?q=glasbewasing+bij+ons&letterlijk=1&label=pso"
    literal = read(back.partition("?")[2])
    assert literal.all("[aria-labelledby=gelezen]") == []
    assert literal.links(".kapstok-removable")["Verwijder filter: letterlijk deze woorden"] == (
        "/aanbod?q=glasbewasing+bij+ons&label=pso"
    )


def test_literal_words_are_kept_by_filters_pages_and_orders_and_not_by_another_question(read):
    page = read("q=schoonmaak&letterlijk=1")
    assert page.attributes(".kapstok-columns__side input[name=letterlijk]", "value") == ["1"]
    assert page.attributes(".utrecht-search-bar input[name=letterlijk]", "value") == []
    assert page.links(".kapstok-sorts a")["Naam"] == "/aanbod?q=schoonmaak&letterlijk=1&sorteer=naam"
    assert "letterlijk=1" in page.links("[rel=nofollow]").popitem()[1]
    assert page.attributes(".kapstok-map", "data-points") == ["/aanbod/kaart.json?q=schoonmaak&letterlijk=1"]


def test_a_place_in_the_words_is_shown_measured_from_and_can_be_taken_out(read):
    page = read("q=schoonmaak+in+Deventer&label=pso")
    assert page.links(".kapstok-removable") == {
        "Haal weg uit uw woorden: rond Deventer": "/aanbod?q=schoonmaak&label=pso",
        "Verwijder filter: PSO": "/aanbod?q=schoonmaak+in+Deventer",
    }
    assert page.one(".kapstok-row__place") == "Zwolle · 29 km van Deventer"
    assert "km" not in page.one(".kapstok-row__why")
    assert "Binnen 50 km 1" in page.all("li:has(> input[name=binnen])")
    assert page.links(".kapstok-sorts a")["Afstand"].endswith("sorteer=afstand")
    near = read("q=schoonmaak+in+Deventer&binnen=50&sorteer=afstand")
    assert "Verwijder filter: binnen 50 km van Deventer" in near.links(".kapstok-removable")
    assert near.one(".kapstok-sorts__link[aria-current]") == "Afstand"
    assert near.all(".utrecht-alert") == []


def test_a_mere_place_gives_the_nearest_first(read):
    page = read("q=Enschede")
    assert page.all(".kapstok-row__name")[0] == "Groenwerk Twente"
    assert page.one(".kapstok-sorts__link[aria-current]") == "Afstand"


def test_a_place_that_was_filled_in_goes_before_the_one_in_the_words(read):
    page = read("q=schoonmaak+in+Deventer&rond=Enschede")
    assert page.one(".utrecht-alert") == (
        "U koos zelf een plaats: Enschede. Daarom telt “Deventer” in uw woorden niet mee."
    )
    assert page.all(".kapstok-removable") == []
    assert page.one(".kapstok-row__place").endswith("van Enschede")


def test_a_place_of_several_in_the_words_can_be_another(read):
    page = read("q=schoonmaak+Hengelo&label=pso")
    assert page.links()["Hengelo (Bronckhorst)"] == (
        "/aanbod?q=schoonmaak&label=pso&rond=Hengelo+%28Bronckhorst%29"
    )


def test_a_label_in_the_words_filters_and_can_be_taken_out(read):
    page = read("q=schoonmaak+pso+30%2B")
    assert names(page) == {"De Gouden Bezem"}
    assert page.links(".kapstok-removable") == {
        "Haal weg uit uw woorden: alleen PSO 30+": "/aanbod?q=schoonmaak"
    }


def test_a_label_that_was_chosen_goes_before_the_one_in_the_words(read):
    page = read("q=schoonmaak+pso&label=cso")
    assert page.one(".utrecht-alert") == "U koos zelf een label. Daarom telt “PSO” in uw woorden niet mee."
    assert list(page.links(".kapstok-removable")) == ["Verwijder filter: Code Sociale Ondernemingen"]


@pytest.mark.parametrize(
    ("question", "remark", "chips"),
    [
        ("glasbewassing+tuinonderhoud+drukwerk+Q", "Niemand heeft alles wat u vroeg.", []),
        (
            "groenvoorziening+binnen+5+km+van+Deventer",
            "Binnen 5 km van Deventer vonden wij niets.",
            ["rond Deventer"],
        ),
        ("groenvoorziening+pso+30%2B", "Met PSO 30+ vonden wij niets.", []),
    ],
)
def test_what_was_left_out_to_find_anything_is_said(read, question: str, remark: str, chips: list[str]):
    page = read(f"q={question}")
    assert names(page)
    assert remark in " ".join(page.all(".utrecht-alert"))
    assert page.all(".kapstok-removable bdi") == chips


def test_what_was_found_is_marked_also_within_compounds_and_where_it_carried_what_was_meant(read):
    page = read("q=ramen+wassen")
    assert page.all(".kapstok-row__does mark") == ["Glasbewassing"]
    assert "Glasbewassing" in page.all(".kapstok-row__why mark")
    assert "ramen wassen" not in page.all(".kapstok-row__why mark")
    assert read("q=bezem").all(".kapstok-row__name mark") == ["Bezem"]
    assert read("").all("mark") == []


def test_hostile_names_are_marked_and_still_text(region: RegionOnLoopback, client: Client):
    name = "<script>alert(1)</script> Zeilmakerij &amp; \u202eZn"
    region.sync(ladder=[{**ladder(region.today)[0], "name": name, "statutory_name": name}])
    answer = client.get("/aanbod?q=zeilmakerij")
    assert faults(answer) == []
    assert Page(answer).all(".kapstok-row__name mark") == ["Zeilmakerij"]
    assert "<script>alert" not in answer.content.decode()


def test_nothing_with_these_filters_says_how_many_there_are_with_fewer(read):
    page = read("q=glasbewassing&label=cso&gemeente=GM0153&trede=pso:3")
    found = dict(
        zip(page.links(".kapstok-empty .kapstok-index a"), page.all(".kapstok-empty data"), strict=True)
    )
    assert found["Zoek zonder “Enschede”"] == "1 onderneming"
    assert found["Zoek opnieuw zonder filters"].startswith("1 ")
    assert "Zoek zonder “PSO trede 3”" not in found
    there = page.links(".kapstok-empty a")["Zoek zonder “Enschede”"]
    assert names(read(there.partition("?")[2])) == {"De Gouden Bezem"}


def test_nothing_at_all_names_the_categories_that_there_are_with_their_counts(read):
    page = read("q=ruimtevaart")
    categories = page.links(".kapstok-empty .kapstok-index a")
    assert len(categories) == len(page.all(".kapstok-empty data")) <= 8
    assert names(read(categories[GREEN].partition("?")[2])) == {"Groenwerk Twente"}


def test_of_those_categories_the_nearest_to_the_question_goes_first(read):
    page = read("q=boomverzorging&gemeente=GM0193&letterlijk=1")
    assert next(iter(page.links(".kapstok-empty h3 + .kapstok-index a"))) == GREEN


def test_it_is_all_there_in_english(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/en/aanbod?q=window+cleaning+Deventer"))
    assert page.links(".kapstok-removable") == {
        "Take out of your words: around Deventer": "/en/aanbod?q=window+cleaning"
    }
    assert page.one(".kapstok-row__place") == "Zwolle · 29 km from Deventer"
