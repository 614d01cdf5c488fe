# SPDX-License-Identifier: EUPL-1.2
"""One Spark for all tests that need no Spark of their own: starting it takes longer than what it is asked to do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kapstok.resolution.model.spark import spark


@pytest.fixture(scope="session")
def running() -> Iterator[None]:
    """A session that is there before anything of ours begins."""
    with spark(None):
        yield
