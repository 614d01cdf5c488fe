# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from kapstok.enterprises.models import Enterprise, Seen, SeenFor
from kapstok.enterprises.visibility import tally as counting
from kapstok.enterprises.visibility.looks import Look
from kapstok.enterprises.visibility.tally import Tally, forget, write_down

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 16)
NIGHT = datetime(2026, 11, 18, 3, tzinfo=UTC)


def enterprises(count: int) -> list[Enterprise]:
    """Enterprises of which only the identity matters."""
    return Enterprise.objects.bulk_create(
        Enterprise(
            slug=f"bedrijf-{uuid4().hex}", made_at=NIGHT, name="Bedrijf", first_seen=MONDAY, in_area=True, listed=True
        )
        for _ in range(count)
    )  # fmt: skip


def look(*looks: Look) -> None:
    tally = Tally()
    for one in looks:
        tally.add(one)
    write_down(tally)


def seen(enterprise: Enterprise) -> list[tuple[date, int, int]]:
    rows = Seen.objects.filter(enterprise=enterprise).order_by("week")
    return list(rows.values_list("week", "shown", "opened"))


def asked(enterprise: Enterprise) -> dict[str, int]:
    return dict(SeenFor.objects.filter(enterprise=enterprise).values_list("text", "count"))


def test_what_was_shown_and_opened_adds_up_by_week() -> None:
    one, other = enterprises(2)
    look(Look.at_results(MONDAY, [one.pk, other.pk]), Look.at_results(MONDAY + timedelta(days=6), [one.pk]))
    look(Look.at_page(MONDAY, one.pk), Look.at_page(MONDAY + timedelta(days=7), one.pk))
    assert seen(one) == [(MONDAY, 2, 1), (MONDAY + timedelta(days=7), 0, 1)]
    assert seen(other) == [(MONDAY, 1, 0)]


def test_a_question_is_counted_for_everyone_that_it_showed() -> None:
    one, other = enterprises(2)
    look(Look.at_results(MONDAY, [one.pk, other.pk], "ramen"), Look.at_results(MONDAY, [one.pk], "ramen"))
    look(Look.at_results(MONDAY, [one.pk], ""))
    assert (asked(one), asked(other)) == ({"ramen": 2}, {"ramen": 1})
    assert seen(one) == [(MONDAY, 3, 0)]


def test_processes_add_up_and_never_set() -> None:
    (one,) = enterprises(1)
    mine, yours = Tally(), Tally()
    for tally in (mine, yours, yours):
        tally.add(Look.at_results(MONDAY, [one.pk], "ramen"))
    assert (write_down(mine), write_down(yours), write_down(yours)) == (1, 1, 0)
    assert (seen(one), asked(one)) == ([(MONDAY, 3, 0)], {"ramen": 3})


def test_where_the_database_is_busy_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = enterprises(1)
    tally = Tally()
    tally.add(Look.at_results(MONDAY, [one.pk], "ramen"))

    def busy(*_: object, **__: object) -> None:
        raise DatabaseError("locked")

    with monkeypatch.context() as patched:
        patched.setattr(counting, "_add_asked", busy)
        with pytest.raises(DatabaseError):
            write_down(tally)
    tally.add(Look.at_page(MONDAY, one.pk))
    write_down(tally)
    assert (seen(one), asked(one)) == ([(MONDAY, 1, 1)], {"ramen": 1})


def test_many_enterprises_take_as_many_statements_as_a_few() -> None:
    def statements(count: int) -> int:
        tally = Tally()
        tally.add(Look.at_results(MONDAY, [one.pk for one in enterprises(count)], f"vraag {count}"))
        with CaptureQueriesContext(connection) as queries:
            write_down(tally)
        return len(queries)

    assert statements(200) == statements(20)


def test_nobody_fills_the_memory_with_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_MOST_QUESTIONS", 3)
    (one,) = enterprises(1)
    look(*(Look.at_results(MONDAY, [one.pk], f"vraag {number}") for number in (1, 2, 3, 4, 5, 1)))
    assert asked(one) == {"vraag 1": 2, "vraag 2": 1, "vraag 3": 1}
    assert seen(one) == [(MONDAY, 6, 0)]


def test_nobody_fills_the_table_with_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_MOST_ROWS", 2)
    (one,) = enterprises(1)
    look(Look.at_results(MONDAY, [one.pk], "oud"), Look.at_results(MONDAY, [one.pk], "ook"))
    look(Look.at_results(MONDAY, [one.pk], "oud"), Look.at_results(MONDAY, [one.pk], "nieuw"))
    assert asked(one) == {"oud": 2, "ook": 1}


def test_rare_questions_go_after_thirty_days_and_all_counts_after_four_hundred() -> None:
    (one,) = enterprises(1)
    older, oldest = MONDAY - timedelta(weeks=5), MONDAY - timedelta(weeks=58)
    look(*[Look.at_results(older, [one.pk], "zelden")] * 2, *[Look.at_results(older, [one.pk], "vaak")] * 2)
    look(Look.at_results(MONDAY, [one.pk], "vaak"), Look.at_results(MONDAY, [one.pk], "nieuw"))
    look(*[Look.at_results(oldest, [one.pk], "lang geleden")] * 9)
    assert forget(NIGHT) == 3
    assert sorted(SeenFor.objects.values_list("text", "count")) == [("nieuw", 1), ("vaak", 1), ("vaak", 2)]
    assert seen(one) == [(older, 4, 0), (MONDAY, 2, 0)]
    assert forget(NIGHT) == 0


@pytest.mark.django_db(transaction=True)
def test_processes_that_write_at_once_neither_lose_a_look_nor_lock_each_other_up() -> None:
    pks = [one.pk for one in enterprises(30)]

    def written(seed: int) -> int:
        chance, looked = Random(seed), 0
        try:
            for _ in range(15):
                tally = Tally()
                for pk in chance.sample(pks, 20):
                    times = chance.randint(1, 3)
                    looked += times
                    for _ in range(times):
                        tally.add(Look.at_results(MONDAY, [pk], "ramen"))
                write_down(tally)
            return looked
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        looked = sum(pool.map(written, (1, 2)))
    assert Seen.objects.aggregate(all=Sum("shown"))["all"] == looked
    assert SeenFor.objects.aggregate(all=Sum("count"))["all"] == looked
