# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.resolution.scribbles import without_scribbles


@pytest.mark.parametrize(
    ("tokens", "left"),
    [
        ("groenwerk b v niet gebruiken", "groenwerk b v -"),
        ("groenwerk ( vervallen )", "groenwerk -"),
        ("groenwerk / debiteuren", "groenwerk"),
        ("groenwerk b v incasso", "groenwerk b v"),
        ("jansen incasso", "jansen incasso"),
        ("groenwerk t a v de heer jansen", "groenwerk"),
        ("100234 - groenwerk", "groenwerk"),
        ("groenwerk 100234", "groenwerk"),
        ("bouw 2000", "bouw 2000"),
        ("vakbond afdeling zwolle", "vakbond afdeling zwolle"),
        ("gemeente zwolle afd sport", "gemeente zwolle"),
        ("niet gebruiken", "niet gebruiken"),
        ("100234", "100234"),
    ],
)
def test_what_an_administration_wrote_around_a_name_is_left_out(tokens: str, left: str) -> None:
    assert without_scribbles(tokens.split()) == left.split()


@given(
    st.lists(st.sampled_from("a b niet gebruiken ( ) - / 100234 afd tav oud zzz kvk 12".split()), min_size=1)
)
def test_whatever_the_tokens_something_is_left(tokens: list[str]) -> None:
    assert without_scribbles(tokens)
