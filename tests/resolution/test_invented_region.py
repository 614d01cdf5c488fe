# SPDX-License-Identifier: EUPL-1.2
"""How well the model does on registers whose truth is known, and that it was not made on."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from kapstok.resolution.candidates import without_platforms
from kapstok.resolution.clustering import cluster
from tests.resolution.invented import REGISTERS, invented_region
from tests.resolution.judging import thought


@pytest.mark.parametrize("seed", [1, 12, 16])
def test_no_pair_is_joined_wrongly_and_most_are_found(seed: int) -> None:
    region = invented_region(seed, size=300)
    records = without_platforms(region.records)

    clusters = cluster(records, thought(records), {}).clusters

    found = {pair for members in clusters for pair in combinations(sorted(members), 2)}
    decidable = region.decidable_pairs()
    assert len(decidable) > 700
    assert [pair for pair in found if region.truth[pair[0]] != region.truth[pair[1]]] == []
    assert len(decidable & found) / len(decidable) >= 0.7


def test_the_region_holds_every_trap_in_every_register() -> None:
    region = invented_region(seed=1, size=300)

    assert {r.register for r in region.records} == set(REGISTERS)
    assert min(Counter(region.trap.values()).values()) >= 4
    assert len(set(region.trap.values())) == 7
