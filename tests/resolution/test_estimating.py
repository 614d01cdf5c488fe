# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from bench.known_pairs import records_of
from bench.market import invent
from kapstok.core.models import AuditEntry
from kapstok.resolution.estimating import LEAST_ENTRIES, TooFewEntries, refit
from kapstok.resolution.model.weights import SAME, from_json, shipped
from kapstok.resolution.models import Fitted
from kapstok.resolution.queries import in_force
from kapstok.resolution.records import Record
from tests.resolution.entries import entry

pytestmark = pytest.mark.django_db
ANNA = "person:1"


@pytest.fixture(scope="module")
def records() -> list[Record]:
    found = records_of(invent(31, size=400))
    assert len(found) >= LEAST_ENTRIES
    return found


def test_too_few_entries_are_refused_in_one_line_and_nothing_is_kept() -> None:
    with pytest.raises(
        TooFewEntries, match=r"^1 entries are too few to estimate from; at least 500 are needed$"
    ):
        refit(records=[entry(name="Vlinder")], actor=ANNA)

    assert not Fitted.objects.exists()
    assert not AuditEntry.objects.exists()
    assert in_force().weights == shipped()


def test_what_was_estimated_is_in_force_from_then_on_and_the_audit_trail_says_who_asked(
    records: list[Record],
) -> None:
    before = in_force()

    fitted = refit(records=records, actor=ANNA)

    after = in_force()
    assert after.version != before.version
    assert after.version.startswith(fitted.version)
    assert after.weights == from_json(fitted.weights)
    assert (fitted.by, AuditEntry.objects.get().subject) == (ANNA, f"model:{fitted.version}")
    assert after.bands == before.bands  # nobody judged anything yet


def test_the_estimate_stays_near_what_is_shipped_and_the_order_of_entries_is_irrelevant(
    records: list[Record],
) -> None:
    learned = from_json(refit(records=records, actor=ANNA).weights)
    Fitted.objects.all().delete()
    again = from_json(refit(records=reversed(records), actor=ANNA).weights)

    for comparison, rungs in shipped().levels.items():
        assert sum(shares[SAME] for shares in learned.levels[comparison].values()) == pytest.approx(1)
        for level, shares in rungs.items():
            now = learned.levels[comparison][level]
            assert {**now, SAME: 0} == {**shares, SAME: 0}
            assert 0 < now[SAME] < 1
            assert abs(now[SAME] - shares[SAME]) < 0.35, (comparison, level)
            assert again.levels[comparison][level][SAME] == pytest.approx(now[SAME], abs=1e-4)
