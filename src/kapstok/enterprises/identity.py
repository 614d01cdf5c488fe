# SPDX-License-Identifier: EUPL-1.2
"""Which enterprise a cluster of entries is, so that addresses last while clusters change.

An enterprise goes where most of its entries go, and between equal parts where its oldest entry goes. Where
several come together the oldest stays and the others point to it. When they part again, the one that pointed
gets its own entries back: its address always meant them. A cluster that nobody comes to is a new enterprise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

Cluster = frozenset[int]


@dataclass(frozen=True)
class Holder:
    """An enterprise and its entries: those it has, or, once it points to another, those it had."""

    id: UUID
    entries: Cluster
    points: bool = False


@dataclass(frozen=True)
class Assignment:
    """Every cluster with its enterprise (None: a new one), and which enterprises point to another from now on."""

    clusters: tuple[tuple[Cluster, UUID | None], ...]
    merged: Mapping[UUID, UUID]


def assign(clusters: Iterable[Cluster], holders: Sequence[Holder]) -> Assignment:
    """Gives each cluster its enterprise; `holders` come oldest first, and no entry is in two clusters."""
    ordered = sorted((cluster for cluster in clusters if cluster), key=min)
    home = {entry: cluster for cluster in ordered for entry in cluster}
    owners, merged = _claimed((h for h in holders if not h.points), home, {})
    owners, _ = _claimed((h for h in holders if h.points), home, owners)
    return Assignment(tuple((cluster, owners.get(cluster)) for cluster in ordered), merged)


def _claimed(
    holders: Iterable[Holder], home: Mapping[int, Cluster], owners: Mapping[Cluster, UUID]
) -> tuple[dict[Cluster, UUID], dict[UUID, UUID]]:
    """The owners with those added who come first to a free cluster, and who came second to whom."""
    owned, merged = dict(owners), {}
    for holder in holders:
        cluster = _goes_to(holder.entries, home)
        if cluster is None:
            continue
        first = owned.setdefault(cluster, holder.id)
        if first != holder.id:
            merged[holder.id] = first
    return owned, merged


def _goes_to(entries: Collection[int], home: Mapping[int, Cluster]) -> Cluster | None:
    parts = Counter(home[entry] for entry in sorted(entries) if entry in home)
    # Counter keeps the order of first meeting, and max the first of equals: the part with the oldest entry.
    return max(parts, key=lambda part: parts[part], default=None)
