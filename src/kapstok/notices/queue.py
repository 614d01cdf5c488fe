# SPDX-License-Identifier: EUPL-1.2
"""The way into the queue for whoever knows only Django's own mail."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from kapstok.notices.actions import notify
from kapstok.notices.lines import one_line

_LONGEST_SUBJECT = 250


class Queue(BaseEmailBackend):
    """What Django and its packages send themselves, queued like every other notice."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            to = [parseaddr(address)[1] for address in message.recipients()]
            subject, text = one_line(str(message.subject), _LONGEST_SUBJECT), str(message.body)
            language = (get_language() or settings.LANGUAGE_CODE)[:2]
            notify(to=to, subject=subject, text=text, key=f"mail:{uuid.uuid4()}", language=language)
        return len(email_messages)
