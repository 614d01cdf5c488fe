# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.enterprises.label_state import LabelInTime, LabelPolicy
from kapstok.procurement.unlisted import Unlisted, Why, outside, without_label
from kapstok.procurement.wording import unlisting
from kapstok.regions.folder import RegionFolder
from tests.enterprises.timelines import day, history

POLICY = LabelPolicy(admits=frozenset({"basis", "1", "2", "3"}))
TODAY = 60


def found(*runs: str) -> Unlisted:
    return without_label(
        [LabelInTime(history(one, entry=n), POLICY) for n, one in enumerate(runs, 1)], day(TODAY)
    )


@pytest.mark.parametrize(
    ("runs", "why", "since"),
    [
        (["1 2 until=40; 59 2 until=40"], Why.WAITING, 41),
        (["1 2 until=20; 59 2 until=20"], Why.ENDED, 21),
        (["1 2; 30 -; 31 -; 59 -"], Why.GONE, 30),
        (["1 2 until=20; 30 -; 31 -"], Why.GONE, 21),
        (["1 2; 30 aspirant"], Why.EXCLUDED, 30),
        (["1 aspirant"], Why.EXCLUDED, 1),
        (["1 2 from=70"], Why.NEVER, 1),
        (["50 2 until=45"], Why.WAITING, 46),  # over before we looked
        (["50 2 until=20"], Why.ENDED, 21),
        (["1 2; 30 -; 31 -", "1 1 until=50; 59 1 until=50"], Why.WAITING, 51),
        (["1 2; 30 -; 31 -; 40 2; 50 -; 51 -"], Why.GONE, 50),
    ],
)
def test_it_is_said_why_no_label_holds_and_since_when(runs: list[str], why: Why, since: int) -> None:
    told = found(*runs)
    assert (told.why, told.since) == (why, day(since))


@pytest.mark.parametrize(
    ("unlisted", "said"),
    [
        (found("1 2 until=40; 59 2 until=40"),
         "Het label was geldig tot 9 februari 2026 en wacht op verlenging, uiterlijk tot en met 11 maart 2026."),
        (found("1 2 until=20"), "Sinds 21 januari 2026 heeft zij geen label dat geldt."),
        (found("1 2; 30 -; 31 -"), "Sinds 30 januari 2026 staat zij niet meer in het register."),
        (found("1 2; 30 aspirant"), "Sinds 30 januari 2026 telt haar niveau of status niet mee."),
        (found("1 2 from=70"), "Zij had nog geen label dat meetelt."),
        (outside("GM0014", day(3)), "Sinds 3 januari 2026 is haar plaats volgens het register buiten Oost-Nederland."),
        (outside("GM0014", None), "Zij staat nu niet in de zoekresultaten."),
        (outside(None, day(3)), "Wij weten niet of zij in Oost-Nederland zit."),
        (Unlisted(Why.WITHHELD, None), "Deze onderneming wordt op verzoek niet getoond."),
    ],
)  # fmt: skip
def test_the_reason_is_a_sentence(home: RegionFolder, unlisted: Unlisted, said: str) -> None:
    assert unlisting(unlisted, home.region()) == said
