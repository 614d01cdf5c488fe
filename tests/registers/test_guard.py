# SPDX-License-Identifier: EUPL-1.2
"""When a run is believed, and with which reason it is not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.registers.file_parts import Guard
from kapstok.registers.file_parts import PickAround as Selector
from kapstok.registers.guard import MAY_ALWAYS_GO, RunSummary, Verdict, exact, judge, percent

OPEN = Guard(max_gone=1.0, max_failed=1.0, max_fill_drop=1.0, required={})


def run(size: int, first: int = 0, **more: object) -> RunSummary:
    """A run of `size` entries with a name each; entry n has key "n"."""
    names = {str(n): f"Bedrijf {n}" for n in range(first, first + size)}
    return replace(RunSummary(names, filled={"name": size}), **more)  # type: ignore[arg-type]


def codes(verdict: Verdict) -> list[str]:
    return [fault.code for fault in verdict.faults]


def test_a_run_like_the_one_before_is_believed() -> None:
    verdict = judge(run(100), run(100), Guard())
    assert verdict.believed
    assert verdict.reason is None


def test_a_first_run_is_believed_without_anything_to_compare_with() -> None:
    assert judge(run(3), None, Guard()).believed


def test_a_run_without_entries_is_never_believed() -> None:
    verdict = judge(run(0), run(100), OPEN.model_copy(update={"at_least": 0}))
    assert verdict.reason == "the register shows no entries"


def test_a_list_that_could_not_be_read_is_never_believed() -> None:
    verdict = judge(run(100, fault="list page https://x.nl/: the host answers 500"), run(100), OPEN)
    assert verdict.reason == "list page https://x.nl/: the host answers 500"


def test_fewer_entries_than_expected_are_told_with_both_numbers() -> None:
    assert judge(run(9), None, Guard(at_least=10)).reason == "9 entries, where at least 10 are expected"
    assert judge(run(10), None, Guard(at_least=10)).believed


def test_the_reason_for_too_many_gone_has_numbers_and_names() -> None:
    verdict = judge(run(173, first=37), run(210), Guard())
    assert verdict.reason == (
        "37 of 210 entries are gone (17.6 %; at most 10 %): Bedrijf 0, Bedrijf 1, Bedrijf 10 and 34 more"
    )
    assert verdict.faults[0].numbers == {"gone": 37, "before": 210, "share": 37 / 210, "max_gone": 0.1}


@pytest.mark.parametrize(
    ("before", "gone", "believed"), [(100, 10, True), (100, 11, False), (60, 6, True), (50, 6, False)]
)
def test_exactly_the_share_may_go_and_not_one_more(before: int, gone: int, believed: bool) -> None:
    assert judge(run(before - gone, first=gone), run(before), Guard()).believed is believed


@pytest.mark.parametrize("before", [6, 10, 40])
def test_up_to_five_may_always_go(before: int) -> None:
    bounds = Guard(max_gone=0.0)
    assert judge(run(before - 5, first=5), run(before), bounds).believed
    assert codes(judge(run(before - 6, first=6), run(before), bounds)) in (["gone"], ["empty"])


@pytest.mark.parametrize("before", [1, 2, 5])
def test_but_never_all(before: int) -> None:
    verdict = judge(run(before, first=before), run(before), OPEN)
    assert verdict.reason is not None
    assert verdict.reason.startswith(f"all {before} entries are gone: Bedrijf 0")


def test_new_entries_do_not_make_up_for_those_that_are_gone() -> None:
    assert codes(judge(run(100, first=20), run(100), Guard())) == ["gone"]


def test_failed_detail_pages_are_told_with_what_most_had() -> None:
    failed = run(400, details=400, failed_details=21, detail_fault="the host answers 500 (5 attempts)")
    assert judge(failed, None, Guard()).reason == (
        "21 of 400 detail pages failed (5.2 %; at most 5 %): the host answers 500 (5 attempts)"
    )
    assert judge(replace(failed, failed_details=20), None, Guard()).believed


def test_values_that_cannot_be_read_count_per_entry() -> None:
    assert judge(run(100, unreadable=5), None, Guard()).believed
    verdict = judge(run(100, unreadable=6), None, Guard())
    assert verdict.reason == "6 of 100 entries have a value that cannot be read (6 %; at most 5 %)"


def test_a_field_that_empties_is_told_by_name() -> None:
    verdict = judge(
        run(200, filled={"name": 200, "kvk": 99}), run(100, filled={"name": 100, "kvk": 60}), OPEN_GONE
    )
    assert verdict.reason == "kvk is filled for 49.5 % of the entries, was 60 % (at most 10 points less)"


def test_a_field_may_empty_by_exactly_the_bound() -> None:
    # 0.8 - 0.7 is a little more than 0.1 in binary.
    assert judge(run(10, filled={"kvk": 7}), run(10, filled={"kvk": 8}), OPEN_GONE).believed


OPEN_GONE = Guard(max_gone=1.0, required={})


def test_a_required_field_is_required_of_a_first_run_too() -> None:
    verdict = judge(
        run(100, filled={"name": 100, "city": 94}), None, Guard(required={"name": 1.0, "city": 0.95})
    )
    assert verdict.reason == "city is filled for 94 % of the entries, where at least 95 % is required"


def test_an_entry_that_nothing_names_is_one_without_a_name() -> None:
    assert codes(judge(run(99, nameless=1, unreadable=1), None, Guard())) == ["required"]
    assert judge(run(99, nameless=1, unreadable=1), None, Guard(required={"name": 0.99})).believed


def test_a_name_is_required_of_everyone_unless_the_file_says_otherwise() -> None:
    assert codes(judge(run(100, filled={"name": 99}), None, Guard())) == ["required"]
    assert judge(run(100, filled={"name": 99}), None, Guard(required={})).believed


def test_the_registers_own_count_must_be_ours() -> None:
    counted = Guard(total=Selector(select="p.totaal"))
    assert judge(run(100, total=100, shown=100), None, counted).believed
    assert judge(run(100, total=101, shown=100), None, counted).reason == (
        "the register says that it has 101 entries, 100 were read"
    )
    assert codes(judge(run(100, total=None, shown=100), None, counted)) == ["total"]


def test_the_registers_own_count_may_include_what_we_leave_out() -> None:
    assert judge(run(60, total=100, shown=100), None, Guard(total=Selector(select="p"))).believed


def test_a_count_that_nobody_asked_for_is_no_reason() -> None:
    assert judge(run(100, total=3), None, Guard()).believed


def test_every_broken_rule_is_in_the_reason() -> None:
    assert codes(judge(run(50, details=50, failed_details=50, unreadable=9), run(100), Guard())) == [
        "gone",
        "failed_details",
        "unreadable",
    ]


shares = st.integers(0, 100).map(lambda hundredths: hundredths / 100)
sizes = st.integers(1, 400)


@given(before=sizes, gone=sizes, max_gone=shares)
def test_gone_is_judged_as_the_contract_says(before: int, gone: int, max_gone: float) -> None:
    gone = min(gone, before)
    verdict = judge(
        run(before - gone + 3, first=gone), run(before), Guard(max_gone=max_gone, max_fill_drop=1.0)
    )
    left = before - gone > 0
    broken = not left or (
        gone > MAY_ALWAYS_GO and Fraction(gone, before) > Fraction(round(max_gone * 100), 100)
    )
    assert ("gone" in codes(verdict)) is broken


@given(size=sizes, failed=sizes, max_failed=shares)
def test_failures_are_judged_as_the_contract_says(size: int, failed: int, max_failed: float) -> None:
    failed = min(failed, size)
    summary = run(size, details=size, failed_details=failed, unreadable=failed)
    broken = Fraction(failed, size) > Fraction(round(max_failed * 100), 100)
    assert (
        codes(judge(summary, None, Guard(max_failed=max_failed))) == ["failed_details", "unreadable"]
    ) is broken


@given(before=sizes, filled=sizes, now=sizes, left=sizes, bound=shares)
def test_emptying_is_judged_as_the_contract_says(
    before: int, filled: int, now: int, left: int, bound: float
) -> None:
    filled, left = min(filled, before), min(left, now)
    verdict = judge(
        run(now, filled={"kvk": left}),
        run(before, filled={"kvk": filled}),
        Guard(max_gone=1.0, max_fill_drop=bound, required={}),
    )
    drop = Fraction(filled, before) - Fraction(left, now)
    assert ("fill_drop" in codes(verdict)) is (drop > Fraction(round(bound * 100), 100))


@given(size=sizes, worse=st.integers(0, 50), bounds=st.builds(Guard, max_gone=shares, max_fill_drop=shares))
def test_losing_more_never_makes_a_run_more_believable(size: int, worse: int, bounds: Guard) -> None:
    before = run(size)
    kept = size // 2
    fewer = max(kept - worse, 0)
    if not judge(run(kept), before, bounds).believed:
        assert not judge(run(fewer), before, bounds).believed


@given(share=shares)
def test_a_share_is_the_fraction_that_was_written(share: float) -> None:
    assert exact(share) == Fraction(round(share * 100), 100)
    assert percent(exact(share)).endswith(" %")
