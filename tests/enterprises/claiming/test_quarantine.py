# SPDX-License-Identifier: EUPL-1.2
"""The guard stands before the proof too: what was read and not published moves no address."""

from __future__ import annotations

import pytest

from kapstok.enterprises.claiming.queries import offers_of
from kapstok.enterprises.enums import ProofKind
from kapstok.enterprises.queries import by_slug
from tests.enterprises.region import LiveRegion
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db(transaction=True)


def pages(region: LiveRegion, on: int) -> list[str]:
    bezem, _ = by_slug("de-gouden-bezem")
    return [
        offer.target for offer in offers_of(bezem, day(on), region.rules) if offer.proof is ProofKind.PAGE
    ]


def test_a_run_in_quarantine_moves_no_proof(region: LiveRegion) -> None:
    bezem = {
        "id": "1",
        "name": "De Gouden Bezem",
        "city": "Zwolle",
        "website": "https://goudenbezem.example/",
    }
    others = [
        {"id": str(number), "name": f"Werkplaats {number}", "city": "Deventer"} for number in range(2, 12)
    ]
    region.shows("ladder", bezem, *others)
    region.sync(1)
    assert pages(region, 1) == ["https://goudenbezem.example/"]
    region.shows("ladder", {**bezem, "website": "https://evil.example/"})
    report = region.sync(2, only=["ladder"])
    assert [run.status for run in report.runs] == ["quarantined"]
    assert pages(region, 2) == ["https://goudenbezem.example/"]
