# SPDX-License-Identifier: EUPL-1.2
"""An entry keeps its key whatever the order of the page and whoever else has the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kapstok.registers.kept import Facts, KeptRow
from kapstok.registers.keys import Named, distinct

DESTER = {"name": "Dester", "city": "Zwolle", "kvk": "05010203"}
AKSENT = {"name": "Aksent", "city": "Zwolle", "kvk": "08070605"}


def kept(key: str, values: dict[str, str], page: int = 0) -> KeptRow:
    return KeptRow(key, values, pages=(page,))


def by_name(named: Named) -> dict[str, str]:
    return {str(row.values["name"]): row.key for row in named.rows}


def test_keys_of_their_own_stay_as_they_are() -> None:
    named = distinct([kept("b", DESTER), kept("a", AKSENT)], {})
    assert [row.key for row in named.rows] == ["b", "a"]
    assert named.issues == ()


def test_equal_rows_are_one_entry_on_every_page_that_shows_it() -> None:
    named = distinct([kept("a", DESTER, 0), kept("a", DESTER, 2)], {})
    assert [row.pages for row in named.rows] == [(0, 2)]
    assert named.issues == ()


def test_different_rows_of_one_key_are_numbered_and_told() -> None:
    named = distinct([kept("x", DESTER), kept("x", AKSENT)], {})
    assert by_name(named) == {"Aksent": "x", "Dester": "x#2"}
    assert [(issue.code, issue.key, issue.message) for issue in named.issues] == [
        ("key-shared", "x", "2 different entries have the key 'x'")
    ]


def test_the_order_of_the_page_does_not_matter() -> None:
    rows = [kept("x", DESTER), kept("x", AKSENT)]
    assert by_name(distinct(rows, {})) == by_name(distinct(rows[::-1], {}))


def test_each_keeps_the_number_that_it_had() -> None:
    known = {"x": Facts(DESTER), "x#2": Facts(AKSENT)}
    assert by_name(distinct([kept("x", AKSENT), kept("x", DESTER)], known)) == {
        "Dester": "x",
        "Aksent": "x#2",
    }
    moved = AKSENT | {"city": "Kampen"}
    assert by_name(distinct([kept("x", moved), kept("x", DESTER)], known)) == {"Dester": "x", "Aksent": "x#2"}


def test_who_stays_behind_keeps_its_number_too() -> None:
    known = {"x": Facts(DESTER), "x#2": Facts(AKSENT)}
    assert by_name(distinct([kept("x", AKSENT)], known)) == {"Aksent": "x#2"}
    assert by_name(distinct([kept("x", DESTER)], known)) == {"Dester": "x"}


def test_a_number_that_is_somebodys_own_key_is_not_given_away() -> None:
    named = distinct([kept("x", DESTER), kept("x", AKSENT), kept("x#2", {"name": "Larcom"})], {})
    assert by_name(named) == {"Aksent": "x", "Dester": "x#3", "Larcom": "x#2"}


def test_a_thousand_entries_of_one_key_are_all_kept() -> None:
    rows = [kept("x", {"name": f"Bedrijf {n}"}) for n in range(1000)]
    assert len({row.key for row in distinct(rows, {}).rows}) == 1000


texts = st.sampled_from(["", "a", "b", "a#2", "a#3"])
rows = st.lists(
    st.builds(kept, texts, st.dictionaries(st.sampled_from(["name", "city"]), texts)), max_size=12
)


@given(
    rows=rows,
    known=st.dictionaries(texts, st.builds(Facts, st.dictionaries(texts, texts))),
    order=st.randoms(),
)
def test_every_different_row_gets_one_key_whatever_comes(
    rows: list[KeptRow], known: dict[str, Facts], order: object
) -> None:
    named = distinct(rows, known)
    different = {(row.key, tuple(sorted(row.values.items()))) for row in rows}
    assert len({row.key for row in named.rows}) == len(named.rows) == len(different)
    shuffled = list(rows)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    again = distinct(shuffled, known)
    assert {(row.key, repr(sorted(row.values.items()))) for row in again.rows} == {
        (row.key, repr(sorted(row.values.items()))) for row in named.rows
    }
