# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.resolution.model.alternatives import (
    KVK,
    UNKNOWN,
    Alternatives,
    Levels,
    levels_from,
    levels_of,
    levels_text,
    names,
)
from kapstok.resolution.model.comparisons import COMPARED
from kapstok.resolution.model.weights import shipped

ALTERNATIVES = Alternatives(shipped())
some_levels = st.tuples(*(st.integers(UNKNOWN, len(one.levels)) for one in COMPARED))


def levels(**held: str) -> Levels:
    """The levels of a pair of which only these comparisons are known."""
    return tuple(names(one.name).index(held[one.name]) if one.name in held else UNKNOWN for one in COMPARED)


@given(some_levels)
def test_levels_outlive_being_kept_as_text_and_fit_in_their_column(held: Levels) -> None:
    assert levels_from(levels_text(held)) == held
    assert len(levels_text(held)) <= 100


@given(some_levels, st.floats(-30, 30))
def test_what_else_a_pair_may_be_only_takes_off(held: Levels, bits: float) -> None:
    assert ALTERNATIVES.weighed(bits, held).bits <= bits + 0.001


@given(some_levels, st.floats(-30, 30))
def test_a_pair_that_was_weighed_before_is_the_same_again(held: Levels, bits: float) -> None:
    one = ALTERNATIVES.weighed(bits, held)

    assert ALTERNATIVES.scored(one.bits, held) == one


def test_a_foundation_and_its_company_are_likelier_sisters() -> None:
    kin = levels(core="equal", form="foundation", domain="equal", postcode="equal", municipality="town")

    assert ALTERNATIVES.weighed(10.0, kin).kind == "sister"


def test_one_name_with_two_places_is_likelier_a_branch() -> None:
    kin = levels(core="equal", name_place="other", domain="equal", municipality="other", trade="equal")

    assert ALTERNATIVES.weighed(10.0, kin).kind == "branch"


def test_without_a_comparison_a_pair_is_as_if_it_were_unknown() -> None:
    numbered = ALTERNATIVES.weighed(12.0, levels(core="equal", kvk="equal"))
    other = ALTERNATIVES.weighed(12.0, levels(core="equal", kvk="other"))
    bare = ALTERNATIVES.weighed(12.0, levels(core="equal"))

    assert ALTERNATIVES.without(KVK, numbered).levels == bare.levels
    assert ALTERNATIVES.without(KVK, numbered).bits < numbered.bits
    assert ALTERNATIVES.without(KVK, other).bits > other.bits
    assert ALTERNATIVES.without(KVK, bare) == bare


def test_levels_are_known_by_name() -> None:
    assert levels_of(levels(core="slip", kvk="other")) == {"core": "slip", "kvk": "other"}
    assert names("postcode") == ("other", "near", "equal")


def test_weighing_the_number_of_a_pair_anew_gives_what_splink_would_give_without_it() -> None:
    same, stranger = shipped().of("kvk", "equal")
    numbered, bare = levels(core="equal", kvk="equal"), levels(core="equal")
    from math import log2

    by_splink = 5.0
    with_number = ALTERNATIVES.weighed(by_splink + log2(same / stranger), numbered)

    assert ALTERNATIVES.without(KVK, with_number).bits == pytest.approx(
        ALTERNATIVES.weighed(by_splink, bare).bits, abs=0.01
    )
