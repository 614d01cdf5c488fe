# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from kapstok.resolution.clustering import Cluster
from kapstok.resolution.enums import Verdict
from kapstok.resolution.models import ClusterMember, JudgedPair, Judgement
from kapstok.resolution.records import Pair


@dataclass(frozen=True)
class OpenPair:
    """Two entries that may be one company, with the evidence as short Dutch phrases; it waits for a person."""

    id: int
    first: int
    second: int
    worth: int
    why: tuple[str, ...]


def clusters() -> list[Cluster]:
    """Every cluster that the last resolution made, single entries included, by lowest entry."""
    found: dict[int, set[int]] = defaultdict(set)
    for entry, cluster in ClusterMember.objects.values_list("entry_id", "cluster").order_by("cluster"):
        found[cluster].add(entry)
    return [frozenset(entries) for entries in found.values()]


def open_pairs(limit: int | None = None) -> list[OpenPair]:
    """The pairs that wait for a person, those with most evidence first; two queries."""
    rows = list(
        JudgedPair.objects.filter(is_open=True)
        .order_by("-worth", "id")
        .values_list("id", "first_id", "second_id", "worth")[:limit]
    )
    last = latest_judgements(by_person=False).filter(pair__is_open=True)
    why = dict(last.values_list("pair_id", "why"))
    return [OpenPair(*row, why=tuple(why.get(row[0], ()))) for row in rows]


def open_count() -> int:
    """How many pairs wait for a person."""
    return JudgedPair.objects.filter(is_open=True).count()


def decided() -> dict[Pair, Verdict]:
    """What people said last of each pair that they judged, and did not take back."""
    said = latest_judgements(by_person=True).exclude(verdict=Verdict.WITHDRAWN)
    rows = said.values_list("pair__first_id", "pair__second_id", "verdict")
    return {(first, second): Verdict(verdict) for first, second, verdict in rows}


def latest_judgements(*, by_person: bool) -> QuerySet[Judgement]:
    """The last judgement of each pair, of people or of the rules."""
    judgements = Judgement.objects.filter(by_person=by_person)
    latest = judgements.order_by().values("pair_id").annotate(latest=Max("id")).values("latest")
    return judgements.filter(id__in=latest)
