# SPDX-License-Identifier: EUPL-1.2
"""What somebody may do for themselves: password, second factor, recovery codes, signing out elsewhere."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.actions import end_sessions
from kapstok.accounts.rules import ENTER
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed


@require_safe
@door.opened_by(ENTER)
def account(request: HttpRequest) -> HttpResponse:
    person = door.person(request)
    own = {one.type: one for one in Authenticator.objects.filter(user=person)}
    codes = own.get(Authenticator.Type.RECOVERY_CODES)
    return framed(
        request,
        "beheer/account.html",
        {
            "person": person,
            "since": own[Authenticator.Type.TOTP].created_at,
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        },
    )


@require_POST
@door.opened_by(ENTER)
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """Ends every session of this person but this one."""
    person = door.person(request)
    end_sessions(person=person, actor=door.actor(request))
    update_session_auth_hash(request, person)
    messages.success(request, gettext("U bent overal afgemeld, behalve hier."))
    return HttpResponseRedirect(reverse("beheer_account"))
