# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError

from kapstok.search import asked as questions
from kapstok.search.asked import Tally, forget, totals, without_good_result, write_down
from kapstok.search.counting import Asked
from kapstok.search.enums import Shortfall
from kapstok.search.models import AskedQuestion

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 16)


def question(
    text: str, day: date = MONDAY, found: int = 0, *, is_understood: bool = True, is_shortened: bool = False
) -> Asked:
    return Asked(text, day, found, is_understood, is_shortened)


def ask(*asked: Asked) -> None:
    tally = Tally()
    for one in asked:
        tally.add(one)
    write_down(tally)


def shown(shortfall: Shortfall | None = None) -> list[tuple[str, int]]:
    return [(row["text"], row["asked"]) for row in without_good_result(shortfall)]


def test_nobody_sees_a_question_before_it_was_asked_three_times() -> None:
    ask(question("zonnewijzer"), question("zonnewijzer"))
    assert shown() == []
    ask(question("zonnewijzer", MONDAY + timedelta(weeks=1)))
    assert shown() == [("zonnewijzer", 3)]


def test_processes_add_up_and_never_set() -> None:
    one, other = Tally(), Tally()
    for tally in (one, other, other):
        tally.add(question("zonnewijzer"))
    assert (write_down(one), write_down(other), write_down(other)) == (1, 1, 0)
    assert shown() == [("zonnewijzer", 3)]


def test_the_most_asked_goes_first_and_the_last_time_tells_what_went_wrong() -> None:
    ask(*[question("borden", found=0)] * 3, *[question("kappen", found=4, is_understood=False)] * 5)
    ask(*[question("wijk", found=2, is_shortened=True)] * 4, *[question("goed", found=9)] * 9)
    ask(question("borden", MONDAY + timedelta(days=8), found=7, is_shortened=True))
    assert shown() == [("kappen", 5), ("borden", 4), ("wijk", 4)]
    assert shown(Shortfall.NOTHING) == []
    assert shown(Shortfall.CONCEPT) == [("kappen", 5)]
    assert shown(Shortfall.SHORTENED) == [("borden", 4), ("wijk", 4)]


def test_what_may_not_be_kept_is_counted_and_not_shown() -> None:
    ask(*[question("")] * 4, question("zonnewijzer"))
    assert totals() == (5, 4)
    assert shown() == []


def test_nobody_fills_the_memory_or_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "_MOST_REMEMBERED", 2)
    tally = Tally()
    for number in "abcda":
        tally.add(question(number))
    write_down(tally)
    counts = {row.text: row.count for row in AskedQuestion.objects.all()}
    assert counts == {"a": 2, "b": 1, "": 2}
    monkeypatch.setattr(questions, "_MOST_ROWS", 3)
    ask(question("b"), question("e"))
    counts = {row.text: row.count for row in AskedQuestion.objects.all()}
    assert counts == {"a": 2, "b": 2, "": 3}


def test_what_could_not_be_written_is_written_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise DatabaseError("database is locked")

    tally = Tally()
    tally.add(question("zonnewijzer"))
    with monkeypatch.context() as patch:
        patch.setattr(questions, "_add", busy)
        with pytest.raises(DatabaseError):
            write_down(tally)
    assert write_down(tally) == 1
    assert totals() == (1, 0)


def test_what_is_rare_is_erased_after_thirty_days_and_everything_after_four_hundred() -> None:
    ask(question("een naam"), question("een naam"), *[question("borden")] * 3, question(""))

    def left(days: int) -> set[str]:
        at = datetime(MONDAY.year, MONDAY.month, MONDAY.day, 3, tzinfo=UTC) + timedelta(days=days)
        forget(at)
        return set(AskedQuestion.objects.values_list("text", flat=True))

    assert left(30) == {"een naam", "borden", ""}
    assert left(31) == {"borden", ""}
    assert left(400) == {"borden", ""}
    assert left(401) == set()
