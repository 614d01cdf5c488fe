# SPDX-License-Identifier: EUPL-1.2
"""The photos of one's own enterprise: to add, describe, put in order and take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kapstok.accounts.models import Person
from kapstok.enterprises.models import Enterprise, Photo
from kapstok.enterprises.own_words import photos as own_photos
from kapstok.enterprises.own_words.media import Busy
from kapstok.enterprises.own_words.picture_words import LARGEST_FILE, Fault, UnusablePicture
from kapstok.enterprises.own_words.queries import hidden
from kapstok.enterprises.rules import EDIT_PROFILE
from kapstok.enterprises.sync import catch_up
from kapstok.regions.folder import RegionFolder
from kapstok.web.mine import door
from kapstok.web.mine.frame import framed
from kapstok.web.mine.profile_view import trail
from kapstok.web.photos import media
from kapstok.web.scan_upload import said_size, throw_away

_FILE: Final = "bestand"
_ALT: Final = "beschrijving"
_NOT_SAID: Final = gettext_lazy("Schrijf wat er op de foto te zien is, in hoogstens 200 tekens.")
_FULL: Final = gettext_lazy("Er staan al acht foto’s. Haal er eerst een weg.")
_GONE: Final = gettext_lazy("Deze foto is er niet meer.")
_FAULTS: Final[Mapping[Fault, str | Promise]] = {
    Fault.TOO_LARGE: gettext_lazy("Dit bestand is te groot. Kies een foto van hoogstens 10 MB."),
    Fault.TOO_MANY_PIXELS: gettext_lazy(
        "Deze foto heeft te veel beeldpunten. Maak haar kleiner, tot 40 megapixel."
    ),
    Fault.TOO_SMALL: gettext_lazy(
        "Deze foto is te klein. Kies er een die minstens 200 beeldpunten breed en hoog is."
    ),
    Fault.TOO_NARROW: gettext_lazy(
        "Deze foto is te smal. Kies er een die hoogstens vijf keer zo breed als hoog is, of zo hoog als breed."
    ),
    Fault.NOT_A_PICTURE: gettext_lazy("Dit is geen foto die wij kunnen lezen. Kies een JPEG, PNG of WebP."),
    Fault.BROKEN: gettext_lazy("Deze foto is beschadigd. Kies een andere, of bewaar haar opnieuw."),
}


@dataclass(frozen=True)
class OwnPhoto:
    """A photo as its owner sees it; `hidden`: why editors do not show it, where they do not."""

    number: int
    alt: str
    src: str
    width: int
    height: int
    hidden: str
    first: bool
    last: bool


@dataclass(frozen=True)
class Tried:
    """A photo that could not be added: what was said of it, and what is wrong with the file and with that."""

    alt: str = ""
    file_fault: str = ""
    alt_fault: str = ""
    status: int = 422


# The token of the form is asked for after the size of what comes was looked at: `_received`.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@door.of_enterprise(EDIT_PROFILE)
def photos(request: HttpRequest, *, person: Person, enterprise: Enterprise) -> HttpResponse:
    """All photos, also those that are not shown, and a form to add one."""
    if request.method != "POST":
        return _shown(request, person, enterprise)
    if said_size(request) > LARGEST_FILE:
        throw_away(request)
        return _shown(request, person, enterprise, _refused(Fault.TOO_LARGE, "", 413))
    return _received(request, person, enterprise)


@csrf_protect
def _received(request: HttpRequest, person: Person, enterprise: Enterprise) -> HttpResponse:
    alt, sent = request.POST.get(_ALT, ""), request.FILES.get(_FILE)
    if sent is None:
        nothing = Tried(alt, file_fault=gettext("Kies een foto."))
        return _shown(request, person, enterprise, nothing)
    refused = _tried(enterprise, sent.read(LARGEST_FILE + 1), alt, person.actor)
    if refused is not None:
        return _shown(request, person, enterprise, refused)
    messages.success(request, gettext("De foto staat op uw pagina."))
    return _after(enterprise)


def _tried(enterprise: Enterprise, content: bytes, alt: str, actor: str) -> Tried | None:
    """Adds a photo; what went wrong, where something did."""
    try:
        own_photos.add(enterprise=enterprise, content=content, alt=alt, actor=actor, media=media())
    except UnusablePicture as unusable:
        return _refused(unusable.fault, alt)
    except own_photos.NotDescribed:
        return Tried(alt, alt_fault=str(_NOT_SAID))
    except own_photos.TooManyPhotos:
        return Tried(alt, file_fault=str(_FULL))
    except own_photos.SamePhoto:
        return Tried(alt, file_fault=gettext("Deze foto staat al op uw pagina."))
    except own_photos.HiddenPhoto:
        return Tried(
            alt, file_fault=gettext("Deze foto heeft onze redactie verborgen. Kies een andere foto.")
        )
    except Busy:
        return Tried(alt, file_fault=gettext("Het is nu druk. Probeer het zo nog eens."), status=503)
    return None


def _refused(fault: Fault, alt: str, status: int = 422) -> Tried:
    return Tried(alt, file_fault=str(_FAULTS[fault]), status=status)


@require_POST
@door.of_enterprise(EDIT_PROFILE)
def photo(request: HttpRequest, *, person: Person, enterprise: Enterprise, number: int) -> HttpResponse:
    """Changes one photo: `doen` is `beschrijven`, `naar-voren`, `naar-achteren` or `weghalen`."""
    act = _ACTS.get(request.POST.get("doen", ""))
    if act is None:
        raise Http404
    try:
        said = act(enterprise, number, request.POST.get(_ALT, ""), person.actor)
    except own_photos.NoSuchPhoto:
        messages.warning(request, str(_GONE))
    except own_photos.NotDescribed:
        messages.error(request, str(_NOT_SAID))
    else:
        messages.success(request, said)
    return _after(enterprise)


@require_safe
@door.of_enterprise(EDIT_PROFILE)
def file(request: HttpRequest, *, person: Person, enterprise: Enterprise, number: int) -> HttpResponse:
    """The smaller form of one photo for its owner, also when it is not shown."""
    found = own_photos.photos_of(enterprise).filter(pk=number).first()
    if found is None:
        raise Http404
    try:
        content = media().file(found.sha256, small=True).read_bytes()
    except FileNotFoundError:
        raise Http404 from None
    return HttpResponse(content, content_type="image/webp")


def _describe(enterprise: Enterprise, number: int, alt: str, actor: str) -> str:
    own_photos.describe(enterprise=enterprise, number=number, alt=alt, actor=actor)
    return gettext("De beschrijving is bewaard.")


def _forward(enterprise: Enterprise, number: int, _alt: str, actor: str) -> str:
    own_photos.move(enterprise=enterprise, number=number, forward=True, actor=actor)
    return gettext("De volgorde is veranderd.")


def _back(enterprise: Enterprise, number: int, _alt: str, actor: str) -> str:
    own_photos.move(enterprise=enterprise, number=number, forward=False, actor=actor)
    return gettext("De volgorde is veranderd.")


def _remove(enterprise: Enterprise, number: int, _alt: str, actor: str) -> str:
    own_photos.remove(enterprise=enterprise, number=number, actor=actor)
    return gettext("De foto is weggehaald.")


_ACTS: Final[Mapping[str, Callable[[Enterprise, int, str, str], str]]] = {
    "beschrijven": _describe,
    "naar-voren": _forward,
    "naar-achteren": _back,
    "weghalen": _remove,
}


def _shown(
    request: HttpRequest, person: Person, enterprise: Enterprise, tried: Tried | None = None
) -> HttpResponse:
    theirs = list(own_photos.photos_of(enterprise))
    off = hidden(enterprise)
    context = {
        "enterprise": enterprise,
        "trail": trail(enterprise),
        "photos": [
            _own(
                enterprise,
                one,
                place,
                len(theirs),
                off[f"photo:{one.pk}"].reason if f"photo:{one.pk}" in off else "",
            )
            for place, one in enumerate(theirs)
        ],
        "left": max(own_photos.MOST - len(theirs), 0),
        "most": LARGEST_FILE,
        "tried": tried or Tried(),
    }
    return framed(request, person, "mine/photos.html", context, tried.status if tried else 200)


def _own(enterprise: Enterprise, one: Photo, place: int, of: int, reason: str) -> OwnPhoto:
    return OwnPhoto(
        number=one.pk,
        alt=one.alt,
        src=reverse("mine_photos_file", args=[enterprise.slug, one.pk]),
        width=one.width,
        height=one.height,
        hidden=reason,
        first=place == 0,
        last=place == of - 1,
    )


def _after(enterprise: Enterprise) -> HttpResponseRedirect:
    folder = RegionFolder.current()
    catch_up(folder, folder.region().today())
    return HttpResponseRedirect(reverse("mine_photos", args=[enterprise.slug]))
