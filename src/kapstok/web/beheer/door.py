# SPDX-License-Identifier: EUPL-1.2
"""The door of the editors' pages: who is unknown signs in, who has no second factor sets it up, others are refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from kapstok.accounts.models import Person
from kapstok.accounts.queries import has_second_factor
from kapstok.accounts.rules import Permission
from kapstok.web.account.entrance import to_sign_in

View = Callable[..., HttpResponseBase]


def opened_by(permission: Permission) -> Callable[[View], View]:
    """Opens a view to whom the permission is granted, signed in with a second factor; it is kept in no cache."""

    def behind(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            if request.user.role and not has_second_factor(request.user):
                return HttpResponseRedirect(reverse("mfa_activate_totp"))
            if not permission.granted_to(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        # Read by the test that walks every address of the editors: what opens it.
        door.permission = permission  # type: ignore[attr-defined]
        return never_cache(door)

    return behind


def person(request: HttpRequest) -> Person:
    """Who is signed in; only behind the door."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def actor(request: HttpRequest) -> str:
    """Who is signed in, as the audit trail names them; only behind the door."""
    return person(request).actor
