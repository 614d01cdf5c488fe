# SPDX-License-Identifier: EUPL-1.2
"""What a buyer asks of enterprises: the question, to whom, and what was sent (kapstok/procurement/needs.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from kapstok.accounts.models import Person
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, EnterpriseSlug
from kapstok.enterprises.ownership import became
from kapstok.enterprises.standing import standing
from kapstok.procurement.models import Need, NeedSent
from kapstok.procurement.needs import TooManyToday, TooOftenToday
from kapstok.procurement.needs_queries import senders_of, sent_by
from kapstok.procurement.needs_sending import NotListed, send_need
from kapstok.procurement.queries import saved_slugs
from kapstok.procurement.rules import SEND_NEEDS
from kapstok.regions.folder import RegionFolder
from kapstok.web import contact
from kapstok.web.mine import door
from kapstok.web.mine.frame import framed
from kapstok.web.mine.needs_form import NeedForm
from kapstok.web.own_list import key_of
from kapstok.web.pages import Pages

_ON_A_PAGE = 20
_MOST_OFFERED = 60
_LONGEST_SLUG = 200
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class ToWhom:
    """An enterprise that a need was meant for: told or not, read or not, and how else to reach it."""

    slug: str
    name: str
    told: bool
    read_on: date | None
    ways: tuple[contact.Way, ...]


@dataclass(frozen=True)
class SentLine:
    """A need as its buyers see it."""

    title: str
    text: str
    organisation: str
    on: date
    answer_by: date | None
    to: tuple[ToWhom, ...]

    @property
    def undelivered(self) -> int:
        return sum(not one.told for one in self.to)


def _for_buyers(view: View) -> View:
    """Opens a view to who may ask something for an organisation; it gets `organisations=`, at least one."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, person: Person, **kwargs: Any) -> HttpResponseBase:
        organisations = list(senders_of(person))
        if not organisations:
            raise PermissionDenied
        return view(request, *args, person=person, organisations=organisations, **kwargs)

    opened = door.signed_in(inside)
    opened.permission = SEND_NEEDS  # type: ignore[attr-defined]
    return opened


@require_safe
@_for_buyers
def needs(request: HttpRequest, person: Person, organisations: list[Any]) -> HttpResponse:
    """What was asked for one's organisations, the newest first."""
    found = Paginator(sent_by(organisations), _ON_A_PAGE)
    shown = found.get_page(request.GET.get("pagina"))
    here = reverse("mine_needs")
    return framed(
        request,
        person,
        "mine/needs.html",
        {
            "trail": ((gettext("Overzicht"), reverse("mine")),),
            "lines": [_line(need) for need in shown.object_list],
            "pages": Pages.of(shown.number, found.num_pages, lambda number: f"{here}?pagina={number}"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@_for_buyers
def new_need(request: HttpRequest, person: Person, organisations: list[Any]) -> HttpResponse:
    """Asks something of enterprises that were found: those in the address, and those on one's list."""
    region = RegionFolder.current().region()
    today, rules = region.today(), ListingRules.of(region)
    chosen, offered, left_out = _offered(request, today, rules)
    form = NeedForm(
        request.POST if request.method == "POST" else None,
        organisations=organisations,
        offered=[(one.slug, one.name) for one in offered],
        today=today,
        initial={"enterprises": chosen},
    )
    status = 200
    if request.method == "POST":
        if form.is_valid() and (answer := _sent(request, person, organisations, form, offered)):
            return answer
        status = 422
    context = {
        "trail": ((gettext("Overzicht"), reverse("mine")), (gettext("Uw vragen"), reverse("mine_needs"))),
        "form": form,
        "offered": offered,
        "left_out": left_out,
    }
    return framed(request, person, "mine/need_new.html", context, status)


def _sent(
    request: HttpRequest, person: Person, organisations: list[Any], form: NeedForm, offered: list[Enterprise]
) -> HttpResponse | None:
    """Where to go once the need was sent; None where it was not, with the reason in the form."""
    region = RegionFolder.current().region()
    by_slug = {one.slug: one.pk for one in offered}
    wanted: list[UUID] = [by_slug[slug] for slug in form.cleaned_data["enterprises"]]
    whom = next(one for one in organisations if str(one.pk) == form.cleaned_data["organisation"])
    try:
        need = send_need(
            organisation=whom,
            person=person,
            given=form.given(),
            enterprises=wanted,
            day=region.today(),
            rules=ListingRules.of(region),
        )
    except TooManyToday:
        form.add_error(
            None, gettext("Uw organisatie vroeg vandaag genoeg ondernemingen. Probeer het morgen weer.")
        )
        return None
    except TooOftenToday as often:
        names = ", ".join(one.name for one in offered if one.pk in often.enterprises)
        form.add_error(
            "enterprises",
            gettext("Uw organisatie vroeg vandaag al drie keer iets aan %(names)s. Probeer het morgen weer.")
            % {"names": names},
        )
        return None
    except NotListed:
        form.add_error(
            "enterprises", gettext("Een van deze ondernemingen staat net niet meer in het aanbod.")
        )
        return None
    _tell_how_it_went(request, list(need.sent.all()))
    return HttpResponseRedirect(reverse("mine_needs"))


def _tell_how_it_went(request: HttpRequest, sent: list[NeedSent]) -> None:
    lost = sum(not one.told for one in sent)
    if lost < len(sent):
        messages.success(request, gettext("Uw vraag is verstuurd."))
    if lost:
        messages.warning(
            request,
            gettext(
                "Niet elke onderneming heeft hier een account. Hieronder staat wie u zelf moet benaderen."
            ),
        )


def _offered(
    request: HttpRequest, today: date, rules: ListingRules
) -> tuple[list[str], list[Enterprise], list[str]]:
    """The slugs that the address names, the enterprises to choose from by name, and the names of those not listed."""
    data: QueryDict = request.POST if request.method == "POST" else request.GET
    named = data.getlist("enterprises" if request.method == "POST" else "o")
    # Whoever unticks all of them can still tick one: the form says what it offered.
    before = data.getlist("offered")
    key = key_of(request)
    slugs = [
        slug for slug in (*named, *before, *(saved_slugs(key) if key else ())) if len(slug) <= _LONGEST_SLUG
    ]
    known = _known(list(dict.fromkeys(slugs))[:_MOST_OFFERED])
    listed = {
        one.enterprise.pk
        for one in standing([str(one.pk) for one in known.values()], today, rules)
        if one.is_listed
    }
    everyone = sorted({one.pk: one for one in known.values()}.values(), key=lambda one: one.name.casefold())
    chosen = [known[slug].slug for slug in named if slug in known and known[slug].pk in listed]
    return (
        chosen,
        [one for one in everyone if one.pk in listed],
        [one.name for one in everyone if one.pk not in listed and not one.withheld],
    )


def _known(slugs: Iterable[str]) -> dict[str, Enterprise]:
    """The enterprises at these addresses, or what they became, by the slug that was asked."""
    rows = EnterpriseSlug.objects.filter(slug__in=list(slugs)).select_related("enterprise__merged_into")
    return {row.slug: became(row.enterprise) for row in rows}


def _line(need: Need) -> SentLine:
    return SentLine(
        need.title,
        need.text,
        need.organisation.name,
        need.made_at.astimezone(RegionFolder.current().region().timezone).date(),
        need.answer_by,
        tuple(_to_whom(one) for one in need.sent.all()),
    )


def _to_whom(sent: NeedSent) -> ToWhom:
    enterprise = became(sent.enterprise)
    zone = RegionFolder.current().region().timezone
    return ToWhom(
        enterprise.slug,
        enterprise.name,
        sent.told > 0,
        sent.opened_at.astimezone(zone).date() if sent.opened_at else None,
        () if sent.told else _ways(enterprise),
    )


def _ways(enterprise: Enterprise) -> tuple[contact.Way, ...]:
    """How the registers say that it can be reached; nothing of one that is withheld."""
    makers = (("email", contact.email), ("phone", contact.phone), ("website", contact.website))
    if enterprise.withheld:
        return ()
    return tuple(make(value) for field, make in makers if (value := enterprise.value(field)))
