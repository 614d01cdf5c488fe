# SPDX-License-Identifier: EUPL-1.2
"""What buyers asked of one enterprise, for who acts for it; reading it is said with a button (procurement/needs.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.models import Person
from kapstok.enterprises.models import Enterprise
from kapstok.procurement.models import NeedSent
from kapstok.procurement.needs_queries import received_by
from kapstok.procurement.needs_sending import say_read
from kapstok.procurement.rules import READ_NEEDS
from kapstok.regions.folder import RegionFolder
from kapstok.web import contact
from kapstok.web.mine import door
from kapstok.web.mine.frame import framed
from kapstok.web.pages import Pages

_ON_A_PAGE = 20


@dataclass(frozen=True)
class ReceivedLine:
    """A need as an enterprise sees it; `answer` is where to write to, None where the buyer is gone."""

    number: int
    title: str
    text: str
    organisation: str
    on: date
    answer_by: date | None
    answer: contact.Way | None
    read_on: date | None


@require_safe
@door.of_enterprise(READ_NEEDS)
def received(request: HttpRequest, person: Person, enterprise: Enterprise) -> HttpResponse:
    """The needs, the newest first."""
    found = Paginator(received_by(enterprise), _ON_A_PAGE)
    shown = found.get_page(request.GET.get("pagina"))
    here = reverse("mine_enterprise_needs", args=[enterprise.slug])
    return framed(
        request,
        person,
        "mine/needs_received.html",
        {
            "enterprise": enterprise,
            "trail": (
                (gettext("Overzicht"), reverse("mine")),
                (enterprise.name, reverse("mine_enterprise", args=[enterprise.slug])),
            ),
            "lines": [_line(sent) for sent in shown.object_list],
            "pages": Pages.of(shown.number, found.num_pages, lambda number: f"{here}?pagina={number}"),
        },
    )


@require_POST
@door.of_enterprise(READ_NEEDS)
def read(request: HttpRequest, person: Person, enterprise: Enterprise, number: int) -> HttpResponse:
    """Tells the buyer that the need was read."""
    sent = get_object_or_404(received_by(enterprise), pk=number)
    if say_read(sent=sent, actor=person.actor):
        messages.success(request, gettext("De inkoper ziet nu dat u de vraag las."))
    return HttpResponseRedirect(reverse("mine_enterprise_needs", args=[enterprise.slug]) + f"#vraag-{number}")


def _line(sent: NeedSent) -> ReceivedLine:
    need, zone = sent.need, RegionFolder.current().region().timezone
    return ReceivedLine(
        sent.pk,
        need.title,
        need.text,
        need.organisation.name,
        need.made_at.astimezone(zone).date(),
        need.answer_by,
        contact.email(need.email) if need.email else None,
        sent.opened_at.astimezone(zone).date() if sent.opened_at else None,
    )
