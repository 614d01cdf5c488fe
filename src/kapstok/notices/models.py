# SPDX-License-Identifier: EUPL-1.2
"""What people are told: on the site, and by mail, queued with the facts that it tells of and sent by the worker."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_noop

from kapstok.accounts.models import Person
from kapstok.core.personal_data import AT_REQUEST, PEOPLE, YEAR, Kept, PersonalData
from kapstok.notices.enums import NoticeState
from kapstok.notices.topics import Delivery

# Only of what is sent, or never will be, the text may go.
_DONE = (("state__in", (NoticeState.SENT, NoticeState.FAILED, NoticeState.UNCERTAIN)),)
_DELIVERIES = [(delivery.value, delivery.value) for delivery in Delivery]


class Notice(models.Model):
    """One mail to one address, known by what it is about (`key`): nobody is told the same thing twice.

    `person` and `topic` are of somebody who can choose not to have such mail; the others have neither.
    `message_id` is given at the first attempt and stays. `sender` names the worker that has it in hand, since
    `claimed_at`. `fault` is what the mail server said last. The text is emptied some time after it was sent.
    """

    personal_data = PersonalData(
        title=gettext_noop("Berichten"),
        whose=PEOPLE,
        what=gettext_noop("E-mailadres, onderwerp en tekst van een mail, en of hij is verstuurd"),
        why=gettext_noop("Zodat u hoort wat u moet weten, en niet twee keer"),
        basis=AT_REQUEST,
        until=gettext_noop(
            "De tekst 30 dagen, het adres en het onderwerp een jaar; van een link om u aan te melden alles een week"
        ),
        kept=(
            # Anybody may type any address to have a link mailed to it.
            Kept("queued_at", timedelta(days=7), only=(*_DONE, ("key__startswith", "sign-in:"))),
            Kept("queued_at", timedelta(days=30), only=_DONE, empty=(("text", ""), ("fault", ""))),
            Kept("queued_at", YEAR, only=_DONE),
        ),
        shared_with=gettext_noop("De mailserver die de mail bezorgt"),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=300)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.QUEUED)
    message_id = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sender = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["queued_at", "id"]
        constraints = [
            models.UniqueConstraint("key", Lower("address"), name="one_notice_per_key_and_address")
        ]
        indexes = [models.Index(fields=["state", "not_before", "id"], name="notices_by_state")]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"


class Message(models.Model):
    """What a person was told on the site, in the words of `language`; `path` is the page that it is about, or empty.

    `delivery` is what held for them then; one for the digest waits for it until `mailed_at`, unless it was read.
    """

    personal_data = PersonalData(
        title=gettext_noop("Berichten"),
        whose=PEOPLE,
        what=gettext_noop("Wat iemand op de site te lezen kreeg, en of het is gelezen"),
        why=gettext_noop("Zodat u hoort wat u moet weten, en niet twee keer"),
        basis=AT_REQUEST,
        until=gettext_noop("Een jaar, of tot het account is gewist"),
        kept=(Kept("at", YEAR),),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="messages")
    topic = models.CharField(max_length=60)
    key = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    path = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    delivery = models.CharField(max_length=10, choices=_DELIVERIES)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="a_person_is_told_once")]
        indexes = [
            models.Index(fields=["person", "read_at", "-at"], name="messages_of_a_person"),
            models.Index(fields=["delivery", "mailed_at", "at"], name="messages_that_wait"),
        ]

    def __str__(self) -> str:
        return self.key


class Preference(models.Model):
    """How a person wants to hear of a topic; without a row the topic says it."""

    personal_data = PersonalData(
        title=gettext_noop("Berichten"),
        whose=PEOPLE,
        what=gettext_noop("Hoe iemand van een onderwerp wil horen"),
        why=gettext_noop("Zodat u hoort wat u moet weten, en niet twee keer"),
        basis=AT_REQUEST,
        until=gettext_noop("Tot het account is gewist"),
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=60)
    delivery = models.CharField(max_length=10, choices=_DELIVERIES)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="one_preference_per_topic")]

    def __str__(self) -> str:
        return f"{self.topic}: {self.delivery}"
