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
        ("KvK 08123456", "08123456"),
        ("KvK-nummer: 08123456", "08123456"),
        ("kvknr 08123456", "08123456"),
        ("KVK08123456", "08123456"),
        ("K.v.K. Zwolle nr. 08123456", "08123456"),
        ("Kamer van Koophandel 08.12.34.56", "08123456"),
        ("CoC 08123456", "08123456"),
        ("08123456 Zwolle", "08123456"),
        ("08123456 (hoofdvestiging)", "08123456"),
        ("'08123456", "08123456"),
        ("12345678.0", "12345678"),
        ("12345678,00", "12345678"),
        ("12.34.56.00", "12345600"),
        ("1.2345678E7", "12345678"),
        ("1,2345678E+07", "12345678"),
        ("1.23E7", None),
        ("8123456.0", None),
        ("809163160", None),  # an RSIN
        ("NL809163160B01", None),
        ("RSIN 809163160", None),
        ("081234560001", None),
        ("000037178598", None),  # the number of a branch
        ("08123456, 09123456", None),
        ("038 123 45 67", None),
        ("8" * 1_000_000, None),
        ("kvk" * 300_000, None),
    ],
)
def test_a_kvk_number_is_eight_digits_or_not_certain(text: str, number: str | None) -> None:
    assert identifiers.kvk(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8123456", "08123456"),
        ("8.123.456", "08123456"),
        ("8123456.0", "08123456"),
        ("KvK 8123456", "08123456"),
        ("0812345", None),
        ("081234560001", "08123456"),
        ("08123456-0001", "08123456"),
        ("08123456 0000", "08123456"),
        ("08123456 / 000037178598", "08123456"),
        ("000037178598", None),
        ("809163160", None),
        ("NL809163160B01", None),
        ("812345", None),
        ("08123456", "08123456"),
    ],
)
def test_a_number_that_is_only_compared_may_be_straightened(text: str, number: str | None) -> None:
    assert identifiers.likely_kvk(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("809163160", "809163160"),
        ("8091.63.160", "809163160"),
        ("RSIN: 809163160", "809163160"),
        ("809163160.0", "809163160"),
        ("809163161", None),
        ("12", None),
        ("000000000", None),
        ("80916316", None),
    ],
)
def test_an_rsin_passes_the_eleven_test(text: str, number: str | None) -> None:
    assert identifiers.rsin(text) == number


@pytest.mark.parametrize(
    ("text", "number", "inside"),
    [
        ("NL809163160B01", "NL809163160B01", "809163160"),
        ("nl 8091.63.160.b.01", "NL809163160B01", "809163160"),
        ("NL-809163160-B02", "NL809163160B02", "809163160"),
        ("809163160B01", "NL809163160B01", "809163160"),
        ("BTW-nr: NL809163160B01", "NL809163160B01", "809163160"),
        ("NL809163160BO1", "NL809163160B01", "809163160"),  # the letter O
        ("NL003028112B01", "NL003028112B01", "003028112"),
        ("NL000099998B57", "NL000099998B57", None),  # a sole trader's, by 97
        ("NL000099998B58", None, None),
        ("NL123456782B01", "NL123456782B01", None),  # an old one: the number inside is a citizen's
        ("NL809163161B01", None, None),
        ("NL809163160", None, None),
        ("DE123456789", None, None),
        ("BE0123456789", None, None),
        ("", None, None),
    ],
)
def test_a_vat_number_is_checked_and_holds_an_rsin_only_for_a_legal_entity(
    text: str, number: str | None, inside: str | None
) -> None:
    assert (identifiers.vat(text), identifiers.rsin_of_vat(text)) == (number, inside)


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
        ("http//www.dester.nl", "dester.nl"),
        ("https://https://dester.nl", "dester.nl"),
        ("www. dester .nl/over-ons", "dester.nl"),
        ("https.nl", "https.nl"),
        ("https://sites.google.com/view/dester", None),
        ("https://nl.linkedin.com/company/dester", None),
        ("https://dester.jouwweb.nl", None),
        ("https://dester.webnode.nl", None),
        ("https://www.werkspot.nl/profiel/dester", None),
        ("https://dester.odoo.com", None),
        ("https://dester.myshopify.com", "dester.myshopify.com"),
        ("a" * 1_000_000 + ".nl", None),
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
        identifiers.likely_kvk,
        identifiers.rsin,
        identifiers.vat,
        identifiers.postcode,
        identifiers.pc4,
        identifiers.cbs_code,
        identifiers.domain,
    ):
        found = function(text)
        assert found is None or (found and function(found) == found)
