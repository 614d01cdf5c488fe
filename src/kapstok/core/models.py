# SPDX-License-Identifier: EUPL-1.2
"""The audit trail: who did what, to what, when."""

from __future__ import annotations

from django.db import models


class AuditEntry(models.Model):
    """One act of a person or of the program; written once, never changed."""

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, db_index=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.subject}"
