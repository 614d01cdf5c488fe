# SPDX-License-Identifier: EUPL-1.2
"""What holds for an entry when part of it could not be read, and how rows are kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kapstok.registers.kept import PAGE_NOT_READ, Facts, KeptRow, dump, find, load, settle

LAST = Facts({"name": "Dester", "level": "1", "flags": ("30+",)}, {"status": "??"})


def test_what_was_read_holds() -> None:
    assert settle(KeptRow("x", {"name": "Dester", "level": "2"}), LAST) == Facts(
        {"name": "Dester", "level": "2"}, {}
    )


def test_a_value_that_cannot_be_read_leaves_the_last_one() -> None:
    row = KeptRow("x", {"name": "Dester"}, {"level": "Trede 9"})
    assert settle(row, LAST).values == {"name": "Dester", "level": "1"}


def test_with_none_before_it_stays_unreadable_as_it_was_shown() -> None:
    row = KeptRow("x", {"name": "Dester"}, {"valid_until": "31-02-2027"})
    assert settle(row, LAST) == settle(row, None) == Facts({"name": "Dester"}, {"valid_until": "31-02-2027"})


def test_a_value_of_which_only_part_was_ever_read_stays_unreadable() -> None:
    row = KeptRow("x", {"flags": ("30+",)}, {"flags": "Abw"})
    assert settle(row, settle(row, None)) == Facts({"flags": ("30+",)}, {"flags": "Abw"})


def test_a_page_that_failed_leaves_all_that_it_had_as_it_was() -> None:
    row = KeptRow("x", {"name": "Dester"}, unread=("level", "flags", "status", "website"))
    assert settle(row, LAST) == Facts({"name": "Dester", "level": "1", "flags": ("30+",)}, {"status": "??"})


def test_a_page_that_never_came_leaves_its_fields_unknown() -> None:
    row = KeptRow("x", {"name": "Dester"}, unread=("level",))
    assert settle(row, None) == Facts({"name": "Dester"}, {"level": PAGE_NOT_READ})


words = st.text(max_size=8)
fields = st.dictionaries(words, words | st.lists(words, max_size=3).map(tuple), max_size=4)
kept_rows = st.lists(
    st.builds(
        KeptRow,
        words,
        fields,
        st.dictionaries(words, words, max_size=2),
        st.lists(words, max_size=2).map(tuple),
        st.lists(st.integers(0, 9), max_size=3).map(tuple),
        st.dictionaries(words, st.integers(0, 9), max_size=3),
    ),
    max_size=5,
)


@given(kept_rows)
def test_rows_come_back_as_they_were_kept(rows: list[KeptRow]) -> None:
    assert load(dump(rows)) == rows


@given(kept_rows.filter(bool), fields)
def test_settling_again_changes_nothing(rows: list[KeptRow], last: dict[str, str]) -> None:
    once = settle(rows[0], Facts(last))
    assert settle(rows[0], once) == once


@given(st.lists(st.text(), min_size=1, unique=True), st.text())
def test_the_row_of_a_key_is_found_among_all_and_no_other(keys: list[str], stranger: str) -> None:
    # Values that look like another row's key must not be taken for it.
    content = dump(KeptRow(key, {"name": f'"key": "{keys[0]}"', "key": keys[-1]}) for key in keys)
    for key in keys:
        found = find(content, key)
        assert found is not None
        assert found.key == key
    if stranger not in keys:
        assert find(content, stranger) is None
