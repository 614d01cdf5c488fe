# SPDX-License-Identifier: EUPL-1.2
"""What the editors' pages consist of: an entry in the navigation each, and what of it needs a person now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from kapstok.accounts.rules import (
    ENTER,
    MANAGE_ORGANISATIONS,
    MANAGE_PEOPLE,
    READ_AUDIT,
    Permission,
    Someone,
)
from kapstok.enterprises.rules import CORRECT_PLACES, DECIDE_CLAIMS, FOLLOW_LABELS, HANDLE_REPORTS, MODERATE
from kapstok.privacy.rules import READ_PROCESSING
from kapstok.registers.course import quarantined_count
from kapstok.registers.rules import READ_RUNS
from kapstok.resolution.queries import open_count
from kapstok.resolution.rules import DECIDE_PAIRS
from kapstok.search.rules import ADD_WORDS
from kapstok.web.beheer.attention import Attention
from kapstok.web.beheer.claims_waiting import claim_count, waiting_claims
from kapstok.web.beheer.organisations_waiting import organisation_count, waiting_organisations
from kapstok.web.beheer.pairs_waiting import waiting_pairs
from kapstok.web.beheer.reports_waiting import report_count, unplaced_count, waiting_places, waiting_reports
from kapstok.web.beheer.runs_waiting import waiting_runs
from kapstok.web.desk import Entry


@dataclass(frozen=True)
class Section:
    """A part of the editors' pages.

    `title` is a Dutch message id and `url` the name of its first page; with `prefix` its other pages' names begin.
    `count` gives the number beside the entry (0: none shown), `attention` the lines for the overview (none: no work).
    Both are asked whenever a page is shown, so they are one query each.
    """

    title: str
    url: str
    permission: Permission
    prefix: str = ""
    count: Callable[[], int] | None = None
    attention: Callable[[], Iterable[Attention]] | None = None


# In the order of the navigation. The overview itself stands first and is no section.
SECTIONS: tuple[Section, ...] = (
    Section(
        gettext_noop("Registers"),
        "beheer_registers",
        READ_RUNS,
        prefix="beheer_register",
        count=quarantined_count,
        attention=waiting_runs,
    ),
    Section(
        gettext_noop("Paren"),
        "beheer_pairs",
        DECIDE_PAIRS,
        prefix="beheer_pair",
        count=open_count,
        attention=waiting_pairs,
    ),
    Section(gettext_noop("Labels"), "beheer_events", FOLLOW_LABELS, prefix="beheer_events"),
    Section(
        gettext_noop("Plaatsen"),
        "beheer_places",
        CORRECT_PLACES,
        prefix="beheer_place",
        count=unplaced_count,
        attention=waiting_places,
    ),
    Section(
        gettext_noop("Meldingen"),
        "beheer_reports",
        HANDLE_REPORTS,
        prefix="beheer_report",
        count=report_count,
        attention=waiting_reports,
    ),
    Section(
        gettext_noop("Claims"),
        "beheer_claims",
        DECIDE_CLAIMS,
        prefix="beheer_claim",
        count=claim_count,
        attention=waiting_claims,
    ),
    Section(gettext_noop("Profielen"), "beheer_profiles", MODERATE, prefix="beheer_profiles"),
    Section(gettext_noop("Zoekwoorden"), "beheer_words", ADD_WORDS, prefix="beheer_word"),
    Section(
        gettext_noop("Organisaties"),
        "beheer_organisations",
        MANAGE_ORGANISATIONS,
        prefix="beheer_organisation",
        count=organisation_count,
        attention=waiting_organisations,
    ),
    Section(gettext_noop("Mensen"), "beheer_people", MANAGE_PEOPLE, prefix="beheer_people"),
    Section(gettext_noop("Logboek"), "beheer_trail", READ_AUDIT),
    Section(gettext_noop("Verwerkingen"), "beheer_processing", READ_PROCESSING),
    Section(gettext_noop("Onderdelen"), "beheer_parts", ENTER),
)


def navigation(request: HttpRequest) -> tuple[Entry, ...]:
    """The sections that this person may open."""
    here = (request.resolver_match.url_name or "") if request.resolver_match else ""
    first = Entry(gettext("Overzicht"), reverse("beheer"), 0, here == "beheer")
    return (first, *(_entry(section, here) for section in granted(request.user)))


def granted(person: Someone) -> tuple[Section, ...]:
    return tuple(section for section in SECTIONS if section.permission.granted_to(person))


def attention(person: Someone) -> tuple[Attention, ...]:
    """Everything that needs a person now, of the sections that this one may open."""
    return tuple(line for section in granted(person) if section.attention for line in section.attention())


def _entry(section: Section, here: str) -> Entry:
    inside = here == section.url or bool(section.prefix and here.startswith(section.prefix))
    return Entry(
        gettext(section.title), reverse(section.url), section.count() if section.count else 0, inside
    )
