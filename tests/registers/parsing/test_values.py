# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json

import pytest

from kapstok.registers.parsing import parse_list
from kapstok.registers.shapes import PageUnreadable, Row
from tests.registers.parsing.register_texts import URL, register


def read(rule: str, found: object, field: str = "x", key: str | None = None) -> Row:
    entries = f'entries.key = "{key}"\n' if key else ""
    file = register(f'kind = "json"\n{entries}[fields]\nname = "n"\n{field} = {rule}')
    return parse_list(json.dumps([{"n": "De Kans", "x": found}]).encode(), None, URL, file).rows[0]


@pytest.mark.parametrize(
    ("rule", "found", "value"),
    [
        ('"x"', " a  b ", "a b"),
        (r"""{ select = "x", pattern = "(\\d{4}) ?([A-Z]{2})" }""", "7411 AB Deventer", "7411"),
        (r"""{ select = "x", pattern = "\\d{8}" }""", "KvK 12345678.", "12345678"),
        (r"""{ select = "x", pattern = "\\d{8}" }""", "KvK 1234567", None),
        (r"""{ select = "x", pattern = "Trede (\\d)" }""", "Trede\n   3", "3"),
        (r"""{ select = "x", pattern = "^(.*)\\n" }""", "Straat 1\n7411 AB", "Straat 1"),
        ("""{ select = "x", pattern = "a(b)?" }""", "a", None),
        ("""{ select = "x", many = true }""", ["a", "", " b "], ("a", "b")),
        ("""{ select = "x", many = true }""", [], None),
        ("""{ select = "x", split = ";" }""", "a; b;;c ", ("a", "b", "c")),
        ("""{ select = "x", split = ";" }""", "a", ("a",)),
        ("""{ select = "x", split = "|", pattern = "Wij doen: (.*)" }""", "Wij doen: a|b", ("a", "b")),
        ("""{ select = "x", many = true, split = "," }""", ["a,b", "c"], ("a", "b", "c")),
        ("""{ select = "x", map = { "Trede 1" = "1" } }""", "Trede  1", "1"),
        ("""{ select = "x", map = { "geen" = "" } }""", "geen", None),
        ("""{ select = "x", map = { "Trede 1" = "1" } }""", "", None),
        ("""{ select = "x", many = true, map = { "a" = "1", "b" = "2" } }""", ["a", "b"], ("1", "2")),
        ("""{ select = "x", date = "%d-%m-%Y" }""", "31-03-2027", "2027-03-31"),
        ("""{ select = "x", date = "nl" }""", "31 maart 2027", "2027-03-31"),
        ("""{ select = "x", date = "nl", map = { "onbepaald" = "" } }""", "onbepaald", None),
        ("""{ select = "x", date = "nl", map = { "onbepaald" = "" } }""", "1 mei 2027", "2027-05-01"),
    ],
)
def test_a_field_is_picked_split_mapped_and_dated(rule: str, found: object, value: object) -> None:
    row = read(rule, found)
    assert row.values.get("x") == value
    assert not row.unreadable


@pytest.mark.parametrize(
    ("field", "rule", "found", "shown", "reason"),
    [
        (
            "level",
            """{ select = "x", map = { "Trede 1" = "1" } }""",
            "Trede 9",
            "Trede 9",
            "is not in its map",
        ),
        (
            "level",
            """{ select = "x", many = true, map = { "a" = "1" } }""",
            ["a", "b", "c"],
            "b | c",
            "is not in its map",
        ),
        (
            "x",
            """{ select = "x", date = "%d-%m-%Y" }""",
            "31-02-2027",
            "31-02-2027",
            "is not a date (%d-%m-%Y)",
        ),
        ("x", """{ select = "x", date = "nl" }""", "30 juni", "30 juni", "is not a date (nl)"),
        ("valid_until", '"x"', "31-03-2027", "31-03-2027", "is not a date (ISO 8601)"),
    ],
)
def test_what_neither_map_nor_date_reads_is_kept_as_shown_and_said(
    field: str, rule: str, found: object, shown: str, reason: str
) -> None:
    file = register(f'kind = "json"\nentries.key = "id"\n[fields]\nname = "n"\nid = "id"\n{field} = {rule}')
    page = parse_list(json.dumps([{"n": "De Kans", "id": 7, "x": found}]).encode(), None, URL, file)
    assert field not in page.rows[0].values
    assert page.rows[0].unreadable == {field: shown}
    (issue,) = page.issues
    assert (issue.code, issue.key, issue.field, issue.value) == ("unreadable", "7", field, shown)
    assert reason in issue.message


def test_a_term_without_a_format_is_read_when_it_is_an_iso_date() -> None:
    assert read('"x"', "2027-03-31T00:00:00Z", field="valid_until").values["valid_until"] == "2027-03-31"


@pytest.mark.parametrize(
    ("rule", "found", "key"),
    [
        ('"x"', " e/1?a=b&amp;c ", "e/1?a=b&amp;c"),
        ('"x"', "De  Kans", "De  Kans"),
        ('"x"', 42, "42"),
        ("""{ select = "x", pattern = "id=(\\\\d+)" }""", "/e?id=12", "12"),
        ("""{ select = "x", map = { "a" = "1" } }""", "a", "a"),
        ("""{ select = "x", date = "nl" }""", "1 mei 2027", "1 mei 2027"),
        ('"x"', "", None),
    ],
)
def test_the_key_is_the_text_as_the_source_has_it(rule: str, found: object, key: str | None) -> None:
    assert read(rule, found, field="detail", key="detail").key == key


def test_a_key_of_any_length_fits_the_database_and_stays_its_own() -> None:
    first, second = (read('"x"', "k" * 5_000 + end, key="x").key for end in "ab")
    assert first is not None
    assert second is not None
    assert first != second
    assert len(first) < 500


def test_an_address_that_is_none_is_absent_and_said() -> None:
    file = register('kind = "json"\n[fields]\nname = "n"\nwebsite = "x"')
    page = parse_list(json.dumps([{"n": "De Kans", "x": "javascript:alert(1)"}]).encode(), None, URL, file)
    assert page.rows[0].values == {"name": "De Kans"}
    assert [(issue.code, issue.key, issue.field) for issue in page.issues] == [
        ("not-an-address", "De Kans", "website")
    ]


def test_a_link_is_absolute_but_a_part_that_a_pattern_takes_from_it_is_not() -> None:
    file = register(
        'kind = "html"\nentries.each = "p"\n[fields]\nname = "a"\nmap = "a::attr(href)"\n'
        'email = { select = "a::attr(href)", pattern = "mailto:(.*)" }'
    )
    page = parse_list(
        b"<p><a href='mailto:info@dekans.nl'>x</a></p><p><a href='e/1'>y</a></p>", None, URL, file
    )
    assert [dict(row.values) for row in page.rows] == [
        {"name": "x", "map": "mailto:info@dekans.nl", "email": "info@dekans.nl"},
        {"name": "y", "map": "https://register.example/leden/e/1"},
    ]


def test_a_pattern_that_does_not_end_stops_the_page_and_not_the_run() -> None:
    with pytest.raises(PageUnreadable, match=r"the pattern '\(a\|aa\)\+\$' takes too long"):
        read("""{ select = "x", pattern = "(a|aa)+$" }""", "a" * 60 + "!")
