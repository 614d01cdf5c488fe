# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kapstok.web.directory_query import FACETS, SORTS, DirectoryQuery


def read(address: str) -> DirectoryQuery:
    return DirectoryQuery.read(QueryDict(address))


def test_an_address_is_read_into_words_filters_and_a_page():
    asked = read("q=schoonmaak+zwolle&label=pso&label=cso&trede=pso:3&gemeente=GM0193&regio=zwolle&pagina=2")
    assert asked.text == "schoonmaak zwolle"
    assert asked.filters == {
        "label": {"pso", "cso"},
        "level": {"pso:3"},
        "municipality": {"GM0193"},
        "labour_market_region": {"Regio Zwolle"},
    }
    assert asked.page == 2


def test_a_municipality_may_be_named():
    assert read("gemeente=zwolle&gemeente=GM0193").chosen == {"gemeente": ("GM0193",)}


@pytest.mark.parametrize("name", ["Regio Zwolle", "zwolle", "REGIO  ZWOLLE", "arbeidsmarktregio Zwolle"])
def test_a_labour_market_region_may_be_written_as_people_do(name: str):
    assert read(f"regio={name}").chosen == {"regio": ("Regio Zwolle",)}


def test_values_that_nobody_knows_are_left_out_and_remembered():
    asked = read("q=x&label=pso&label=onzin&gemeente=Atlantis")
    assert asked.unknown == ()
    known = asked.leaving_out([("label", "onzin"), ("gemeente", "Atlantis")])
    assert known.address("/aanbod") == "/aanbod?q=x&label=pso"
    assert known.unknown == (("label", "onzin"), ("gemeente", "Atlantis"))
    assert not read("label=onzin").leaving_out([("label", "onzin")]).is_plain


@pytest.mark.parametrize("page", ["0", "-1", "twee", "", "1e9", "٣", "99999999999999999999", "1.5"])
def test_a_page_that_is_none_is_the_first(page: str):
    assert read(f"pagina={page}").page == 1


def test_a_question_of_ten_thousand_characters_is_shortened_and_says_so():
    asked = read("q=" + "schoonmaak " * 1000)
    assert len(asked.text) <= 200
    assert asked.shortened


def test_control_characters_are_left_out():
    assert read("q=schoon%00maak%07%1b").text == "schoonmaak"


def test_words_can_be_meant_literally_and_stay_so_but_in_other_words():
    asked = read("q=glasbewasing&letterlijk=1&label=pso&pagina=2")
    assert asked.literal
    assert asked.address("/aanbod") == "/aanbod?q=glasbewasing&letterlijk=1&label=pso&pagina=2"
    assert not asked.with_text("anders").literal
    assert not asked.without_filters().literal
    assert dict(asked.kept) == {"label": "pso"}
    assert [read(given).literal for given in ("q=x&letterlijk=ja", "letterlijk=1", "q=x")] == [False] * 3


def test_around_how_far_and_in_which_order_are_read():
    asked = read("rond=8011+AB&binnen=10&sorteer=naam&categorie=77310000")
    assert (asked.around, asked.within, asked.sort) == ("8011 AB", 10, "naam")
    assert asked.chosen == {"categorie": ("77310000",)}
    assert asked.unread == ()


@pytest.mark.parametrize(
    ("given", "within"),
    [("10", 10), ("10 km", 10), ("10km", 10), ("2,5", 2), ("9999", 300), ("0", None), ("-1", None), ("ver", None),
     ("1e3", None), ("٣", None), ("99999999999", None), ("", None)],
)  # fmt: skip
def test_a_distance_is_whole_kilometres(given: str, within: int | None):
    asked = read(f"rond=8011&binnen={given}")
    assert asked.within == within
    assert asked.unread == (("binnen",) if given and within is None else ())


def test_an_order_that_is_none_is_left_out_and_remembered_as_not_understood():
    asked = read("sorteer=prijs")
    assert (asked.sort, asked.unread) == ("", ("sorteer",))


def test_an_address_may_be_left_open_at_one_filter():
    asked = read("q=x&label=pso&gemeente=GM0193&pagina=3")
    assert asked.address_up_to("gemeente", "/aanbod") == "/aanbod?q=x&label=pso&gemeente="
    assert read("").address_up_to("gemeente", "/aanbod") == "/aanbod?gemeente="


def test_a_filter_is_taken_away_by_itself_and_begins_at_the_first_page():
    asked = read("q=x&label=pso&label=cso&pagina=3")
    assert asked.without("label", "pso").address("/aanbod") == "/aanbod?q=x&label=cso"
    assert asked.without_filters().address("/aanbod") == "/aanbod?q=x"


def test_another_page_keeps_the_question():
    assert read("q=x&label=pso").on_page(2).address("/aanbod") == "/aanbod?q=x&label=pso&pagina=2"


@given(
    st.text(max_size=300),
    st.dictionaries(st.sampled_from(sorted(FACETS)), st.lists(st.text(max_size=120), max_size=4)),
    st.text(max_size=8),
    st.text(max_size=120),
    st.one_of(st.text(max_size=6), st.integers(0, 400).map(str)),
    st.one_of(st.text(max_size=6), st.sampled_from(sorted(SORTS))),
)
def test_what_is_read_is_written_back_as_an_address_that_reads_the_same(
    text, chosen, page, place, within, sort
):
    given_ = QueryDict(mutable=True)
    given_["q"], given_["pagina"] = text, page
    given_["rond"], given_["binnen"], given_["sorteer"] = place, within, sort
    for name, values in chosen.items():
        given_.setlist(name, values)
    asked = DirectoryQuery.read(given_)
    again = DirectoryQuery.read(QueryDict(asked.address("").removeprefix("?")))
    assert replace(again, shortened=False, unread=()) == replace(asked, shortened=False, unread=())
