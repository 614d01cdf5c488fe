# SPDX-License-Identifier: EUPL-1.2
"""The latest versions of what enterprises say of themselves, each beside the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q

from kapstok.enterprises.models import ProfileVersion
from kapstok.enterprises.own_words.content import Content
from kapstok.enterprises.own_words.queries import NOTHING_YET, content_of, newest_versions
from kapstok.enterprises.ownership import became
from kapstok.web.mine.profile_lines import PartChange, changes
from kapstok.web.mine.profile_view import moment


@dataclass(frozen=True)
class ChangedProfile:
    """One version of an enterprise's own words, with what it changed."""

    slug: str
    name: str
    at: datetime
    changes: tuple[PartChange, ...]


def changes_on(number: str | None, on_a_page: int) -> tuple[list[ChangedProfile], Page[Any]]:
    """One page of the latest versions, the newest first; two queries whatever the number of versions."""
    page = Paginator(newest_versions(), on_a_page).get_page(number)
    rows = list(page.object_list)
    before = _before(rows)
    return [_changed(row, before.get((row.enterprise_id, row.number), NOTHING_YET)) for row in rows], page


def _changed(row: ProfileVersion, before: Content) -> ChangedProfile:
    whole = became(row.enterprise)
    return ChangedProfile(whole.slug, whole.name, moment(row.at), changes(before, content_of(row)))


def _before(rows: Sequence[ProfileVersion]) -> dict[tuple[UUID, int], Content]:
    """What each enterprise said before these versions, by the version that came after it."""
    if not rows:
        return {}
    wanted = reduce(or_, (Q(enterprise=row.enterprise_id, number=row.number - 1) for row in rows))
    return {
        (earlier.enterprise_id, earlier.number + 1): content_of(earlier)
        for earlier in ProfileVersion.objects.filter(wanted)
    }
