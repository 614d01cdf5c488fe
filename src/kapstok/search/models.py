# SPDX-License-Identifier: EUPL-1.2
"""The outbox: which documents changed, in the order in which the changes were committed."""

from __future__ import annotations

import uuid

from django.db import models


def _epoch() -> str:
    return uuid.uuid4().hex


class OutboxHead(models.Model):
    """The last number given out. Its one row is locked by a writer until that writer commits, which orders the outbox.

    `epoch` names this timeline of the database: an index of another epoch followed another history.
    """

    position = models.BigIntegerField(default=0)
    epoch = models.CharField(max_length=32, default=_epoch)

    def __str__(self) -> str:
        return f"{self.position} of {self.epoch}"


class OutboxItem(models.Model):
    """A document that exists or existed, at the number of its last change; the outbox never holds a key twice."""

    key = models.CharField(max_length=200, unique=True)
    position = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.position} {self.key}"
