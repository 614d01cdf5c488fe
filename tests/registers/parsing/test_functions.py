# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import sys
from datetime import date
from types import ModuleType

import pytest

from kapstok.registers.parsing import parse_list
from kapstok.registers.parsing.selectors import function
from kapstok.registers.shapes import ListPage, PageUnreadable
from tests.registers.parsing.register_texts import URL, register


class Installed(ModuleType):
    """A module as if it were installed."""

    rows: object


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Installed:
    module = Installed("registers_of_ours")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    function.cache_clear()
    return module


def read(body: bytes = b"x") -> ListPage:
    file = register(
        'kind = "python"\nparse = "registers_of_ours:rows"\nfields.name = "naam"\nfields.valid_until = "tot"'
    )
    return parse_list(body, None, URL, file)


def test_the_function_gets_the_bytes_and_gives_the_rows(installed: Installed) -> None:
    installed.rows = json.loads
    assert read(b'[{"naam": " De  Kans ", "tot": "2027-03-31"}]').rows[0].values == {
        "name": "De Kans",
        "valid_until": "2027-03-31",
    }


def test_rows_may_come_one_by_one_with_dates_and_numbers(installed: Installed) -> None:
    installed.rows = lambda body: ({"naam": 7, "tot": date(2027, 3, 31)} for _ in range(2))
    assert [dict(row.values) for row in read().rows] == [{"name": "7", "valid_until": "2027-03-31"}] * 2


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda body: 1 / 0, "registers_of_ours:rows failed: ZeroDivisionError: division by zero"),
        (lambda body: None, "does not give rows"),
        (lambda body: ["x"], "does not give rows"),
        ("no function", "is not a function"),
    ],
)
def test_a_function_that_fails_is_a_page_that_cannot_be_read(
    installed: Installed, made: object, reason: str
) -> None:
    installed.rows = made
    with pytest.raises(PageUnreadable, match=reason):
        read()


def test_a_function_that_is_not_there_is_a_page_that_cannot_be_read(installed: Installed) -> None:
    with pytest.raises(PageUnreadable, match="cannot be used: AttributeError"):
        read()
