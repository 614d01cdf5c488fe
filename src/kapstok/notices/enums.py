# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.db import models


class NoticeState(models.TextChoices):
    """What has become of a notice (sending.md)."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
