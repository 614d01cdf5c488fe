# SPDX-License-Identifier: EUPL-1.2
"""What is asked of a site: the file's request, with the page's number and the token in the right places."""

from __future__ import annotations

import pytest

from kapstok.registers.asking import Ask


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://x.nl/l", "https://x.nl/l?p=2"),
        ("https://x.nl/l?p=1&s=a%20b", "https://x.nl/l?p=2&s=a%20b"),
        ("https://x.nl/l?s={token}", "https://x.nl/l?s={token}&p=2"),
        ("https://x.nl/l?pp=1", "https://x.nl/l?pp=1&p=2"),
        ("https://x.nl/l?p=1&p=7", "https://x.nl/l?p=2"),
    ],
)
def test_the_number_of_the_page_stands_in_the_address_once(url: str, asked: str) -> None:
    assert Ask(url).on_page("p", 2).url == asked


def test_a_parameter_with_brackets_is_escaped() -> None:
    assert (
        Ask("https://x.nl/?page%5Bnumber%5D=1").on_page("page[number]", 2).url
        == "https://x.nl/?page%5Bnumber%5D=2"
    )


def test_data_carries_the_number_where_there_is_data() -> None:
    assert Ask("https://x.nl/", "POST", form={"q": ""}).on_page("p", 2).form == {"q": "", "p": 2}
    assert Ask("https://x.nl/", "POST", json={"q": ""}).on_page("p", 2).json == {"q": "", "p": 2}
    assert Ask("https://x.nl/", "POST", body="q").on_page("p", 2).url == "https://x.nl/?p=2"


@pytest.mark.parametrize(
    ("data", "parameter", "sent"),
    [
        ({"v": {"page": 1}}, "v.page", {"v": {"page": 2}}),
        ({"v": {"q": ""}}, "v.page", {"v": {"q": "", "page": 2}}),
        ({"s": [{"q": "*"}, {"page": 1}]}, "s.1.page", {"s": [{"q": "*"}, {"page": 2}]}),
        ([{"page": 1}], "0.page", [{"page": 2}]),
        ({"v.page": 1, "v": {"page": 1}}, "v.page", {"v.page": 2, "v": {"page": 1}}),
        ({"s": []}, "s.0.page", {"s": [], "s.0.page": 2}),
        ({"v": 7}, "v.page", {"v": 7, "v.page": 2}),
        ({}, "page", {"page": 2}),
    ],
)
def test_the_number_may_stand_deep_in_the_json(data: object, parameter: str, sent: object) -> None:
    ask = Ask("https://x.nl/", "POST", json=data).on_page(parameter, 2)
    assert (ask.json, ask.url) == (sent, "https://x.nl/")
    assert data != sent, "what the file says stays as it is"


def test_a_number_that_stands_in_the_address_stays_there_whatever_is_posted() -> None:
    form = Ask("https://x.nl/?p=1", "POST", form={"soort": "pso"}).on_page("p", 2)
    assert (form.url, form.form) == ("https://x.nl/?p=2", {"soort": "pso"})
    sent = Ask("https://x.nl/?p=1", "POST", json={"soort": "pso"}).on_page("p", 2)
    assert (sent.url, sent.json) == ("https://x.nl/?p=2", {"soort": "pso"})
    both = Ask("https://x.nl/?p=1", "POST", form={"p": 1}).on_page("p", 2)
    assert (both.url, both.form) == ("https://x.nl/?p=1", {"p": 2})


def test_the_token_goes_wherever_it_is_asked_for() -> None:
    data = {"nonce": "{token}", "deep": [{"n": "x{token}"}, 1, None]}
    request = Ask("https://x.nl/{token}", "POST", {"X": "{token}"}, json=data).request("a/b")
    assert request.url == "https://x.nl/a%2Fb"
    assert request.headers == {"X": "a/b"}
    assert request.json == {"nonce": "a/b", "deep": [{"n": "xa/b"}, 1, None]}


def test_without_a_token_braces_are_braces() -> None:
    assert Ask("https://x.nl/{token}").request().url == "https://x.nl/{token}"


def test_what_asks_for_the_same_is_the_same() -> None:
    ask = Ask("https://x.nl/l#top", "POST", form={"p": 1})
    assert ask.identity == Ask("https://x.nl/l", "POST", {"X": "y"}, form={"p": 1}).identity
    assert ask.identity != Ask("https://x.nl/l", "POST", form={"p": 2}).identity
    assert Ask("https://x.nl/l").identity == "GET https://x.nl/l"
