# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.resolution.differences import FORM, Agreement, Text, marked, rows


def shown(text: Text) -> str:
    """A text with brackets around what differs."""
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in text)


@pytest.mark.parametrize(
    ("one", "other", "marks"),
    [
        ("De Gouden Bezem", "De Gouden Bezem", ("De Gouden Bezem", "De Gouden Bezem")),
        ("DE GOUDEN BEZEM", "de gouden bezem", ("DE GOUDEN BEZEM", "de gouden bezem")),
        ("Café Één", "cafe een", ("Café Één", "cafe een")),
        ("De Gouden Bezem", "De Gouden Bezm", ("De Gouden Bez[e]m", "De Gouden Bezm")),
        ("Groen werk", "GROENWERK", ("Groen[ ]werk", "GROENWERK")),
        ("De Aanpak B.V.", "Kaarsenmakerij De Aanpak", ("De Aanpak [B.V.]", "[Kaarsenmakerij] De Aanpak")),
        (
            "Stichting De Gouden Bezem",
            "De Gouden Bezm B.V.",
            ("[Stichting] De Gouden Bez[e]m", "De Gouden Bezm [B.V.]"),
        ),
        ("Wasserij Beek B.V.", "Wasserij Beek VOF", ("Wasserij Beek [B.V.]", "Wasserij Beek [VOF]")),
        ("De Beek B.V.", "De Beek BV", ("De Beek B[.]V[.]", "De Beek BV")),
        ("Smederij Het Vuur", "Café de Zon", ("[Smederij Het Vuur]", "[Café de Zon]")),
        ("", "Bezem", ("", "[Bezem]")),
    ],
)
def test_the_letters_that_differ_are_marked(one: str, other: str, marks: tuple[str, str]) -> None:
    assert tuple(map(shown, marked(one, other))) == marks


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_text_stays_whole_whatever_it_is_compared_with(one: str, other: str) -> None:
    left, right = marked(one, other)
    assert "".join(piece.text for piece in left) == one
    assert "".join(piece.text for piece in right) == other
    assert all(piece.text for piece in (*left, *right))


@given(st.text(max_size=60))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not any(piece.differs for side in marked(text, text) for piece in side)


def test_a_text_of_a_stranger_takes_no_time() -> None:
    began = time.perf_counter()
    marked("ab" * 50_000, "ba" * 50_000)
    marked("a " * 100, "b " * 100)
    marked("a" * 200, "ab" * 100)
    assert time.perf_counter() - began < 2


def test_facts_are_compared_by_what_they_mean() -> None:
    one = {
        "name": "Stichting X", "kvk": "0123.4567", "postcode": "8011 ab", "website": "https://www.x.nl/a",
        "city": "ZWOLLE", "sectors": ("Zorg", "Groen"),
    }  # fmt: skip
    other = {
        "name": "X B.V.", "kvk": ("01234567",), "postcode": "8011AB", "website": "x.nl", "city": "Zwolle",
        "sectors": ("groen", "Hout"), "street": "Brink 1",
    }  # fmt: skip
    assert {row.field: row.agreement.value for row in rows(one, other)} == {
        "name": "different", FORM: "different", "kvk": "equal", "street": "missing", "postcode": "equal",
        "city": "equal", "website": "equal", "sectors": "partly",
    }  # fmt: skip


def test_what_neither_shows_has_no_row() -> None:
    assert rows({"name": "X", "phone": "", "email": " "}, {"name": "X"})[0].agreement is Agreement.EQUAL
    assert [row.field for row in rows({"name": "X", "phone": "", "email": " "}, {"name": "X"})] == ["name"]


def test_a_row_is_told_in_plain_json() -> None:
    (row,) = rows({"name": "Bezem"}, {"name": "Bezm"})
    assert json.loads(json.dumps(row.as_json())) == {
        "field": "name",
        "first": [[{"text": "Bez", "differs": False}, {"text": "e", "differs": True}, {"text": "m", "differs": False}]],
        "second": [[{"text": "Bezm", "differs": False}]],
        "agreement": "different",
    }  # fmt: skip
