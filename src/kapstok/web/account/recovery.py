# SPDX-License-Identifier: EUPL-1.2
"""The recovery codes of who has a second factor: shown until they are kept, as a page and as a file."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kapstok.web.account.entrance import after_signing_in
from kapstok.web.account.sign_in import freshly_proved
from kapstok.web.house import page

_UNLISTED = {"unlisted": True}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_proved
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, until the person says that they are kept; after that only how many are left."""
    kept = _codes(request)
    if request.method == "POST":
        kept.mark_as_viewed()
        return HttpResponseRedirect(after_signing_in(request.user))  # type: ignore[arg-type]
    left = kept.get_unused_codes()
    return page(
        request,
        "mfa/recovery_codes/index.html",
        {"codes": () if kept.did_view else left, "left": len(left), **_UNLISTED},
    )


@never_cache
@login_required
@require_safe
@freshly_proved
def codes_file(request: HttpRequest) -> HttpResponse:
    """The recovery codes as a text file; 404 once they were said to be kept."""
    kept = _codes(request)
    if kept.did_view:
        raise Http404
    title = gettext("Herstelcodes van %(issuer)s voor %(person)s") % {
        "issuer": get_adapter().get_totp_issuer(),
        "person": request.user,
    }
    lines = [title, gettext("Elke code werkt één keer."), "", *kept.get_unused_codes()]
    return HttpResponse(
        "\r\n".join(lines) + "\r\n",
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="herstelcodes.txt"'},
    )


def _codes(request: HttpRequest) -> RecoveryCodes:
    found = Authenticator.objects.filter(
        user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    if found is None:
        raise Http404
    return RecoveryCodes(found)
