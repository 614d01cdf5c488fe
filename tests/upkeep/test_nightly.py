# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache

from kapstok.accounts.models import SharedValue
from kapstok.notices.actions import notify
from kapstok.notices.models import Notice
from kapstok.regions.folder import RegionFolder
from kapstok.search.models import AskedQuestion
from kapstok.upkeep.nightly import NIGHTLY

pytestmark = pytest.mark.django_db

TASKS = {task.name: task.do for task in NIGHTLY}


def test_sessions_that_ended_are_dropped_and_others_kept(home: RegionFolder) -> None:
    for hours in (-1, 1):
        session = SessionStore()
        session.set_expiry(timedelta(hours=hours))
        session.save()
    assert [TASKS["sessions"](home, datetime.now(UTC)) for _time in range(2)] == [1, 0]
    assert Session.objects.count() == 1


def test_what_sign_in_counted_is_dropped_when_it_no_longer_counts(home: RegionFolder) -> None:
    cache.set("tries", 3, timeout=60)
    assert TASKS["counts"](home, datetime.now(UTC)) == 0
    assert TASKS["counts"](home, datetime.now(UTC) + timedelta(minutes=2)) == 1
    assert not SharedValue.objects.exists()


def test_old_notices_are_forgotten(home: RegionFolder) -> None:
    notify(to=["anna@voorbeeld.example"], subject="Iets", text="Kijk", key="iets:1")
    Notice.objects.update(state="sent")
    assert TASKS["notices"](home, datetime.now(UTC)) == 0
    assert TASKS["notices"](home, datetime.now(UTC) + timedelta(days=31)) == 1
    assert Notice.objects.get().text == ""


def test_questions_that_nobody_asked_again_are_forgotten(home: RegionFolder) -> None:
    day = datetime.now(UTC).date()
    AskedQuestion.objects.create(text="een naam", week=day, last_day=day, count=2)
    assert TASKS["questions"](home, datetime.now(UTC)) == 0
    assert TASKS["questions"](home, datetime.now(UTC) + timedelta(days=31)) == 1
    assert not AskedQuestion.objects.exists()


def test_every_task_may_be_done_again(home: RegionFolder) -> None:
    assert len(TASKS) == len(NIGHTLY)
    for do in (*TASKS.values(), *TASKS.values()):
        assert do(home, datetime.now(UTC)) == 0
