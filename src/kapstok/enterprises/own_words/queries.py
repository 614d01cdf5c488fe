# SPDX-License-Identifier: EUPL-1.2
"""What enterprises say of themselves, as pages, editors and the search index ask for it.

After a merge the words of a part are those of the whole, as long as the whole has none of its own (README.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from kapstok.enterprises.models import Enterprise, Moderation, OwnWords, ProfileVersion
from kapstok.enterprises.own_words import layering
from kapstok.enterprises.own_words.content import Content, stored
from kapstok.enterprises.ownership import parts_of

NOTHING_YET: Final = Content()
_PAST_ANY_KEY: Final = 2**63


@dataclass(frozen=True)
class ShownWords:
    """What is shown of an enterprise's own words, and when it was last changed."""

    content: Content
    at: datetime


@dataclass(frozen=True)
class Change:
    """One version, what it says, and which parts say something else than in the version before it."""

    version: ProfileVersion
    content: Content
    parts: tuple[str, ...]


def latest(enterprise: Enterprise) -> ProfileVersion | None:
    """The version that counts; None where the enterprise, and all that became part of it, never said anything."""
    parts = parts_of(enterprise)
    last = {version.enterprise_id: version for version in _versions(parts).order_by("number")}
    return next((last[part] for part in parts if part in last), None)


def content_of(version: ProfileVersion | None) -> Content:
    """What a version says, also what editors hide: for who may edit it. Of no version: nothing."""
    return stored(version.content) if version else NOTHING_YET


def shown(enterprise: Enterprise) -> ShownWords | None:
    """What everybody may read of it; None where there is nothing, and for an enterprise that is withheld."""
    if enterprise.withheld:
        return None
    parts = parts_of(enterprise)
    rows = {row.enterprise_id: row for row in OwnWords.objects.filter(enterprise__in=parts)}
    row = next((rows[part] for part in parts if part in rows), None)
    content = stored(row.content) if row else NOTHING_YET
    return ShownWords(content, row.at) if row and not content.is_empty else None


def shown_everywhere() -> Mapping[UUID, ShownWords]:
    """What everybody may read of the own words of all enterprises, by the id of what each became; three queries.

    Whether one is withheld is not looked at.
    """
    merged = Enterprise.objects.values_list("pk", "merged_into").exclude(merged_into=None)
    up = {part: whole for part, whole in merged if whole}
    found: dict[UUID, tuple[int, ShownWords]] = {}
    for row in OwnWords.objects.order_by("enterprise__made_at", "enterprise_id"):
        whole, steps = row.enterprise_id, 0
        while whole in up:
            whole, steps = up[whole], steps + 1
        if whole not in found or steps < found[whole][0]:
            found[whole] = steps, ShownWords(stored(row.content), row.at)
    return {pk: words for pk, (_, words) in found.items() if not words.content.is_empty}


def offers(enterprise: Enterprise) -> tuple[layering.Offer, ...]:
    """Where a register now says something newer than what the enterprise chose its own word over."""
    return layering.offers(content_of(latest(enterprise)), enterprise.facts)


def history(enterprise: Enterprise, most: int = 50) -> list[Change]:
    """The last versions, the newest first, each with what it changed."""
    rows = _versions(parts_of(enterprise)).order_by("-at", "-pk")[: most + 1]
    return list(_changes([*rows]))[:most]


def _changes(rows: Sequence[ProfileVersion]) -> Iterator[Change]:
    told = [(row, content_of(row)) for row in rows]
    for (row, content), (_, before) in pairwise([*told, (None, NOTHING_YET)]):
        if row is not None:
            yield Change(row, content, layering.changed_parts(before, content))


def version_of(enterprise: Enterprise, number: int) -> ProfileVersion | None:
    """One version by its key, only if it is of this enterprise or of a part of it."""
    if not 0 < number < _PAST_ANY_KEY:
        return None
    return _versions(parts_of(enterprise)).filter(pk=number).first()


def hidden(enterprise: Enterprise) -> Mapping[str, Moderation]:
    """The parts that editors hide now, each with the row that says why; photos are in it as "photo:12"."""
    rows = Moderation.objects.filter(enterprise__in=parts_of(enterprise)).order_by("pk")
    last = {row.field: row for row in rows}
    return {field: row for field, row in last.items() if row.hidden}


def hidden_before(enterprise: Enterprise, sha256: str) -> bool:
    """Whether editors hid a photo with these bytes last, and did not show it again; also of one that was taken away."""
    rows = Moderation.objects.filter(enterprise__in=parts_of(enterprise), sha256=sha256).order_by("-pk")
    last = rows.first()
    return last is not None and last.hidden


def moderation_log() -> QuerySet[Moderation]:
    """Everything that editors ever hid or showed again, the newest first, each with its enterprise."""
    return Moderation.objects.select_related("enterprise__merged_into").order_by("-pk")


def newest_versions() -> QuerySet[ProfileVersion]:
    """What enterprises said last, the newest first, each with its enterprise: for who moderates afterwards."""
    return ProfileVersion.objects.select_related("enterprise__merged_into").order_by("-at", "-pk")


def _versions(parts: Sequence[UUID]) -> QuerySet[ProfileVersion]:
    return ProfileVersion.objects.filter(enterprise__in=parts)
