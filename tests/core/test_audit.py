# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from kapstok.core.audit import Head, Told, UnreadableHead, seal, sealing_key

TOLD = Told(7, datetime(2026, 11, 22, 9, 0, tzinfo=UTC), "anna", "accepted", "run:12", {"b": 1, "a": [2.5]})
KEY = sealing_key("a secret")


def test_a_seal_is_the_same_for_the_same_words_wherever_the_clock_stands() -> None:
    there = replace(TOLD, at=TOLD.at.astimezone(timezone(timedelta(hours=5))), details={"a": [2.5], "b": 1})
    assert seal("", TOLD, KEY) == seal("", there, KEY)
    assert len(seal("", TOLD, KEY)) == 64


@pytest.mark.parametrize(
    "other",
    [
        replace(TOLD, number=8),
        replace(TOLD, at=TOLD.at + timedelta(microseconds=1)),
        replace(TOLD, actor="ann", verb="aaccepted"),
        replace(TOLD, subject="run:13"),
        replace(TOLD, details={"b": 1, "a": [2.5], "c": None}),
    ],
)
def test_a_seal_is_another_for_any_other_word(other: Told) -> None:
    assert seal("", other, KEY) != seal("", TOLD, KEY)


def test_a_seal_hangs_on_the_one_before_it_and_on_the_key() -> None:
    assert len({seal("", TOLD, KEY), seal("0" * 64, TOLD, KEY), seal("", TOLD, sealing_key("another"))}) == 3


def test_a_head_is_read_as_it_was_printed() -> None:
    head = Head(1204, "9f" * 32)
    assert Head.read(f" {head}\n") == head


@pytest.mark.parametrize(
    "text", ["", "12", "12:xyz", f"-1:{'0' * 64}", f"1:{'0' * 63}", f"{'9' * 30}:{'0' * 64}"]
)
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(UnreadableHead):
        Head.read(text)
