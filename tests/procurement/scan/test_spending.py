# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.procurement.scan.spending import Outcome, Spending, Tally, share

EURO = st.decimals(-10_000, 10_000, places=2)


def tally(*amounts: int) -> Tally:
    made = Tally()
    for amount in amounts:
        made.add(Decimal(amount))
    return made


def test_an_enterprise_with_two_labels_counts_under_both_and_once_in_the_whole() -> None:
    spending = Spending()
    spending.add(Outcome.NOW, Decimal(100), enterprise=1, labels=["pso", "cso"])
    spending.add(Outcome.NONE, Decimal(300))
    assert {label: one.amount for label, one in spending.labels.items()} == {"pso": 100, "cso": 100}
    assert spending.total.amount == 400
    assert spending.share(spending.labels["pso"]) == Decimal("0.25")


def test_two_certificates_of_one_label_are_one_label() -> None:
    spending = Spending()
    spending.add(Outcome.NOW, Decimal(100), enterprise=1, labels=["pso", "pso"])
    assert spending.labels["pso"].rows == 1


def test_a_credit_note_is_taken_off_and_told() -> None:
    spending = Spending()
    for amount in (500, -120, -30):
        spending.add(Outcome.NONE, Decimal(amount))
    assert (spending.total.amount, spending.total.credit_notes, spending.total.credited) == (350, 2, -150)


def test_a_row_without_an_amount_counts_as_a_row() -> None:
    spending = Spending()
    spending.add(Outcome.NONE, None)
    spending.add(Outcome.NONE, Decimal(10))
    assert (spending.total.rows, spending.total.without_amount, spending.total.amount) == (2, 1, 10)
    assert spending.has_amounts


def test_a_list_of_names_alone_has_no_amounts() -> None:
    spending = Spending()
    assert not spending.has_amounts
    spending.add(Outcome.NOW, None, enterprise=1, labels=["pso"])
    assert not spending.has_amounts
    assert spending.share(spending.labels["pso"]) is None


@pytest.mark.parametrize(
    ("part", "whole"),
    [((), ()), ((10,), (-20,)), ((-10,), (20,)), ((30,), (30, -10)), ((5,), (5, -5))],
)
def test_where_credit_notes_leave_no_share_none_is_made_up(
    part: tuple[int, ...], whole: tuple[int, ...]
) -> None:
    assert share(tally(*part), tally(*whole)) is None


def test_a_list_is_divided_as_it_divides_itself_the_largest_first() -> None:
    spending = Spending()
    for category, amount, outcome in (
        ("Groen", 10, Outcome.NOW),
        ("Druk", 90, Outcome.NONE),
        ("Groen", 40, Outcome.NONE),
        ("", 7, Outcome.NONE),
    ):
        spending.add(outcome, Decimal(amount), category=category)
    found = spending.largest_categories(1)
    assert [(name, of.whole.amount, of.now.amount) for name, of in found] == [("Druk", 90, 0)]
    assert spending.categories["Groen"].now.amount == 10
    assert set(spending.categories) == {"Groen", "Druk"}


def test_a_column_that_is_no_division_takes_no_memory_without_end() -> None:
    spending = Spending()
    for number in range(20_003):
        spending.add(Outcome.NONE, Decimal(1), category=f"factuur {number}")
    assert len(spending.categories) == 20_000
    assert spending.other_categories.whole.rows == 3


@given(st.lists(st.tuples(st.sampled_from(list(Outcome)), st.none() | EURO)))
def test_the_four_outcomes_always_come_to_the_whole(
    rows: list[tuple[Outcome, Decimal | None]],
) -> None:
    spending = Spending()
    for outcome, amount in rows:
        spending.add(outcome, amount)
    parts = spending.outcomes.values()
    assert sum(part.rows for part in parts) == spending.total.rows == len(rows)
    assert sum(part.amount for part in parts) == spending.total.amount
    assert all(one is None or 0 <= one <= 1 for one in map(spending.share, parts))
