# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.enterprises.terms import Term, known_terms
from tests.enterprises.timelines import day, history


@pytest.mark.parametrize(
    ("what", "runs", "terms"),
    [
        ("no dates, no terms", "1 1; 2 1", []),
        ("one term", "1 1 from=1 until=9", [(1, 9)]),
        ("only an end", "1 1 until=9", [(None, 9)]),
        ("a new end", "1 1 until=9; 2 1 until=20", [(None, 20)]),
        ("a later begin", "1 1 from=1 until=9; 2 1 from=10 until=20", [(1, 9), (10, 20)]),
        (
            "an end without a begin goes to the latest",
            "1 1 from=1 until=9; 2 1 from=10 until=20; 3 1 until=30",
            [(1, 9), (10, 30)],
        ),
        ("an earlier begin corrects", "1 1 from=5 until=9; 2 1 from=2 until=9", [(2, 9)]),
        (
            "a known begin updates",
            "1 1 from=1 until=9; 2 1 from=10 until=20; 3 1 from=1 until=8",
            [(1, 8), (10, 20)],
        ),
        ("no dates keep the term", "1 1 from=1 until=9; 2 1", [(1, 9)]),
        ("a begin alone keeps the end", "1 1 from=1 until=9; 2 1 from=1", [(1, 9)]),
        ("a begin appears before the first sighting", "3 1 until=9; 4 1 from=2 until=8", [(2, 8)]),
        (
            "a begin appears after the first sighting",
            "3 1 until=9; 4 1 from=8 until=20",
            [(None, 9), (8, 20)],
        ),
    ],
)
def test_the_terms_that_are_known_after_all_runs(
    what: str, runs: str, terms: list[tuple[int | None, int]]
) -> None:
    told = history(runs)
    expected = tuple(Term(None if begin is None else day(begin), day(end)) for begin, end in terms)
    assert known_terms(told.versions, told.seen[0][0]) == expected
