# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.queries import by_slug
from tests.enterprises.own_words.said import BRUG
from tests.enterprises.published import PublishedRegister, follow


@pytest.fixture
def ladder(rules: ListingRules) -> PublishedRegister:
    register = PublishedRegister()
    register.run(1, brug=BRUG)
    follow(1, rules)
    return register


@pytest.fixture
def brug(ladder: PublishedRegister) -> Enterprise:
    return by_slug("de-brug")[0]
