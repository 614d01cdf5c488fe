# SPDX-License-Identifier: EUPL-1.2
"""Where enterprises are, as far as editors know better than the registers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.queries import actor_names
from kapstok.core.errors import KapstokError
from kapstok.core.text import squeeze
from kapstok.enterprises.assembling import Profile
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, PlaceCorrection
from kapstok.enterprises.placing import NothingSaid, correct_place, withdraw_place
from kapstok.enterprises.queries import (
    NoSuchEnterprise,
    by_slug,
    named,
    place_corrections,
    profile_by_registers,
    unplaced,
)
from kapstok.enterprises.rules import CORRECT_PLACES
from kapstok.enterprises.sync import catch_up
from kapstok.regions.folder import RegionFolder
from kapstok.regions.gazetteer import gazetteer
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed
from kapstok.web.beheer.place_form import PlaceForm, ReasonForm
from kapstok.web.pages import Pages
from kapstok.web.rows import municipality_name, place

_ON_A_PAGE = 25
_MOST_FOUND = 20
_LAST_SAID = 50


@dataclass(frozen=True)
class Unplaced:
    """An enterprise with a label whose place nobody knows, and why not."""

    slug: str
    name: str
    why: str


@dataclass(frozen=True)
class SaidLine:
    """One thing that an editor said of a place; `is_last`: it counts, unless it takes something back."""

    slug: str
    name: str
    where: str
    on: date
    who: str
    reason: str
    is_last: bool


@require_safe
@door.opened_by(CORRECT_PLACES)
def places(request: HttpRequest) -> HttpResponse:
    """First what is nowhere, then what editors said; any other enterprise is found by its name."""
    waiting = Paginator(unplaced(), _ON_A_PAGE)
    shown = waiting.get_page(request.GET.get("pagina"))
    asked = squeeze(request.GET.get("naam", ""))[:100]
    here = reverse("beheer_places")
    return framed(
        request,
        "beheer/places.html",
        {
            "waiting": [
                Unplaced(one.slug, one.name, why_unknown(one.value("city"))) for one in shown.object_list
            ],
            "total": waiting.count,
            "pages": Pages.of(shown.number, waiting.num_pages, lambda number: f"{here}?pagina={number}"),
            "said": said_lines(place_corrections()[:_LAST_SAID]),
            "asked": asked,
            "found": list(named(asked)[:_MOST_FOUND]) if asked else [],
        },
    )


@require_safe
@door.opened_by(CORRECT_PLACES)
def one_place(request: HttpRequest, slug: str) -> HttpResponse:
    """One enterprise: where its registers say it is, what was said since, and the question where it really is."""
    known, moved = _found(slug)
    if moved:
        return HttpResponseRedirect(reverse("beheer_place", args=[known.slug]))
    return _shown(request, known)


@require_POST
@door.opened_by(CORRECT_PLACES)
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """Says where an enterprise is; pages and search show it when the answer comes."""
    folder, (known, _) = RegionFolder.current(), _found(slug)
    registers = _by_registers(known)
    form = PlaceForm(request.POST, candidates=registers.location.candidates)
    if not form.is_valid():
        return _shown(request, known, form, status=422)
    region = folder.region()
    try:
        correct_place(
            enterprise=known,
            place=form.place(),
            reason=form.cleaned_data["reason"],
            actor=door.actor(request),
            day=region.today(),
            rules=ListingRules.of(region),
        )
    except KapstokError as error:
        messages.error(
            request, gettext("Dat lukte niet: %(reason)s. Er is niets veranderd.") % {"reason": error}
        )
    else:
        catch_up(folder, region.today())
        messages.success(
            request, gettext("U zei waar %(name)s zit. De site volgt dat meteen.") % {"name": known.name}
        )
    return HttpResponseRedirect(reverse("beheer_place", args=[known.slug]))


@require_POST
@door.opened_by(CORRECT_PLACES)
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Takes back what editors said of a place."""
    folder, (known, _) = RegionFolder.current(), _found(slug)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _shown(request, known, withdrawing=form, status=422)
    region = folder.region()
    try:
        withdraw_place(
            enterprise=known,
            reason=form.cleaned_data["reason"],
            actor=door.actor(request),
            day=region.today(),
            rules=ListingRules.of(region),
        )
    except NothingSaid:
        messages.warning(request, gettext("Iemand anders trok deze correctie al in."))
    else:
        catch_up(folder, region.today())
        messages.success(request, gettext("De correctie is ingetrokken. Het register telt weer."))
    return HttpResponseRedirect(reverse("beheer_place", args=[known.slug]))


def why_unknown(city: str | None) -> str:
    """Why nobody knows where an enterprise is, from the place that its registers name."""
    found = gazetteer().locate(city=city)
    if not city:
        return gettext("Het register noemt geen plaats.")
    if found.candidates:
        names = [gazetteer().municipality(code).name for code in found.candidates]
        return gettext("“%(city)s” kan in deze gemeenten liggen: %(names)s.") % {
            "city": city,
            "names": ", ".join(names),
        }
    return gettext("“%(city)s” staat niet in onze lijst met plaatsen.") % {"city": city}


def said_lines(corrections: Iterable[PlaceCorrection]) -> list[SaidLine]:
    """What was said, with the addresses of who said it; one more query."""
    rows = list(corrections)
    who = actor_names(row.actor for row in rows)
    return [_said_line(row, who) for row in rows]


def _said_line(row: PlaceCorrection, who: Mapping[str, str]) -> SaidLine:
    enterprise = row.entry.membership.enterprise
    return SaidLine(
        slug=enterprise.slug,
        name=enterprise.name,
        where=_where(row),
        on=row.day,
        who=who.get(row.actor, row.actor),
        reason=row.reason,
        is_last=bool(getattr(row, "is_last", False)),
    )


def _where(row: PlaceCorrection) -> str:
    if not row.municipality:
        return ""
    parts = [row.street, f"{row.postcode[:4]}\N{NO-BREAK SPACE}{row.postcode[4:]}".strip(), row.city]
    home = municipality_name(row.municipality)
    return ", ".join([*(part for part in parts if part), *([] if row.city == home else [home])])


def _found(slug: str) -> tuple[Enterprise, bool]:
    try:
        return by_slug(slug)
    except NoSuchEnterprise:
        raise Http404 from None


def _by_registers(known: Enterprise) -> Profile:
    region = RegionFolder.current().region()
    found = profile_by_registers(known, region.today(), ListingRules.of(region))
    if found is None:
        raise Http404
    return found


def _shown(
    request: HttpRequest,
    known: Enterprise,
    form: PlaceForm | None = None,
    withdrawing: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    registers = _by_registers(known)
    location = registers.location
    history = place_corrections().filter(entry__membership__enterprise=known)
    return framed(
        request,
        "beheer/place.html",
        {
            "enterprise": known,
            "now": place(known.value("city"), known.municipality),
            "said_on": known.place_said_on,
            "registers": [
                (fact.value, fact.register)
                for field in ("street", "postcode", "city")
                for fact in registers.facts.get(field, ())
            ],
            "by_registers": municipality_name(location.municipality),
            "why": "" if location.municipality else why_unknown(registers.value("city")),
            "said": said_lines(history),
            "form": form or PlaceForm(candidates=location.candidates),
            "withdrawing": withdrawing or ReasonForm(auto_id="intrekken_%s"),
            "municipalities": [one.name for one in gazetteer().municipalities()],
        },
        status,
    )
