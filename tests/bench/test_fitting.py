# SPDX-License-Identifier: EUPL-1.2
"""The second look is fitted to pairs of which the truth is known, and keeps its head with few of them."""

from __future__ import annotations

import random
from math import inf, log2

import pytest

from bench.fitting import Known, fitted
from kapstok.resolution.model.alternatives import UNKNOWN, names
from kapstok.resolution.model.comparisons import COMPARED

NOTHING = (UNKNOWN,) * len(COMPARED)
CORE = [compared.name for compared in COMPARED].index("core")


def with_core(level: str) -> tuple[int, ...]:
    return tuple(names("core").index(level) if i == CORE else UNKNOWN for i in range(len(COMPARED)))


def pairs(count: int = 1_200) -> list[Known]:
    """Pairs whose odds are their bits, four less where a rival is as good."""
    rng = random.Random(1)
    made = []
    for _ in range(count):
        bits = rng.uniform(-6, 10)
        rival = rng.choice((-inf, bits))
        odds = bits if rival == -inf else bits - 4
        made.append(Known(NOTHING, bits, rival, rng.random() < 1 / (1 + 2**-odds)))
    return made


def test_the_odds_come_close_to_what_they_were_made_with() -> None:
    second = fitted(pairs())
    assert second.odds(NOTHING, 5.0, -inf) == pytest.approx(5.0, abs=1.5)
    assert second.odds(NOTHING, -5.0, -inf) == pytest.approx(-5.0, abs=1.5)


def test_a_rival_as_good_takes_off_much() -> None:
    second = fitted(pairs())
    assert second.odds(NOTHING, 5.0, 5.0) == pytest.approx(second.odds(NOTHING, 5.0, -inf) - 4, abs=1)


def test_more_evidence_and_a_larger_lead_never_count_against_one_company() -> None:
    rng = random.Random(2)
    senseless = [
        Known(NOTHING, rng.uniform(-12, 20), rng.uniform(-12, 20), rng.random() < 0.5) for _ in range(500)
    ]
    second = fitted(senseless)
    assert min(*second.bits, *second.leads) >= 0
    at = [second.odds(NOTHING, bits, 0.0) for bits in range(-12, 21)]
    assert at == sorted(at)


def test_the_order_of_the_pairs_makes_no_difference() -> None:
    known = pairs(150)
    assert fitted(known).as_json() == fitted(reversed(known)).as_json()


def test_a_level_adds_little_unless_many_pairs_ask_for_it() -> None:
    few = fitted([*pairs(), *[Known(with_core("equal"), 0.0, -inf, same=True)] * 3])
    many = fitted([*pairs(), *[Known(with_core("equal"), 0.0, -inf, same=True)] * 300])
    assert 0 < few.levels["core"]["equal"] < log2(8)
    assert many.levels["core"]["equal"] > few.levels["core"]["equal"] + 1
