# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json

import pytest

from kapstok.registers.parsing import parse_list
from kapstok.registers.shapes import ListPage, PageUnreadable
from tests.registers.parsing.register_texts import URL, register


def read(page: str | object, fields: str = 'name = "name"', each: str | None = "items") -> ListPage:
    entries = f'entries.each = "{each}"\n' if each else ""
    text = page if isinstance(page, str) else json.dumps(page)
    return parse_list(
        text.encode(), "application/json", URL, register(f'kind = "json"\n{entries}[fields]\n{fields}')
    )


def names(page: ListPage) -> list[object]:
    return [row.values.get("name") for row in page.rows]


def test_entries_stand_where_each_says() -> None:
    assert names(read({"data": {"items": [{"name": "De Kans"}, {"name": "Hof"}]}}, each="data.items")) == [
        "De Kans",
        "Hof",
    ]


def test_without_each_the_document_is_the_list() -> None:
    assert names(read([{"name": "De Kans"}], each=None)) == ["De Kans"]


def test_json_lines_are_an_entry_a_line() -> None:
    assert names(read('{"name": "De Kans"}\r\n\n{"name": "Hof"}\n', each=None)) == ["De Kans", "Hof"]
    assert names(read('{"name": "De Kans"}\n', each=None)) == ["De Kans"]


@pytest.mark.parametrize(
    ("found", "value"),
    [
        ("De  Kans ", "De Kans"),
        ("Kop &amp; Staart &#8217;s", "Kop & Staart ’s"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("<b>vet</b>", "<b>vet</b>"),
        (12345678, "12345678"),
        (1.5, "1.5"),
        (True, "true"),
        (0, "0"),
        (None, None),
        ("", None),
        ([], None),
        ({}, None),
        (["a", "b"], "a"),
        ([["a"], "b"], "a"),
        ("\ud800x\u0000", "x"),
    ],
)
def test_what_json_holds_becomes_text(found: object, value: str | None) -> None:
    assert names(read({"items": [{"name": found}]})) == [value]


def test_many_flattens_lists() -> None:
    page = read(
        {"items": [{"name": "x", "tags": ["hout", None, ["groen", ""]]}]},
        'name = "name"\nsectors = { select = "tags", many = true }',
    )
    assert page.rows[0].values["sectors"] == ("hout", "groen")


def test_an_object_where_text_is_asked_for_is_absent_and_said() -> None:
    page = read({"items": [{"name": {"nl": "De Kans"}}] * 3})
    assert names(page) == [None] * 3
    assert [issue.code for issue in page.issues] == ["not-text"]


def test_an_expression_that_fails_on_an_entry_is_absent_and_said() -> None:
    page = read({"items": [{"name": "x", "tags": None}]}, """name = "name"\nsectors = "join(', ', tags)" """)
    assert page.rows[0].values == {"name": "x"}
    assert [issue.code for issue in page.issues] == ["not-text"]


def test_a_list_that_is_null_is_empty_and_one_that_is_not_there_is_a_fault() -> None:
    assert read({"items": None}).rows == ()
    assert read({"items": []}).rows == ()
    with pytest.raises(PageUnreadable, match=r"'items' is not in this document \(its keys are 'error'\)"):
        read({"error": "too many requests"})


@pytest.mark.parametrize(
    ("page", "each", "reason"),
    [
        ("<!DOCTYPE html><html>", "items", "not JSON: this is an HTML page"),
        ('{"items": [{"name": "De Kans"},\n {"na', "items", "not JSON: line 2 column 3: it ends early"),
        ('{"items": [{"name": "De Kans"}', "items", "it ends early"),
        ('{"items": [}', "items", "not JSON: line 1 column 12: expecting value"),
        ('{"name": "a"}\n{"name": ', None, "not JSON Lines: line 2 column 10: it ends early"),
        ('{"name": "a"}\n[1]', None, "not JSON Lines: line 2 is a list, not an object"),
        ('{\n"name": "a"}', None, "the document is an object, not a list of entries"),
        ('{"items": {"a": 1}}', "items", "'items' is an object, not a list of entries"),
        ('"tekst"', "items", "'items' is not in this document (it is text)"),
        ("[" * 100_000, None, "nested too deeply"),
        ('{"items": ' + "[" * 900 + "]" * 900 + "}", "items[0].x", "'items[0].x' is not in this document"),
        ('{"items": ' + "9" * 5_000 + "}", "items", "not JSON that can be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(page: str, each: str | None, reason: str) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(page, each=each)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_addresses_are_made_absolute() -> None:
    page = read(
        {"items": [{"name": "x", "url": "/e/1", "site": "www.dekans.nl"}]},
        'name = "name"\ndetail = "url"\nwebsite = "site"',
    )
    assert page.rows[0].values["detail"] == "https://register.example/e/1"
    assert page.rows[0].values["website"] == "https://www.dekans.nl"
