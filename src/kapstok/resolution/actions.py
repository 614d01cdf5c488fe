# SPDX-License-Identifier: EUPL-1.2
"""Resolving the entries of all registers into companies, and a person's word on a pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from kapstok.core import actions as audit
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.resolution import matching
from kapstok.resolution.candidates import without_platforms
from kapstok.resolution.clustering import Cluster, Clustering, cluster
from kapstok.resolution.enums import Verdict
from kapstok.resolution.matching import Matcher, Opinion
from kapstok.resolution.models import ClusterMember, JudgedPair, Judgement, Resolved
from kapstok.resolution.queries import clusters, decided, latest_judgements, open_count
from kapstok.resolution.records import Pair, Record, fingerprint

_BATCH = 1_000
_HELD = "past even goed bij een andere vermelding"
_GONE = "niets wijst er nog op dat dit één onderneming is"


class UnknownPair(KapstokError):
    """There is no judged pair of this number."""


@dataclass(frozen=True)
class Resolution:
    """The outcome: every entry in one cluster, and how many pairs wait for a person."""

    clusters: list[Cluster]
    open_reviews: int


@transaction.atomic
def resolve(
    records: Iterable[Record], matcher: Matcher = matching.opinions, version: str = matching.VERSION
) -> Resolution:
    """Judges the entries anew and derives the clusters from what is thought now and what people ever said.

    Give all records of all registers; `version` names the matcher in the log and changes with its rules. The outcome
    depends on the records, the version and people's judgements only; while these are unchanged nothing is written.
    """
    known = list(records)
    words = decided()
    basis = fingerprint(known, version, repr(sorted(words.items())))
    if not Resolved.objects.filter(fingerprint=basis).exists():
        _resolve(without_platforms(known), words, matcher, version)
        Resolved.objects.update_or_create(pk=1, defaults={"fingerprint": basis})
    return Resolution(clusters(), open_count())


def _resolve(records: list[Record], words: Mapping[Pair, Verdict], matcher: Matcher, version: str) -> None:
    opinions = matcher(records)
    clustering = cluster(records, opinions, words)
    followed = {pair: _as_followed(opinion, pair in clustering.held) for pair, opinion in opinions.items()}
    rows = _pairs(followed, clustering)
    _append_judgements(followed, rows, version)
    _write_members(clustering.clusters)


@transaction.atomic
def decide(*, pair: int, verdict: Literal["same", "different"], actor: str) -> Judgement:
    """Appends a person's word on a pair; clusters follow at the next `resolve`, and every one after it.

    A second word on the same pair replaces the first. Raises `UnknownPair`.
    """
    row = JudgedPair.objects.select_for_update().filter(pk=pair).first()
    if row is None:
        raise UnknownPair(f"no pair with id {pair}")
    said = Judgement.objects.create(pair=row, verdict=Verdict(verdict), by=actor, by_person=True, at=now())
    JudgedPair.objects.filter(pk=pair).update(is_open=False)
    audit.record(actor, "decide", f"pair:{pair}", verdict=verdict)
    return said


def _as_followed(opinion: Opinion, held: bool) -> Opinion:
    return Opinion(Verdict.UNSURE, opinion.strength, (*opinion.why, _HELD)) if held else opinion


def _pairs(opinions: Mapping[Pair, Opinion], clustering: Clustering) -> dict[Pair, JudgedPair]:
    """The rows of all pairs ever judged, new ones added and what changed of the others written."""
    rows = {(row.first_id, row.second_id): row for row in JudgedPair.objects.all()}
    changed = [row for pair, row in rows.items() if _mark(row, pair, opinions, clustering)]
    fresh = {
        pair: JudgedPair(first_id=pair[0], second_id=pair[1])
        for pair in sorted(opinions.keys() - rows.keys())
    }
    for pair, row in fresh.items():
        _mark(row, pair, opinions, clustering)
    JudgedPair.objects.bulk_update(changed, ["is_open", "worth"], batch_size=_BATCH)
    JudgedPair.objects.bulk_create(fresh.values(), batch_size=_BATCH)
    return rows | fresh


def _mark(row: JudgedPair, pair: Pair, opinions: Mapping[Pair, Opinion], clustering: Clustering) -> bool:
    """Brings a row in line with what is thought now; tells whether it changed."""
    before = (row.is_open, row.worth)
    row.is_open, row.worth = pair in clustering.open, opinions[pair].strength if pair in opinions else 0
    return before != (row.is_open, row.worth)


def _append_judgements(
    opinions: Mapping[Pair, Opinion], rows: Mapping[Pair, JudgedPair], version: str
) -> None:
    """One line for each pair of which the rules think otherwise than they did."""
    fields = ("pair__first_id", "pair__second_id", "verdict", "strength", "why")
    before = {
        (first, second): (verdict, strength, tuple(why))
        for first, second, verdict, strength, why in latest_judgements(by_person=False).values_list(*fields)
    }
    nothing = Opinion(Verdict.DIFFERENT, 0, (_GONE,))
    at = now()
    changed = [
        Judgement(
            pair=rows[pair],
            verdict=opinion.verdict,
            by=version,
            strength=opinion.strength,
            why=list(opinion.why),
            at=at,
        )
        for pair in sorted(opinions.keys() | before.keys())
        for opinion in [opinions.get(pair, nothing)]
        if before.get(pair) != (opinion.verdict, opinion.strength, opinion.why)
    ]
    Judgement.objects.bulk_create(changed, batch_size=_BATCH)


def _write_members(derived: Iterable[Cluster]) -> None:
    wanted = {entry: min(members) for members in derived for entry in members}
    before = dict(ClusterMember.objects.values_list("entry_id", "cluster"))
    moved = [entry for entry, home in wanted.items() if before.get(entry, home) != home]
    left = sorted(before.keys() - wanted.keys())
    for start in range(0, len(left), _BATCH):
        ClusterMember.objects.filter(entry__in=left[start : start + _BATCH]).delete()
    ClusterMember.objects.bulk_update(
        [ClusterMember(entry_id=entry, cluster=wanted[entry]) for entry in moved],
        ["cluster"],
        batch_size=_BATCH,
    )
    ClusterMember.objects.bulk_create(
        [
            ClusterMember(entry_id=entry, cluster=wanted[entry])
            for entry in sorted(wanted.keys() - before.keys())
        ],
        batch_size=_BATCH,
    )
