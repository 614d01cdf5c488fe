# SPDX-License-Identifier: EUPL-1.2
"""Enterprises as a list shows them, read in one plain query without models: a busy page asks for twenty at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.saying import SAYS_NOTHING, Said, said_as_text, said_in


class Shown(NamedTuple):
    """What lists need of an enterprise, as its row of `models.Enterprise` has it."""

    pk: UUID
    facts: Mapping[str, Sequence[Mapping[str, Any]]]
    slug: str
    name: str
    municipality: str | None
    lat: float | None
    lon: float | None
    listed: bool
    withheld: bool
    place_said_on: date | None
    next_change: date | None
    own: Said = SAYS_NOTHING  # in its own words; nothing of one that is withheld

    def values(self, field: str) -> list[str]:
        """The values of a fact, in the order in which they are shown."""
        return [fact["value"] for fact in self.facts.get(field, ())]

    def value(self, field: str) -> str | None:
        return next(iter(self.values(field)), None)


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

    enterprise: Shown
    labels: tuple[CardLabel, ...]


def cards(keys: Sequence[str]) -> list[Card]:
    """The enterprises with these keys of search documents, in that order; unknown ones left out."""
    ids = _ids(keys)
    found: dict[UUID, Shown] = {}
    labels: defaultdict[UUID, list[CardLabel]] = defaultdict(list)
    for pk, facts, own, *row in _rows().filter(pk__in=ids):
        if pk not in found:
            one = Shown(pk, json.loads(facts), *row[:_WIDTH])
            found[pk] = one._replace(own=said_in(own)) if own and not one.withheld else one
        if row[_WIDTH] is not None:
            labels[pk].append(CardLabel(*row[_WIDTH:]))
    return [Card(found[pk], tuple(labels[pk])) for pk in ids if pk in found]


# What is a column of its own, behind the key and the facts and before the own words.
_PLAIN = Shown._fields[2:-1]
_WIDTH = len(_PLAIN)


@cache
def _rows() -> QuerySet[Enterprise, tuple[Any, ...]]:
    """Enterprises beside each of their labels, or beside nothing where they have none.

    Put together once: `filter` asks anew. Facts come as text, to be read once however many labels there are.
    """
    label = (f"labels__{field}" for field in ("entry_id", *CardLabel._fields[1:]))
    facts = Cast("facts", TextField())
    return Enterprise.objects.order_by("labels__entry_id").values_list(
        "pk", facts, said_as_text(), *_PLAIN, *label
    )


def _ids(keys: Iterable[str]) -> list[UUID]:
    """The keys that are ids; any text is a key."""
    return [known for key in keys if (known := id_of(key))]


def id_of(key: str) -> UUID | None:
    """The id of the enterprise that a search document is of; None for a key that is none of ours."""
    try:
        return UUID(key)
    except ValueError:
        return None
