# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from kapstok.regions import folder as region_folder
from kapstok.regions.folder import RegionFolder
from tests.scripted_site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> RegionFolder:
    """A region folder of the test's own, with nothing read yet."""
    made = region_folder.make(tmp_path / "region")
    settings.KAPSTOK_HOME = made.path
    return made
