# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.db import models


class RunStatus(models.TextChoices):
    """What has become of a run."""

    RUNNING = "running"
    PUBLISHED = "published"
    QUARANTINED = "quarantined"
    FAILED = "failed"
    REJECTED = "rejected"
