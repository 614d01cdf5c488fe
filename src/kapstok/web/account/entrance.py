# SPDX-License-Identifier: EUPL-1.2
"""Where signing in begins and where it leads: to pages of ours, never to another site."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from kapstok.accounts.models import Person

_LONGEST = 1_000


def to_sign_in(request: HttpRequest, home: str = "beheer") -> HttpResponseRedirect:
    """The way to sign in and back, for whoever is not signed in; `home`: where to, after a form that was sent."""
    # What was sent with a form is gone after signing in.
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse(home)
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': back})}")


def to_confirm(request: HttpRequest) -> HttpResponseRedirect:
    """The way to prove once more who one is, and back; for whoever signed in some time ago."""
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")


def is_ours(address: str) -> bool:
    """Whether an address that a stranger may have written is a path of this site, and nothing that a browser reads
    as another one: "//kwaad.example", "/\\kwaad.example", "https:kwaad.example".
    """
    return (
        address.startswith("/")
        and address.isprintable()
        and "\\" not in address
        and len(address) <= _LONGEST
        and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    )


def after_signing_in(person: Person) -> str:
    """The page on which somebody begins."""
    return reverse("beheer" if person.role else "mine")
