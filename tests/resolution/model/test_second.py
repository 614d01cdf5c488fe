# SPDX-License-Identifier: EUPL-1.2
"""The second look: bits, the lead over a rival, and what levels add, as log odds in bits."""

from __future__ import annotations

from math import inf

import pytest

from kapstok.resolution.model.alternatives import UNKNOWN, names
from kapstok.resolution.model.comparisons import COMPARED
from kapstok.resolution.model.second import Second, second_from_json, shipped_second

NOTHING = (UNKNOWN,) * len(COMPARED)
LEVELS = {compared.name: dict.fromkeys(names(compared.name), 0.0) for compared in COMPARED}
PLAIN = Second(start=-12.0, bits=(1.0, 1.0, 1.0, 1.0), leads=(0.5, 0.5, 0.5, 0.5), alone=10.0, levels=LEVELS)


def levels_with(comparison: str, level: str) -> tuple[int, ...]:
    return tuple(
        names(comparison).index(level) if compared.name == comparison else UNKNOWN for compared in COMPARED
    )


def test_bits_count_along_a_line_that_is_level_at_both_ends() -> None:
    at = [PLAIN.odds(NOTHING, bits, -inf) for bits in (-30.0, -12.0, 0.0, 20.0, 40.0)]
    assert at == [-2.0, -2.0, 10.0, 30.0, 30.0]


def test_a_rival_takes_off_as_it_comes_near_and_no_more_when_it_is_far_ahead() -> None:
    at = [PLAIN.odds(NOTHING, 0.0, rival) for rival in (-inf, -20.0, -10.0, 0.0, 10.0, 30.0)]
    assert at == [10.0, 10.0, 10.0, 5.0, 0.0, 0.0]


def test_a_level_adds_its_own_bits_and_an_unknown_one_nothing() -> None:
    second = Second(
        0.0, (0, 0, 0, 0), (0, 0, 0, 0), 0.0, LEVELS | {"trade": {**LEVELS["trade"], "equal": 1.5}}
    )
    assert second.odds(levels_with("trade", "equal"), 0.0, -inf) == 1.5
    assert second.odds(levels_with("trade", "other"), 0.0, -inf) == 0.0
    assert second.odds(NOTHING, 0.0, -inf) == 0.0


def test_it_is_read_as_it_was_written() -> None:
    assert second_from_json(PLAIN.as_json()) == PLAIN


@pytest.mark.parametrize("what", ["entries", "list"])
def test_what_is_shipped_knows_every_level_and_never_falls(what: str) -> None:
    second = shipped_second(what)
    assert {name: set(rungs) for name, rungs in second.levels.items()} == {
        compared.name: set(names(compared.name)) for compared in COMPARED
    }
    assert min(*second.bits, *second.leads) >= 0
    assert second.odds(NOTHING, 10.0, -inf) > second.odds(NOTHING, 10.0, 10.0)
