# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from kapstok.notices.actions import notify
from kapstok.notices.enums import NoticeState
from kapstok.notices.models import Notice
from kapstok.notices.queries import Counts, counts, waiting_since


@pytest.mark.django_db
def test_the_queue_is_counted_by_state(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    assert (counts(), waiting_since()) == (Counts(), None)
    for number, state in enumerate([*NoticeState, NoticeState.QUEUED]):
        notify(to=["a@voorbeeld.example"], subject="Iets", text="Kijk", key=f"iets:{number}")
        Notice.objects.filter(key=f"iets:{number}").update(state=state)
    with django_assert_num_queries(1):
        assert counts() == Counts(waiting=2, sending=1, sent=1, failed=1, uncertain=1)
    assert waiting_since() == Notice.objects.get(key="iets:0").queued_at
