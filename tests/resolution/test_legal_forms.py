# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.resolution.legal_forms import strip_form

_words = st.sampled_from(
    "b v n o f stichting bv vof de het jansen en i c u a firma kg co gmbh vereniging van".split()
)


@pytest.mark.parametrize(
    ("words", "left", "form"),
    [
        ("groenwerk b v", "groenwerk", "bv"),
        ("de bv motor", "de bv motor", None),
        ("cv ketel service", "cv ketel service", None),
        ("c v de eendracht", "de eendracht", "cv"),
        ("loodgieter en cv", "loodgieter en cv", None),
        ("firma jansen b v", "jansen", "bv"),
        ("cooperatie samen u a", "samen", "cooperatie"),
        ("onderlinge waarborgmaatschappij samen u a", "samen", "owm"),
        ("weber gmbh en co kg", "weber", "kg"),
        ("groenwerk b v zwolle", "groenwerk zwolle", "bv"),
        ("groenwerk i o zwolle", "groenwerk zwolle", None),
        ("coop zwolle", "coop zwolle", None),
        ("de bv", "de bv", None),
        ("stichting", "stichting", None),
    ],
)
def test_a_form_is_taken_off_and_named(words: str, left: str, form: str | None) -> None:
    assert strip_form(words.split()) == (left.split(), form)


@given(st.lists(_words, min_size=1, max_size=7))
def test_whatever_the_words_a_name_keeps_one_and_gains_none(words: list[str]) -> None:
    left, _ = strip_form(words)

    assert left
    assert not set(left) - set(words)
