# SPDX-License-Identifier: EUPL-1.2
"""Registers, the runs that read them, and their entries over time. Rows are added and closed, never overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_noop

from kapstok.core.personal_data import BY_WHOM, PUBLIC_TASK, SOLE_TRADERS, PersonalData
from kapstok.registers.enums import RunStatus

_SHA256 = 64

# What registers show, in every form in which it is kept; rooms above derive from it.
REGISTERED = PersonalData(
    title=gettext_noop("Wat openbare registers laten zien"),
    whose=SOLE_TRADERS,
    what=gettext_noop(
        "Naam, adres, KvK-nummer, telefoonnummer, e-mailadres, aanbod en labels, zoals het register ze toont"
    ),
    why=gettext_noop(
        "Zodat ondernemingen met een erkend label te vinden zijn, en na te gaan is welk label wanneer gold"
    ),
    basis=PUBLIC_TASK,
    until=gettext_noop("Zolang het nodig is om een label in het verleden te bewijzen"),
    shared_with=gettext_noop("Iedereen: het staat op de site"),
)


class Register(models.Model):
    """A register as its file last described it; it stays when its file is gone."""

    personal_data = None

    id = models.CharField(primary_key=True, max_length=100)
    name = models.CharField(max_length=300)
    label = models.CharField(max_length=100)
    homepage = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One reading of one register, for one day.

    `seen`, `new`, `changed` and `gone` count entries against the last published run before it. `rows_sha256` names
    the rows that were read, among the snapshots; `file_sha256` what the register file said of how to read. `filled`
    counts the entries that carry each field. `unchanged`: the same bytes as the last published run.
    """

    personal_data = REGISTERED

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="runs")
    day = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=20, choices=RunStatus.choices, default=RunStatus.RUNNING)
    reason = models.TextField(blank=True)
    seen = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    page_count = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0.0)
    verdict = models.JSONField(default=list)
    issues = models.JSONField(default=list)
    issue_count = models.PositiveIntegerField(default=0)
    rows_sha256 = models.CharField(max_length=_SHA256, blank=True)
    file_sha256 = models.CharField(max_length=_SHA256, blank=True)
    filled = models.JSONField(default=dict)
    unchanged = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["register", "status", "day"], name="runs_by_status_and_day")]

    def __str__(self) -> str:
        return f"run {self.pk} of {self.register_id} for {self.day}: {self.status}"

    def as_json(self) -> dict[str, object]:
        """A run as commands and programs tell it (docs/commands.md)."""
        return {
            "id": self.pk,
            "register": self.register_id,
            "day": self.day.isoformat(),
            "status": self.status,
            "reason": self.reason or None,
            "seen": self.seen,
            "new": self.new,
            "changed": self.changed,
            "gone": self.gone,
            "pages": self.page_count,
            "seconds": self.seconds,
            "issue_count": self.issue_count,
            "issues": self.issues,
            "unchanged": self.unchanged,
        }


class Page(models.Model):
    """One page as a run read it, or failed to: the address, the answer, and the name of its bytes.

    After a 304 the bytes are those of an earlier run that it confirms. A page that failed has a fault and no bytes.
    """

    personal_data = REGISTERED

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="pages")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    asked = models.TextField()
    url = models.TextField()
    status = models.PositiveSmallIntegerField(null=True)
    fetched_at = models.DateTimeField()
    sha256 = models.CharField(max_length=_SHA256, blank=True)
    content_type = models.TextField(null=True)  # noqa: DJ001 - absent and empty are read differently
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)
    fault = models.TextField(blank=True)

    class Meta:
        ordering = ["run_id", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="one_page_per_position")]

    def __str__(self) -> str:
        return self.url


class Entry(models.Model):
    """One entry of a register, known by its key for ever."""

    personal_data = REGISTERED

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries")
    key = models.TextField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["register", "key"], name="one_entry_per_key")]

    def __str__(self) -> str:
        return f"{self.register_id}: {self.key}"


class EntryVersion(models.Model):
    """What holds for an entry from one published run on; the next version ends it."""

    personal_data = REGISTERED

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="versions")
    day = models.DateField()
    values = models.JSONField()
    unreadable = models.JSONField(default=dict)

    class Meta:
        ordering = ["entry_id", "run_id"]
        constraints = [models.UniqueConstraint(fields=["entry", "run"], name="one_version_per_run")]

    def __str__(self) -> str:
        return f"entry {self.entry_id} from {self.day}"


class Sighting(models.Model):
    """An unbroken presence of an entry: in every published run from one on, until the first without it."""

    personal_data = None

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="sightings")
    from_run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    gone_run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["entry_id", "from_run_id"]
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=Q(gone_run=None), name="one_open_sighting"),
            models.CheckConstraint(
                condition=Q(gone_run=None) | Q(gone_run__gt=F("from_run")), name="gone_after_seen"
            ),
        ]

    def __str__(self) -> str:
        return f"entry {self.entry_id} from run {self.from_run_id}"


class Trial(models.Model):
    """A try of a register file that an editor asked for: how far it is, and then what it read or why it could not.

    `outcome` is `trying.Tried.as_json()` with the first rows and issues only; `fault` is set where nothing was read.
    """

    personal_data = BY_WHOM

    register = models.CharField(max_length=100, db_index=True)
    asked_by = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    told_at = models.DateTimeField()
    step = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    outcome = models.JSONField(null=True)
    fault = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"trial {self.pk} of {self.register}"
