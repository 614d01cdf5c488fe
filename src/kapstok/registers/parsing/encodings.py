# SPDX-License-Identifier: EUPL-1.2
"""Bytes into text: the encoding that the file gives, else the response's, else detected (docs/register-file.md)."""

from __future__ import annotations

import re
from typing import Final

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from kapstok.registers.shapes import Issue, PageUnreadable

_UTF8: Final = "utf-8"
_WINDOWS: Final = "cp1252"
_ANY_BYTES: Final = frozenset({"cp1252", "iso8859-15"})
# The encodings other than UTF-8 in which Dutch text is met.
_CANDIDATES: Final = ("cp1252", "cp850", "mac_roman", "utf_16_le", "utf_16_be")
# Share of noise (as charset-normalizer measures it) up to which text is taken for Windows' Western European:
# its quotation marks and dashes make 0.05, accented letters of another encoding 0.08 and more.
_NOISE: Final = 0.07
_SAMPLE: Final = 200_000
_MULTI_BYTE: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def known(name: str) -> bool:
    """Whether a name is that of a text encoding."""
    try:
        b"aaaa".decode(name)
    except UnicodeError:
        return True
    except (LookupError, ValueError):
        return False
    return True


def decoded(
    body: bytes, content_type: str | None, given: str | None = None, *, html: bool = False
) -> tuple[str, Issue | None]:
    """The text of a page, without byte order mark and NULs, and what was odd about its encoding.

    Raises `PageUnreadable`, with the place, when the bytes are not in the encoding that the register file gives.
    """
    if given:
        text, issue = _as_given(body, given), None
    else:
        text, issue = _as_declared(body, content_type, html=html)
    return text.removeprefix("\ufeff").replace("\x00", ""), issue


def _as_given(body: bytes, given: str) -> str:
    # As browsers do: what calls itself Latin-1 or ASCII is read as Windows' Western European, of which both are part.
    text = _strictly(body, resolve_encoding(given))
    if text is not None:
        return text
    try:
        return body.decode(given)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        place = f"byte {error.start} (line {line}) is 0x{body[error.start]:02x}"
        raise PageUnreadable(f"not {given}, which the file gives as its encoding: {place}") from None
    except UnicodeError as error:
        raise PageUnreadable(f"not {given}, which the file gives as its encoding: {error}") from None


def _as_declared(body: bytes, content_type: str | None, *, html: bool) -> tuple[str, Issue | None]:
    declared = http_content_type_encoding(content_type) if content_type else None
    for name in (read_bom(body)[0], None if _is_rather_utf8(body, declared) else declared):
        text = _strictly(body, name)
        if text is not None:
            return text, None
    text, name = _detected(body, html_body_declared_encoding(body) if html else None)
    lost = text.count("\ufffd") - body.count(b"\xef\xbf\xbd") if name == _UTF8 else 0
    read = f"read as {name}" + (f", {lost} characters lost" if lost > 0 else "")
    if declared:
        return text, Issue(
            "encoding", f"the response says {declared}, but its bytes are not: {read}", value=declared
        )
    return text, Issue("encoding", f"damaged text: {read}", value=name) if lost > 0 else None


def _strictly(body: bytes, name: str | None) -> str | None:
    if name is None:
        return None
    try:
        return body.decode(name)
    except (UnicodeError, LookupError):
        return None


def _is_rather_utf8(body: bytes, declared: str | None) -> bool:
    # Any bytes at all are Latin-1, but accented letters that form whole UTF-8 sequences are no accident.
    return declared in _ANY_BYTES and bool(_MULTI_BYTE.search(body)) and _strictly(body, _UTF8) is not None


def _detected(body: bytes, meta: str | None) -> tuple[str, str]:
    # A page that could say so in ASCII is not UTF-16.
    for name in (_UTF8, None if meta and meta.startswith("utf-16") else meta):
        text = _strictly(body, name)
        if text is not None and name is not None:
            return text, name
    if _is_damaged_utf8(body):
        return body.decode(_UTF8, "replace"), _UTF8
    name = _likely(body)
    return body.decode(name, "replace"), name


def _is_damaged_utf8(body: bytes) -> bool:
    # One cut character must not turn every other accented letter of the page into two wrong ones.
    lost = body.decode(_UTF8, "replace").count("\ufffd")
    return len(_MULTI_BYTE.findall(body)) > 3 * lost


def _likely(body: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = {
        match.encoding: match.chaos for match in from_bytes(_sample(body), cp_isolation=list(_CANDIDATES))
    }
    if not matches or matches.get(_WINDOWS, 1.0) <= _NOISE:
        return _WINDOWS
    return min(matches, key=lambda name: matches[name])


def _sample(body: bytes) -> bytes:
    """A part of the body around its first byte that is not ASCII."""
    found = re.search(rb"[\x80-\xff\x00]", body)
    start = max(0, found.start() - _SAMPLE // 2) & ~1 if found else 0
    return body[start : start + _SAMPLE]
