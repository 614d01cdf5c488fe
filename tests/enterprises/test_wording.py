# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.utils import translation

from kapstok.enterprises.wording import label_words, level_words
from kapstok.regions.folder import RegionFolder


@pytest.mark.parametrize(
    ("level", "dutch", "english"), [("3", "trede 3", "level 3"), ("basis", "basis", "basis")]
)
def test_a_level_that_is_a_number_is_called_one(level: str, dutch: str, english: str):
    with translation.override("nl"):
        assert level_words(level) == dutch
    with translation.override("en"):
        assert level_words(level) == english


def test_a_label_is_said_with_its_level_and_what_comes_on_top(home: RegionFolder):
    region = home.region()
    assert label_words(region, "pso", "3", ("30+",)) == "PSO trede 3 (30+)"
    assert label_words(region, "pso", None, ("30+",)) == "PSO 30+"
    assert label_words(region, "cedris") == "Cedris"
    assert label_words(region, "forgotten", "basis") == "forgotten basis"
