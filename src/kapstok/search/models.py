# SPDX-License-Identifier: EUPL-1.2
"""The outbox: which documents changed, in the order of commit; the words that editors added; questions, counted."""

from __future__ import annotations

import uuid

from django.db import models

from kapstok.core.personal_data import BY_WHOM
from kapstok.search.counting import LONGEST_KEPT
from kapstok.search.enums import EntryKind


def _epoch() -> str:
    return uuid.uuid4().hex


class OutboxHead(models.Model):
    """The last number given out. Its one row is locked by a writer until that writer commits, which orders the outbox.

    `epoch` names this timeline of the database: an index of another epoch followed another history. `words` counts how
    often the words of editors changed.
    """

    personal_data = None

    position = models.BigIntegerField(default=0)
    epoch = models.CharField(max_length=32, default=_epoch)
    words = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.position} of {self.epoch}"


class OutboxItem(models.Model):
    """A document that exists or existed, at the number of its last change; the outbox never holds a key twice."""

    personal_data = None

    key = models.CharField(max_length=200, unique=True)
    position = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.position} {self.key}"


class AddedWord(models.Model):
    """An entry that an editor added to a concept of the thesaurus: since when, why, and until when it counted.

    `before` and `after` are the mean nDCG of the judged questions without and with it, as measured when it was added.
    """

    personal_data = BY_WHOM

    concept = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in EntryKind])
    entry = models.CharField(max_length=80)
    reason = models.CharField(max_length=500, blank=True)
    before = models.FloatField()
    after = models.FloatField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=60)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "kind", "entry"],
                condition=models.Q(removed_at=None),
                name="search_added_word_counts_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.concept} {self.kind}: {self.entry}"


class AskedQuestion(models.Model):
    """How often a question was asked in the week that begins on `week`, and what came of it last (rule: counting.md).

    The row without text counts the questions of which the text may not be kept.
    """

    personal_data = None

    week = models.DateField()
    text = models.CharField(max_length=LONGEST_KEPT, blank=True)
    count = models.PositiveIntegerField(default=0)
    last_day = models.DateField()
    found = models.PositiveIntegerField(default=0)
    is_understood = models.BooleanField(default=True)
    is_shortened = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "week"], name="search_question_once_a_week")]
        indexes = [models.Index(fields=["last_day"], name="search_question_last_day")]

    def __str__(self) -> str:
        return f"{self.count} in {self.week}: {self.text}"
