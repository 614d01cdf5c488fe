# SPDX-License-Identifier: EUPL-1.2
"""The table of cases of differences.md: runs as one line each, the day of sharing 5, today 40."""

from __future__ import annotations

import pytest

from kapstok.enterprises.assembling import EntryLabel
from kapstok.enterprises.enums import State
from kapstok.enterprises.label_state import LabelPolicy, state_on
from kapstok.enterprises.listing import ListingRules
from kapstok.procurement.differences import Kind, differences, is_corrected
from kapstok.procurement.labels import kept, read
from kapstok.procurement.wording import correcting, differing
from kapstok.regions.folder import RegionFolder
from tests.enterprises.timelines import day, history

SHARED, TODAY = 5, 40
POLICY = LabelPolicy(admits=frozenset({"basis", "1", "2", "3"}), missing_runs=1)


def label(runs: str, on: int, entry: int = 1, of: str = "pso") -> EntryLabel:
    told = history(runs, entry=entry, label=of)
    return EntryLabel(entry, told.register, told.key, state_on(day(on), told, POLICY))


def both(*runs: str) -> tuple[list[EntryLabel], list[EntryLabel]]:
    then = [label(one, SHARED, entry) for entry, one in enumerate(runs, 1)]
    return then, [label(one, TODAY, entry) for entry, one in enumerate(runs, 1)]


@pytest.mark.parametrize(
    ("runs", "kinds"),
    [
        (["1 2; 39 2"], []),
        (["1 2 until=90; 39 2 until=90"], []),
        (["1 2; 39 -"], [Kind.ENDED]),
        (["1 2 until=20; 39 2 until=20"], [Kind.ENDED]),  # waits for its renewal
        (["1 2; 39 aspirant"], [Kind.ENDED]),
        (["1 2; 39 3"], [Kind.CHANGED]),
        (["1 2; 39 2 flags=30+"], [Kind.CHANGED]),
        (["1 2 until=20; 19 2 from=21 until=90; 39 2 from=21 until=90"], [Kind.PROLONGED]),
        (["8 2; 39 2"], [Kind.BEGUN]),
        (["1 aspirant; 39 aspirant"], []),
        (["1 2; 39 -", "1 -; 39 2"], []),  # the same label, by another entry
        (["1 2; 39 -", "1 -; 39 3"], [Kind.CHANGED]),
        (["1 2; 39 -", "1 2; 39 2"], []),
        (["8 2; 39 2", "8 2; 39 2"], [Kind.BEGUN]),
    ],
)
def test_each_case_of_the_rule(runs: list[str], kinds: list[Kind]) -> None:
    assert [one.kind for one in differences(*both(*runs))] == kinds


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        ("1 2; 39 -",
         "PSO trede 2 gold op 5 januari 2026, nu niet meer: sinds 8 februari 2026 niet meer in het register."),
        ("1 2 until=20; 39 2 until=20",
         "PSO trede 2 gold op 5 januari 2026, nu niet meer: geldig tot 20 januari 2026, wacht op verlenging."),
        ("1 2 until=6; 39 2 until=6",
         "PSO trede 2 gold op 5 januari 2026, nu niet meer: het was geldig tot 6 januari 2026."),
        ("1 2; 39 aspirant",
         "PSO trede 2 gold op 5 januari 2026, nu niet meer: het niveau of de status telt nu niet mee."),
        ("1 2; 39 3", "Op 5 januari 2026 gold PSO trede 2, nu PSO trede 3."),
        ("1 2 until=20; 19 2 from=21 until=90; 39 2 from=21 until=90",
         "PSO trede 2 is verlengd: op 5 januari 2026 geldig tot 20 januari 2026, nu tot 31 maart 2026."),
        ("8 2; 39 2", "PSO trede 2 geldt nu; op 5 januari 2026 nog niet."),
    ],
)  # fmt: skip
def test_a_difference_is_said_in_words(home: RegionFolder, runs: str, said: str) -> None:
    (found,) = differences(*both(runs))
    assert differing(found, day(SHARED), home.region()) == said


def test_an_entry_that_went_to_another_enterprise_is_said_to_have_gone(home: RegionFolder) -> None:
    (found,) = differences([label("1 2; 39 2", SHARED)], [])
    assert "hoort nu bij een andere onderneming" in differing(found, day(SHARED), home.region())


def test_what_was_shown_is_corrected_when_the_label_or_its_level_was_not_so(home: RegionFolder) -> None:
    shown = [label("1 2", SHARED)]
    assert not is_corrected(shown, [label("1 2 until=90", SHARED)])  # a term is no correction
    known = [label("1 3", SHARED)]
    assert is_corrected(shown, known)
    said = correcting(shown, known, day(SHARED), home.region())
    assert (
        said
        == "Op 5 januari 2026 toonde deze lijst: PSO trede 2. Nu weten wij dat die dag gold: PSO trede 3."
    )
    assert "geen label" in correcting(shown, [], day(SHARED), home.region())


def test_labels_are_kept_so_that_they_can_be_read_again(rules: ListingRules) -> None:
    shown = [label("1 2 flags=30+ until=20 from=1 status=actief", SHARED), label("1 -", SHARED, 2, "cso")]
    again = read(kept(shown))
    assert kept(again) == kept(shown)
    assert again[0].on_day.state is State.HOLDS
    assert (again[0].on_day.level, again[0].on_day.flags, again[0].on_day.valid_until) == (
        "2",
        ("30+",),
        day(20),
    )
