# SPDX-License-Identifier: EUPL-1.2
"""Estimating the model anew from a region's own entries: only when a person asks for it. Rule: calibration.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.db import transaction

from kapstok.core import actions as audit
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.resolution.bands import SHIPPED, Bands
from kapstok.resolution.candidates import without_platforms
from kapstok.resolution.model.columns import faces, table
from kapstok.resolution.model.engine import estimate
from kapstok.resolution.model.weights import SAME, Weights, shipped
from kapstok.resolution.models import Fitted
from kapstok.resolution.queries import calibration
from kapstok.resolution.records import Record

LEAST_ENTRIES: Final = 500
"""Fewer entries say less than what the program comes with."""
# What is shipped counts as if so many entries had shown it.
_BEFOREHAND: Final = 2_000


class TooFewEntries(KapstokError):
    """The registers show too few entries to learn from."""


def refit(*, records: Iterable[Record], actor: str) -> Fitted:
    """Estimates the weights and how sure the bits are, from these entries and from what people said.

    In force from the next `resolve` on, which judges every pair anew. Raises `TooFewEntries`.
    """
    known = without_platforms(list(records))
    if len(known) < LEAST_ENTRIES:
        raise TooFewEntries(
            f"{len(known)} entries are too few to estimate from; at least {LEAST_ENTRIES} are needed"
        )
    at, base = now(), shipped()
    version = f"{base.version}, estimated {at:%Y-%m-%d %H:%M:%S}"
    rows = table(row for r in known for row in faces(r.entry, r))
    learned = _blended(base, estimate(rows, base), len(known))
    shift = calibration().shift
    bands = Bands(round(SHIPPED.same - shift, 3), round(SHIPPED.look - shift, 3))
    return _kept(Weights(version, base.shares, learned), asdict(bands), actor, at)


@transaction.atomic
def _kept(weights: Weights, bands: Mapping[str, float], actor: str, at: datetime) -> Fitted:
    fitted = Fitted.objects.create(
        version=weights.version, weights=weights.as_json(), bands=bands, by=actor, at=at
    )
    audit.record(actor, "estimate", f"model:{weights.version}")
    return fitted


def _blended(
    base: Weights, learned: Mapping[str, Mapping[str, float]], entries: int
) -> dict[str, dict[str, dict[str, float]]]:
    """The shipped levels, with m moved towards what was learned as far as so many entries can carry it."""
    share = entries / (entries + _BEFOREHAND)
    return {name: _moved(rungs, learned.get(name, {}), share) for name, rungs in base.levels.items()}


def _moved(
    rungs: Mapping[str, Mapping[str, float]], learned: Mapping[str, float], share: float
) -> dict[str, dict[str, float]]:
    """The levels of one comparison; of those that were never seen nothing is learned, so m is made to add up again."""
    m = {
        level: (1 - share) * kinds[SAME] + share * learned.get(level, kinds[SAME])
        for level, kinds in rungs.items()
    }
    whole = sum(m.values())
    return {level: {**kinds, SAME: m[level] / whole} for level, kinds in rungs.items()}
