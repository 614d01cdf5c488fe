# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kapstok.search.index import SearchIndex
from tests.search.directories import written


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., SearchIndex]:
    """Puts documents in an index of their own."""
    return lambda *documents: written(tmp_path / "search", documents)
