# SPDX-License-Identifier: EUPL-1.2
"""Messages to people: queued with the facts that they tell of, sent by the worker."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Lower

from kapstok.notices.enums import NoticeState


class Notice(models.Model):
    """One message to one address, known by what it is about (`key`): nobody is told the same thing twice.

    `message_id` is given at the first attempt and stays. `sender` names the worker that has it in hand, since
    `claimed_at`. `fault` is what the mail server said last. The text is emptied some time after it was sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=300)
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
