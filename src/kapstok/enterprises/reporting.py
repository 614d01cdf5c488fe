# SPDX-License-Identifier: EUPL-1.2
"""What readers say is wrong, how editors answer it, and the enterprises that are not shown because a person asked.

Rule: listing.md. What a reader tells of themselves is forgotten a year after the report was handled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from kapstok.accounts.queries import editors
from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.text import readable, squeeze
from kapstok.enterprises.actions import renew
from kapstok.enterprises.enums import Outcome, Topic
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, Report, Withholding
from kapstok.enterprises.placing import locked
from kapstok.enterprises.queries import layer_of, shown_day
from kapstok.enterprises.topics import REPORTS
from kapstok.notices.lines import one_line
from kapstok.notices.telling import Words, tell

LONGEST_TEXT: Final = 2_000
LONGEST_NAME: Final = 100
OF_REPORTS: Final = (Outcome.CHANGED, Outcome.PASSED_ON, Outcome.RIGHT_AS_IT_IS, Outcome.NOT_SERIOUS)
_TOPICS: Final = {
    Topic.PLACE: gettext_noop("de plaats of het adres"),
    Topic.CONTACT: gettext_noop("de contactgegevens"),
    Topic.DESCRIPTION: gettext_noop("de beschrijving of het aanbod"),
    Topic.LABEL: gettext_noop("het label"),
    Topic.NOT_THIS: gettext_noop("gegevens van een ander bedrijf"),
    Topic.OWN_WORDS: gettext_noop("wat de onderneming van zichzelf zegt"),
    Topic.OTHER: gettext_noop("iets anders"),
    Topic.OBJECTION: gettext_noop("bezwaar van een eenmanszaak"),
}
_LONGEST_IN_SUBJECT = 150


class UnusableReport(KapstokError):
    """What a reader sent cannot be handled: no text, no e-mail address, or too much of it."""


class AlreadyHandled(KapstokError):
    """Another editor handled this report before."""


class WrongOutcome(KapstokError):
    """An objection is granted or refused; any other report is not."""


class NotWithheld(KapstokError):
    """The enterprise is shown already."""


@dataclass(frozen=True)
class ReportGiven:
    """What a reader sends; an objection needs a name and an e-mail address, any other report a text."""

    topic: Topic
    text: str = ""
    name: str = ""
    email: str = ""

    def checked(self) -> ReportGiven:
        """The same without what cannot be read. Raises `UnusableReport`."""
        text, name, email = readable(self.text), squeeze(readable(self.name)), self.email.strip()
        if len(text) > LONGEST_TEXT or len(name) > LONGEST_NAME:
            raise UnusableReport(f"at most {LONGEST_TEXT} characters of text and {LONGEST_NAME} of a name")
        if email:
            _refuse_unusable(email)
        if self.topic is Topic.OBJECTION and not (name and email):
            raise UnusableReport("an objection needs a name and an e-mail address")
        if self.topic is not Topic.OBJECTION and not text:
            raise UnusableReport("a report needs a text")
        return ReportGiven(self.topic, text, name, email)


@transaction.atomic
def report(*, enterprise: Enterprise, given: ReportGiven) -> Report:
    """Keeps what a reader says of an enterprise, and tells every editor once.

    The message to the editors says which enterprise and what about, and nothing of the reader. Raises `UnusableReport`.
    """
    checked = given.checked()
    made = Report.objects.create(
        enterprise=enterprise,
        topic=checked.topic,
        text=checked.text,
        name=checked.name,
        email=checked.email,
        at=now(),
    )
    name = one_line(enterprise.name, _LONGEST_IN_SUBJECT) or enterprise.slug
    tell(
        people=editors(),
        topic=REPORTS,
        key=f"report:{made.pk}",
        words=lambda: _words(name, checked.topic),
        path=f"/beheer/meldingen/{made.pk}",
    )
    return made


def _words(name: str, topic: Topic) -> Words:
    said = {"name": name, "topic": gettext(_TOPICS[topic])}
    happened = gettext("Iemand meldt iets over %(name)s: %(topic)s.") % said
    todo = gettext("U leest de melding hier:")
    return Words(gettext("Melding over %(name)s") % said, f"{happened}\n\n{todo}")


@transaction.atomic
def handle_report(*, report: Report, outcome: Outcome, note: str, actor: str) -> Report:
    """Closes a report with what came of it. Raises `AlreadyHandled`, and `WrongOutcome` for an objection."""
    found = _open(report)
    if found.topic == Topic.OBJECTION or outcome not in OF_REPORTS:
        raise WrongOutcome("an objection is granted or refused, any other report is not")
    return _close(found, outcome, note, actor)


@transaction.atomic
def decide_objection(
    *, report: Report, granted: bool, reason: str, actor: str, day: date, rules: ListingRules
) -> Report:
    """Grants or refuses an objection, with the reason; granted, the enterprise is withheld at once.

    Raises `AlreadyHandled`, `WrongOutcome` for another report, and `UnusableReport` without a reason.
    """
    found = _open(report)
    if found.topic != Topic.OBJECTION:
        raise WrongOutcome("only an objection is granted or refused")
    if not squeeze(reason):
        raise UnusableReport("a reason is needed")
    if granted:
        withhold(enterprise=found.enterprise, reason=reason, actor=actor, day=day, rules=rules)
    return _close(found, Outcome.GRANTED if granted else Outcome.REFUSED, reason, actor)


@transaction.atomic
def withhold(*, enterprise: Enterprise, reason: str, actor: str, day: date, rules: ListingRules) -> None:
    """Takes an enterprise out of what is shown, by every entry that it has now; a second time changes nothing."""
    known = locked(enterprise)
    entries = set(known.memberships.values_list("entry_id", flat=True))
    _say(entries - layer_of(entries).withheld, True, reason, actor)
    record(actor, "withhold", f"enterprise:{known.pk}")
    renew(entries, shown_day(day), rules)


@transaction.atomic
def show_again(*, enterprise: Enterprise, reason: str, actor: str, day: date, rules: ListingRules) -> None:
    """Lets an enterprise be shown again. Raises `NotWithheld`, and `UnusableReport` without a reason."""
    if not squeeze(reason):
        raise UnusableReport("a reason is needed")
    known = locked(enterprise)
    withheld = layer_of(known.memberships.values_list("entry_id", flat=True)).withheld
    if not withheld:
        raise NotWithheld(f"{known.slug} is not withheld")
    _say(withheld, False, reason, actor)
    record(actor, "show again", f"enterprise:{known.pk}")
    renew(withheld, shown_day(day), rules)


@transaction.atomic
def forget_reporter(*, email: str, actor: str) -> int:
    """Empties every report that came from this address, because that person asks; gives how many there were."""
    theirs = Report.objects.filter(email__iexact=email.strip()) if email.strip() else Report.objects.none()
    emptied = theirs.update(text="", name="", email="", forgotten_at=now())
    if emptied:
        record(actor, "forget reporter", "reports", count=emptied)
    return emptied


def _open(report: Report) -> Report:
    found = Report.objects.select_for_update().get(pk=report.pk)
    if found.handled_at is not None:
        raise AlreadyHandled(f"report {found.pk} was handled before")
    return found


def _close(found: Report, outcome: Outcome, note: str, actor: str) -> Report:
    found.outcome, found.note = outcome, readable(note)[:LONGEST_TEXT]
    found.handled_at, found.handled_by = now(), actor
    found.save(update_fields=["outcome", "note", "handled_at", "handled_by"])
    record(actor, "handle report", f"report:{found.pk}", outcome=outcome.value)
    return found


def _say(entries: Iterable[int], withheld: bool, reason: str, actor: str) -> None:
    at, why = now(), readable(reason)[:LONGEST_TEXT]
    Withholding.objects.bulk_create(
        [
            Withholding(entry_id=entry, withheld=withheld, reason=why, at=at, actor=actor)
            for entry in sorted(entries)
        ]
    )


def _refuse_unusable(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        # The address itself is personal data, and errors are logged.
        raise UnusableReport("what was given is no e-mail address") from None
