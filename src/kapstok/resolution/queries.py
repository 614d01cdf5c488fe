# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from kapstok.resolution.bands import SHIPPED, Bands
from kapstok.resolution.calibration import Calibration, calibrated
from kapstok.resolution.clustering import Cluster
from kapstok.resolution.enums import Verdict
from kapstok.resolution.matching import RULES, Model
from kapstok.resolution.model.alternatives import KVK, Alternatives, levels_from, levels_of
from kapstok.resolution.model.second import shipped_second
from kapstok.resolution.model.weights import from_json, shipped
from kapstok.resolution.models import ClusterMember, Fitted, JudgedPair, Judgement
from kapstok.resolution.records import Pair


@dataclass(frozen=True)
class OpenPair:
    """Two entries that may be one company, with the evidence as short Dutch phrases; it waits for a person."""

    id: int
    first: int
    second: int
    worth: int
    why: tuple[str, ...]


def in_force() -> Model:
    """The model as it was last estimated by command, or the one that is shipped; with the version of the rules."""
    fitted = Fitted.objects.last()
    weights = from_json(fitted.weights) if fitted else shipped()
    bands = Bands(**fitted.bands) if fitted else SHIPPED
    return Model(f"{weights.version}, {RULES}", weights, shipped_second(), bands)


def calibration() -> Calibration:
    """How sure the bits are among the pairs that were scored last, as far as numbers and people tell.

    Numbers tell of pairs where both records have one, weighed without it; people of those that they judged.
    """
    people, model = decided(), in_force()
    alternatives = Alternatives(model.weights)
    shown, told = [], []
    for row in JudgedPair.objects.exclude(bits=None):
        best = float("-inf") if row.rival is None else row.rival
        one = alternatives.scored(row.bits or 0.0, levels_from(row.levels))
        odds = model.second.odds(one.levels, one.bits, best)
        shown.append(odds)
        if word := people.get((row.first_id, row.second_id)):
            told.append((odds, word is Verdict.SAME))
        elif number := levels_of(one.levels).get(KVK):
            blind = alternatives.without(KVK, one)
            told.append((model.second.odds(blind.levels, blind.bits, best), number == "equal"))
    return calibrated(shown, told)


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
