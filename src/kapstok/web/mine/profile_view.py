# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a profile have in common: where they are, what registers say, who wrote a version."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext

from kapstok.enterprises.layer import BY_EDITORS
from kapstok.enterprises.models import Enterprise, ProfileVersion
from kapstok.enterprises.own_words.content import Content
from kapstok.enterprises.own_words.layering import LAYERED
from kapstok.enterprises.own_words.queries import NOTHING_YET, content_of, version_of
from kapstok.regions.folder import RegionFolder
from kapstok.registers.queries import register_names
from kapstok.web.mine.profile_form import RegisterSays
from kapstok.web.mine.profile_lines import PartChange, changes
from kapstok.web.words import spoken

Trail = tuple[tuple[str, str], ...]


def trail(enterprise: Enterprise, *, inside: bool = True) -> Trail:
    """The way to a page of this profile; `inside`: the page lies below the profile's first one."""
    above = (
        (gettext("Overzicht"), reverse("mine")),
        (enterprise.name, reverse("mine_enterprise", args=[enterprise.slug])),
    )
    own = ((gettext("Profiel"), reverse("mine_profile", args=[enterprise.slug])),) if inside else ()
    return (*above, *own)


def registers_say(enterprise: Enterprise) -> dict[str, RegisterSays]:
    """What registers say now in the fields in which the enterprise may choose its own word, by the name of the fact."""
    names = register_names()
    return {
        field: RegisterSays(tuple(fact["value"] for fact in facts), source(facts[0], names))
        for field in LAYERED
        if (facts := enterprise.facts.get(field))
    }


def source(fact: dict[str, str], names: dict[str, str]) -> str:
    """Where a fact stands and since when: "PSO-Nederland, sinds 3 maart 2026"."""
    register = fact["register"]
    who = gettext("onze redactie") if register == BY_EDITORS else names.get(register, register)
    since = spoken(date.fromisoformat(fact["since"]))
    return gettext("%(register)s, sinds %(day)s") % {"register": who, "day": since}


def changed_since(
    enterprise: Enterprise, key: int, last: ProfileVersion | None, parts: tuple[str, ...]
) -> tuple[PartChange, ...]:
    """What colleagues changed in these parts since the version with this key (0: none) was read."""
    if key == (last.pk if last else 0):
        return ()
    return changes(_said(enterprise, key), content_of(last), parts)


def _said(enterprise: Enterprise, key: int) -> Content:
    return content_of(version_of(enterprise, key)) if key else NOTHING_YET


def moment(at: datetime) -> datetime:
    """A moment on the region's clock."""
    return at.astimezone(RegionFolder.current().region().timezone)
