# SPDX-License-Identifier: EUPL-1.2
"""A verdict as an editor reads it, for every rule of the guard and in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from kapstok.registers.enums import RunStatus
from kapstok.registers.file_parts import Guard
from kapstok.registers.guard import RunSummary, judge
from kapstok.registers.wording import fault_words, field_words, status_words


def names(count: int) -> dict[str, str]:
    return {str(number): f"Bedrijf {number}" for number in range(count)}


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def words(now: RunSummary, before: RunSummary | None = None, **bounds: object) -> list[str]:
    return [fault_words(vars(fault)) for fault in judge(now, before, Guard.model_validate(bounds)).faults]


@pytest.mark.parametrize(
    ("now", "before", "bounds", "said"),
    [
        (RunSummary({}), None, {}, "Het register toont geen enkele vermelding."),
        (
            RunSummary({}, fault="https://r.example/: HTTP 500"), None, {},
            "De lijst kon niet helemaal worden gelezen: https://r.example/: HTTP 500.",
        ),
        (
            RunSummary(names(9), filled={"name": 9}), None, {"at_least": 1_200},
            "Er zijn 9 vermeldingen. Wij verwachten er minstens 1.200.",
        ),
        (
            RunSummary(names(9), filled={"name": 9}), RunSummary(names(224)), {},
            "Van de 224 vermeldingen zijn er 215 weg (96 %). Hoogstens 10 % mag in één keer weg.",
        ),
        (
            RunSummary({"x": "Ander"}, filled={"name": 1}), RunSummary(names(3)), {},
            "Alle 3 vermeldingen zijn weg.",
        ),
        (
            RunSummary(names(40), filled={"name": 40}, details=40, failed_details=7), None, {},
            "Van de 40 pagina's van vermeldingen lukten er 7 niet (17,5 %; hoogstens 5 %).",
        ),
        (
            RunSummary(names(4), filled={"name": 4}, unreadable=1), None, {},
            "1 van de 4 vermeldingen heeft een waarde die wij niet kunnen lezen (25 %; hoogstens 5 %).",
        ),
        (
            RunSummary(names(4), filled={"name": 4, "level": 1}), RunSummary(names(4), filled={"level": 4}), {},
            "Het veld trede of niveau is bij 25 % van de vermeldingen gevuld; dat was 100 %.",
        ),
        (
            RunSummary(names(4), filled={"name": 3}), None, {},
            "Het veld naam is bij 75 % van de vermeldingen gevuld. Minstens 100 % is nodig.",
        ),
        (
            RunSummary(names(4), filled={"name": 4}, total=5, shown=4), None, {"total": "count"},
            "Het register zegt dat het 5 vermeldingen heeft. Wij lazen er 4.",
        ),
        (
            RunSummary(names(4), filled={"name": 4}), None, {"total": "count"},
            "Het aantal dat het register zelf noemt, staat niet meer op de pagina's.",
        ),
    ],
)  # fmt: skip
def test_every_rule_of_the_guard_is_said_in_words(
    now: RunSummary, before: RunSummary | None, bounds: dict[str, object], said: str
) -> None:
    assert words(now, before, **bounds) == [said]
    with translation.override("en"):
        [english] = words(now, before, **bounds)
    assert english != said


def test_what_became_of_a_run_is_said_in_words() -> None:
    assert len({status_words(status) for status in RunStatus}) == len(RunStatus)


def test_a_field_of_a_regions_own_keeps_its_name() -> None:
    assert (field_words("valid_until"), field_words("wijk")) == ("geldig tot", "wijk")
