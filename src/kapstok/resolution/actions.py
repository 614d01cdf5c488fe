# SPDX-License-Identifier: EUPL-1.2
"""Resolving the entries of all registers into companies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from kapstok.core.clock import now
from kapstok.resolution import matching
from kapstok.resolution.bands import FLOOR, Bands, worth
from kapstok.resolution.candidates import candidate_pairs, without_platforms
from kapstok.resolution.clustering import Cluster, Clustering, cluster
from kapstok.resolution.enums import Verdict
from kapstok.resolution.matching import Model, Opinion
from kapstok.resolution.model.alternatives import Alternatives, Scored, levels_from, levels_text
from kapstok.resolution.model.engines import chosen
from kapstok.resolution.model.scoring import rarity, scored
from kapstok.resolution.models import ClusterMember, JudgedPair, Judgement, Resolved
from kapstok.resolution.queries import clusters, decided, in_force, latest_judgements, open_count
from kapstok.resolution.reasons import CONTESTED, NO_LONGER
from kapstok.resolution.records import Pair, Record, fingerprint, record_hash

_BATCH = 1_000
# What of a pair's row follows from the records and the judgements.
_DERIVED = ("is_open", "worth", "score", "bits", "rival", "levels")


@dataclass(frozen=True)
class Resolution:
    """The outcome: every entry in one cluster, and how many pairs wait for a person."""

    clusters: list[Cluster]
    open_reviews: int


@transaction.atomic
def resolve(records: Iterable[Record], model: Model | None = None) -> Resolution:
    """Judges the entries and derives the clusters from what is thought now and what people ever said.

    Give all records of all registers. `model` is the one in force unless given. The outcome depends on the records, the
    model and people's judgements only; while these are unchanged nothing is written, and what changed of the records
    is all that is scored anew.
    """
    known, words, model = list(records), decided(), model or in_force()
    basis = fingerprint(known, model.version, repr(sorted(words.items())))
    if not Resolved.objects.filter(fingerprint=basis).exists():
        _resolve({r.entry: r for r in without_platforms(known)}, words, model)
        Resolved.objects.update_or_create(pk=1, defaults={"fingerprint": basis, "version": model.version})
    return Resolution(clusters(), open_count())


def _resolve(records: Mapping[int, Record], words: Mapping[Pair, Verdict], model: Model) -> None:
    rare = rarity(records.values())
    hashes = {entry: record_hash(r, [rare[name.core] for name in r.names]) for entry, r in records.items()}
    rows = {(row.first_id, row.second_id): row for row in JudgedPair.objects.all()}
    scores = _scores(records, hashes, rows, rare, model)
    opinions = matching.opinions(records, scores, model)
    clustering = cluster(list(records.values()), opinions, words)
    followed = {pair: _as_followed(opinion, pair in clustering.held) for pair, opinion in opinions.items()}
    rows = _pairs(rows, followed, scores, clustering, model.bands)
    _append_judgements(followed, rows, hashes, model.version)
    _write_members(clustering.clusters, hashes)


def _scores(
    records: Mapping[int, Record],
    hashes: Mapping[int, str],
    rows: Mapping[Pair, JudgedPair],
    rare: Mapping[str, float],
    model: Model,
) -> dict[Pair, Scored]:
    """What the model thinks of every candidate pair; only those with a record that changed are asked anew."""
    same_model = Resolved.objects.filter(version=model.version).exists()
    before = dict(ClusterMember.objects.values_list("entry_id", "record_hash")) if same_model else {}
    changed = {entry for entry, value in hashes.items() if before.get(entry) != value}
    pairs = candidate_pairs(list(records.values()))
    # A pair may also be new because a crowd that hid it grew smaller; those that weighed too little are asked again.
    asked = {
        pair for pair in pairs if pair not in rows or not rows[pair].levels or not changed.isdisjoint(pair)
    }
    alternatives = Alternatives(model.weights)
    kept = {
        pair: alternatives.scored(bits, levels_from(rows[pair].levels))
        for pair in pairs - asked
        if (bits := rows[pair].bits) is not None
    }
    return kept | scored(records, asked, rare, model.weights, floor=FLOOR, engine=chosen())


def _as_followed(opinion: Opinion, held: bool) -> Opinion:
    if not held:
        return opinion
    return replace(opinion, verdict=Verdict.UNSURE, why=(CONTESTED, *opinion.why))


def _pairs(
    known: Mapping[Pair, JudgedPair],
    opinions: Mapping[Pair, Opinion],
    scores: Mapping[Pair, Scored],
    clustering: Clustering,
    bands: Bands,
) -> dict[Pair, JudgedPair]:
    """The rows of all pairs ever scored or judged, new ones added and what changed of the others written."""
    sizes = {entry: len(members) for members in clustering.clusters for entry in members}

    def mark(pair: Pair, row: JudgedPair) -> bool:
        """Brings a row in line with what is thought now; tells whether it changed."""
        before = [getattr(row, name) for name in _DERIVED]
        one, opinion = scores.get(pair), opinions.get(pair)
        row.is_open = pair in clustering.open
        row.score = opinion.score if opinion else None
        # What a rule keeps apart against all evidence only a person can join: the odds say nothing of that.
        bits = 0.0 if opinion and opinion.score and opinion.score >= bands.same else row.score
        row.worth = worth(bits, sizes[pair[0]] * sizes[pair[1]]) if opinion else 0
        row.bits, row.levels = (one.bits, levels_text(one.levels)) if one else (None, "")
        row.rival = opinion.rival if opinion else None
        return before != [getattr(row, name) for name in _DERIVED]

    changed = [row for pair, row in known.items() if mark(pair, row)]
    fresh = {
        pair: JudgedPair(first_id=pair[0], second_id=pair[1]) for pair in sorted(scores.keys() - known.keys())
    }
    for pair, row in fresh.items():
        mark(pair, row)
    JudgedPair.objects.bulk_update(changed, _DERIVED, batch_size=_BATCH)
    JudgedPair.objects.bulk_create(fresh.values(), batch_size=_BATCH)
    return {**known, **fresh}


def _append_judgements(
    opinions: Mapping[Pair, Opinion], rows: Mapping[Pair, JudgedPair], hashes: Mapping[int, str], version: str
) -> None:
    """One line for each pair of which the model thinks otherwise than it did."""
    fields = ("pair__first_id", "pair__second_id", "verdict", "strength", "why")
    before = {
        (first, second): (verdict, strength, tuple(why))
        for first, second, verdict, strength, why in latest_judgements(by_person=False).values_list(*fields)
    }
    nothing = Opinion(Verdict.DIFFERENT, 0, (NO_LONGER,))
    at = now()
    changed = [
        Judgement(
            pair=rows[pair],
            verdict=opinion.verdict,
            by=version,
            strength=opinion.strength,
            why=list(opinion.why),
            score=opinion.score,
            model=version,
            first_hash=hashes.get(pair[0], ""),
            second_hash=hashes.get(pair[1], ""),
            at=at,
        )
        for pair in sorted(opinions.keys() | before.keys())
        for opinion in [opinions.get(pair, nothing)]
        if before.get(pair) != (opinion.verdict, opinion.strength, opinion.why)
    ]
    Judgement.objects.bulk_create(changed, batch_size=_BATCH)


def _write_members(derived: Iterable[Cluster], hashes: Mapping[int, str]) -> None:
    wanted = {entry: (min(members), hashes[entry]) for members in derived for entry in members}
    before = {
        entry: (home, value)
        for entry, home, value in ClusterMember.objects.values_list("entry_id", "cluster", "record_hash")
    }
    moved = [entry for entry, home in wanted.items() if before.get(entry, home) != home]
    left = sorted(before.keys() - wanted.keys())
    for start in range(0, len(left), _BATCH):
        ClusterMember.objects.filter(entry__in=left[start : start + _BATCH]).delete()
    ClusterMember.objects.bulk_update(
        [_member(entry, *wanted[entry]) for entry in moved], ["cluster", "record_hash"], batch_size=_BATCH
    )
    ClusterMember.objects.bulk_create(
        [_member(entry, *wanted[entry]) for entry in sorted(wanted.keys() - before.keys())], batch_size=_BATCH
    )


def _member(entry: int, home: int, value: str) -> ClusterMember:
    return ClusterMember(entry_id=entry, cluster=home, record_hash=value)
