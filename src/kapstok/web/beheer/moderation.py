# SPDX-License-Identifier: EUPL-1.2
"""What enterprises say of themselves, read after it was published: the latest changes, and hiding a part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.queries import actor_names
from kapstok.enterprises.models import Enterprise, Moderation, Photo
from kapstok.enterprises.own_words.moderating import (
    LONGEST_REASON,
    AlreadySo,
    UnusableModeration,
    hide,
    show,
)
from kapstok.enterprises.own_words.queries import content_of, hidden, latest, moderation_log
from kapstok.enterprises.ownership import became, parts_of
from kapstok.enterprises.queries import NoSuchEnterprise, by_slug
from kapstok.enterprises.rules import MODERATE
from kapstok.enterprises.sync import catch_up
from kapstok.regions.folder import RegionFolder
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed
from kapstok.web.beheer.moderation_changes import changes_on
from kapstok.web.mine.profile_lines import said_in
from kapstok.web.mine.profile_sections import PART_TITLES
from kapstok.web.mine.profile_view import moment
from kapstok.web.pages import Pages

_ON_A_PAGE = 20
_IN_THE_LOG = 100
_PHOTO = "photo"


class HideForm(forms.Form):
    """Why a part is hidden, or shown again."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("De onderneming leest dit. Hoogstens 500 tekens."),
        error_messages={"required": gettext_lazy("Schrijf de reden op: de onderneming leest die.")},
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use_required_attribute = False


@dataclass(frozen=True)
class PartLine:
    """A part (or a photo) that can be hidden: what it is called, what it says, and why it is hidden now."""

    part: str
    title: str
    lines: tuple[str, ...]
    hidden_because: str
    form: HideForm


@dataclass(frozen=True)
class LogLine:
    """One thing that an editor did."""

    slug: str
    name: str
    part: str
    hidden: bool
    reason: str
    at: datetime
    who: str


@require_safe
@door.opened_by(MODERATE)
def profiles(request: HttpRequest) -> HttpResponse:
    """The latest changes of what enterprises say of themselves, the newest first."""
    found, at = changes_on(request.GET.get("pagina"), _ON_A_PAGE)
    here = reverse("beheer_profiles")
    pages = Pages.of(at.number, at.paginator.num_pages, lambda number: f"{here}?pagina={number}")
    return framed(request, "beheer/moderation.html", {"changed": found, "pages": pages})


@require_safe
@door.opened_by(MODERATE)
def log(request: HttpRequest) -> HttpResponse:
    """Everything that was hidden and shown again, the newest first."""
    shown = Paginator(moderation_log(), _IN_THE_LOG).get_page(request.GET.get("pagina"))
    here = reverse("beheer_profiles_log")
    pages = Pages.of(shown.number, shown.paginator.num_pages, lambda number: f"{here}?pagina={number}")
    return framed(request, "beheer/moderation_log.html", {"lines": log_lines(list(shown)), "pages": pages})


@require_safe
@door.opened_by(MODERATE)
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """All that one enterprise says of itself, part by part, and what was hidden of it."""
    return _shown(request, _found(slug))


@require_POST
@door.opened_by(MODERATE)
def moderate(request: HttpRequest, slug: str) -> HttpResponse:
    """Hides a part (`doen=verbergen`) or shows it again (`doen=tonen`), with the reason; its owners are told."""
    known, form, part = _found(slug), HideForm(request.POST), request.POST.get("deel", "")
    act = {"verbergen": hide, "tonen": show}.get(request.POST.get("doen", ""))
    if act is None:
        raise Http404
    if not form.is_valid():
        return _shown(request, known, (part, form), status=422)
    try:
        act(
            enterprise=known,
            part=part,
            reason=form.cleaned_data["reason"],
            actor=door.actor(request),
            page=f"/mijn/onderneming/{known.slug}/profiel",
        )
    except AlreadySo:
        messages.info(request, gettext("Dat deed een collega al."))
    except UnusableModeration:
        raise Http404 from None
    else:
        folder = RegionFolder.current()
        catch_up(folder, folder.region().today())
        done = gettext("Verborgen. De onderneming krijgt bericht, met de reden.")
        messages.success(
            request, done if act is hide else gettext("Weer te zien. De onderneming krijgt bericht.")
        )
    return HttpResponseRedirect(reverse("beheer_profiles_one", args=[known.slug]))


def log_lines(rows: list[Moderation]) -> list[LogLine]:
    """What editors did as lines, with their addresses; one more query."""
    who = actor_names(row.actor for row in rows)
    return [_log_line(row, who) for row in rows]


def _log_line(row: Moderation, who: Mapping[str, str]) -> LogLine:
    whole = became(row.enterprise)
    return LogLine(
        whole.slug, whole.name, _title(row.field), row.hidden, row.reason, moment(row.at), who[row.actor]
    )


def _title(part: str) -> str:
    kind, _, number = part.partition(":")
    return (
        gettext("Foto %(number)s") % {"number": number}
        if kind == _PHOTO
        else str(PART_TITLES.get(part, part))
    )


def _found(slug: str) -> Enterprise:
    try:
        return by_slug(slug)[0]
    except NoSuchEnterprise:
        raise Http404 from None


def _shown(
    request: HttpRequest, known: Enterprise, refused: tuple[str, HideForm] | None = None, status: int = 200
) -> HttpResponse:
    why = {part: row.reason for part, row in hidden(known).items()}
    said = [(each.part, each.title, each.lines) for each in said_in(content_of(latest(known)))]
    photos = Photo.objects.filter(enterprise__in=parts_of(known))
    pictures = [(f"{_PHOTO}:{photo.pk}", _title(f"{_PHOTO}:{photo.pk}"), (photo.alt,)) for photo in photos]
    lines = [
        PartLine(part, title, tuple(lines), why.get(part, ""), _form(part, refused))
        for part, title, lines in [*said, *pictures]
        if lines or part in why
    ]
    rows = moderation_log().filter(enterprise__in=parts_of(known))[:_IN_THE_LOG]
    shown = {"enterprise": known, "parts": lines, "log": log_lines(list(rows))}
    return framed(request, "beheer/moderation_one.html", shown, status)


def _form(part: str, refused: tuple[str, HideForm] | None) -> HideForm:
    if refused and refused[0] == part:
        refused[1].auto_id = f"{part}_%s"
        return refused[1]
    return HideForm(auto_id=f"{part}_%s")
