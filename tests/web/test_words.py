# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from kapstok.web.words import spoken

MARCH = date(2027, 3, 3)


def test_a_day_is_said_in_words_of_the_language():
    with translation.override("nl"):
        assert spoken(MARCH) == "3 maart 2027"
    with translation.override("en"):
        assert spoken(MARCH) == "3 March 2027"


def test_the_year_is_left_out_when_it_is_this_year():
    with translation.override("nl"):
        assert spoken(MARCH, today=date(2027, 11, 22)) == "3 maart"
        assert spoken(MARCH, today=date(2026, 11, 22)) == "3 maart 2027"


@pytest.mark.parametrize(("language", "shown"), [("nl", "12.345"), ("en", "12,345")])
def test_numbers_on_pages_are_grouped_as_the_language_does(language: str, shown: str):
    with translation.override(language):
        assert Template("{{ n }}").render(Context({"n": 12345})) == shown
