# SPDX-License-Identifier: EUPL-1.2
"""The organisations that people act for: editors make, rename and close them; enterprises come by claims only."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.enums import FUNCTIONS_OF, OrganisationKind
from kapstok.accounts.inviting import invite_member
from kapstok.accounts.models import Organisation
from kapstok.accounts.organisations import close_organisation, make_organisation, rename_organisation
from kapstok.accounts.queries import acting_for, invitations_of, without_manager
from kapstok.accounts.rules import MANAGE_ORGANISATIONS
from kapstok.core.text import squeeze
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed
from kapstok.web.beheer.organisation_forms import NameForm, OrganisationForm
from kapstok.web.mine.acting_words import function_words, kind_words
from kapstok.web.mine.member_forms import SureForm
from kapstok.web.mine.member_notices import mail_invitation
from kapstok.web.pages import Pages

_ON_A_PAGE = 25


@dataclass(frozen=True)
class OrganisationLine:
    """One organisation in the list."""

    number: int
    name: str
    kind: str
    people: int
    has_manager: bool
    is_open: bool


@require_safe
@door.opened_by(MANAGE_ORGANISATIONS)
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation, by name, and a form to make one."""
    return _list(request, OrganisationForm())


@require_POST
@door.opened_by(MANAGE_ORGANISATIONS)
def add(request: HttpRequest) -> HttpResponse:
    """Makes an organisation, and invites its first manager in every function that it knows."""
    form = OrganisationForm(request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    kind, actor = OrganisationKind(form.cleaned_data["kind"]), door.actor(request)
    with transaction.atomic():
        made = make_organisation(kind=kind, name=form.cleaned_data["name"], actor=actor)
        invitation = invite_member(
            organisation=made, email=form.cleaned_data["email"], functions=FUNCTIONS_OF[kind], actor=actor
        )
        mail_invitation(request, invitation)
    messages.success(
        request,
        gettext("%(name)s staat erbij. Wij mailden de uitnodiging aan %(email)s.")
        % {"name": made.name, "email": invitation.email},
    )
    return _to(made)


@require_safe
@door.opened_by(MANAGE_ORGANISATIONS)
def organisation(request: HttpRequest, number: int) -> HttpResponse:
    """One organisation, and what an editor may do about it."""
    return _one(request, _found(number))


@require_POST
@door.opened_by(MANAGE_ORGANISATIONS)
def rename(request: HttpRequest, number: int) -> HttpResponse:
    found, form = _found(number, closed_at=None), NameForm(request.POST)
    if not form.is_valid():
        return _one(request, found, naming=form, status=422)
    rename_organisation(organisation=found, name=form.cleaned_data["name"], actor=door.actor(request))
    messages.success(request, gettext("De naam is veranderd."))
    return _to(found)


@require_POST
@door.opened_by(MANAGE_ORGANISATIONS)
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Closes an organisation for good; one of an enterprise is only left, never closed by hand."""
    found = get_object_or_404(_made_by_hand(), pk=number, closed_at=None)
    form = SureForm(request.POST)
    if not form.is_valid():
        return _one(request, found, closing=form, status=422)
    close_organisation(organisation=found, actor=door.actor(request))
    messages.success(request, gettext("De organisatie is gesloten. Niemand treedt er meer voor op."))
    return _to(found)


def _found(number: int, **only: object) -> Organisation:
    return get_object_or_404(Organisation, pk=number, **only)


def _made_by_hand() -> QuerySet[Organisation]:
    return Organisation.objects.exclude(kind=OrganisationKind.ENTERPRISE)


def _to(one: Organisation) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("beheer_organisation", args=[one.pk]))


def _asked(request: HttpRequest, name: str) -> QuerySet[Organisation]:
    found = without_manager() if "zonder" in request.GET else Organisation.objects.order_by("name", "pk")
    manages = Q(mandates__function="manager", mandates__person__is_active=True)
    return found.filter(name__icontains=name).annotate(
        people=Count("mandates__person", distinct=True),
        managing=Count("mandates", filter=manages),
    )


def _line(one: Organisation) -> OrganisationLine:
    people, managing = getattr(one, "people", 0), getattr(one, "managing", 0)
    return OrganisationLine(
        one.pk, one.name, kind_words(one.kind), people, bool(managing), one.closed_at is None
    )


def _list(request: HttpRequest, form: OrganisationForm, status: int = 200) -> HttpResponse:
    name = squeeze(request.GET.get("naam", ""))[:100]
    found = Paginator(_asked(request, name), _ON_A_PAGE)
    shown = found.get_page(request.GET.get("pagina"))
    kept = QueryDict(mutable=True)
    kept.update({key: request.GET[key] for key in ("naam", "zonder") if key in request.GET})
    here = f"{reverse('beheer_organisations')}?{kept.urlencode()}{'&' if kept else ''}"
    return framed(
        request,
        "beheer/organisations.html",
        {
            "lines": [_line(one) for one in shown.object_list],
            "total": found.count,
            "pages": Pages.of(shown.number, found.num_pages, lambda number: f"{here}pagina={number}"),
            "asked": name,
            "only_without": "zonder" in request.GET,
            "form": form,
        },
        status,
    )


def _one(
    request: HttpRequest,
    found: Organisation,
    *,
    naming: NameForm | None = None,
    closing: SureForm | None = None,
    status: int = 200,
) -> HttpResponse:
    return framed(
        request,
        "beheer/organisation.html",
        {
            "organisation": found,
            "kind": kind_words(found.kind),
            "is_by_claim": found.kind == OrganisationKind.ENTERPRISE,
            "members": [
                (one.person.email, function_words(one.functions), one.person.is_active)
                for one in acting_for(found)
            ],
            "invited": [(one.email, function_words(one.functions)) for one in invitations_of(found)],
            "naming": naming or NameForm(initial={"name": found.name}),
            "closing": closing or SureForm(auto_id="sluiten_%s"),
        },
        status,
    )
