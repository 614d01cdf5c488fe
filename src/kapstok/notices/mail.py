# SPDX-License-Identifier: EUPL-1.2
"""Handing a message to the mail server, and knowing afterwards whether the server has it."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email.utils import formataddr
from enum import Enum
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.utils import translation
from django.utils.translation import gettext

from kapstok.core.errors import KapstokError
from kapstok.core.text import squeeze
from kapstok.notices import unsubscribing
from kapstok.notices.as_html import as_html
from kapstok.notices.links import link
from kapstok.notices.models import Notice
from kapstok.notices.topics import DIGEST_ID
from kapstok.regions.region_file import Region

_LONGEST_FAULT = 300


class MailServerUnusable(KapstokError):
    """The mail server cannot be reached, or does not let us in; nothing was handed over."""


class Outcome(Enum):
    """What is known after a handing-over."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """An outcome, with what the server or the connection said where it was not accepted."""

    outcome: Outcome
    fault: str = ""


def configured() -> bool:
    """Whether this machine knows a mail server (KAPSTOK_EMAIL_URL)."""
    return bool(settings.EMAIL_HOST)


def sender_of(region: Region) -> str:
    """Who sends (KAPSTOK_EMAIL_FROM), else the region itself, as "Name <address>"."""
    return settings.EMAIL_SENDER or formataddr((region.name, region.email))


class _KnowsWhenTextBegins:
    text_begun = False

    def sendmail(self, *args: Any, **kwargs: Any) -> Any:
        self.text_begun = False
        return super().sendmail(*args, **kwargs)  # type: ignore[misc]

    def data(self, msg: Any) -> Any:
        self.text_begun = True
        return super().data(msg)  # type: ignore[misc]


class _Smtp(_KnowsWhenTextBegins, smtplib.SMTP):
    pass


class _SmtpOverTls(_KnowsWhenTextBegins, smtplib.SMTP_SSL):
    pass


class MailServer(EmailBackend):
    """The mail server of the settings; one connection, opened when it is needed."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _SmtpOverTls if self.use_ssl else _Smtp

    def reach(self) -> None:
        """Opens the connection unless it is open. Raises `MailServerUnusable`."""
        try:
            self.open()
        except (OSError, smtplib.SMTPException) as error:
            self.hang_up()
            raise MailServerUnusable(f"the mail server cannot be used: {_said(error)}") from None

    def hang_up(self) -> None:
        """Ends the connection, whatever state it is in."""
        try:
            self.close()
        except (OSError, smtplib.SMTPException):
            self.connection = None

    def hand_over(self, message: EmailMessage) -> Answer:
        """Hands one message to one address over; never raises for what the server or the network does."""
        try:
            self.send_messages([message])
        except (OSError, smtplib.SMTPException) as error:
            text_begun = getattr(self.connection, "text_begun", False)
            self.hang_up()
            return Answer(_outcome(error, text_begun), _said(error))
        return Answer(Outcome.ACCEPTED)


def letter(notice: Notice, sender: str) -> EmailMessage:
    """The notice as a message from `sender` ("Name <address>"): plain text, and the same as a page.

    Who can choose not to have such mail finds the way in its headers (RFC 8058) and at its end.
    """
    headers = {
        "Message-ID": notice.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": notice.language,
    }
    text, way_out = notice.text, _way_out(notice)
    if way_out:
        headers["List-Unsubscribe"] = f"<{way_out}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        text = f"{text.rstrip()}\n\n{_last_words(notice, way_out)}\n"
    message = EmailMultiAlternatives(notice.subject, text, sender, [notice.address], headers=headers)
    site, language = settings.SITE_ADDRESS, notice.language
    message.attach_alternative(
        as_html(title=notice.subject, text=text, language=language, site=site), "text/html"
    )
    return message


def _way_out(notice: Notice) -> str | None:
    if notice.person_id is None or not notice.topic:
        return None
    return unsubscribing.address(notice.person_id, notice.topic, notice.language)


def _last_words(notice: Notice, way_out: str) -> str:
    with translation.override(notice.language):
        if notice.topic == DIGEST_ID:
            offer = gettext("Wilt u deze mail van de dag niet meer? Meld u af:")
        else:
            offer = gettext("Wilt u over dit onderwerp geen mail meer? Meld u af:")
        choices = gettext("Kies zelf waarover u mail krijgt:")
    return f"{offer}\n{way_out}\n\n{choices}\n{link(unsubscribing.CHOICES, notice.language)}"


def _outcome(error: Exception, text_begun: bool) -> Outcome:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _by_code(max(code for code, _words in error.recipients.values()))
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Outcome.LATER
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_code(error.smtp_code)
    return Outcome.UNKNOWN if text_begun else Outcome.LATER


def _by_code(code: int) -> Outcome:
    return Outcome.REFUSED if code >= 500 else Outcome.LATER


def _said(error: Exception) -> str:
    """One line of what went wrong; may name the reader's address, so it is kept with the notice and not logged."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        words = "; ".join(f"{code} {_text(said)}" for code, said in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        words = f"{error.smtp_code} {_text(error.smtp_error)}"
    else:
        words = f"{type(error).__name__}: {error}"
    return squeeze(words)[:_LONGEST_FAULT]


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
