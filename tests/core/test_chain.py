# SPDX-License-Identifier: EUPL-1.2
"""The chain of the audit trail: made by several processes at once, held when one is killed, broken by any hand."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from kapstok.core import chain
from kapstok.core.actions import record
from kapstok.core.audit import Head, Told
from kapstok.core.chain import Verified, seal_waiting, verify
from kapstok.core.clock import now
from kapstok.core.models import AuditEntry, AuditHead
from tests.core import teller

pytestmark = pytest.mark.django_db(transaction=True)


def tell(count: int) -> None:
    for number in range(count):
        record("anna", "told", f"thing:{number}", number=number)


def begin(name: str, count: int, *how: str) -> subprocess.Popen[bytes]:
    """A process of its own that tells things."""
    wanted = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    database = json.dumps({key: str(value) if key == "NAME" else value
                           for key, value in connection.settings_dict.items() if key in wanted})  # fmt: skip
    return subprocess.Popen([sys.executable, teller.__file__, database, name, str(count), *how])


@contextmanager
def another_writer() -> Iterator[Callable[[], None]]:
    """What begins to write in a connection of its own, and holds what it holds until the block ends."""
    other = connection.copy()

    def begin_writing() -> None:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE core_audithead SET number = number")

    yield begin_writing
    other.rollback()
    other.close()


def entry(number: int) -> AuditEntry:
    return AuditEntry.objects.get(number=number)


def where(found: Verified) -> int | None:
    return found.broken.number if found.broken else None


def test_an_empty_trail_holds() -> None:
    assert verify() == Verified(Head(), 0, 0)


def test_what_was_told_is_sealed_in_order_as_soon_as_it_is_kept() -> None:
    with transaction.atomic():
        tell(3)
        assert set(AuditEntry.objects.values_list("number", flat=True)) == {None}
    assert list(AuditEntry.objects.order_by("id").values_list("number", flat=True)) == [1, 2, 3]
    found = verify()
    assert (found.walked, found.waiting, found.broken) == (3, 0, None)
    assert (found.head.number, found.head.seal) == (3, entry(3).seal)


def test_what_was_undone_is_not_in_the_chain() -> None:
    with suppress(RuntimeError), transaction.atomic():
        tell(1)
        raise RuntimeError
    with transaction.atomic():
        with suppress(RuntimeError), transaction.atomic():
            tell(1)
            raise RuntimeError
        record("bert", "told", "thing:9")
    assert list(AuditEntry.objects.values_list("actor", "number")) == [("bert", 1)]


def test_many_entries_of_one_act_are_sealed_in_one_go(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(30 + 20), transaction.atomic():
        tell(30)
    assert verify().walked == 30


def test_several_processes_make_one_chain() -> None:
    processes = [begin(f"p{number}", 25) for number in range(3)]
    tell(10)
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    found = verify()
    assert (found.walked, found.waiting, found.broken) == (85, 0, None)


def test_a_process_that_is_killed_before_it_sealed_leaves_that_to_the_next_one() -> None:
    assert begin("p", 3, "killed").wait(60) == 9
    left = verify()
    assert (left.walked, left.waiting, left.broken) == (2, 1, None)
    tell(1)
    found = verify()
    assert (found.walked, found.waiting, found.broken) == (4, 0, None)
    assert entry(3).actor == "p"


def test_sealing_waits_for_no_act_of_another_process() -> None:
    AuditHead.objects.create(pk=1)
    with begin("p", 40, "together") as process:
        tell(5)
        assert process.wait(60) == 0
    assert verify().walked == 45


def test_an_act_is_done_also_where_its_seal_has_to_wait_too_long(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(chain, "_PATIENCE", 50)
    monkeypatch.setattr(logging.getLogger("kapstok"), "propagate", True)
    tell(1)
    with another_writer() as begin_writing:
        with transaction.atomic():
            transaction.on_commit(begin_writing)
            tell(1)
        assert list(AuditEntry.objects.order_by("id").values_list("number", flat=True)) == [1, None]
    assert "the audit trail is sealed later" in caplog.text
    # Whoever waits afterwards is as patient as before.
    tell(1)
    found = verify()
    assert (found.walked, found.waiting, found.broken) == (3, 0, None)


def test_more_than_goes_in_one_transaction_is_sealed_all_the_same() -> None:
    things = [Told(0, now(), "anna", "told", f"thing:{n}", {}) for n in range(1_201)]
    AuditEntry.objects.bulk_create(
        AuditEntry(
            at=told.at, actor=told.actor, verb=told.verb, subject=told.subject, mark=chain.new_mark(told)
        )
        for told in things
    )
    assert seal_waiting() == 1_201
    assert seal_waiting() == 0
    found = verify()
    assert (found.walked, found.broken) == (1_201, None)


def remove(number: int) -> None:
    entry(number).delete()


def change(number: int) -> None:
    AuditEntry.objects.filter(number=number).update(details={"number": 99})


def insert(number: int) -> None:
    tell(1)
    AuditEntry.objects.filter(number__gte=number).update(number=None)
    for at, one in enumerate(AuditEntry.objects.filter(number=None).order_by("-id"), number):
        AuditEntry.objects.filter(pk=one.pk).update(number=at)


def take_out_of_the_chain(number: int) -> None:
    AuditEntry.objects.filter(number=number).update(number=None, seal="", actor="somebody else")
    seal_waiting()


@pytest.mark.parametrize("hand", [remove, change, insert, take_out_of_the_chain])
@pytest.mark.parametrize("number", [1, 3])
def test_a_hand_on_an_entry_shows_at_its_number(hand: Callable[[int], None], number: int) -> None:
    tell(5)
    hand(number)
    assert where(verify()) == number
    # What comes after goes on, and hides nothing.
    tell(2)
    assert (where(verify()), AuditEntry.objects.filter(number=None).exists()) == (number, False)


def test_an_entry_that_somebody_else_wrote_shows_before_and_after_it_is_sealed() -> None:
    tell(2)
    AuditEntry.objects.create(
        at=now(), actor="anna", verb="signed in", subject="anna", mark=f"{'0' * 24}:{'0' * 40}"
    )
    assert where(verify()) == 3
    tell(1)
    assert (where(verify()), AuditEntry.objects.filter(number=None).exists()) == (3, False)


def test_the_last_entries_written_anew_and_left_unsealed_show() -> None:
    tell(4)
    AuditEntry.objects.filter(number__gt=2).update(number=None, seal="", verb="signed in")
    AuditHead.objects.update(number=2, seal=entry(2).seal)
    assert where(verify()) == 3


def test_the_same_entry_cannot_be_put_in_twice() -> None:
    tell(1)
    again = entry(1)
    again.pk, again.number = None, None
    with pytest.raises(IntegrityError):
        again.save()


def test_an_instant_that_is_none_breaks_the_chain_and_not_the_program() -> None:
    tell(3)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE core_auditentry SET at = 'never' WHERE number = 2")
    else:
        AuditEntry.objects.filter(number=2).update(at=now())
    assert where(verify()) == 2


def test_a_tail_that_was_cut_off_shows() -> None:
    tell(5)
    AuditEntry.objects.filter(number__gt=3).delete()
    assert where(verify()) == 4
    tell(1)
    assert where(verify()) == 4


def test_a_head_that_was_put_back_or_taken_away_shows() -> None:
    tell(5)
    AuditHead.objects.update(number=3, seal=entry(3).seal)
    assert where(verify()) == 4
    AuditHead.objects.all().delete()
    assert where(verify()) == 5
    AuditHead.objects.create(pk=1, number=5, seal="0" * 64)
    assert where(verify()) == 5


def test_a_chain_goes_on_after_a_head_that_was_put_back() -> None:
    tell(5)
    AuditHead.objects.update(number=3, seal=entry(3).seal)
    tell(1)
    found = verify()
    assert (found.walked, found.waiting, found.broken) == (6, 0, None)


def test_only_a_head_that_was_noted_shows_a_tail_that_went_with_its_head() -> None:
    tell(5)
    noted = verify().head
    AuditEntry.objects.filter(number__gt=3).delete()
    AuditHead.objects.update(number=3, seal=entry(3).seal)
    assert verify().broken is None
    assert where(verify(noted=noted)) == 4
    tell(4)
    assert verify().broken is None
    assert where(verify(noted=noted)) == 5


def test_a_head_of_another_day_is_found_again() -> None:
    tell(2)
    noted = verify().head
    tell(2)
    assert verify(noted=noted).broken is None


def test_a_chain_that_another_key_began_holds_as_long_as_that_key_is_known(settings: Settings) -> None:
    tell(2)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key" * 4, [settings.SECRET_KEY]
    tell(2)
    assert verify().broken is None
    settings.SECRET_KEY_FALLBACKS = []
    assert where(verify()) == 1


def test_the_newest_entries_are_verified_alone_in_as_few_questions_whatever_came_before(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    tell(6)
    change(2)
    with django_assert_max_num_queries(6):
        found = verify(newest=3)
    assert (found.walked, found.broken) == (3, None)
    change(5)
    assert where(verify(newest=3)) == 5
