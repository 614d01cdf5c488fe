# SPDX-License-Identifier: EUPL-1.2
"""Queueing what people are told, sending it, and forgetting whom it went to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet

from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.text import standing_alone
from kapstok.notices import retrying
from kapstok.notices.enums import NoticeState
from kapstok.notices.mail import Answer, MailServer, Outcome, letter
from kapstok.notices.models import Message, Notice

Clock = Callable[[], datetime]

_BATCH = 500
# No handing-over lasts so long: each of its few steps ends after EMAIL_TIMEOUT seconds.
_IN_HAND_AT_MOST = timedelta(hours=1)
_LONGEST_SUBJECT = 300
_LONGEST_KEY = 300
# What stands in a text where the address of somebody who was erased stood.
_GONE = "…"


class UnusableNotice(KapstokError):
    """The address, the subject or the key is not one that a message can have."""


def notify(*, to: Iterable[str], subject: str, text: str, key: str, language: str = "nl") -> int:
    """Queues a plain-text message to each address, and gives how many were new.

    `key` names what the message is about ("quarantine:12"): an address that was told so before, sent or not, is not
    told again. Call it in the transaction that makes it true: then it is said if, and only if, that is kept. Raises
    `UnusableNotice` for what is no e-mail address and for line breaks in subject or key.
    """
    refuse_unusable_words(subject, key)
    addresses = {address.lower(): address for address in to}
    for address in addresses.values():
        _refuse_unusable_address(address)
    at = now()
    notices = [
        Notice(
            key=key,
            address=address,
            language=language,
            subject=subject,
            text=text,
            queued_at=at,
            not_before=at,
        )
        for address in addresses.values()
    ]
    with transaction.atomic():
        # Who was told before is left out by the database itself, also when two processes say it at once.
        Notice.objects.bulk_create(notices, batch_size=_BATCH, ignore_conflicts=True)
        made = [notice.pk for notice in notices]
        return sum(
            Notice.objects.filter(pk__in=made[start : start + _BATCH]).count()
            for start in range(0, len(made), _BATCH)
        )


@dataclass(frozen=True)
class Round:
    """What one call of `send_due` did with how many notices; `later` are tried again."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    uncertain: int = 0

    @property
    def handled(self) -> int:
        return self.sent + self.later + self.failed + self.uncertain


def send_due(
    limit: int,
    connection: MailServer,
    *,
    sender: str,
    worker: str,
    clock: Clock = now,
    stopping: Callable[[], bool] = lambda: False,
) -> Round:
    """Sends the notices that are due, at most `limit`, oldest first; `sender` is "Name <address>".

    Any number of workers may do so at once, each under a `worker` name that no other living process has. Each notice
    is claimed, and that is committed, before the server hears of it (sending.md). Not inside a transaction
    (RuntimeError). Raises `MailServerUnusable` when something is due and the server cannot be used; then nothing has
    been claimed. Stops between two notices when `stopping` says so.
    """
    done = dict.fromkeys((Outcome.ACCEPTED, Outcome.LATER, Outcome.REFUSED, Outcome.UNKNOWN), 0)
    done[Outcome.UNKNOWN] = _give_up_lost(worker, clock())
    _mend_clock(clock())
    try:
        while sum(done.values()) < limit and not stopping() and _due(clock()).exists():
            connection.reach()
            notice = _claim(worker, sender, clock())
            if notice is None:
                break
            answer = connection.hand_over(letter(notice, sender))
            done[_settle(notice, answer, clock())] += 1
    finally:
        # A server hangs up on who is silent; the next round begins with a fresh connection.
        connection.hang_up()
    return Round(
        sent=done[Outcome.ACCEPTED],
        later=done[Outcome.LATER],
        failed=done[Outcome.REFUSED],
        uncertain=done[Outcome.UNKNOWN],
    )


@transaction.atomic
def forget(address: str) -> int:
    """Drops every notice to an address, sent or not, and what its person was told on the site; gives how many.

    Where others were told of that address it is taken out of the text, and counted too.
    """
    mailed, _by_model = Notice.objects.filter(address__iexact=address).delete()
    told, _by_model = Message.objects.filter(person__email__iexact=address).delete()
    named = 0
    for row in naming(address):
        row.subject, row.text = (standing_alone(address).sub(_GONE, said) for said in (row.subject, row.text))
        row.save(update_fields=["subject", "text"])
        named += 1
    return mailed + told + named


def naming(address: str) -> list[Notice | Message]:
    """What others were told, by mail or on the site, with this address in it; nothing for an empty one."""
    said = Q(subject__icontains=address) | Q(text__icontains=address)
    rows: list[Notice | Message] = []
    if address:
        rows = [*Notice.objects.filter(said).exclude(address__iexact=address)]
        rows += Message.objects.filter(said).exclude(person__email__iexact=address)
    stands = standing_alone(address)
    return [row for row in rows if stands.search(row.subject) or stands.search(row.text)]


def _due(at: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(state=NoticeState.QUEUED, not_before__lte=at)


def _mend_clock(at: datetime) -> None:
    """Further ahead than the longest pause: the clock was wrong when these were put off."""
    wrong = Notice.objects.filter(state=NoticeState.QUEUED, not_before__gt=at + retrying.LONGEST_PAUSE)
    if wrong.exists():  # a write that changes nothing still waits for every other writer
        wrong.update(not_before=at)


def _claim(worker: str, sender: str, at: datetime) -> Notice | None:
    """Takes the next notice in hand; None when another worker took the last."""
    with transaction.atomic(durable=True):
        notice = _due(at).order_by("not_before", "id").select_for_update(skip_locked=True).first()
        if notice is None:
            return None
        notice.state, notice.sender, notice.claimed_at = NoticeState.SENDING, worker, at
        notice.attempts += 1
        notice.message_id = notice.message_id or _message_id(notice, sender)
        notice.save(update_fields=["state", "sender", "claimed_at", "attempts", "message_id"])
    return notice


def _message_id(notice: Notice, sender: str) -> str:
    return f"<{notice.pk}@{parseaddr(sender)[1].rpartition('@')[2]}>"


def _settle(notice: Notice, answer: Answer, at: datetime) -> Outcome:
    """Writes what came of the attempt, and gives it; `LATER` too often becomes `REFUSED`."""
    outcome, again = answer.outcome, retrying.pause(notice.attempts)
    if outcome is Outcome.LATER and again is None:
        outcome = Outcome.REFUSED
    written: dict[str, object] = {"state": _BECOMES[outcome], "fault": answer.fault}
    if outcome is Outcome.ACCEPTED:
        written["sent_at"] = at
    elif outcome is Outcome.LATER and again is not None:
        written["not_before"] = at + again
    # Whatever another worker thought meanwhile: this one knows.
    Notice.objects.filter(pk=notice.pk, sender=notice.sender).update(**written)
    return outcome


def _give_up_lost(worker: str, at: datetime) -> int:
    """Marks what was in the hands of a worker that is no more; gives how many."""
    too_long = Q(claimed_at__lt=at - _IN_HAND_AT_MOST) | Q(claimed_at__gt=at + _IN_HAND_AT_MOST)
    lost = Notice.objects.filter(Q(sender=worker) | too_long, state=NoticeState.SENDING)
    if not lost.exists():
        return 0
    return lost.update(state=NoticeState.UNCERTAIN, fault="the worker stopped while it was sending this")


_BECOMES = {
    Outcome.ACCEPTED: NoticeState.SENT,
    Outcome.LATER: NoticeState.QUEUED,
    Outcome.REFUSED: NoticeState.FAILED,
    Outcome.UNKNOWN: NoticeState.UNCERTAIN,
}


def refuse_unusable_words(subject: str, key: str) -> None:
    """Raises `UnusableNotice` for what cannot be the subject or the key of a message."""
    for name, value, longest in (("subject", subject, _LONGEST_SUBJECT), ("key", key, _LONGEST_KEY)):
        if not value.strip():
            raise UnusableNotice(f"a notice needs a {name}")
        if not value.isprintable():
            raise UnusableNotice(f"the {name} of a notice stands on one line, without control characters")
        if len(value) > longest:
            raise UnusableNotice(f"the {name} of a notice has at most {longest} characters")


def is_address(text: str) -> bool:
    """Whether mail can go there; no such text breaks a line of a header."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _refuse_unusable_address(address: str) -> None:
    if not is_address(address):
        # The address itself is personal data, and errors are logged.
        raise UnusableNotice("a notice goes to an e-mail address; this is none")
