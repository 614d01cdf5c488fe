# SPDX-License-Identifier: EUPL-1.2
"""Reminds enterprises of labels that end, and keeps their word that renewal is under way (renewals.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.enterprises.enums import State
from kapstok.enterprises.models import Enterprise, EnterpriseLabel, Ownership, RenewalNote
from kapstok.enterprises.ownership import became, people_of
from kapstok.enterprises.renewals import REMINDERS, due_reminder, is_renewed, is_still_said, may_be_said
from kapstok.enterprises.terms import Term, known_terms
from kapstok.enterprises.topics import RENEWALS
from kapstok.enterprises.wording import label_words
from kapstok.notices.telling import Words, tell
from kapstok.regions.region_file import Region
from kapstok.registers.models import Register
from kapstok.registers.queries import entry_histories
from kapstok.search.actions import enqueue


class NothingToRenew(KapstokError):
    """The entry is none of this enterprise, or shows no term that ends about now."""


@dataclass(frozen=True)
class Issuer:
    """Who renews the labels of a register: its name and home page, empty where that is not known."""

    name: str
    homepage: str


def issuers() -> Mapping[str, Issuer]:
    """Whom to ask for a label, by the register that shows it."""
    rows = Register.objects.values_list("id", "name", "homepage")
    return {id_: Issuer(name, homepage) for id_, name, homepage in rows}


def remind(region: Region, day: date) -> int:
    """Tells who acts for an enterprise of its labels that end soon; gives to how many people that was new.

    Safe to do twice: nobody is told the same twice.
    """
    whom, told = issuers(), 0
    for label, days in _due(day):
        said = _Reminder(label, days, day, region, whom.get(label.register, Issuer(label.register, "")))
        with transaction.atomic():
            told += tell(
                people=people_of(label.enterprise),
                topic=RENEWALS,
                key=f"renewal:{label.entry_id}:{label.valid_until}:{days}",
                words=said.words,
                path=f"/mijn/onderneming/{label.enterprise.slug}",
            )
    return told


@transaction.atomic
def say_under_way(*, enterprise: Enterprise, entry: int, actor: str, day: date) -> RenewalNote:
    """Keeps an enterprise's word that the label of one of its entries is being renewed. Raises `NothingToRenew`."""
    terms = terms_of([entry]).get(entry, ())
    until = terms[-1].end if terms else None
    if until is None or not may_be_said(until, day) or not _has(enterprise, entry):
        raise NothingToRenew(f"entry {entry} shows no term of this enterprise that ends about now")
    note, _made = RenewalNote.objects.update_or_create(
        entry_id=entry, defaults={"until": until, "day": day, "at": now(), "actor": actor}
    )
    record(actor, "say that renewal is under way", f"entry:{entry}", until=until.isoformat())
    # The page says it at once: an answer in memory is as old as the outbox.
    enqueue([str(enterprise.pk)])
    return note


@transaction.atomic
def take_back(*, enterprise: Enterprise, entry: int, actor: str) -> None:
    """Drops that word. Without it nothing happens; raises `NothingToRenew` for an entry of another enterprise."""
    if not _has(enterprise, entry):
        raise NothingToRenew(f"entry {entry} is none of this enterprise")
    gone, _by_model = RenewalNote.objects.filter(entry=entry).delete()
    if gone:
        record(actor, "take back that renewal is under way", f"entry:{entry}")
        enqueue([str(enterprise.pk)])


def said_of(entries: Collection[int], day: date) -> Mapping[int, RenewalNote]:
    """The word of enterprises that is still shown on a day, by entry; one query where nobody said anything."""
    notes = {note.entry_id: note for note in RenewalNote.objects.filter(entry__in=entries)}
    terms = terms_of(notes) if notes else {}
    return {
        entry: note for entry, note in notes.items() if is_still_said(note.until, terms.get(entry, ()), day)
    }


def forget(at: datetime) -> int:
    """Erases what is over of what enterprises said; returns how many notes that were."""
    known = list(RenewalNote.objects.values_list("entry_id", flat=True))
    over = set(known) - said_of(known, at.date()).keys()
    gone, _by_model = RenewalNote.objects.filter(entry__in=over).delete()
    return gone


def terms_of(entries: Collection[int]) -> Mapping[int, tuple[Term, ...]]:
    """Every term that registers told of, by entry, in order."""
    return {
        history.entry: known_terms(
            history.versions, min((first for first, _ in history.seen), default=date.max)
        )
        for history in entry_histories(entries)
    }


def _due(day: date) -> Iterator[tuple[EnterpriseLabel, int]]:
    """The labels of which enterprises with people are to be reminded on a day, and which reminder it is."""
    owned = {
        root.pk for one in Ownership.objects.select_related("enterprise") for root in [became(one.enterprise)]
    }
    groups: defaultdict[tuple[object, str], list[EnterpriseLabel]] = defaultdict(list)
    holding = EnterpriseLabel.objects.select_related("enterprise").filter(
        enterprise__in=owned, state=State.HOLDS
    )
    for label in holding.order_by("entry_id"):
        groups[label.enterprise_id, label.label].append(label)
    for labels in groups.values():
        last = max(labels, key=lambda label: label.valid_until or date.max)
        if last.valid_until is None or not day <= last.valid_until <= day + timedelta(days=max(REMINDERS)):
            continue
        days = due_reminder(last.valid_until, day)
        entries = [label.entry_id for label in labels]
        if days and not any(is_renewed(terms, last.valid_until) for terms in terms_of(entries).values()):
            yield last, days


def _has(enterprise: Enterprise, entry: int) -> bool:
    return enterprise.memberships.filter(entry=entry).exists()


@dataclass(frozen=True)
class _Reminder:
    """One reminder, in the language that is active."""

    label: EnterpriseLabel
    days: int
    today: date
    region: Region
    issuer: Issuer

    def words(self) -> Words:
        until = self.label.valid_until or self.today
        left = (until - self.today).days
        said = {
            "label": label_words(self.region, self.label.label, self.label.level, self.label.flags),
            "name": self.label.enterprise.name,
            "day": date_format(until, "j F Y"),
            "register": self.issuer.name,
            "days": left,
        }
        lines = [
            gettext("%(label)s van %(name)s is volgens het register geldig tot %(day)s.") % said,
            ngettext("Dat is nog %(days)s dag.", "Dat is nog %(days)s dagen.", left) % said,
            "",
            gettext("Daarna staat uw onderneming met dit label niet meer in de zoekresultaten."),
            gettext("Wilt u verlengen? Vraag dat op tijd aan bij %(register)s.") % said,
            *([self.issuer.homepage] if self.issuer.homepage else []),
            "",
            gettext("Loopt de verlenging al? Dan kunt u dat op uw pagina zeggen."),
            gettext("Toont het register een nieuwe datum? Dan nemen wij die vanzelf over."),
        ]
        return Words(gettext("%(label)s is geldig tot %(day)s") % said, "\n".join(lines))
