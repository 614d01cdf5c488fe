# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.registers.parsing.encodings import decoded
from kapstok.registers.shapes import PageUnreadable

TEXT = "Naam;Plaats\nCoöperatie 't Één;Zwolle\nReünie & Café;Hattemerbroek\n"
LATIN, UTF8 = "text/csv; charset=iso-8859-1", "text/csv; charset=UTF-8"


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("utf-8", UTF8),
        ("latin-1", LATIN),
        ("cp1252", "text/csv; charset=windows-1252"),
        ("utf-16", "text/csv; charset=utf-16"),
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-8-sig", LATIN),
        ("utf-16", None),
        ("latin-1", "text/csv"),
        ("latin-1", None),
        ("cp850", None),
        ("latin-1", "text/csv; charset=klingon"),
    ],
)
def test_text_is_read_in_the_encoding_that_the_response_says_or_that_is_detected(
    encoding: str, content_type: str | None
) -> None:
    assert decoded(TEXT.encode(encoding), content_type) == (TEXT, None)


def test_the_encoding_of_the_file_goes_before_that_of_the_response() -> None:
    assert decoded(TEXT.encode("cp850"), UTF8, "cp850") == (TEXT, None)
    assert decoded("€ “x”".encode("cp1252"), UTF8, "latin-1") == ("€ “x”", None)


def test_bytes_that_are_not_in_the_encoding_of_the_file_are_refused_with_their_place() -> None:
    with pytest.raises(PageUnreadable, match=r"not utf-8, .*: byte 14 \(line 2\) is 0xf6"):
        decoded(TEXT.encode("latin-1"), None, "utf-8")


def test_a_response_that_says_utf8_over_latin1_is_detected_and_said() -> None:
    text, issue = decoded(TEXT.encode("latin-1"), UTF8)
    assert text == TEXT
    assert issue is not None
    assert issue.message == "the response says utf-8, but its bytes are not: read as cp1252"


def test_a_response_that_says_latin1_over_utf8_is_detected_and_said() -> None:
    text, issue = decoded(TEXT.encode(), LATIN)
    assert text == TEXT
    assert issue is not None
    assert issue.code == "encoding"


def test_the_meta_element_counts_for_html() -> None:
    page = "<meta charset='iso-8859-2'><p>Łódź</p>".encode("iso-8859-2")
    assert decoded(page, "text/html", html=True)[0] == "<meta charset='iso-8859-2'><p>Łódź</p>"


def test_one_damaged_character_does_not_spoil_the_others() -> None:
    damaged = TEXT.encode().replace("ü".encode(), b"\xc3")
    text, issue = decoded(damaged, UTF8)
    assert "Coöperatie 't Één" in text
    assert issue is not None
    assert issue.message.endswith("read as utf-8, 1 characters lost")


def test_byte_order_marks_and_nuls_are_not_text() -> None:
    assert decoded(b"\xef\xbb\xbfDe\x00 Kans", None) == ("De Kans", None)


@given(
    st.binary(max_size=300),
    st.sampled_from([None, UTF8, LATIN, "x", "text/html; charset=utf-7", "; charset=\x00"]),
)
def test_any_bytes_become_text(body: bytes, content_type: str | None) -> None:
    text, _ = decoded(body, content_type, html=True)
    assert "\x00" not in text
    text.encode("utf-8", "surrogatepass")
