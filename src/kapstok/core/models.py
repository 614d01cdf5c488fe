# SPDX-License-Identifier: EUPL-1.2
"""The audit trail: who did what, to what, when; each entry sealed with the one before it (audit.md)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_noop

from kapstok.core.personal_data import ACCOUNTABILITY, PEOPLE, PersonalData


class AuditEntry(models.Model):
    """One act of a person or of the program; written once, never changed.

    `mark` is what only this program could write beside it. `number` is its place in the chain and `seal` what holds it
    there; both are given right after it was written.
    """

    personal_data = PersonalData(
        title=gettext_noop("Logboek"),
        whose=PEOPLE,
        what=gettext_noop("Wie wanneer wat deed, onder een schuilnaam"),
        why=gettext_noop("Zodat na te gaan is wie wat veranderde"),
        basis=ACCOUNTABILITY,
        until=gettext_noop(
            "Zolang deze site bestaat. Wissen wij een account, dan is de schuilnaam van niemand meer."
        ),
    )

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, db_index=True)
    details = models.JSONField(default=dict)
    mark = models.CharField(max_length=80, unique=True)
    number = models.PositiveBigIntegerField(null=True, blank=True, unique=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.subject}"


class AuditHead(models.Model):
    """How far the chain of the audit trail is: its last number and seal. One row; whoever seals holds it."""

    personal_data = None

    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.number} {self.seal[:12]}"
