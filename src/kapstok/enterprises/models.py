# SPDX-License-Identifier: EUPL-1.2
"""Enterprises and their addresses, which last, and what pages show of them today, which follows from the registers.

Only identity is kept here: which enterprise an entry belongs to, its slugs, and who points to whom. All else
on these rows is a projection of the registers, right until `next_change`; for another day ask `queries`,
which compute it.
"""

from __future__ import annotations

import uuid

from django.db import models

from kapstok.enterprises.enums import State


class Enterprise(models.Model):
    """A company that a register showed. Never deleted; after a merge it points to the one it became part of."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.CharField(max_length=200, unique=True)
    made_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    # What it had when it was merged, to give it back when the merge is undone.
    former_entries = models.JSONField(default=list, blank=True)

    name = models.TextField()
    facts = models.JSONField(default=dict)  # assembling.Profile.facts as plain JSON
    municipality = models.CharField(max_length=6, null=True, blank=True, db_index=True)  # noqa: DJ001 - unknown is null
    place_note = models.TextField(blank=True)  # why the municipality is unknown
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    first_seen = models.DateField()
    in_area = models.BooleanField()
    listed = models.BooleanField(db_index=True)
    next_change = models.DateField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.name

    def values(self, field: str) -> list[str]:
        """The values of a fact, in the order in which they are shown."""
        return [fact["value"] for fact in self.facts.get(field, ())]

    def value(self, field: str) -> str | None:
        return next(iter(self.values(field)), None)


class EnterpriseSlug(models.Model):
    """Every slug that was ever given, with the enterprise that got it: none is given twice."""

    slug = models.CharField(max_length=200, primary_key=True)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="slugs")

    def __str__(self) -> str:
        return self.slug


class EnterpriseNumber(models.Model):
    """A certain KvK number that an entry of the enterprise gives."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="numbers")
    kvk = models.CharField(max_length=8, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enterprise", "kvk"], name="one_row_per_number")]

    def __str__(self) -> str:
        return self.kvk


class Membership(models.Model):
    """An entry of a register and the enterprise that it is of."""

    entry = models.OneToOneField(
        "registers.Entry", primary_key=True, on_delete=models.PROTECT, related_name="membership"
    )
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="memberships")

    def __str__(self) -> str:
        return f"{self.entry_id} is of {self.enterprise_id}"


class EnterpriseLabel(models.Model):
    """The label that one entry gives its enterprise today; `label_state.LabelOnDay`, kept for lists and filters."""

    entry = models.OneToOneField(
        "registers.Entry", primary_key=True, on_delete=models.PROTECT, related_name="enterprise_label"
    )
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="labels")
    register = models.CharField(max_length=100)
    key = models.TextField()
    label = models.CharField(max_length=100)
    level = models.TextField(null=True, blank=True)  # noqa: DJ001 - a label without levels has none, not an empty one
    flags = models.JSONField(default=list, blank=True)
    status = models.TextField(null=True, blank=True)  # noqa: DJ001
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=[(state.value, state.name) for state in State])
    first_seen = models.DateField()
    missing_since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["entry_id"]
        indexes = [models.Index(fields=["enterprise", "state"], name="labels_by_state")]

    def __str__(self) -> str:
        return f"{self.label} {self.level or ''} {self.state}"
