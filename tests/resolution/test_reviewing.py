# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from kapstok.enterprises.listing import ListingRules
from kapstok.resolution.deciding import decide, withdraw
from kapstok.resolution.likelihood import Likelihood
from kapstok.resolution.models import JudgedPair
from kapstok.resolution.reviewing import (
    UnknownPair,
    behind,
    judged_pairs,
    last_word_of,
    pair_lines,
    pair_row,
    queue,
    words,
    words_between,
)
from tests.enterprises.conftest import rules
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

__all__ = ["rules"]
pytestmark = pytest.mark.django_db

ANNA, BEA = "person:1", "person:2"
NAMES = ("Groenwerk", "De Draad", "Het Anker")


def home(number: int) -> dict[str, str]:
    """Where the firm and the company of a name both are: all agrees but their legal form."""
    return {"city": "Zwolle", "postcode": f"801{number} AA", "website": f"https://site{number}.nl"}


@pytest.fixture
def registers(rules: ListingRules) -> tuple[PublishedRegister, PublishedRegister]:
    """Three firms in one register and three companies of the same names in the other: three pairs that wait."""
    ladder, code = PublishedRegister("ladder"), PublishedRegister("code", "cso", "De Code")
    ladder.run(1, **{f"l{n}": {"name": f"{name} V.O.F.", **home(n)} for n, name in enumerate(NAMES)})
    code.run(1, **{f"c{n}": {"name": f"{name} B.V.", **home(n)} for n, name in enumerate(NAMES)})
    follow(1, rules)
    # What each is worth and how likely it is follows from the model; here it is as these tests need it.
    for (row, score), worth in zip(
        zip(JudgedPair.objects.order_by("id"), (6.5, None, -4.0), strict=True), (2, 9, 2), strict=True
    ):
        JudgedPair.objects.filter(pk=row.pk).update(score=score, worth=worth)
    return ladder, code


def ids() -> list[int]:
    return list(JudgedPair.objects.order_by("id").values_list("pk", flat=True))


@pytest.mark.usefixtures("registers")
def test_what_is_worth_most_stands_first_and_the_next_one_follows_whether_or_not_the_first_still_waits() -> (
    None
):
    one, two, three = ids()
    assert [row.pk for row in queue()] == [two, one, three]
    first = pair_row(two)
    decide(pair=two, verdict="same", actor=ANNA)
    after = behind(queue(), first)
    assert after is not None
    assert after.pk == one
    assert behind(queue(), pair_row(three)) is None
    assert [row.pk for row in judged_pairs()] == [one, three, two]


@pytest.mark.usefixtures("registers")
def test_the_queue_narrows_by_register_and_by_likelihood() -> None:
    one, two, three = ids()
    steps = {step: [row.pk for row in queue(likelihood=step)] for step in Likelihood}
    assert steps == {
        Likelihood.LIKELY: [one],
        Likelihood.EVEN: [],
        Likelihood.UNLIKELY: [three],
        Likelihood.UNKNOWN: [two],
    }
    assert queue("ladder").count() == 3
    assert queue("elders").count() == 0


def test_a_line_shows_both_entries_as_their_registers_do(
    registers: tuple[PublishedRegister, PublishedRegister], rules: ListingRules
) -> None:
    ladder, _ = registers
    ladder.run(3, l1={"name": "De Draad V.O.F.", **home(1), "city": "Almelo"})
    follow(3, rules)
    (line,) = pair_lines([pair_row(ids()[0])])
    assert (line.first.name, line.second.name) == ("Groenwerk V.O.F.", "Groenwerk B.V.")
    assert (line.first.register_name, line.second.register_name) == ("PSO-Nederland", "De Code")
    assert (line.first.first_seen, line.first.last_seen, line.first.gone_since) == (day(1), day(1), day(3))
    assert (line.second.last_seen, line.second.gone_since) == (day(1), None)
    assert line.gone == (line.first,)
    assert "andere rechtsvorm" in line.why
    (moved,) = pair_lines([pair_row(ids()[1])])
    assert (moved.first.city, moved.first.last_seen) == ("Almelo", day(3))


@pytest.mark.usefixtures("registers")
def test_a_line_knows_the_word_that_counts_and_the_last_that_was_said() -> None:
    pair = ids()[0]
    assert [(line.word, line.seen) for line in pair_lines([pair_row(pair)])] == [(None, 0)]
    said = decide(pair=pair, verdict="same", actor=ANNA)
    assert [(line.word, line.seen) for line in pair_lines([pair_row(pair)])] == [(said, said.pk)]
    back = withdraw(pair=pair, actor=BEA)
    assert [(line.word, line.seen) for line in pair_lines([pair_row(pair)])] == [(None, back.pk)]


@pytest.mark.usefixtures("registers")
def test_the_log_says_which_words_count() -> None:
    one, two, _ = ids()
    decide(pair=one, verdict="same", actor=ANNA)
    decide(pair=two, verdict="related", actor=ANNA)
    decide(pair=one, verdict="different", actor=BEA)
    assert [(said.pair_id, said.by, said.counts) for said in words()] == [
        (one, BEA, True),
        (two, ANNA, True),
        (one, ANNA, False),
    ]
    last = last_word_of(ANNA)
    assert last is not None
    assert last.pair_id == two
    withdraw(pair=two, actor=BEA)
    assert last_word_of(ANNA) is None
    assert [said.counts for said in words()] == [False, True, False, False]
    assert last_word_of(BEA) is not None


@pytest.mark.usefixtures("registers")
def test_words_that_stand_between_two_groups_of_entries_are_found_from_both_sides() -> None:
    row = pair_row(ids()[0])
    said = decide(pair=row.pk, verdict="different", actor=ANNA)
    assert words_between([row.first_id, 999], [row.second_id]) == [said]
    assert words_between([row.second_id], [row.first_id]) == [said]
    assert words_between([row.first_id], [999]) == []
    withdraw(pair=row.pk, actor=ANNA)
    assert words_between([row.first_id], [row.second_id]) == []


@pytest.mark.usefixtures("registers")
def test_however_many_lines_take_the_same_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for count in (1, 3):
        with django_assert_num_queries(6):
            assert len(pair_lines(queue()[:count])) == count


def test_a_pair_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownPair, match="no pair with id 7"):
        pair_row(7)
