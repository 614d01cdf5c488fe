# SPDX-License-Identifier: EUPL-1.2
"""How often an enterprise was shown and opened, and for which questions; nothing of who looked (visibility.md)."""

from __future__ import annotations

from django.db import models

from kapstok.enterprises.models.directory import Enterprise
from kapstok.search.counting import LONGEST_KEPT


class Seen(models.Model):
    """How often an enterprise stood in results, and how often its page was opened, in the week from `week` on."""

    personal_data = None

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="seen")
    week = models.DateField()
    shown = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enterprise", "week"], name="seen_once_a_week")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} in {self.week}: {self.shown} shown, {self.opened} opened"


class SeenFor(models.Model):
    """How often an enterprise stood in the results of one question, in the week that begins on `week`."""

    personal_data = None

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="seen_for")
    week = models.DateField()
    text = models.CharField(max_length=LONGEST_KEPT)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "week", "text"], name="seen_for_once_a_week")
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} in {self.week}: {self.count} for {self.text}"
