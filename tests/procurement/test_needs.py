# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from kapstok.procurement.needs import (
    LATEST_ANSWER,
    NeedGiven,
    TooManyToday,
    TooOftenToday,
    UnusableNeed,
    WrongNumber,
    refuse_too_often,
    refuse_wrong_number,
)

TODAY = date(2026, 11, 20)


def test_a_need_is_kept_as_it_can_be_read() -> None:
    given = NeedGiven("  Glas\u202e\nwassen  ", "Twee keer\r\nper jaar \x00", TODAY)
    assert given.checked(TODAY) == NeedGiven("Glas wassen", "Twee keer\nper jaar", TODAY)


@pytest.mark.parametrize(
    "given",
    [
        NeedGiven("", "tekst"),
        NeedGiven("titel", " \x00\u202e\n "),
        NeedGiven("t" * 121, "tekst"),
        NeedGiven("titel", "t" * 2_001),
        NeedGiven("titel", "tekst", TODAY - timedelta(days=1)),
        NeedGiven("titel", "tekst", TODAY + LATEST_ANSWER + timedelta(days=1)),
    ],
)
def test_what_nobody_can_answer_is_refused(given: NeedGiven) -> None:
    with pytest.raises(UnusableNeed):
        given.checked(TODAY)


def test_a_need_goes_to_one_to_ten_and_an_organisation_asks_fifty_a_day() -> None:
    refuse_wrong_number(10, 40)
    refuse_wrong_number(1, 49)
    for asked in (0, 11):
        with pytest.raises(WrongNumber):
            refuse_wrong_number(asked, 0)
    with pytest.raises(TooManyToday):
        refuse_wrong_number(10, 41)


def test_one_enterprise_is_asked_three_times_a_day_by_an_organisation() -> None:
    brug, kade = UUID(int=1), UUID(int=2)
    refuse_too_often({brug: 2, kade: 0})
    with pytest.raises(TooOftenToday) as refused:
        refuse_too_often({brug: 3, kade: 2})
    assert refused.value.enterprises == (brug,)
