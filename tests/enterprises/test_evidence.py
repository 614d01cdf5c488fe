# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import hashlib

import pytest

from kapstok.enterprises.enums import State
from kapstok.enterprises.evidence import Evidence, evidence
from kapstok.enterprises.queries import NoSuchEnterprise, by_kvk, by_slug
from kapstok.registers.queries import snapshots
from tests.enterprises.region import LiveRegion
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db(transaction=True)

BRUG = {"id": "1", "name": "De Brug", "city": "Zwolle", "level": "1", "kvk": "08123456"}
CONTRACT = {
    "label", "level", "flags", "register", "key", "basis", "run", "url", "fetched_at", "sha256", "valid_from",
    "valid_until",
}  # fmt: skip


def proof(region: LiveRegion, on: int) -> Evidence:
    return evidence(by_kvk("08123456"), day(on), region.rules)


def test_evidence_is_as_the_contract_has_it(region: LiveRegion) -> None:
    runs = region.sync(1).runs
    told = proof(region, 1).as_json()
    assert told["enterprise"] == {"slug": "de-brug", "name": "De Brug", "kvk": ["08123456"]}
    assert (told["on"], told["known_since"]) == (day(1).isoformat(), day(1).isoformat())
    assert {label["label"] for label in told["labels"]} == {"pso", "cso"}
    for label in told["labels"]:
        assert set(label) >= CONTRACT
        assert (label["basis"], label["corrected"]) == ("observed", None)
    ladder = next(label for label in told["labels"] if label["label"] == "pso")
    assert (ladder["run"], ladder["url"], ladder["level"]) == (runs[1].pk, region.site.url("/ladder"), "1")


def test_the_proof_is_the_bytes_that_the_site_sent_by_then(region: LiveRegion) -> None:
    region.shows("ladder", BRUG)
    sent = region.site.pages["/ladder"].body
    region.sync(1)
    region.shows("ladder", {**BRUG, "level": "3"})
    region.sync(5)
    before, after = (proof(region, on).held[-1] for on in (4, 5))
    assert (before.on_day.level, after.on_day.level) == ("1", "3")
    assert before.page is not None
    assert before.page.sha256 == hashlib.sha256(sent).hexdigest()
    assert snapshots(region.folder).get(before.page.sha256) == sent
    assert after.page is not None
    assert after.page.sha256 != before.page.sha256


def test_a_day_before_the_first_run_is_stated_by_the_page_that_said_so(region: LiveRegion) -> None:
    region.shows("ladder", {**BRUG, "valid_from": day(-30).isoformat()})
    region.sync(1)
    told = proof(region, -20).as_json()
    [label] = told["labels"]
    assert (label["label"], label["basis"], label["valid_from"]) == ("pso", "stated", day(-30).isoformat())
    assert label["sha256"]
    assert told["known_since"] == day(1).isoformat()
    assert proof(region, -31).as_json()["labels"] == []


def test_what_did_not_hold_is_told_apart(region: LiveRegion) -> None:
    region.shows("ladder", {**BRUG, "level": "aspirant"})
    region.sync(1)
    told = proof(region, 2)
    assert [one.on_day.label for one in told.held] == ["cso"]
    assert [(one.on_day.label, one.on_day.state) for one in told.not_held] == [("pso", State.EXCLUDED)]


def test_a_later_run_that_changed_the_answer_is_named(region: LiveRegion) -> None:
    region.shows("ladder", {**BRUG, "valid_until": day(90).isoformat()})
    region.sync(1)
    region.shows("ladder", {**BRUG, "valid_until": day(3).isoformat()})
    changed = region.sync(7).runs[1]
    told = proof(region, 5).as_json()
    assert [label["label"] for label in told["labels"]] == ["cso"]
    [ended] = told["not_held"]
    assert (ended["label"], ended["state"]) == ("pso", "pending")
    assert ended["corrected"] == {
        "run": changed.pk, "day": day(7).isoformat(), "state": "holds", "level": "1", "flags": [], "status": None,
        "valid_from": None, "valid_until": day(90).isoformat(),
    }  # fmt: skip


def test_who_is_unknown_is_said_to_be(region: LiveRegion) -> None:
    region.sync(1)
    with pytest.raises(NoSuchEnterprise, match="no-such"):
        by_slug("no-such")
    with pytest.raises(NoSuchEnterprise, match="99999999"):
        by_kvk("99999999")
    with pytest.raises(NoSuchEnterprise, match="eight digits"):
        by_kvk("8123456")


def test_one_register_may_show_a_company_twice_under_one_number(region: LiveRegion) -> None:
    region.shows("ladder", BRUG, {**BRUG, "id": "2", "name": "De Brug Groen", "level": "3"})
    region.sync(1)
    assert sorted((one.on_day.label, one.key) for one in proof(region, 1).held) == [
        ("cso", "a"), ("pso", "1"), ("pso", "2"),
    ]  # fmt: skip
