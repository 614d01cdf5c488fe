# SPDX-License-Identifier: EUPL-1.2
"""What readers report, as editors read and answer it; and the enterprises that are not shown at request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kapstok.enterprises.enums import Outcome, Topic
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, Report
from kapstok.enterprises.queries import reports as reports_that
from kapstok.enterprises.queries import withheld
from kapstok.enterprises.reporting import (
    LONGEST_TEXT,
    OF_REPORTS,
    AlreadyHandled,
    NotWithheld,
    decide_objection,
    handle_report,
    show_again,
)
from kapstok.enterprises.rules import DECIDE_OBJECTIONS, HANDLE_REPORTS
from kapstok.enterprises.sync import catch_up
from kapstok.regions.folder import RegionFolder
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed
from kapstok.web.beheer.place_form import ReasonForm
from kapstok.web.pages import Pages

TOPIC_WORDS: Final = {
    Topic.PLACE: gettext_lazy("De plaats of het adres klopt niet"),
    Topic.CONTACT: gettext_lazy("De contactgegevens kloppen niet"),
    Topic.DESCRIPTION: gettext_lazy("De beschrijving of het aanbod klopt niet"),
    Topic.LABEL: gettext_lazy("Er klopt iets niet aan een label"),
    Topic.NOT_THIS: gettext_lazy("Dit zijn gegevens van een ander bedrijf"),
    Topic.OWN_WORDS: gettext_lazy("Wat de onderneming van zichzelf zegt, klopt niet of hoort hier niet"),
    Topic.OTHER: gettext_lazy("Er is iets anders"),
    Topic.OBJECTION: gettext_lazy("Dit is mijn eenmanszaak en ik wil hier niet staan"),
}
OUTCOME_WORDS: Final = {
    Outcome.CHANGED: gettext_lazy("Wij pasten het aan"),
    Outcome.PASSED_ON: gettext_lazy("Doorgegeven aan het register"),
    Outcome.RIGHT_AS_IT_IS: gettext_lazy("Het klopte al"),
    Outcome.NOT_SERIOUS: gettext_lazy("Geen echte melding"),
    Outcome.GRANTED: gettext_lazy("Bezwaar toegewezen: niet meer getoond"),
    Outcome.REFUSED: gettext_lazy("Bezwaar afgewezen"),
}
_ON_A_PAGE = 25


class AnswerForm(forms.Form):
    """What came of a report."""

    outcome = forms.ChoiceField(label=gettext_lazy("Wat is ermee gedaan?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Uw antwoord of aantekening"),
        help_text=gettext_lazy(
            "Dit zien alleen redacteuren. Schrijf er geen namen of adressen van mensen in."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: object, topic: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        is_objection = topic == Topic.OBJECTION
        outcomes = (Outcome.GRANTED, Outcome.REFUSED) if is_objection else OF_REPORTS
        self.fields["outcome"].choices = [(one.value, OUTCOME_WORDS[one]) for one in outcomes]  # type: ignore[attr-defined]
        if is_objection:
            self.fields["note"].label = gettext("Waarom besluit u zo?")
        self.fields["note"].required = is_objection


@dataclass(frozen=True)
class ReportLine:
    """One report in a list."""

    number: int
    slug: str
    name: str
    topic: str
    on: date
    outcome: str
    is_objection: bool


@require_safe
@door.opened_by(HANDLE_REPORTS)
def reports(request: HttpRequest) -> HttpResponse:
    """Reports that wait, the oldest first; or those that were handled; and what is not shown at request."""
    handled = request.GET.get("lijst") == "afgehandeld"
    found = Paginator(reports_that(handled=handled), _ON_A_PAGE)
    shown = found.get_page(request.GET.get("pagina"))
    here = reverse("beheer_reports") + ("?lijst=afgehandeld&" if handled else "?")
    return framed(
        request,
        "beheer/reports.html",
        {
            "handled": handled,
            "lines": [_line(one) for one in shown.object_list],
            "total": found.count,
            "pages": Pages.of(shown.number, found.num_pages, lambda number: f"{here}pagina={number}"),
            "withheld": [(one.slug, one.name) for one in withheld()],
        },
    )


@require_safe
@door.opened_by(HANDLE_REPORTS)
def report(request: HttpRequest, number: int) -> HttpResponse:
    """One report, and the question what is done with it."""
    return _shown(request, _found(number))


@require_POST
@door.opened_by(HANDLE_REPORTS)
def handle(request: HttpRequest, number: int) -> HttpResponse:
    """Closes a report; an objection that is granted takes the enterprise out of pages and search at once."""
    found = _found(number)
    form = AnswerForm(request.POST, topic=found.topic)
    if not form.is_valid():
        return _shown(request, found, form, status=422)
    try:
        _carry_out(request, found, Outcome(form.cleaned_data["outcome"]), form.cleaned_data["note"])
    except AlreadyHandled:
        messages.warning(request, gettext("Iemand anders handelde deze melding al af."))
    else:
        messages.success(request, gettext("De melding is afgehandeld."))
    return HttpResponseRedirect(reverse("beheer_report", args=[number]))


@require_safe
@door.opened_by(DECIDE_OBJECTIONS)
def withheld_one(request: HttpRequest, slug: str) -> HttpResponse:
    """One enterprise that is not shown, and the question whether it may be again."""
    return _withheld(request, _not_shown(slug), ReasonForm())


@require_POST
@door.opened_by(DECIDE_OBJECTIONS)
def lift(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows an enterprise again."""
    known, form = _not_shown(slug), ReasonForm(request.POST)
    if not form.is_valid():
        return _withheld(request, known, form, status=422)
    folder = RegionFolder.current()
    region = folder.region()
    try:
        show_again(
            enterprise=known,
            reason=form.cleaned_data["reason"],
            actor=door.actor(request),
            day=region.today(),
            rules=ListingRules.of(region),
        )
    except NotWithheld:
        messages.warning(request, gettext("Deze onderneming staat al weer op de site."))
    else:
        catch_up(folder, region.today())
        messages.success(request, gettext("%(name)s staat weer op de site.") % {"name": known.name})
    return HttpResponseRedirect(reverse("beheer_reports"))


def _carry_out(request: HttpRequest, found: Report, outcome: Outcome, note: str) -> None:
    actor = door.actor(request)
    if found.topic != Topic.OBJECTION:
        handle_report(report=found, outcome=outcome, note=note, actor=actor)
        return
    if not DECIDE_OBJECTIONS.granted_to(request.user):
        raise Http404
    folder = RegionFolder.current()
    region = folder.region()
    decide_objection(
        report=found,
        granted=outcome is Outcome.GRANTED,
        reason=note,
        actor=actor,
        day=region.today(),
        rules=ListingRules.of(region),
    )
    catch_up(folder, region.today())


def _found(number: int) -> Report:
    return get_object_or_404(Report.objects.select_related("enterprise__merged_into"), pk=number)


def _not_shown(slug: str) -> Enterprise:
    return get_object_or_404(withheld(), slug=slug)


def _line(one: Report) -> ReportLine:
    enterprise = one.enterprise.merged_into or one.enterprise
    return ReportLine(
        number=one.pk,
        slug=enterprise.slug,
        name=enterprise.name,
        topic=str(TOPIC_WORDS[Topic(one.topic)]),
        on=_day(one.at),
        outcome=str(OUTCOME_WORDS[Outcome(one.outcome)]) if one.outcome else "",
        is_objection=one.topic == Topic.OBJECTION,
    )


def _shown(
    request: HttpRequest, found: Report, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    return framed(
        request,
        "beheer/report.html",
        {
            "report": found,
            "line": _line(found),
            "handled_on": _day(found.handled_at) if found.handled_at else None,
            "form": form or AnswerForm(topic=found.topic),
        },
        status,
    )


def _withheld(request: HttpRequest, known: Enterprise, form: ReasonForm, status: int = 200) -> HttpResponse:
    return framed(request, "beheer/withheld.html", {"enterprise": known, "form": form}, status)


def _day(at: datetime) -> date:
    return at.astimezone(RegionFolder.current().region().timezone).date()
