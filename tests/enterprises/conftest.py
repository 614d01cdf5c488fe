# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from kapstok.enterprises.listing import ListingRules
from kapstok.regions import folder as region_folder
from kapstok.regions.folder import RegionFolder
from tests.enterprises.region import LiveRegion
from tests.scripted_site import serving


@pytest.fixture
def rules(home: RegionFolder) -> ListingRules:
    """What the bundled region of the east asks."""
    return ListingRules.of(home.region())


@pytest.fixture
def region(tmp_path: Path, settings: Settings) -> Iterator[LiveRegion]:
    """A region folder of the test's own, with two registers on a site: "ladder" for pso and "code" for cso."""
    made = region_folder.make(tmp_path / "region")
    settings.KAPSTOK_HOME = made.path
    with serving() as site:
        live = LiveRegion(made, site)
        live.register("ladder", "pso")
        live.register("code", "cso")
        live.shows(
            "ladder", {"id": "1", "name": "De Brug", "city": "Zwolle", "level": "1", "kvk": "08123456"}
        )
        live.shows("code", {"id": "a", "name": "De Brug B.V.", "city": "Zwolle", "kvk": "08123456"})
        yield live
