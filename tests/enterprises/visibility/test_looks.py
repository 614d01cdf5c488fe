# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date

import pytest

from kapstok.enterprises.visibility.looks import is_by_a_reader
from kapstok.search.counting import monday_of

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


def test_a_week_is_named_after_its_monday() -> None:
    assert {monday_of(date(2026, 11, day)) for day in range(16, 23)} == {date(2026, 11, 16)}


def test_a_browser_is_a_reader() -> None:
    assert is_by_a_reader({"HTTP_USER_AGENT": BROWSER})


@pytest.mark.parametrize(
    "agent", ["", "Googlebot/2.1", "Mozilla/5.0 (compatible; bingbot/2.0)", "curl/8.1", "python-requests/2"]
)
def test_a_program_that_says_so_or_says_nothing_is_no_reader(agent: str) -> None:
    assert not is_by_a_reader({"HTTP_USER_AGENT": agent})


@pytest.mark.parametrize("header", ["HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_MOZ"])
def test_what_is_fetched_ahead_is_not_looked_at(header: str) -> None:
    assert not is_by_a_reader({"HTTP_USER_AGENT": BROWSER, header: "prefetch;prerender"})
