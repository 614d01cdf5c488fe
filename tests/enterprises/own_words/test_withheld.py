# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.enterprises.cards import cards
from kapstok.enterprises.export import export_rows
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.queries import content_of, latest, shown
from kapstok.enterprises.own_words.saying import SAYS_NOTHING
from kapstok.enterprises.queries import documents
from kapstok.enterprises.reporting import show_again, withhold
from tests.enterprises.own_words.said import EVERYTHING, says
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db


def test_nothing_is_told_of_who_is_withheld_and_it_comes_back_when_they_are_shown_again(
    brug: Enterprise, rules: ListingRules
) -> None:
    def told() -> tuple[bool, bool, bool, bool]:
        brug.refresh_from_db()
        [row] = export_rows(day(1), rules, everyone=True)
        [card] = cards([str(brug.pk)])
        is_found = documents([str(brug.pk)])[str(brug.pk)] is not None
        return (
            shown(brug) is not None,
            row["own_words"] is not None,
            card.enterprise.own != SAYS_NOTHING,
            is_found,
        )

    says(brug, **EVERYTHING)
    assert told() == (True, True, True, True)
    withhold(enterprise=brug, reason="Bezwaar", actor="person:9", day=day(1), rules=rules)
    assert told() == (False, False, False, False)
    says(brug, pitch="Toch iets")
    assert told() == (False, False, False, False)
    assert content_of(latest(brug)).pitch == "Toch iets"
    show_again(enterprise=brug, reason="Toch wel", actor="person:9", day=day(1), rules=rules)
    assert told() == (True, True, True, True)
