# SPDX-License-Identifier: EUPL-1.2
"""Correcting the e-mail address of whoever works here."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST

from kapstok.accounts.actions import UnusableAddress
from kapstok.accounts.correcting import AddressTaken, change_email
from kapstok.accounts.models import Person
from kapstok.accounts.queries import colleagues
from kapstok.accounts.rules import MANAGE_PEOPLE
from kapstok.notices.actions import notify
from kapstok.regions.folder import RegionFolder
from kapstok.web.beheer import door


@require_POST
@door.opened_by(MANAGE_PEOPLE)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Gives somebody another address, and tells both addresses so."""
    person = get_object_or_404(colleagues(), pk=number)
    before, email = person.email, request.POST.get("email", "").strip()
    try:
        with transaction.atomic():
            changed = change_email(person=person, email=email, actor=door.actor(request))
            _tell_both(changed, before)
    except UnusableAddress:
        messages.error(request, gettext("Dit is geen e-mailadres. Er is niets veranderd."))
    except AddressTaken:
        messages.error(request, gettext("Iemand anders heeft dit e-mailadres al. Er is niets veranderd."))
    else:
        messages.success(
            request, gettext("Het e-mailadres is veranderd. Deze persoon meldt zich opnieuw aan.")
        )
    return HttpResponseRedirect(reverse("beheer_person", args=[person.pk]))


def _tell_both(person: Person, before: str) -> None:
    region = RegionFolder.current().region()
    with override(person.language):
        subject = gettext("Uw e-mailadres bij Kapstok %(region)s is veranderd") % {"region": region.name}
        text = gettext(
            "Een beheerder van Kapstok %(region)s gaf uw account een ander e-mailadres.\n\n"
            "Klopt dat niet? Mail dan meteen naar %(email)s.\n"
        ) % {"region": region.name, "email": region.email}
    notify(
        to=[before, person.email],
        subject=subject,
        text=text,
        key=f"address:{uuid.uuid4()}",
        language=person.language,
    )
