# SPDX-License-Identifier: EUPL-1.2
"""Enterprises and their addresses, which last, and what pages show of them today, which follows from the registers.

Only identity is kept here: which enterprise an entry belongs to, its slugs, and who points to whom. All else
on these rows is a projection of the registers, right until `next_change`; for another day ask `queries`,
which compute it.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_noop

from kapstok.core.personal_data import (
    AT_REQUEST,
    BY_WHOM,
    REPORTERS,
    SECURITY,
    VISITORS,
    YEAR,
    Kept,
    PersonalData,
)
from kapstok.enterprises.enums import EventKind, Outcome, State, Topic
from kapstok.registers.models import REGISTERED


class Enterprise(models.Model):
    """A company that a register showed. Never deleted; after a merge it points to the one it became part of."""

    personal_data = REGISTERED

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
    withheld = models.BooleanField(default=False)  # not shown at request (listing.md)
    place_said_on = models.DateField(null=True, blank=True)  # since when the editors say where it is
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

    personal_data = REGISTERED

    slug = models.CharField(max_length=200, primary_key=True)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="slugs")

    def __str__(self) -> str:
        return self.slug


class EnterpriseNumber(models.Model):
    """A certain KvK number that an entry of the enterprise gives."""

    personal_data = REGISTERED

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="numbers")
    kvk = models.CharField(max_length=8, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enterprise", "kvk"], name="one_row_per_number")]

    def __str__(self) -> str:
        return self.kvk


class Membership(models.Model):
    """An entry of a register and the enterprise that it is of."""

    personal_data = None

    entry = models.OneToOneField(
        "registers.Entry", primary_key=True, on_delete=models.PROTECT, related_name="membership"
    )
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="memberships")

    def __str__(self) -> str:
        return f"{self.entry_id} is of {self.enterprise_id}"


class EnterpriseLabel(models.Model):
    """The label that one entry gives its enterprise today; `label_state.LabelOnDay`, kept for lists and filters."""

    personal_data = None

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


class LabelEvent(models.Model):
    """What became of the label of one entry (label_events.md); written once, never changed.

    `day` is the day to which the directory was brought up, `run` the last published run of the register then.
    `baseline`: the register's first published run showed it, so it was there before we looked.
    """

    personal_data = None

    entry = models.ForeignKey("registers.Entry", on_delete=models.PROTECT, related_name="label_events")
    run = models.ForeignKey("registers.Run", null=True, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()
    label = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.name) for kind in EventKind])
    baseline = models.BooleanField(default=False)
    before_state = models.CharField(max_length=8, blank=True)  # empty: the entry was not known yet
    before_level = models.TextField(blank=True)
    before_flags = models.JSONField(default=list, blank=True)
    after_state = models.CharField(max_length=8)
    after_level = models.TextField(blank=True)
    after_flags = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["baseline", "-id"], name="events_without_baseline"),
            models.Index(fields=["label", "kind"], name="events_by_label_and_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.label} {self.kind}"

    @property
    def enterprise(self) -> Enterprise:
        """Whose label it is now; enterprises may have merged or parted since."""
        return self.entry.membership.enterprise


class PlaceCorrection(models.Model):
    """Where the enterprise of an entry is, by its editors (listing.md); the last row of an entry counts.

    Without a municipality it takes back what was said before. Rows are added, never changed.
    """

    personal_data = BY_WHOM

    entry = models.ForeignKey("registers.Entry", on_delete=models.PROTECT, related_name="place_corrections")
    municipality = models.CharField(max_length=6, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    street = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    reason = models.TextField()
    at = models.DateTimeField()
    day = models.DateField()
    actor = models.CharField(max_length=200)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"entry {self.entry_id}: {self.municipality or 'as the register says'}"


class Withholding(models.Model):
    """That the enterprise of an entry is not shown, or is again (listing.md); the last row of an entry counts."""

    personal_data = BY_WHOM

    entry = models.ForeignKey("registers.Entry", on_delete=models.PROTECT, related_name="withholdings")
    withheld = models.BooleanField()
    reason = models.TextField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"entry {self.entry_id}: {'withheld' if self.withheld else 'shown'}"


class Report(models.Model):
    """What a reader says is wrong with an enterprise's page, or a sole trader's objection to it.

    Text, name and e-mail address are personal data: they are emptied a year after the report was handled
    (`forgotten_at`). `handled_by` names the editor as the audit trail does.
    """

    personal_data = PersonalData(
        title=gettext_noop("Meldingen en bezwaren"),
        whose=REPORTERS,
        what=gettext_noop("Wat iemand meldt, en de naam en het e-mailadres als iemand die geeft"),
        why=gettext_noop("Zodat wij kunnen verbeteren wat niet klopt, en op een bezwaar beslissen"),
        basis=AT_REQUEST,
        until=gettext_noop("Een jaar nadat de melding is afgehandeld, of tot u vraagt ze te wissen"),
        kept=(
            Kept(
                "handled_at",
                YEAR,
                only=(("forgotten_at", None),),
                empty=(("text", ""), ("name", ""), ("email", "")),
                stamp="forgotten_at",
            ),
        ),
    )

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="reports")
    topic = models.CharField(max_length=11, choices=[(topic.value, topic.name) for topic in Topic])
    text = models.TextField(blank=True)
    name = models.CharField(max_length=100, blank=True)
    email = models.CharField(max_length=254, blank=True)
    at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True, db_index=True)
    handled_by = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(
        max_length=11, blank=True, choices=[(outcome.value, outcome.name) for outcome in Outcome]
    )
    note = models.TextField(blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"report {self.pk}: {self.topic}"


class ReportingDay(models.Model):
    """A day on which somebody reported something, with the key that hides from which network; gone the day after."""

    personal_data = PersonalData(
        title=gettext_noop("Bescherming tegen misbruik"),
        whose=VISITORS,
        what=gettext_noop("De sleutel van een dag, die verbergt van welk netwerk een melding kwam"),
        why=gettext_noop("Zodat niemand wachtwoorden raadt of de site overbelast"),
        basis=SECURITY,
        until=gettext_noop("De dag zelf"),
        kept=(Kept("day", timedelta()),),
    )

    day = models.DateField(primary_key=True)
    key = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return self.day.isoformat()


class ReportingNetwork(models.Model):
    """How often one network reported something on a day, by a name that says nothing once the day's key is gone."""

    personal_data = PersonalData(
        title=gettext_noop("Bescherming tegen misbruik"),
        whose=VISITORS,
        what=gettext_noop("Hoeveel meldingen er op een dag van een netwerk kwamen, zonder het internetadres"),
        why=gettext_noop("Zodat niemand wachtwoorden raadt of de site overbelast"),
        basis=SECURITY,
        until=gettext_noop("De dag zelf"),
    )

    day = models.ForeignKey(ReportingDay, on_delete=models.CASCADE, related_name="networks")
    name = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "name"], name="one_count_per_network_and_day")]

    def __str__(self) -> str:
        return f"{self.count}"


class Assembled(models.Model):
    """What enterprises were last made of, as a digest, and for which day; at most one row, without it all is redone.

    It is written with the enterprises, so a process that is killed before never leaves it behind.
    """

    personal_data = None

    basis = models.CharField(max_length=64)
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.basis[:12]} for {self.day}"
