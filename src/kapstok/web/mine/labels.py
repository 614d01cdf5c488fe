# SPDX-License-Identifier: EUPL-1.2
"""How an enterprise stands, told to who acts for it: why it is listed or not, until when, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from kapstok.accounts.models import Person
from kapstok.enterprises.assembling import EntryLabel, Profile
from kapstok.enterprises.enums import State
from kapstok.enterprises.label_state import LabelOnDay
from kapstok.enterprises.models import Enterprise, RenewalNote
from kapstok.enterprises.renewals import is_renewed, may_be_said
from kapstok.enterprises.renewing import (
    Issuer,
    NothingToRenew,
    issuers,
    said_of,
    say_under_way,
    take_back,
    terms_of,
)
from kapstok.enterprises.rules import SAY_RENEWAL
from kapstok.enterprises.terms import Term
from kapstok.regions.folder import RegionFolder
from kapstok.regions.region_file import Region
from kapstok.web.chips import Chip, chip, in_order
from kapstok.web.contact import web_address
from kapstok.web.label_lines import evidence_line, explanation
from kapstok.web.mine import door
from kapstok.web.words import spoken


@dataclass(frozen=True)
class Standing:
    """Whether an enterprise is among the results, why, and what to do; `kind` as alerts have it."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True)
class OwnLabel:
    """One label with its term, who renews it, and what the enterprise says or may say of renewing.

    `term` tells how long it lasts, `said` what stands beside it in public; `homepage` is empty where it is unknown.
    """

    entry: int
    chip: Chip
    line: str
    explanation: str
    term: str
    issuer: str
    homepage: str
    said: str
    may_say: bool


def standing_of(found: Profile, region: Region) -> Standing:
    """How an enterprise stands today, in words for who acts for it."""
    states = {label.on_day.state for label in found.labels}
    if found.withheld:
        return Standing(
            "warning",
            gettext("Uw onderneming wordt op verzoek niet getoond"),
            gettext("Wilt u weer zichtbaar zijn? Mail de redactie."),
        )
    if found.is_listed:
        return Standing(
            "ok",
            gettext("Uw onderneming staat in de zoekresultaten"),
            gettext("Zij heeft een label dat geldt en zit in %(region)s.") % {"region": region.name},
        )
    if State.HOLDS in states:
        return _elsewhere(found, region)
    if State.PENDING in states:
        return _pending(found, region)
    if State.EXCLUDED in states:
        return Standing(
            "warning",
            gettext("Uw onderneming staat niet in de zoekresultaten"),
            gettext(
                "Uw label telt met dit niveau of deze status niet mee in %(region)s. "
                "Verandert dat in het register, dan staat u er vanzelf bij."
            )
            % {"region": region.name},
        )
    return Standing(
        "warning",
        gettext("Uw onderneming staat niet meer in de zoekresultaten"),
        gettext(
            "Zij heeft nu geen label dat geldt. Uw profiel blijft van u: u kunt het blijven bijwerken. "
            "Vraag hieronder bij het keurmerk om een nieuwe beoordeling. "
            "Staat u weer in het register, dan staat u er vanzelf weer bij."
        ),
    )


def own_labels(enterprise: Enterprise, found: Profile, region: Region, today: date) -> tuple[OwnLabel, ...]:
    """The labels of an enterprise, what holds first."""
    entries = [label.entry for label in found.labels]
    terms, notes, whom = terms_of(entries), said_of(entries, today), issuers()
    order = in_order(region)
    return tuple(
        _own_label(label, terms.get(label.entry, ()), notes, whom, region, today)
        for label in sorted(found.labels, key=lambda label: order(label.on_day))
    )


@require_POST
@door.of_enterprise(SAY_RENEWAL)
def say_renewal(request: HttpRequest, person: Person, enterprise: Enterprise) -> HttpResponse:
    """Says that renewing a label is under way, or takes that back."""
    entry = request.POST.get("vermelding", "")
    if not entry.isdecimal() or len(entry) > 18:
        raise Http404
    try:
        if request.POST.get("doe") == "terug":
            take_back(enterprise=enterprise, entry=int(entry), actor=person.actor)
            messages.success(request, gettext("Op uw pagina staat niet meer dat de verlenging loopt."))
        else:
            today = RegionFolder.current().region().today()
            say_under_way(enterprise=enterprise, entry=int(entry), actor=person.actor, day=today)
            messages.success(request, gettext("Op uw pagina staat nu dat de verlenging loopt."))
    except NothingToRenew:
        messages.warning(request, gettext("Van dit label valt nu geen verlenging te melden."))
    return HttpResponseRedirect(reverse("mine_enterprise", args=[enterprise.slug]) + "#labels")


def _elsewhere(found: Profile, region: Region) -> Standing:
    if found.location.municipality is None:
        text = gettext(
            "Wij weten niet in welke gemeente u zit. Meld uw plaats met “Klopt dit niet?” op uw openbare pagina."
        )
    else:
        text = gettext("U heeft een label dat geldt, maar u zit volgens het register niet in %(region)s.")
    return Standing(
        "warning",
        gettext("Uw onderneming staat niet in de zoekresultaten"),
        text % {"region": region.name},
    )


def _pending(found: Profile, region: Region) -> Standing:
    ends = [label.on_day.valid_until for label in found.labels if label.on_day.state is State.PENDING]
    last = max((end for end in ends if end), default=None)
    said = gettext("De einddatum van uw label is voorbij. Zolang u in het register staat, wachten wij.")
    if last:
        until = spoken(last + timedelta(days=region.listing.grace_days))
        said += " " + gettext("Dat doen wij tot en met %(day)s.") % {"day": until}
    return Standing(
        "warning", gettext("Uw label wacht op verlenging: u staat nu niet in de zoekresultaten"), said
    )


def _own_label(
    label: EntryLabel,
    terms: tuple[Term, ...],
    notes: Mapping[int, RenewalNote],
    whom: Mapping[str, Issuer],
    region: Region,
    today: date,
) -> OwnLabel:
    issuer, note = whom.get(label.register, Issuer(label.register, "")), notes.get(label.entry)
    until = terms[-1].end if terms else None
    return OwnLabel(
        entry=label.entry,
        chip=chip(label.on_day, region),
        line=evidence_line(label.on_day, region, today),
        explanation=explanation(label.on_day, region),
        term=_term(label.on_day, terms, today),
        issuer=issuer.name,
        homepage=web_address(issuer.homepage) or "",
        said=gettext("U zei op %(day)s: verlenging loopt.") % {"day": spoken(note.day)} if note else "",
        may_say=note is None and until is not None and may_be_said(until, today),
    )


def _term(label: LabelOnDay, terms: tuple[Term, ...], today: date) -> str:
    """How long a label still lasts, in words; nothing of one that is over, whose line says since when.

    Days are counted for one that holds only: a register may drop an entry, or its level may stop to count, before
    the end that it told.
    """
    until = label.valid_until
    if label.state is State.LAPSED:
        return ""
    if until is None:
        return gettext("Het register noemt geen einddatum.")
    if until >= today and is_renewed(terms, until):
        return gettext("Het register toont al een volgende termijn.")
    left = (until - today).days
    if left < 0 or label.state is not State.HOLDS:
        return ""
    return ngettext("Nog %(days)s dag geldig.", "Nog %(days)s dagen geldig.", left) % {"days": left}
