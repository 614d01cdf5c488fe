# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.db import models


class ScanState(models.TextChoices):
    """What has become of a list that somebody sent to be scanned."""

    ARRIVING = "arriving"
    CHOOSING = "choosing"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    REMOVED = "removed"
