# SPDX-License-Identifier: EUPL-1.2
"""The doors of the pages of who has signed in: to themselves, to an organisation, to an enterprise."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache

from kapstok.accounts.models import Organisation, Person
from kapstok.accounts.queries import has_second_factor
from kapstok.accounts.rules import Permission
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.ownership import may
from kapstok.enterprises.queries import NoSuchEnterprise, by_slug
from kapstok.web.account.entrance import to_sign_in

View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """Opens a view to everybody who has signed in; it gets `person=`, and is kept in no cache.

    Who has a role, or a password, and no second factor sets that up first: a role counts here too.
    """

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, Person):
            return to_sign_in(request, "mine")
        asks_two_steps = bool(request.user.role) or request.user.has_usable_password()
        if asks_two_steps and not has_second_factor(request.user):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return view(request, *args, person=request.user, **kwargs)

    door.permission = None  # type: ignore[attr-defined]
    return never_cache(door)


def of_organisation(permission: Permission) -> Callable[[View], View]:
    """Opens a view of an organisation (by `number` in its address) to who may; it gets `person=`, `organisation=`."""

    def behind(view: View) -> View:
        @wraps(view)
        def inside(
            request: HttpRequest, *args: Any, person: Person, number: int, **kwargs: Any
        ) -> HttpResponseBase:
            organisation = get_object_or_404(Organisation, pk=number, closed_at=None)
            if not permission.granted_for(person, organisation.pk):
                raise PermissionDenied
            return view(request, *args, person=person, organisation=organisation, **kwargs)

        return _told(signed_in(inside), permission)

    return behind


def of_enterprise(permission: Permission) -> Callable[[View], View]:
    """Opens a view of an enterprise (by `slug` in its address) to who may; it gets `person=` and `enterprise=`."""

    def behind(view: View) -> View:
        @wraps(view)
        def inside(
            request: HttpRequest, *args: Any, person: Person, slug: str, **kwargs: Any
        ) -> HttpResponseBase:
            enterprise = known(slug)
            if not may(permission, person, enterprise):
                raise PermissionDenied
            return view(request, *args, person=person, enterprise=enterprise, **kwargs)

        return _told(signed_in(inside), permission)

    return behind


def known(slug: str) -> Enterprise:
    """The enterprise at an address, or what it became; 404 for none."""
    try:
        return by_slug(slug)[0]
    except NoSuchEnterprise:
        raise Http404 from None


def _told(door: View, permission: Permission) -> View:
    # Read by the test that walks every address: what opens it.
    door.permission = permission  # type: ignore[attr-defined]
    return door
