# SPDX-License-Identifier: EUPL-1.2
"""The audit trail, for administrators: who did what, to what, when; and whether it is still what was sealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from kapstok.accounts.queries import actor_names
from kapstok.accounts.rules import READ_AUDIT
from kapstok.accounts.trail import told
from kapstok.core.chain import verify
from kapstok.core.models import AuditEntry
from kapstok.regions.folder import RegionFolder
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed
from kapstok.web.beheer.trail_words import VERBS
from kapstok.web.pages import Pages

_ON_A_PAGE = 50
# All of it is verified at night; a page must not wait for a million seals.
_VERIFIED = 1_000
_ASKED = ("wie", "wat", "waarover", "van", "tot")
_LONGEST = 100
_PERSON = "person:"


@dataclass(frozen=True)
class TrailQuery:
    """What somebody asks of the trail, as they wrote it; a day that cannot be read is left out and `unread`."""

    given: Mapping[str, str]

    @classmethod
    def read(cls, asked: QueryDict) -> TrailQuery:
        return cls({name: _clean(asked.get(name, "")) for name in _ASKED})

    @property
    def unread(self) -> bool:
        """Whether a day was given that is none."""
        return any(self.given[name] and _day(self.given[name]) is None for name in ("van", "tot"))

    def found(self, zone: ZoneInfo) -> QuerySet[AuditEntry]:
        return told(
            actor=self.given["wie"],
            verb=self.given["wat"],
            subject=self.given["waarover"],
            since=_day(self.given["van"]),
            until=_day(self.given["tot"]),
            zone=zone,
        )

    def address(self, **more: int) -> str:
        """The question as the part of an address behind "?"; "" when nothing is asked."""
        return urlencode({name: value for name, value in {**self.given, **more}.items() if value})


@dataclass(frozen=True)
class TrailLine:
    """One entry in words; `who` and `about` are an address where the trail means a person who is there, "" erased.

    `verb` is in the language of the page, or as it was written (`is_raw`).
    """

    number: int | None
    at: datetime
    who: str
    verb: str
    is_raw: bool
    about: str
    details: str


@require_safe
@door.opened_by(READ_AUDIT)
def trail(request: HttpRequest) -> HttpResponse:
    zone = RegionFolder.current().region().timezone
    query = TrailQuery.read(request.GET)
    found = Paginator(query.found(zone), _ON_A_PAGE)
    shown = found.get_page(request.GET.get("pagina"))
    here = reverse("beheer_trail")
    return framed(
        request,
        "beheer/trail.html",
        {
            "query": query,
            "lines": trail_lines(shown.object_list, zone),
            "total": found.count,
            "pages": Pages.of(shown.number, found.num_pages, lambda n: f"{here}?{query.address(pagina=n)}"),
            "verbs": sorted(((verb, str(words)) for verb, words in VERBS.items()), key=itemgetter(1)),
            "chain": verify(newest=_VERIFIED),
        },
    )


def trail_lines(entries: Iterable[AuditEntry], zone: ZoneInfo) -> list[TrailLine]:
    """The entries in words, with whoever they name looked up in one question."""
    those = list(entries)
    names = actor_names({name for entry in those for name in _named(entry)})
    known = {
        name: "" if name == shown and name.startswith(_PERSON) else shown for name, shown in names.items()
    }
    return [
        TrailLine(
            entry.number,
            entry.at.astimezone(zone),
            known[entry.actor],
            str(VERBS.get(entry.verb, entry.verb)),
            entry.verb not in VERBS,
            known[entry.subject],
            _details(entry.details, known),
        )
        for entry in those
    ]


def _named(entry: AuditEntry) -> set[str]:
    """Everybody and everything that an entry names."""
    people = {
        value for value in entry.details.values() if isinstance(value, str) and value.startswith(_PERSON)
    }
    return {entry.actor, entry.subject, *people}


def _details(details: Mapping[str, object], known: Mapping[str, str]) -> str:
    return "; ".join(
        f"{name}: {_in_words(value, known)}" for name, value in details.items() if value not in (None, "", [])
    )


def _in_words(value: object, known: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    text = str(value)
    return known.get(text, text) or gettext("gewist account")


def _clean(text: str) -> str:
    # A NUL is refused by PostgreSQL, and is in no name.
    return text.replace("\0", "").strip()[:_LONGEST]


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
