# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings

from kapstok.enterprises.listing import ListingRules
from kapstok.regions.folder import RegionFolder
from tests.web.region import RegionOnLoopback, code, ladder, region_on_loopback


@pytest.fixture
def rules(home: RegionFolder) -> ListingRules:
    """What the bundled region of the east asks."""
    return ListingRules.of(home.region())


@pytest.fixture
def region(tmp_path: Path, settings: Settings, db: None) -> Iterator[RegionOnLoopback]:
    """A region of this test's own, with nothing read yet."""
    with region_on_loopback(tmp_path) as made:
        settings.KAPSTOK_HOME = made.folder.path
        yield made


@pytest.fixture
def east(region: RegionOnLoopback) -> RegionOnLoopback:
    """A region with five enterprises, of which one waits for its renewal and one has no label left."""
    region.sync(ladder=ladder(region.today), code=code())
    return region


@pytest.fixture(autouse=True)
def _in_dutch() -> Iterator[None]:
    """Lists are read by someone, in a language; most of these tests in Dutch."""
    with translation.override("nl"):
        yield
