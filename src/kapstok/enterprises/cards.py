# SPDX-License-Identifier: EUPL-1.2
"""Enterprises as a list shows them, read in two plain queries: a busy page asks for twenty at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from kapstok.enterprises.models import Enterprise, EnterpriseLabel


class CardLabel(NamedTuple):
    """A label of an enterprise, by the entry that gives it, as its row has it."""

    entry: int
    label: str
    level: str | None
    flags: list[str]
    state: str
    valid_until: date | None


class Card(NamedTuple):
    """An enterprise with its labels, as their rows have them; right until its `next_change`."""

    enterprise: Enterprise
    labels: tuple[CardLabel, ...]


def cards(keys: Sequence[str]) -> list[Card]:
    """The enterprises with these keys of search documents, in that order; unknown ones left out."""
    ids = _ids(keys)
    found = {enterprise.pk: enterprise for enterprise in Enterprise.objects.filter(pk__in=ids)}
    labels = _labels(found)
    return [Card(found[pk], tuple(labels[pk])) for pk in ids if pk in found]


def _labels(enterprises: Iterable[UUID]) -> Mapping[UUID, list[CardLabel]]:
    labels: defaultdict[UUID, list[CardLabel]] = defaultdict(list)
    rows = EnterpriseLabel.objects.filter(enterprise__in=[*enterprises]).order_by("entry_id")
    for enterprise, *label in rows.values_list(
        "enterprise_id", "entry_id", "label", "level", "flags", "state", "valid_until"
    ):
        labels[enterprise].append(CardLabel(*label))
    return labels


def _ids(keys: Iterable[str]) -> list[UUID]:
    """The keys that are ids; any text is a key."""
    return [known for key in keys if (known := id_of(key))]


def id_of(key: str) -> UUID | None:
    """The id of the enterprise that a search document is of; None for a key that is none of ours."""
    try:
        return UUID(key)
    except ValueError:
        return None
