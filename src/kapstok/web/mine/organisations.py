# SPDX-License-Identifier: EUPL-1.2
"""One organisation: who acts for it, who is asked to, and going away oneself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.inviting import (
    AlreadyActs,
    AlreadyInvited,
    NoSuchInvitation,
    TooManyInvitations,
    invite_member,
    withdraw_invitation,
)
from kapstok.accounts.mandates import LastManager, end_mandate
from kapstok.accounts.models import Organisation, Person
from kapstok.accounts.queries import INVITATION_LASTS, Acting, acting_for, invitations_of
from kapstok.accounts.rules import LEAVE, MANAGE_MEMBERS, SEE_MEMBERS
from kapstok.regions.folder import RegionFolder
from kapstok.web.mine import door
from kapstok.web.mine.acting_words import function_words, kind_words
from kapstok.web.mine.frame import framed
from kapstok.web.mine.member_forms import InviteForm, SureForm
from kapstok.web.mine.member_notices import mail_invitation, tell_managers


@dataclass(frozen=True)
class MemberLine:
    """Who acts for an organisation, as what, since when; `is_open`: their account is."""

    number: int
    email: str
    functions: str
    since: date
    is_open: bool
    is_me: bool


@dataclass(frozen=True)
class InvitedLine:
    """Who was asked and has not answered yet."""

    number: int
    email: str
    functions: str
    until: date


@require_safe
@door.of_organisation(SEE_MEMBERS)
def organisation(request: HttpRequest, person: Person, organisation: Organisation) -> HttpResponse:
    """Who acts for it; who decides about that finds the forms here."""
    return _shown(request, person, organisation)


@require_POST
@door.of_organisation(MANAGE_MEMBERS)
def invite(request: HttpRequest, person: Person, organisation: Organisation) -> HttpResponse:
    """Asks somebody to act for it, by mail."""
    form = InviteForm(request.POST, kind=organisation.kind)
    if not form.is_valid():
        return _shown(request, person, organisation, form, status=422)
    try:
        with transaction.atomic():
            made = invite_member(
                organisation=organisation,
                email=form.cleaned_data["email"],
                functions=form.given(),
                actor=person.actor,
            )
            mail_invitation(request, made)
    except AlreadyActs:
        form.add_error("email", gettext("Deze persoon treedt al op voor deze organisatie."))
    except AlreadyInvited:
        form.add_error("email", gettext("Dit adres is al uitgenodigd. Trek die uitnodiging eerst in."))
    except TooManyInvitations:
        form.add_error("email", gettext("Er staan nu genoeg uitnodigingen open. Wacht op antwoord."))
    else:
        messages.success(
            request, gettext("Wij mailden de uitnodiging aan %(email)s.") % {"email": made.email}
        )
        return back(organisation, person)
    return _shown(request, person, organisation, form, status=422)


@require_POST
@door.of_organisation(MANAGE_MEMBERS)
def withdraw(
    request: HttpRequest, person: Person, organisation: Organisation, invitation: int
) -> HttpResponse:
    """Takes an invitation back."""
    try:
        withdraw_invitation(organisation=organisation, number=invitation, actor=person.actor)
    except NoSuchInvitation:
        raise Http404 from None
    messages.success(request, gettext("De uitnodiging is ingetrokken."))
    return back(organisation, person)


@require_POST
@door.of_organisation(LEAVE)
def leave(request: HttpRequest, person: Person, organisation: Organisation) -> HttpResponse:
    """Stops acting for it oneself."""
    form = SureForm(request.POST)
    if not form.is_valid():
        return _shown(request, person, organisation, leaving=form, status=422)
    try:
        with transaction.atomic():
            end_mandate(person=person, organisation=organisation, actor=person.actor)
            words = gettext_noop(
                "Iemand treedt niet meer op voor %(name)s. Onder Mijn Kapstok ziet u wie er nog is."
            )
            tell_managers(organisation, words, but=person)
    except LastManager:
        messages.error(request, gettext("U bent de enige toegangsbeheerder. Draag dat eerst over."))
        return back(organisation, person)
    messages.success(request, gettext("U treedt niet meer op voor %(name)s.") % {"name": organisation.name})
    return back(organisation, person)


def back(organisation: Organisation, person: Person) -> HttpResponseRedirect:
    """To the page of the organisation; to one's own, for who no longer acts for it."""
    if SEE_MEMBERS.granted_for(person, organisation.pk):
        return HttpResponseRedirect(reverse("mine_organisation", args=[organisation.pk]))
    return HttpResponseRedirect(reverse("mine"))


def member_line(one: Acting, person: Person) -> MemberLine:
    return MemberLine(
        one.person.pk,
        one.person.email,
        function_words(one.functions),
        day_of(one.since),
        one.person.is_active,
        one.person.pk == person.pk,
    )


def day_of(at: datetime) -> date:
    return at.astimezone(RegionFolder.current().region().timezone).date()


def _shown(
    request: HttpRequest,
    person: Person,
    organisation: Organisation,
    form: InviteForm | None = None,
    leaving: SureForm | None = None,
    status: int = 200,
) -> HttpResponse:
    acting = acting_for(organisation)
    may_manage = MANAGE_MEMBERS.granted_for(person, organisation.pk)
    return framed(
        request,
        person,
        "mine/organisation.html",
        {
            "organisation": organisation,
            "kind": kind_words(organisation.kind),
            "members": [member_line(one, person) for one in acting],
            "may_manage": may_manage,
            "acts": any(one.person.pk == person.pk for one in acting),
            "invited": [
                InvitedLine(
                    one.pk, one.email, function_words(one.functions), day_of(one.made_at + INVITATION_LASTS)
                )
                for one in (invitations_of(organisation) if may_manage else ())
            ],
            "form": form or InviteForm(kind=organisation.kind),
            "leaving": leaving or SureForm(auto_id="weg_%s"),
        },
        status,
    )
