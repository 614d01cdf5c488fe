# SPDX-License-Identifier: EUPL-1.2
"""Who may work here: an administrator adds people, changes what they are, and closes their account."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts import actions
from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.accounts.queries import colleagues
from kapstok.accounts.rules import MANAGE_PEOPLE
from kapstok.notices.actions import notify
from kapstok.regions.folder import RegionFolder
from kapstok.web.account import links, mails
from kapstok.web.beheer import door
from kapstok.web.beheer.forms import PersonForm
from kapstok.web.beheer.frame import framed


@require_safe
@door.opened_by(MANAGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with a role, and a form to let somebody in."""
    return _list(request, PersonForm())


@require_POST
@door.opened_by(MANAGE_PEOPLE)
def add(request: HttpRequest) -> HttpResponse:
    """Lets somebody in, and mails the link with which they choose a password."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    email, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
    if colleagues().filter(email__iexact=email, is_active=True).exists():
        form.add_error("email", gettext("Deze persoon werkt al mee. Kies hem of haar in de lijst."))
        return _list(request, form, status=422)
    with transaction.atomic():
        person, _ = actions.add_person(email=email, role=role, actor=door.actor(request))
        _mail_link(request, person, actions.invite(person=person, actor=door.actor(request)))
    messages.success(
        request,
        gettext("%(email)s mag meewerken en krijgt een mail om een wachtwoord te kiezen.")
        % {"email": person.email},
    )
    return HttpResponseRedirect(reverse("beheer_people"))


@require_safe
@door.opened_by(MANAGE_PEOPLE)
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One person, and what an administrator may do about them."""
    return _one(request, _found(number))


@require_POST
@door.opened_by(MANAGE_PEOPLE)
def change_role(request: HttpRequest, number: int) -> HttpResponse:
    found = _found(number)
    given = request.POST.get("role", "")
    if given not in set(Role):
        return _one(request, found, status=422)
    try:
        actions.change_role(person=found, role=Role(given), actor=door.actor(request))
    except actions.LastAdministrator:
        return _last(request, found)
    messages.success(request, gettext("De rol is veranderd."))
    return _back(found)


@require_POST
@door.opened_by(MANAGE_PEOPLE)
def give_link(request: HttpRequest, number: int) -> HttpResponse:
    """Makes a link with which somebody chooses a password, and shows it: it is shown here only."""
    found = _found(number)
    if not found.is_active:
        return _back(found)
    key = actions.invite(person=found, actor=door.actor(request))
    return _one(request, found, link=links.choose_password(key, request))


@require_POST
@door.opened_by(MANAGE_PEOPLE)
def reset_second_factor(request: HttpRequest, number: int) -> HttpResponse:
    found = _found(number)
    actions.reset_second_factor(person=found, actor=door.actor(request))
    messages.success(
        request, gettext("De tweede stap is weggehaald. Bij het aanmelden stelt deze persoon een nieuwe in.")
    )
    return _back(found)


@require_POST
@door.opened_by(MANAGE_PEOPLE)
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Closes an account: whoever it is, is signed out everywhere at once."""
    found = _found(number)
    try:
        actions.deactivate(person=found, actor=door.actor(request))
    except actions.LastAdministrator:
        return _last(request, found)
    messages.success(request, gettext("Het account is gesloten."))
    return _back(found)


def _found(number: int) -> Person:
    return get_object_or_404(colleagues(), pk=number)


def _list(request: HttpRequest, form: PersonForm, status: int = 200) -> HttpResponse:
    return framed(request, "beheer/people.html", {"people": colleagues(), "form": form}, status)


def _one(request: HttpRequest, found: Person, *, link: str = "", status: int = 200) -> HttpResponse:
    return framed(request, "beheer/person.html", {"person": found, "link": link}, status)


def _back(found: Person) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("beheer_person", args=[found.pk]))


def _last(request: HttpRequest, found: Person) -> HttpResponse:
    messages.error(request, gettext("Dit is de laatste beheerder. Maak eerst iemand anders beheerder."))
    return _back(found)


def _mail_link(request: HttpRequest, found: Person, key: str) -> None:
    region = RegionFolder.current().region()
    subject, text = mails.invitation(region.name, links.choose_password(key, request))
    notify(
        to=[found.email],
        subject=subject,
        text=text,
        key=f"invitation:{uuid.uuid4()}",
        language=(get_language() or "nl")[:2],
    )
