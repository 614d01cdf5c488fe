# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import httpx
import pytest

from kapstok.demo import days
from kapstok.demo.enterprise import World
from kapstok.demo.sites import Sites
from kapstok.demo.world import build


@pytest.fixture(scope="session")
def world() -> World:
    return build(days.ending(date(2026, 11, 22)))


@pytest.fixture(scope="session")
def open_sites(world: World) -> Iterator[Sites]:
    with Sites(world) as sites:
        yield sites


@pytest.fixture
def sites(open_sites: Sites) -> Sites:
    """The five sites, on the first day."""
    open_sites.show(days.FIRST)
    return open_sites


@pytest.fixture(scope="session")
def visitor() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=5) as client:
        yield client
