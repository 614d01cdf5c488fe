# SPDX-License-Identifier: EUPL-1.2
"""What was thought of pairs of entries, by the rules and by people, and the clusters that follow from it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kapstok.registers.models import Entry
from kapstok.resolution.matching import Verdict


class JudgedPair(models.Model):
    """Two entries of which something was thought once; `first` is the older.

    `is_open` and `worth` follow from the judgements and the records: whether the pair waits for a person, and how much
    evidence for "same" there is to look at.
    """

    first = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    is_open = models.BooleanField(default=False)
    worth = models.IntegerField(default=0)

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
    """One verdict on a pair, written once and never changed; the last of a person goes before the last of the rules.

    `by` is the person, or the version of the rules or model. `why` holds short Dutch phrases.
    """

    pair = models.ForeignKey(JudgedPair, on_delete=models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Verdict])
    by = models.CharField(max_length=200)
    by_person = models.BooleanField(default=False)
    strength = models.IntegerField(null=True)
    why = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.by}"


class ClusterMember(models.Model):
    """Which cluster an entry is in now, named by the lowest entry in it; derived, so it may be thrown away."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="+")
    cluster = models.BigIntegerField(db_index=True)

    class Meta:
        ordering = ["cluster", "entry"]

    def __str__(self) -> str:
        return f"entry {self.entry_id} in {self.cluster}"


class Resolved(models.Model):
    """What the clusters were last derived from, as a fingerprint; at most one row, without it they are derived anew."""

    fingerprint = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.fingerprint
