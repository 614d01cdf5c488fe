# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from enum import StrEnum

from django.db import models


class ReadingStep(StrEnum):
    """What is done for each register, in this order; progress, logs and tests use these names.

    Every page's bytes are kept as it comes. All from the judging on is one transaction.
    """

    LIST = "list"
    DETAILS = "details"
    KEEP = "keep"
    JUDGE = "judge"
    PUBLISH = "publish"


# What a person may say of a run in quarantine, as the audit trail calls it.
ACCEPT, REJECT = "accept", "reject"


class RunStatus(models.TextChoices):
    """What has become of a run."""

    RUNNING = "running"
    PUBLISHED = "published"
    QUARANTINED = "quarantined"
    FAILED = "failed"
    REJECTED = "rejected"
