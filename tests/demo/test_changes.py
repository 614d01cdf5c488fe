# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

from kapstok.demo.changes import OUTSIDE, Change, compare


def label(register: str = "pso", key: str = "1", **other: Any) -> dict[str, Any]:
    facts = {"state": "holds", "level": "1", "flags": [], "last_seen": "2026-11-22", "missing_since": None}
    return {"label": register, "register": register, "key": key, **facts, **other}


def row(slug: str, *labels: dict[str, Any], listed: bool | None = None) -> dict[str, Any]:
    held = any(one["state"] == "holds" for one in labels)
    return {"slug": slug, "labels": list(labels), "listed": held if listed is None else listed}


def slugs(changes: tuple[Change, ...]) -> list[str]:
    return [change.row["slug"] for change in changes]


def test_the_first_day_everyone_listed_has_joined():
    found = compare([], [row("a", label()), row("b", label(key="2", state="excluded"))], {})
    assert slugs(found.joined) == ["a"]
    assert found.unlisted == {"excluded": 1}


def test_nothing_different_is_no_change():
    same = [row("a", label())]
    found = compare(same, same, {})
    assert (found.joined, found.left, found.moved, found.waiting) == ((), (), (), ())


def test_who_loses_its_label_has_left_and_the_label_tells_why():
    found = compare([row("a", label())], [row("a", label(state="pending"))], {})
    assert slugs(found.left) == ["a"]
    assert found.left[0].labels[0].after["state"] == "pending"
    assert found.unlisted == {"pending": 1}


def test_who_keeps_another_label_has_not_left():
    before = [row("a", label(), label("cso"))]
    after = [row("a", label(state="lapsed"), label("cso"))]
    assert compare(before, after, {}).left == ()


def test_another_level_or_flag_is_a_move_only_while_the_label_holds():
    after = [
        row("a", label(level="2")),
        row("b", label(key="2", flags=["30+"])),
        row("c", label(key="3", level="2")),
    ]
    before = [
        row("a", label()),
        row("b", label(key="2")),
        row("c", label(key="3", state="pending"), listed=True),
    ]
    assert slugs(compare(before, after, {}).moved) == ["a", "b"]


def test_an_enterprise_that_merged_into_another_neither_joins_nor_leaves():
    before = [row("a", label()), row("b", label("cso"))]
    after = [row("a", label(), label("cso"))]
    found = compare(before, after, {})
    assert (found.joined, found.left) == ((), ())


def test_who_was_missing_in_the_last_reading_is_waited_for():
    rows = [row("a", label(last_seen="2026-11-21")), row("b", label(key="2"))]
    assert slugs(compare(rows, rows, {"pso": "2026-11-22"}).waiting) == ["a"]
    assert compare(rows, rows, {"pso": "2026-11-21"}).waiting == ()


def test_outside_the_region_is_told_before_any_state():
    rows = [
        row("a", label(), label("cso", state="lapsed"), listed=False),
        row("b", label(key="2", state="lapsed")),
    ]
    assert compare([], rows, {}).unlisted == {OUTSIDE: 1, "lapsed": 1}
