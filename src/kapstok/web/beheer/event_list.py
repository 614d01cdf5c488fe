# SPDX-License-Identifier: EUPL-1.2
"""What became of labels, as a list and a feed say it; and what someone asks of that list, read from the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from kapstok.enterprises.enums import EventKind
from kapstok.enterprises.models import LabelEvent
from kapstok.enterprises.queries import events
from kapstok.enterprises.wording import label_words
from kapstok.regions.region_file import Region
from kapstok.web.chips import Chip, chip

KIND_WORDS: Final = {
    EventKind.GAINED: gettext_lazy("Nieuw"),
    EventKind.REGAINED: gettext_lazy("Terug"),
    EventKind.RENEWED: gettext_lazy("Verlengd"),
    EventKind.UPGRADED: gettext_lazy("Hoger"),
    EventKind.DOWNGRADED: gettext_lazy("Lager"),
    EventKind.CHANGED: gettext_lazy("Veranderd"),
    EventKind.PENDING: gettext_lazy("Wacht op verlenging"),
    EventKind.EXCLUDED: gettext_lazy("Telt niet meer mee"),
    EventKind.LAPSED: gettext_lazy("Vervallen"),
}


@dataclass(frozen=True)
class EventQuery:
    """Which label, kind and register, and which days (both included); nothing means all.

    `unread`: the names of the days that could not be read.
    """

    label: str = ""
    kind: str = ""
    register: str = ""
    since: date | None = None
    until: date | None = None
    baseline: bool = False
    unread: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, asked: QueryDict, labels: Sequence[str], registers: Sequence[str]) -> EventQuery:
        """The question in an address. What cannot be meant is left out, never refused."""
        since, until = _day(asked.get("van", "")), _day(asked.get("tot", ""))
        days = {"van": since, "tot": until}
        return cls(
            label=_one_of(asked.get("label", ""), labels),
            kind=_one_of(asked.get("soort", ""), [kind.value for kind in EventKind]),
            register=_one_of(asked.get("register", ""), registers),
            since=since,
            until=until,
            baseline=asked.get("begin") == "1",
            unread=tuple(name for name, day in days.items() if asked.get(name) and day is None),
            given={name: asked.get(name, "")[:40] for name in days},
        )

    def found(self) -> QuerySet[LabelEvent]:
        return events(
            label=self.label,
            kind=self.kind,
            register=self.register,
            since=self.since,
            until=self.until,
            baseline=self.baseline,
        )

    def address(self, **more: str | int) -> str:
        """The question as the part of an address behind "?"; "" when nothing is asked."""
        asked = {
            "label": self.label,
            "soort": self.kind,
            "register": self.register,
            "van": self.since.isoformat() if self.since else "",
            "tot": self.until.isoformat() if self.until else "",
            "begin": "1" if self.baseline else "",
        }
        return urlencode({name: value for name, value in (asked | more).items() if value})


@dataclass(frozen=True)
class EventLine:
    """One event in words: whose, what, how the label is now and how it was."""

    number: int
    day: date
    slug: str
    name: str
    what: str
    now: Chip
    was: str
    register: str
    baseline: bool

    @property
    def sentence(self) -> str:
        """The event on one line: "De Brug: hoger, PSO trede 3 (was PSO trede 2)"."""
        told = {"name": self.name, "what": self.what.lower(), "now": self.now.text, "was": self.was}
        if self.was and self.was != self.now.text:
            return gettext("%(name)s: %(what)s, %(now)s (was %(was)s)") % told
        return gettext("%(name)s: %(what)s, %(now)s") % told


@dataclass(frozen=True)
class _Label:
    """A label as it was at the moment of an event."""

    label: str
    level: str | None
    flags: tuple[str, ...]
    state: str
    valid_until: date | None = None


def event_line(event: LabelEvent, region: Region) -> EventLine:
    """The event with the enterprise that it is of now."""
    enterprise = event.enterprise
    now = _Label(event.label, event.after_level or None, tuple(event.after_flags), event.after_state)
    return EventLine(
        number=event.pk,
        day=event.day,
        slug=enterprise.slug,
        name=enterprise.name,
        what=str(KIND_WORDS[EventKind(event.kind)]),
        now=chip(now, region),
        was=label_words(region, event.label, event.before_level or None, event.before_flags)
        if event.before_state
        else "",
        register=event.entry.register.name,
        baseline=event.baseline,
    )


def by_day(lines: Iterable[EventLine]) -> list[tuple[date, list[EventLine]]]:
    """The lines under their days, in the order in which they come."""
    return [(day, list(those)) for day, those in groupby(lines, key=lambda line: line.day)]


def _one_of(given: str, known: Sequence[str]) -> str:
    return given if given in known else ""


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given.strip())
    except ValueError:
        return None
