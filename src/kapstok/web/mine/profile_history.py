# SPDX-License-Identifier: EUPL-1.2
"""What an enterprise said before: each version with what it changed and who wrote it; any of them can come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.models import Person
from kapstok.accounts.queries import actor_names
from kapstok.enterprises.enums import VersionKind
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.actions import NoSuchVersion, undo
from kapstok.enterprises.own_words.queries import NOTHING_YET, Change, history, latest
from kapstok.enterprises.rules import EDIT_PROFILE
from kapstok.enterprises.sync import catch_up
from kapstok.regions.folder import RegionFolder
from kapstok.web.mine import door
from kapstok.web.mine.frame import framed
from kapstok.web.mine.profile_lines import PartChange, changes
from kapstok.web.mine.profile_view import moment, trail

_ON_THE_PAGE = 50


@dataclass(frozen=True)
class VersionLine:
    """One version: its key, when, who, why there is one, and what it changed; `is_last`: it is what is shown now."""

    key: int
    at: datetime
    who: str
    kind: str
    changes: tuple[PartChange, ...]
    is_last: bool


@require_safe
@door.of_enterprise(EDIT_PROFILE)
def versions(request: HttpRequest, *, person: Person, enterprise: Enterprise) -> HttpResponse:
    """The last fifty versions, the newest first."""
    found, last = history(enterprise, _ON_THE_PAGE + 1), latest(enterprise)
    who = actor_names(one.version.actor for one in found)
    before = [*(one.content for one in found[1:]), NOTHING_YET]
    lines = [
        VersionLine(
            one.version.pk,
            moment(one.version.at),
            _who(one, who),
            _kind(one),
            changes(earlier, one.content),
            last is not None and one.version.pk == last.pk,
        )
        for one, earlier in zip(found, before, strict=False)
    ]
    shown = {"enterprise": enterprise, "trail": trail(enterprise), "versions": lines[:_ON_THE_PAGE]}
    return framed(request, person, "mine/profile_history.html", shown)


@require_POST
@door.of_enterprise(EDIT_PROFILE)
def bring_back(request: HttpRequest, *, person: Person, enterprise: Enterprise, number: int) -> HttpResponse:
    """Makes an earlier version the last word again, as a new version."""
    try:
        undo(enterprise=enterprise, to=number, actor=person.actor)
    except NoSuchVersion:
        raise Http404 from None
    folder = RegionFolder.current()
    catch_up(folder, folder.region().today())
    messages.success(request, gettext("Teruggezet. Dit staat nu weer op uw openbare pagina."))
    return HttpResponseRedirect(reverse("mine_profile_history", args=[enterprise.slug]))


def _who(one: Change, names: Mapping[str, str]) -> str:
    """A colleague's address; of somebody who was erased no more than that."""
    name = names.get(one.version.actor, "")
    return (
        name
        if "@" in name
        else gettext("iemand van wie de gegevens zijn gewist")
        if name.startswith("person:")
        else name
    )


def _kind(one: Change) -> str:
    return {
        VersionKind.EDIT: "",
        VersionKind.UNDO: gettext("eerdere versie teruggezet"),
        VersionKind.REGISTER: gettext("overgenomen van het register"),
        VersionKind.ERASURE: gettext("gegevens van een persoon gewist"),
    }[VersionKind(one.version.kind)]
