# SPDX-License-Identifier: EUPL-1.2
"""What ends every session of somebody should leave the one in which they asked for it."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

from kapstok.accounts.models import Person


def stay(request: HttpRequest, person: Person) -> None:
    """Keeps this session, under a new key, after something that ended all sessions of this person."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    update_session_auth_hash(request, person)
    UserSession.objects.create_from_request(request)
