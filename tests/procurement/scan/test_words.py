# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.utils import translation

from kapstok.procurement.creditors import Unreadable
from kapstok.procurement.scan import words as scan_words
from tests.web.conftest import compile_translations

compile_translations()


@pytest.mark.parametrize("why", list(Unreadable))
def test_every_reason_that_a_row_is_not_readable_is_said_in_both_languages(why: Unreadable) -> None:
    with translation.override("en"):
        assert scan_words.unreadable(why.value) == f"not readable: {why.value}"
    with translation.override("nl"):
        said = scan_words.unreadable(why.value)
    assert said.startswith("niet leesbaar: ")
    assert why.value not in said


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_names_of_the_sheets_are_ones_that_a_workbook_takes(language: str) -> None:
    with translation.override(language):
        names = list(scan_words.sheet_names().values())
    assert len({name.casefold() for name in names}) == 4
    assert all(len(name) <= 28 and not set(name) & set("[]:*?/\\'") for name in names)


def test_reasons_are_said_in_the_language_of_the_answer() -> None:
    why = ("zelfde website", "iets dat nog niemand vertaald heeft")
    with translation.override("en"):
        assert scan_words.reasons(why) == ("same website", "iets dat nog niemand vertaald heeft")
    with translation.override("nl"):
        assert scan_words.reasons(why) == why
