# SPDX-License-Identifier: EUPL-1.2
"""HTML within a JSON answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kapstok.core.errors import FileFaults
from kapstok.registers.parsing import parse_list
from kapstok.registers.register_file import load
from kapstok.registers.shapes import ListPage, PageUnreadable
from tests.registers.parsing.register_texts import URL, register

FILE = """
    kind = "html"
    [entries]
    inside = "data.html"
    each = "article"
    {entries}
    [fields]
    name = "h3"
    website = "a::attr(href)"
    {more}
"""
CARD = '<article><h3>{name}</h3><a href="/uit?naar={name}">site</a></article>'


def cards(*names: str) -> str:
    return "".join(CARD.format(name=name) for name in names)


def read(data: object, entries: str = "", more: str = "") -> ListPage:
    body = json.dumps({"data": data}).encode()
    return parse_list(body, "application/json", URL, register(FILE.format(entries=entries, more=more)))


def names(page: ListPage) -> list[object]:
    return [row.values["name"] for row in page.rows]


def test_entries_are_elements_of_the_html_that_the_answer_holds() -> None:
    page = read({"html": cards("Dester", "Café &amp; Zo")})
    assert names(page) == ["Dester", "Café & Zo"]
    assert page.rows[0].values["website"] == "https://register.example/uit?naar=Dester"
    assert page.issues == ()


def test_the_html_may_come_in_pieces() -> None:
    assert names(read({"html": [cards("Dester"), None, cards("Aksent", "Wulp")]})) == [
        "Dester",
        "Aksent",
        "Wulp",
    ]


@pytest.mark.parametrize("nothing", ["", None, [], ["", None], "Geen leden meer."])
def test_an_answer_without_html_is_a_page_without_entries(nothing: object) -> None:
    page = read({"html": nothing})
    assert (page.rows, page.left_out) == ((), 0)


def test_counts_and_the_next_address_stand_around_the_html() -> None:
    data = {"html": cards("Dester"), "gevonden": 83, "volgende": "/leden/?deel=2"}
    page = read(data, 'next = "data.volgende"', '[guard]\ntotal = "data.gevonden"')
    assert (page.total, page.next_url) == (83, "https://register.example/leden/?deel=2")
    counted = read({**data, "bladen": 9}, 'page = { parameter = "p", last = "data.bladen" }')
    assert counted.last == 9


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"fout": "verlopen"}, "'data.html' is not in this document (its keys are 'data')"),
        ({"html": {"cards": 1}}, "'data.html' is an object, not HTML"),
        ({"html": [cards("Dester"), 7]}, "'data.html' is a number, not HTML"),
        ({"html": "<div><article><h3>Dester"}, "the page ends early: <div> is never closed"),
    ],
)
def test_what_is_no_html_is_refused_with_the_place(data: object, reason: str) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(data)
    assert str(refused.value) == reason


def test_a_page_instead_of_the_answer_is_refused() -> None:
    file = register(FILE.format(entries="", more=""))
    with pytest.raises(PageUnreadable, match="not JSON: this is an HTML page"):
        parse_list(b"<!doctype html><p>Meld u aan", "text/html", URL, file)


def test_half_a_character_in_the_answer_is_no_reason_to_fail() -> None:
    body = rb'{"data": {"html": "<article><h3>Dester \ud800</h3></article>"}}'
    page = parse_list(body, "application/json", URL, register(FILE.format(entries="", more="")))
    assert names(page) == ["Dester ?"]


@pytest.mark.parametrize(
    ("kind", "entries", "place"),
    [
        ("json", 'inside = "data.html"', "entries.inside"),
        ("html", 'inside = "data["\neach = "article"', "entries.inside"),
        ("html", 'inside = "data"\neach = "article"\nnext = "a[rel=next]::attr(href)"', "entries.next"),
        (
            "html",
            'inside = "data"\neach = "article"\npage = { parameter = "p", last = "a::text" }',
            "entries.page.last",
        ),
        ("html", 'each = "article"\nnext = "data.["', "entries.next"),
    ],
)
def test_what_cannot_be_meant_is_a_fault_of_the_file(
    tmp_path: Path, kind: str, entries: str, place: str
) -> None:
    path = tmp_path / "register.toml"
    path.write_text(
        f'id = "a"\nname = "A"\nlabel = "pso"\nkind = "{kind}"\nrequest.url = "https://a.example/"\n'
        f'[entries]\n{entries}\n[fields]\nname = "h3"\n'
    )
    with pytest.raises(FileFaults) as refused:
        load(path)
    assert [fault.place for fault in refused.value.faults] == [place]
