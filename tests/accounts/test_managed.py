# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kapstok.accounts.enums import Function
from kapstok.accounts.managed import has_manager, loses_its_manager

MANAGER, BUYER = Function.MANAGER, Function.BUYER
people = st.dictionaries(st.integers(1, 4), st.frozensets(st.sampled_from(Function), max_size=2), max_size=4)


def test_the_last_manager_may_not_go_while_somebody_stays() -> None:
    assert loses_its_manager({1: {MANAGER}, 2: {BUYER}}, {1: (), 2: {BUYER}})
    assert loses_its_manager({1: {MANAGER, BUYER}}, {1: {BUYER}})


def test_one_of_two_managers_may_go() -> None:
    assert not loses_its_manager({1: {MANAGER}, 2: {MANAGER}}, {1: (), 2: {MANAGER}})


def test_the_last_person_may_go() -> None:
    assert not loses_its_manager({1: {MANAGER}}, {1: ()})
    assert not loses_its_manager({1: {MANAGER}}, {})


def test_what_had_no_manager_holds_nobody_back() -> None:
    assert not loses_its_manager({1: {BUYER}, 2: {BUYER}}, {2: {BUYER}})


@given(before=people, after=people)
def test_whatever_is_let_through_leaves_a_manager_or_nobody_or_what_had_none(before, after) -> None:
    if not loses_its_manager(before, after):
        assert has_manager(after) or not any(after.values()) or not has_manager(before)
