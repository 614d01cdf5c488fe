# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kapstok.web.directory_query import FACETS, DirectoryQuery


def read(address: str) -> DirectoryQuery:
    return DirectoryQuery.read(QueryDict(address))


def test_an_address_is_read_into_words_filters_and_a_page():
    asked = read(
        "q=schoonmaak+zwolle&label=pso&label=cso&trede=pso:3&gemeente=GM0193&regio=Regio+Zwolle&pagina=2"
    )
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


def test_a_municipality_that_is_none_is_kept_and_finds_nothing():
    assert read("gemeente=Atlantis").chosen == {"gemeente": ("Atlantis",)}


@pytest.mark.parametrize("page", ["0", "-1", "twee", "", "1e9", "٣", "99999999999999999999", "1.5"])
def test_a_page_that_is_none_is_the_first(page: str):
    assert read(f"pagina={page}").page == 1


def test_a_question_of_ten_thousand_characters_is_shortened_and_says_so():
    asked = read("q=" + "schoonmaak " * 1000)
    assert len(asked.text) <= 200
    assert asked.shortened


def test_control_characters_are_left_out():
    assert read("q=schoon%00maak%07%1b").text == "schoonmaak"


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
)
def test_what_is_read_is_written_back_as_an_address_that_reads_the_same(text, chosen, page):
    given_ = QueryDict(mutable=True)
    given_["q"], given_["pagina"] = text, page
    for name, values in chosen.items():
        given_.setlist(name, values)
    asked = DirectoryQuery.read(given_)
    again = DirectoryQuery.read(QueryDict(asked.address("").removeprefix("?")))
    assert (again.text, again.chosen, again.page) == (asked.text, asked.chosen, asked.page)
