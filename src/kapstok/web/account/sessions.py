# SPDX-License-Identifier: EUPL-1.2
"""Where somebody is signed in, and ending that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.actions import end_sessions
from kapstok.accounts.models import Person
from kapstok.core.actions import record
from kapstok.regions.folder import RegionFolder
from kapstok.web.account.devices import parts
from kapstok.web.account.staying import stay
from kapstok.web.mine import door
from kapstok.web.mine.frame import framed


@dataclass(frozen=True)
class SessionLine:
    """A session in words; `here` is the one that asks."""

    number: int
    device: str
    since: str
    here: bool


@require_safe
@door.signed_in
def sessions(request: HttpRequest, person: Person) -> HttpResponse:
    """Every session of this person that still opens something, the newest first."""
    if not UserSession.objects.filter(session_key=request.session.session_key).exists():
        # It began before there was such a list.
        UserSession.objects.create_from_request(request)
    found = sorted(UserSession.objects.purge_and_list(person), key=lambda one: one.created_at, reverse=True)
    lines = [_line(one) for one in found]
    return framed(request, person, "account/sessions.html", {"sessions": lines, "others": _others(lines)})


@require_POST
@door.signed_in
def end_one(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Ends one session; 404 for another person's, and for one that has ended."""
    one = get_object_or_404(UserSession, pk=number, user=person)
    if not one.is_current():
        one.end()
        record(person.actor, "ended a session", person.actor)
        messages.success(request, gettext("Dat apparaat is afgemeld."))
    return HttpResponseRedirect(reverse("mine_account_sessions"))


@require_POST
@door.signed_in
def end_others(request: HttpRequest, person: Person) -> HttpResponse:
    """Ends every session of this person but this one."""
    end_sessions(person=person, actor=person.actor)
    stay(request, person)
    messages.success(request, gettext("U bent overal afgemeld, behalve hier."))
    return HttpResponseRedirect(reverse("mine_account_sessions"))


def _others(lines: list[SessionLine]) -> bool:
    return any(not line.here for line in lines)


def _line(one: UserSession) -> SessionLine:
    browser, machine = parts(one.user_agent)
    return SessionLine(
        number=one.pk,
        device=_in_words(browser, machine),
        since=_moment(one.created_at),
        here=one.is_current(),
    )


def _in_words(browser: str, machine: str) -> str:
    if browser and machine:
        return gettext("%(browser)s op %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or gettext("Onbekend apparaat")


def _moment(at: datetime) -> str:
    return date_format(localtime(at, RegionFolder.current().region().timezone), "j F Y, H:i")
