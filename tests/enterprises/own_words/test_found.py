# SPDX-License-Identifier: EUPL-1.2
"""Who is sought by their own words is found as soon as they are saved, and no more once they are hidden or gone."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapstok.enterprises.finding import Find, find, index_path
from kapstok.enterprises.models import Enterprise, ProfileVersion
from kapstok.enterprises.own_words.content import Content
from kapstok.enterprises.own_words.faults import UnusableContent
from kapstok.enterprises.own_words.moderating import hide
from kapstok.enterprises.own_words.queries import offers
from kapstok.enterprises.queries import by_slug, documents
from kapstok.enterprises.reporting import show_again, withhold
from kapstok.enterprises.sync import catch_up
from kapstok.search.drift import compared
from kapstok.search.shapes import Query
from tests.enterprises.own_words.said import says
from tests.enterprises.region import LiveRegion
from tests.enterprises.timelines import day

BRUG = {"id": "1", "name": "De Brug", "city": "Zwolle", "level": "1"}


def sought(region: LiveRegion, words: str) -> tuple[Find, ...]:
    catch_up(region.folder, day(1))
    return find(region.folder, Query(words, day=day(1))).finds


@pytest.fixture
def brug(region: LiveRegion, transactional_db: None) -> Enterprise:
    region.shows("ladder", BRUG)
    region.shows("code")
    region.sync(1)
    return by_slug("de-brug")[0]


def test_own_words_are_found_within_a_second_with_the_reason(region: LiveRegion, brug: Enterprise) -> None:
    assert sought(region, "bruidstaarten") == ()
    began = time.monotonic()
    says(brug, offerings=[{"text": "Bruidstaarten"}], pitch="Met smaak", description="In de kwekerij.")
    [found] = sought(region, "bruidstaarten")
    assert time.monotonic() - began < 1
    assert found.why == ("eigen opgave: biedt Bruidstaarten",)
    [found] = sought(region, "kwekerij")
    assert found.why == ("eigen opgave: omschrijving",)
    drift = compared(documents, index_path(region.folder))
    assert drift is not None
    assert (drift.compared, drift.keys) == (1, ())


def test_what_is_hidden_taken_back_or_withheld_is_not_found(region: LiveRegion, brug: Enterprise) -> None:
    says(brug, offerings=[{"text": "Bruidstaarten"}], description="In de kwekerij.")
    hide(enterprise=brug, part="description", reason="Onwaar", actor="person:9", page="/mijn")
    assert (len(sought(region, "bruidstaarten")), len(sought(region, "kwekerij"))) == (1, 0)

    withhold(enterprise=brug, reason="Bezwaar", actor="person:9", day=day(1), rules=region.rules)
    assert sought(region, "bruidstaarten") == ()
    show_again(enterprise=brug, reason="Toch wel", actor="person:9", day=day(1), rules=region.rules)
    assert len(sought(region, "bruidstaarten")) == 1

    says(brug, pitch="Wij")
    assert sought(region, "bruidstaarten") == ()


def test_what_kind_of_trade_it_is_follows_from_its_words(region: LiveRegion, brug: Enterprise) -> None:
    def categories() -> set[str]:
        catch_up(region.folder, day(1))
        return {*find(region.folder, Query(day=day(1))).facets["category"]}

    assert categories() == set()
    says(brug, offerings=[{"text": "Schoonmaak van kantoren"}])
    assert categories() == {"90919200"}


def test_real_syncs_leave_it_and_offer_what_the_register_says_since(
    region: LiveRegion, brug: Enterprise
) -> None:
    says(brug, website="eigen.example", offerings=[{"text": "Bruidstaarten"}])
    before = list(ProfileVersion.objects.values())
    region.shows("ladder", {**BRUG, "website": "https://nieuw.example"})
    region.sync(2)
    region.sync(3)
    brug.refresh_from_db()
    assert list(ProfileVersion.objects.values()) == before
    assert [(offer.field, offer.now) for offer in offers(brug)] == [("website", ("https://nieuw.example",))]
    [found] = find(region.folder, Query("bruidstaarten", day=day(3))).finds
    assert found.standing.enterprise.own.offerings == ("Bruidstaarten",)


def test_a_category_that_was_chosen_is_no_trade_without_words_for_it(
    region: LiveRegion, brug: Enterprise
) -> None:
    says(brug, offerings=[{"text": "Bijzonder", "category": "90910000"}])
    assert sought(region, "schoonmaak") == ()


TEXTS = st.text(max_size=60) | st.sampled_from(
    ["<b>", "\u202e", "\ud800", "\x00", "a" * 120, "AND OR NOT", '"(~*', "\u0301" * 30]
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {
            "pitch": TEXTS,
            "description": TEXTS,
            "offerings": st.lists(TEXTS.map(lambda text: {"text": text}), max_size=3),
        }
    )
)
@pytest.mark.usefixtures("brug")
def test_whatever_is_said_the_index_follows_and_agrees(region: LiveRegion, given: dict[str, Any]) -> None:
    try:
        says(by_slug("de-brug")[0], **given)
    except UnusableContent:
        return
    assert len(sought(region, "De Brug")) == 1
    drift = compared(documents, index_path(region.folder))
    assert drift is not None
    assert drift.keys == ()


def test_nothing_said_is_the_document_of_the_registers(brug: Enterprise) -> None:
    key = str(brug.pk)
    before = documents([key])
    says(brug, website="brug.example", languages=["nl"])
    assert documents([key]) == before
    says(brug, **Content().plain())
    assert documents([key]) == before
