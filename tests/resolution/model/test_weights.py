# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json

import pytest

from kapstok.resolution.model.weights import SAME, STRANGER, from_json, shipped

both = pytest.mark.parametrize("what", ["entries", "list"])


@both
def test_the_weights_are_probabilities_and_none_is_impossible(what: str) -> None:
    weights = shipped(what)
    kinds = set(weights.shares)

    assert sum(weights.shares.values()) == pytest.approx(1, abs=1e-4)
    assert {SAME, STRANGER} < kinds
    for comparison, rungs in weights.levels.items():
        assert all(set(shares) == kinds for shares in rungs.values()), comparison
        assert all(0 < share < 1 for shares in rungs.values() for share in shares.values()), comparison
        for kind in kinds:
            assert sum(shares[kind] for shares in rungs.values()) == pytest.approx(1, abs=1e-4), (
                comparison,
                kind,
            )


@both
def test_numbers_come_from_what_is_known_of_numbers(what: str) -> None:
    weights = shipped(what)

    for number in ("kvk", "rsin"):
        same, stranger = weights.of(number, "equal")
        assert same > 0.8
        assert stranger < 0.01


@both
def test_weights_outlive_being_kept_as_text(what: str) -> None:
    weights = shipped(what)

    assert from_json(json.loads(json.dumps(weights.as_json()))) == weights


def test_what_splink_begins_with_leaves_the_other_kinds_out() -> None:
    weights = shipped()

    assert weights.prior == pytest.approx(
        weights.shares[SAME] / (weights.shares[SAME] + weights.shares[STRANGER])
    )
    assert set(weights.alternatives) == set(weights.shares) - {SAME, STRANGER}
