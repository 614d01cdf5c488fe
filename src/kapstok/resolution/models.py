# SPDX-License-Identifier: EUPL-1.2
"""What was thought of pairs of entries, by the rules and by people, and the clusters that follow from it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kapstok.core.personal_data import BY_WHOM
from kapstok.registers.models import Entry
from kapstok.resolution.enums import Verdict


class JudgedPair(models.Model):
    """Two entries of which something was thought once; `first` is the older.

    The rest follows from the judgements and the records: `is_open`, whether the pair waits for a person; `worth`, what
    that person's decision is worth, more is more; `score`, the weight in bits after the second look; `bits`, `rival`
    and `levels`, the model's own weight, that of the best pair that excludes this one, and what held of each
    comparison. Numbers are None and `levels` is empty where there is none.
    """

    personal_data = None

    first = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    is_open = models.BooleanField(default=False)
    worth = models.IntegerField(default=0)
    score = models.FloatField(null=True)
    bits = models.FloatField(null=True)
    rival = models.FloatField(null=True)
    levels = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_row_per_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="older_entry_first"),
        ]
        indexes = [
            models.Index(fields=["-worth", "id"], condition=Q(is_open=True), name="open_pairs_by_worth")
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"


class Judgement(models.Model):
    """One verdict on a pair, written once and never changed; the last of a person goes before the last of the model.

    `by` is the person, or the version of the model; `model` the version in force then. `why` holds short Dutch phrases,
    `note` what a person added. `score` is the weight of the evidence in bits as it was known then; the hashes are
    those of the two records that were judged (`records.record_hash`).
    """

    personal_data = BY_WHOM

    pair = models.ForeignKey(JudgedPair, on_delete=models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Verdict])
    by = models.CharField(max_length=200)
    by_person = models.BooleanField(default=False)
    strength = models.IntegerField(null=True)
    why = models.JSONField(default=list)
    score = models.FloatField(null=True)
    model = models.CharField(max_length=100, blank=True)
    first_hash = models.CharField(max_length=64, blank=True)
    second_hash = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.by}"


class ClusterMember(models.Model):
    """Which cluster an entry is in now, named by the lowest entry in it; derived, so it may be thrown away.

    `record_hash` is that of the record as it was last judged: what did not change is not judged again.
    """

    personal_data = None

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="+")
    cluster = models.BigIntegerField(db_index=True)
    record_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["cluster", "entry"]

    def __str__(self) -> str:
        return f"entry {self.entry_id} in {self.cluster}"


class Resolved(models.Model):
    """What the clusters were last derived from, as a fingerprint; at most one row, without it they are derived anew."""

    personal_data = None

    fingerprint = models.CharField(max_length=64)
    version = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.fingerprint


class Fitted(models.Model):
    """Weights and bands that a person had estimated anew; the last row is in force, without one those we ship.

    Written once by the explicit command and never changed: the log names `version`.
    """

    personal_data = BY_WHOM

    version = models.CharField(max_length=100, unique=True)
    weights = models.JSONField()
    bands = models.JSONField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.version
