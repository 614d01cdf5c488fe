# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

from kapstok.regions.folder import RegionFolder
from tests.settings import HOME

# The same examples in every run, so that a red build is about the change; HYPOTHESIS_PROFILE=explore looks further.
settings.register_profile("house", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(autouse=True)
def _site_language() -> Iterator[None]:
    """Each test begins in the site's own language, whatever a page before it was asked for in."""
    with translation.override(None):
        yield


@pytest.fixture
def home() -> RegionFolder:
    """The region folder that the settings of this run point at; shared, so leave its files as they are."""
    return RegionFolder(HOME)
