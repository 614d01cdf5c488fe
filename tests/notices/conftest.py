# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.notices.post_office import PostOffice, open_post_office


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    """A mail server on loopback, and the settings that lead to it."""
    with open_post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield office
