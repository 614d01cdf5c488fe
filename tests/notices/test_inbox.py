# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.notices.inbox import messages_to, open_message, read_all, unread
from kapstok.notices.models import Message
from tests.notices.people import person, told

pytestmark = pytest.mark.django_db


def test_a_message_is_read_when_it_is_opened_and_only_by_whom_it_is_for() -> None:
    anna, bram = person("anna"), person("bram")
    told(anna, bram)
    message = Message.objects.get(person=anna)
    assert open_message(person=bram, message=message.pk) is None
    assert unread(anna) == 1
    assert open_message(person=anna, message=message.pk) == message
    first = Message.objects.get(person=anna).read_at
    open_message(person=anna, message=message.pk)
    assert first is not None
    assert Message.objects.get(person=anna).read_at == first
    assert (unread(anna), unread(bram)) == (0, 1)


def test_everything_is_read_at_once_and_the_newest_stands_first() -> None:
    anna = person("anna")
    for number in range(3):
        told(anna, key=f"claim:{number}", subject=f"Nummer {number}")
    assert [message.subject for message in messages_to(anna)] == ["Nummer 2", "Nummer 1", "Nummer 0"]
    assert (read_all(person=anna), read_all(person=anna), unread(anna)) == (3, 0, 0)
