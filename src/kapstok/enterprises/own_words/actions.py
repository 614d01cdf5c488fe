# SPDX-License-Identifier: EUPL-1.2
"""What an enterprise says of itself, saved and taken back by its owners, and the registers' newer word on it.

Each is one transaction that holds the enterprise: a version, what is shown of it, its line in the audit trail, and
last its place in the queue of the search index. A sync writes none of this.
"""

from __future__ import annotations

from django.db import transaction

from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.enterprises.enums import VersionKind
from kapstok.enterprises.models import Enterprise, OwnWords, ProfileVersion
from kapstok.enterprises.own_words import layering
from kapstok.enterprises.own_words.content import Content, check
from kapstok.enterprises.own_words.queries import content_of, hidden, latest, version_of
from kapstok.enterprises.ownership import became
from kapstok.enterprises.placing import locked
from kapstok.search.actions import enqueue


class ChangedMeanwhile(KapstokError):
    """Somebody else saved since the page was opened; nothing of theirs is lost, and nothing was written."""


class NoSuchVersion(KapstokError):
    """The version that was asked for is not one of this enterprise."""


class NothingOffered(KapstokError):
    """No register says something newer in this field than what the enterprise chose its own word over."""


@transaction.atomic
def save(
    *, enterprise: Enterprise, content: Content, actor: str, based_on: int | None = None
) -> ProfileVersion:
    """Makes this what the enterprise says of itself; where it says so already, nothing is written.

    `based_on` is the key of the version that the page showed (0: none): another one since raises `ChangedMeanwhile`.
    What the content stands over (`over`) is found here, whatever it has. Raises `UnusableContent`.
    """
    check(content)
    known = locked(enterprise)
    last = latest(known)
    if based_on is not None and based_on != (last.pk if last else 0):
        raise ChangedMeanwhile("somebody else saved since this page was opened")
    laid = layering.layered(content, content_of(last), known.facts)
    return _put(known, last, laid, VersionKind.EDIT, actor)


@transaction.atomic
def undo(*, enterprise: Enterprise, to: int, actor: str) -> ProfileVersion:
    """Makes what an earlier version (by its key) said the last word again. Raises `NoSuchVersion`."""
    known = locked(enterprise)
    earlier = version_of(known, to)
    if earlier is None:
        raise NoSuchVersion(f"{to} is no version of {known.slug}")
    return _put(known, latest(known), content_of(earlier), VersionKind.UNDO, actor)


@transaction.atomic
def take_over(*, enterprise: Enterprise, field: str, actor: str) -> ProfileVersion:
    """Lets the register's newer word count in a field, instead of the enterprise's own. Raises `NothingOffered`."""
    known = locked(enterprise)
    last, content = _offered(known, field)
    return _put(known, last, layering.taken_over(content, field), VersionKind.REGISTER, actor)


@transaction.atomic
def keep(*, enterprise: Enterprise, field: str, actor: str) -> ProfileVersion:
    """Stays with the enterprise's own word in a field for which a register offers another. Raises `NothingOffered`."""
    known = locked(enterprise)
    last, content = _offered(known, field)
    return _put(known, last, layering.kept(content, known.facts, field), VersionKind.EDIT, actor)


def _offered(known: Enterprise, field: str) -> tuple[ProfileVersion | None, Content]:
    last = latest(known)
    content = content_of(last)
    if field not in {offer.field for offer in layering.offers(content, known.facts)}:
        raise NothingOffered(f"no register offers something newer for {field!r}")
    return last, content


def _put(
    known: Enterprise, last: ProfileVersion | None, content: Content, kind: VersionKind, actor: str
) -> ProfileVersion:
    """A new version, if it says something new; the caller holds the enterprise."""
    if last is not None and content_of(last) == content:
        return last
    made = add_version(known, content, kind, actor)
    record(actor, "save profile", f"enterprise:{known.pk}", version=made.number, kind=kind.value)
    project(known)
    enqueue([str(known.pk)])
    return made


def add_version(known: Enterprise, content: Content, kind: VersionKind, actor: str) -> ProfileVersion:
    """The next version of an enterprise; the caller holds it, and projects and queues it."""
    numbers = (
        ProfileVersion.objects.filter(enterprise=known).order_by("-number").values_list("number", flat=True)
    )
    return ProfileVersion.objects.create(
        enterprise=known,
        number=(numbers.first() or 0) + 1,
        content=content.plain(),
        kind=kind.value,
        at=now(),
        actor=actor,
    )


def project(known: Enterprise) -> None:
    """Brings what is shown of an enterprise in line with its last version and with what editors hide."""
    last = latest(known)
    if last is None:
        return
    shown = content_of(last).without(frozenset(hidden(became(known))))
    OwnWords.objects.update_or_create(
        enterprise_id=last.enterprise_id,
        defaults={"version": last.number, "content": shown.plain(), "at": last.at},
    )
