# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.core.text import fold, harmless, in_lines, squeeze


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fryslân", "FRYSLAN"),
        ("’s-Gravenhage", "'s-gravenhage"),
        ("Café  De\u00a0Ster", "cafe de ster"),
        ("Ĳsselstein", "IJsselstein"),
        ("Straße", "strasse"),
        ("Zoë\x00", "zoe"),
    ],
)
def test_spellings_of_one_text_fold_to_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_squeezing_keeps_the_text_and_drops_what_cannot_be_read() -> None:
    assert squeeze("  De\n\tSter \x00\x1b[31m B.V. ") == "De Ster [31m B.V."
    assert squeeze("Ster\u202egpj.exe\u202c \u2066x\u2069\uffff") == "Stergpj.exe x"


def test_what_is_harmless_keeps_its_white_space_and_its_letters() -> None:
    assert harmless(" a\x1b\n\u05e9\u05dc\u200f\u202d b\t") == " a\n\u05e9\u05dc\u200f b\t"


@given(st.text())
def test_folding_and_squeezing_twice_is_once(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)
    assert fold(fold(text)) == fold(text)


def test_lines_stay_lines_and_what_no_reader_sees_goes():
    assert in_lines(" Bellen\r\nin\tmaart\x07\rof \u202elirpa\u202c\u2028en\x85dan\x00 \n") == (
        "Bellen\nin maart\nof lirpa\nen\ndan"
    )
