# SPDX-License-Identifier: EUPL-1.2
"""Which enterprises the entries of a pair belong to, and what a person's word on the pair would make of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kapstok.enterprises.models import Enterprise, Membership
from kapstok.resolution.models import Judgement
from kapstok.resolution.reviewing import words_between


@dataclass(frozen=True)
class Party:
    """An enterprise with its entries."""

    enterprise: Enterprise
    entries: tuple[int, ...]


@dataclass(frozen=True)
class Prospect:
    """What "same" or "different" would do now; a party is None for an entry that no enterprise has yet.

    `in_the_way` are words of people on other pairs: to call this pair the same would contradict them.
    """

    first: Party | None
    second: Party | None
    in_the_way: tuple[Judgement, ...] = ()

    @property
    def together(self) -> bool:
        """Whether both entries are of one enterprise already."""
        return self.first is not None and self.first == self.second

    @property
    def entries(self) -> int:
        """How many entries both have together, each counted once."""
        return len({entry for party in (self.first, self.second) if party for entry in party.entries})

    @property
    def stays(self) -> Party | None:
        """Whose name in the address bar stays when they become one: that of the enterprise known longest."""
        parties = [party for party in (self.first, self.second) if party]
        return min(parties, key=lambda p: (p.enterprise.made_at, min(p.entries)), default=None)


def enterprises_of(entries: Iterable[int]) -> dict[int, Enterprise]:
    """The enterprise of each of these entries; one query."""
    rows = Membership.objects.filter(entry__in=list(entries)).select_related("enterprise")
    return {row.entry_id: row.enterprise for row in rows}


def prospect(first: int, second: int) -> Prospect:
    """What a word on these two entries would do; three queries."""
    of = enterprises_of((first, second))
    members = list(Membership.objects.filter(enterprise__in=set(of.values())).order_by("entry"))
    parties = {
        entry: Party(one, tuple(row.entry_id for row in members if row.enterprise_id == one.pk))
        for entry, one in of.items()
    }
    one, other = parties.get(first), parties.get(second)
    if one is None or other is None or one == other:
        return Prospect(one, other)
    words = words_between(one.entries, other.entries)
    this_pair = (min(first, second), max(first, second))
    others = (said for said in words if (said.pair.first_id, said.pair.second_id) != this_pair)
    return Prospect(one, other, tuple(others))
