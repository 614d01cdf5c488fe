# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.core import identifiers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("08123456", "08123456"),
        ("08.12.34.56", "08123456"),
        (" 0812 3456 ", "08123456"),
        ("8123456", None),  # a lost zero, or a slip: not certain
        ("081234567", None),
        ("0812345a", None),
        ("٠٨١٢٣٤٥٦", None),  # digits, but not as the trade register writes them
        ("00000000", None),
        ("", None),
    ],
)
def test_a_kvk_number_is_eight_digits_or_not_certain(text: str, number: str | None) -> None:
    assert identifiers.kvk(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("809163160", "809163160"), ("8091.63.160", "809163160"), ("809163161", None), ("12", None)],
)
def test_an_rsin_passes_the_eleven_test(text: str, number: str | None) -> None:
    assert identifiers.rsin(text) == number


@pytest.mark.parametrize(
    ("text", "full", "digits"),
    [
        ("7411 AA", "7411AA", "7411"),
        ("7411aa", "7411AA", "7411"),
        ("NL-7411 AA", "7411AA", "7411"),
        ("7411-AA", "7411AA", "7411"),
        ("7411", None, "7411"),
        ("D-48529", None, None),
        ("48529", None, None),
        ("0411 AA", None, None),
        ("7411 SS", None, "7411"),
        ("B-9000", None, None),
        ("7411 AAA", None, None),
    ],
)
def test_a_postcode_is_dutch_or_nothing(text: str, full: str | None, digits: str | None) -> None:
    assert (identifiers.postcode(text), identifiers.pc4(text)) == (full, digits)


@pytest.mark.parametrize(
    ("address", "registered"),
    [
        ("https://www.dester.nl/over-ons?x=1", "dester.nl"),
        ("DESTER.NL", "dester.nl"),
        ("http://shop.dester.co.uk:8080/", "dester.co.uk"),
        ("https://www.facebook.com/dester", None),
        ("https://dester.wordpress.com", None),
        ("https://dester.github.io", "dester.github.io"),
        ("https://münchen.de", "xn--mnchen-3ya.de"),
        ("www.dester.example", "dester.example"),  # an ending that is not in the list is one all the same
        ("127.0.0.1", None),
        ("localhost", None),
        ("geen website", None),
        ("", None),
    ],
)
def test_a_domain_is_what_somebody_registered(address: str, registered: str | None) -> None:
    assert identifiers.domain(address) == registered


@given(st.text(max_size=200))
def test_no_text_breaks_an_identifier(text: str) -> None:
    for function in (
        identifiers.kvk,
        identifiers.rsin,
        identifiers.postcode,
        identifiers.pc4,
        identifiers.cbs_code,
        identifiers.domain,
    ):
        found = function(text)
        assert found is None or (found and function(found) == found)
