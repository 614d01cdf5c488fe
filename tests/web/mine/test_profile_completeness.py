# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.actions import save
from kapstok.enterprises.own_words.content import read
from kapstok.enterprises.queries import by_slug
from kapstok.search.models import AskedQuestion
from kapstok.web.mine.profile_completeness import progress
from tests.enterprises.own_words.said import EVERYTHING
from tests.web.mine.owners import browser_of, owner, publish
from tests.web.reading import Page
from tests.web.region import RegionOnLoopback

pytestmark = pytest.mark.django_db


@pytest.fixture
def bezem(region: RegionOnLoopback) -> Enterprise:
    publish(region)
    return by_slug("de-gouden-bezem")[0]


def test_what_brings_most_is_told_first_with_where_to_write_it(bezem: Enterprise) -> None:
    found = progress(bezem)
    # The register has the offerings, a telephone number and a website.
    assert (found.filled, found.total) == (3, 13)
    assert [step.part for step in found.steps] == ["pitch", "description", "area"]
    assert found.steps[0].href == "/mijn/onderneming/de-gouden-bezem/profiel/wie"


def test_how_often_was_searched_is_told_only_where_it_was_counted(
    bezem: Enterprise, region: RegionOnLoopback
) -> None:
    assert progress(bezem).asked == ""
    today = region.today
    AskedQuestion.objects.create(text="glazenwasser", week=today, last_day=today, count=1_243)
    AskedQuestion.objects.create(text="tandarts", week=today, last_day=today, count=99)
    page = Page(browser_of(owner("de-gouden-bezem")).get("/mijn/onderneming/de-gouden-bezem/profiel"))
    assert "Het afgelopen kwartaal is 1.243 keer gezocht naar wat u aanbiedt." in page.text
    assert progress(by_slug("lunchroom-de-linde")[0]).asked == ""


def test_who_said_all_hears_that_only_photos_are_left(bezem: Enterprise) -> None:
    save(enterprise=bezem, content=read(EVERYTHING), actor="person:1")
    found = progress(bezem)
    assert [step.part for step in found.steps] == ["photos"]
    assert found.filled == found.total - 1
