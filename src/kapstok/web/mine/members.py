# SPDX-License-Identifier: EUPL-1.2
"""One person who acts for an organisation, and what its managers may decide about that."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.mandates import (
    AccountClosed,
    ActsNot,
    LastManager,
    change_functions,
    end_mandate,
    hand_over,
)
from kapstok.accounts.models import Organisation, Person
from kapstok.accounts.queries import Acting, acting_for
from kapstok.accounts.rules import HAND_OVER, MANAGE_MEMBERS
from kapstok.web.mine import door
from kapstok.web.mine.frame import framed
from kapstok.web.mine.member_forms import FunctionsForm, SureForm
from kapstok.web.mine.member_notices import tell_person
from kapstok.web.mine.organisations import back, member_line


@require_safe
@door.of_organisation(MANAGE_MEMBERS)
def member(request: HttpRequest, person: Person, organisation: Organisation, member: int) -> HttpResponse:
    """As what somebody acts for it, to be changed, handed over to, or ended."""
    return _shown(request, person, _found(organisation, member))


@require_POST
@door.of_organisation(MANAGE_MEMBERS)
def functions(request: HttpRequest, person: Person, organisation: Organisation, member: int) -> HttpResponse:
    """Changes as what somebody acts for it."""
    found = _found(organisation, member)
    form = FunctionsForm(request.POST, kind=organisation.kind)
    if not form.is_valid():
        return _shown(request, person, found, form=form, status=422)
    try:
        with transaction.atomic():
            change_functions(
                person=found.person, organisation=organisation, functions=form.given(), actor=person.actor
            )
            if found.person.pk != person.pk:
                tell_person(
                    found.person, organisation, gettext_noop("Uw functies voor %(name)s zijn veranderd.")
                )
    except LastManager:
        form.add_error("functions", _last())
        return _shown(request, person, found, form=form, status=422)
    except ActsNot:
        raise Http404 from None
    messages.success(request, gettext("De functies zijn veranderd."))
    return back(organisation, person)


@require_POST
@door.of_organisation(MANAGE_MEMBERS)
def end(request: HttpRequest, person: Person, organisation: Organisation, member: int) -> HttpResponse:
    """Lets somebody act for it no more."""
    found, form = _found(organisation, member), SureForm(request.POST, auto_id="einde_%s")
    if not form.is_valid():
        return _shown(request, person, found, ending=form, status=422)
    try:
        with transaction.atomic():
            end_mandate(person=found.person, organisation=organisation, actor=person.actor)
            if found.person.pk != person.pk:
                tell_person(found.person, organisation, gettext_noop("U treedt niet meer op voor %(name)s."))
    except LastManager:
        messages.error(request, _last())
        return _shown(request, person, found, status=422)
    except ActsNot:
        raise Http404 from None
    messages.success(request, gettext("Deze persoon treedt niet meer op voor deze organisatie."))
    return back(organisation, person)


@require_POST
@door.of_organisation(HAND_OVER)
def hand(request: HttpRequest, person: Person, organisation: Organisation, member: int) -> HttpResponse:
    """Makes somebody the manager in one's own place."""
    found, form = _found(organisation, member), SureForm(request.POST, auto_id="over_%s")
    if not form.is_valid():
        return _shown(request, person, found, handing=form, status=422)
    try:
        with transaction.atomic():
            hand_over(person=person, to=found.person, organisation=organisation, actor=person.actor)
            tell_person(found.person, organisation, gettext_noop("U bent nu toegangsbeheerder van %(name)s."))
    except (ActsNot, AccountClosed):
        raise Http404 from None
    messages.success(request, gettext("U heeft de toegang overgedragen."))
    return back(organisation, person)


def _found(organisation: Organisation, number: int) -> Acting:
    """Somebody who acts for this organisation; anybody else is not there."""
    for one in acting_for(organisation):
        if one.person.pk == number:
            return one
    raise Http404


def _last() -> str:
    return gettext("Er moet een toegangsbeheerder blijven. Maak eerst iemand anders toegangsbeheerder.")


def _shown(
    request: HttpRequest,
    person: Person,
    found: Acting,
    *,
    form: FunctionsForm | None = None,
    ending: SureForm | None = None,
    handing: SureForm | None = None,
    status: int = 200,
) -> HttpResponse:
    organisation, is_me = found.organisation, found.person.pk == person.pk
    return framed(
        request,
        person,
        "mine/organisation_member.html",
        {
            "organisation": organisation,
            "member": member_line(found, person),
            "form": form
            or FunctionsForm(kind=organisation.kind, initial={"functions": list(found.functions)}),
            "ending": ending or SureForm(auto_id="einde_%s"),
            "handing": handing or SureForm(auto_id="over_%s"),
            "may_hand_over": not is_me
            and found.person.is_active
            and HAND_OVER.granted_for(person, organisation.pk),
        },
        status,
    )
