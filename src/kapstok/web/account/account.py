# SPDX-License-Identifier: EUPL-1.2
"""What somebody may do for themselves: password, second factor, recovery codes, language."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.models import Person
from kapstok.accounts.writing_to import write_in
from kapstok.web.mine import door
from kapstok.web.mine.frame import framed


@require_safe
@door.signed_in
def account(request: HttpRequest, person: Person) -> HttpResponse:
    own = {one.type: one for one in Authenticator.objects.filter(user=person)}
    codes = own.get(Authenticator.Type.RECOVERY_CODES)
    factor = own.get(Authenticator.Type.TOTP)
    return framed(
        request,
        person,
        "account/account.html",
        {
            "since": factor.created_at if factor else None,
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
            "has_password": person.has_usable_password(),
            "languages": settings.LANGUAGES,
        },
    )


@require_POST
@door.signed_in
def choose_language(request: HttpRequest, person: Person) -> HttpResponse:
    """In which language somebody is written to; what is none of ours changes nothing."""
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        write_in(person=person, language=language, actor=person.actor)
        messages.success(request, gettext("Wij schrijven u voortaan in deze taal."))
    return HttpResponseRedirect(reverse("mine_account"))
