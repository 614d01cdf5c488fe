# SPDX-License-Identifier: EUPL-1.2
"""Editors hide a part of what an enterprise says of itself, or show it again, after it was published (README.md).

Nothing is changed or lost: the owners still see what they wrote, with the reason. They are told.
"""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext

from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.text import readable
from kapstok.enterprises.models import Enterprise, Moderation, Photo
from kapstok.enterprises.own_words import topics
from kapstok.enterprises.own_words.actions import project
from kapstok.enterprises.own_words.content import PARTS
from kapstok.enterprises.own_words.part_words import PHOTO, part_name
from kapstok.enterprises.own_words.queries import hidden
from kapstok.enterprises.ownership import parts_of, people_of
from kapstok.enterprises.placing import locked
from kapstok.notices.telling import Words, tell
from kapstok.search.actions import enqueue

LONGEST_REASON: Final = 500


class UnusableModeration(KapstokError):
    """There is no such part or photo, or no reason was given."""


class AlreadySo(KapstokError):
    """The part is hidden already, or shown already."""


@transaction.atomic
def hide(*, enterprise: Enterprise, part: str, reason: str, actor: str, page: str) -> Moderation:
    """Hides a part ("references") or a photo ("photo:12") from everybody but the owners, from this moment on.

    `page` is where its owners see it, without the prefix of a language; they are told, with the reason. It stays hidden
    when they edit it. Raises `UnusableModeration` and `AlreadySo`.
    """
    return _moderate(enterprise, part, True, reason, actor, page)


@transaction.atomic
def show(*, enterprise: Enterprise, part: str, reason: str, actor: str, page: str) -> Moderation:
    """Shows again what was hidden; as `hide` otherwise."""
    return _moderate(enterprise, part, False, reason, actor, page)


def _moderate(
    enterprise: Enterprise, part: str, is_hidden: bool, reason: str, actor: str, page: str
) -> Moderation:
    why = readable(reason)[:LONGEST_REASON]
    if not why:
        raise UnusableModeration("a reason is needed")
    known = locked(enterprise)
    photo = _photo(known, part)
    if (part in hidden(known)) is is_hidden:
        raise AlreadySo(f"{part} of {known.slug} is {'hidden' if is_hidden else 'shown'} already")
    made = Moderation.objects.create(
        enterprise=known,
        field=part,
        hidden=is_hidden,
        sha256=photo.sha256 if photo else "",
        reason=why,
        at=now(),
        actor=actor,
    )
    if photo is not None:
        photo.hidden_at = made.at if is_hidden else None
        photo.save(update_fields=["hidden_at"])
    record(actor, "hide own words" if is_hidden else "show own words", f"enterprise:{known.pk}", part=part)
    project(known)
    _tell(known, made, page)
    # A photo is searched by nobody, but pages that are remembered follow the queue.
    enqueue([str(known.pk)])
    return made


def _photo(known: Enterprise, part: str) -> Photo | None:
    """The photo that is meant, None where a part is; raises `UnusableModeration` where there is neither."""
    if part in PARTS:
        return None
    kind, _, number = part.partition(":")
    theirs = Photo.objects.filter(enterprise__in=parts_of(known))
    if kind == PHOTO and number.isascii() and number.isdigit() and len(number) < 19:
        found = theirs.filter(pk=int(number)).first()
        if found is not None:
            return found
    raise UnusableModeration("there is no such part of a profile")


def _tell(known: Enterprise, made: Moderation, page: str) -> None:
    def words() -> Words:
        about = {"part": part_name(made.field), "name": known.name, "reason": made.reason}
        if made.hidden:
            return Words(
                gettext("Niet meer getoond: %(part)s") % about,
                gettext(
                    "Op de pagina van %(name)s tonen wij %(part)s niet meer.\n\nDe reden: %(reason)s\n\n"
                    "U ziet zelf nog wat er staat. Pas het aan en laat het ons weten, dan kijken wij opnieuw."
                )
                % about,
            )
        return Words(
            gettext("Weer getoond: %(part)s") % about,
            gettext("Op de pagina van %(name)s tonen wij %(part)s weer.\n\nDe reden: %(reason)s") % about,
        )

    tell(
        people=people_of(known), topic=topics.MODERATION, key=f"moderation:{made.pk}", words=words, path=page
    )
