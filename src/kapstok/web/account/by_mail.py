# SPDX-License-Identifier: EUPL-1.2
"""Signing in with a link by mail: asking for one, and opening it (mailed_link.md)."""

from __future__ import annotations

import uuid

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.ratelimit import consume_or_429
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kapstok.accounts.actions import UnusableAddress
from kapstok.accounts.arriving import arrive
from kapstok.accounts.mandates import AccountClosed
from kapstok.accounts.models import Person
from kapstok.notices.actions import notify
from kapstok.regions.folder import RegionFolder
from kapstok.web.account import links, mailed_link, mails
from kapstok.web.account.entrance import is_ours
from kapstok.web.account.forms import LinkForm
from kapstok.web.account.sign_in import entrance
from kapstok.web.house import page


@never_cache
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Mails a link to whatever address was given; the answer says nothing about it."""
    form = LinkForm(request.POST)
    if not form.is_valid():
        return entrance(request, form, status=422)
    email = form.cleaned_data["email"].lower()
    if refused := consume_or_429(request, action="mail_link", key=email):
        return refused  # type: ignore[no-any-return]
    further = request.POST.get("next", "")
    _mail(
        request,
        mailed_link.Asked(email=email, language=_language(), further=further if is_ours(further) else ""),
    )
    return HttpResponseRedirect(reverse("account_link_sent"))


@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return page(request, "account/link_sent.html", {"unlisted": True})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Shows a button; the button signs in."""
    if request.method != "POST":
        asked = mailed_link.asked_with(token)
        return _button(request, token, asked.email) if asked else _stale(request)
    if refused := consume_or_429(request, action="open_link"):
        return refused  # type: ignore[no-any-return]
    arrived = _arrived(token)
    if arrived is None:
        return _stale(request)
    person, further = arrived
    return let_in(request, person, further, "mailed_link")


def let_in(request: HttpRequest, person: Person, further: str, method: str) -> HttpResponse:
    """Signs somebody in who proved to have their address, by way of the second factor of who has one."""
    if request.user.is_authenticated:
        get_adapter().logout(request)
    record_authentication(request, person, method)
    return perform_login(request, Login(user=person, redirect_url=further or None))  # type: ignore[no-any-return]


@transaction.atomic
def _mail(request: HttpRequest, asked: mailed_link.Asked) -> None:
    address = links.in_full(reverse("account_link", args=[mailed_link.token(asked)]), request)
    subject, text = mails.sign_in_link(RegionFolder.current().region().name, address)
    notify(
        to=[asked.email], subject=subject, text=text, key=f"sign-in:{uuid.uuid4()}", language=asked.language
    )


@transaction.atomic
def _arrived(token: str) -> tuple[Person, str] | None:
    """Who comes in with this token, and which page they wanted; the token is used with it."""
    asked = mailed_link.use(token)
    if asked is None:
        return None
    try:
        return arrive(email=asked.email, language=asked.language), asked.further
    except (AccountClosed, UnusableAddress):
        return None


def _button(request: HttpRequest, token: str, email: str) -> HttpResponse:
    return page(request, "account/link.html", {"token": token, "email": email, "unlisted": True})


def _stale(request: HttpRequest) -> HttpResponse:
    """For a link that was used, is too old or was never ours, and for one to a closed account."""
    return page(request, "account/link_stale.html", {"unlisted": True}, status=410)


def _language() -> str:
    return (get_language() or "nl")[:2]
