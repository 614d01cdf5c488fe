# SPDX-License-Identifier: EUPL-1.2
"""The kinds of text, number and address that an entrepreneur may give, each brought to its one form or refused.

What people type is forgiven (spaces, an address without https://); what would harm a reader is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from kapstok.core.text import in_lines, readable, squeeze

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_EMPTY_LINES: Final = re.compile(r"\n{3,}")
_HOST: Final = re.compile(r"(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}")
_NOT_IN_ADDRESS: Final = re.compile(r"[\s<>\"'\\^`{|}]")
_PHONE: Final = re.compile(r"\+?[\d ().\-/]{6,25}")
_FEWEST_DIGITS: Final = 6


def refuse(reason: str) -> PydanticCustomError:
    """Why a value cannot be used; `faults.sentence` says it to people."""
    # The value is not in it: it may be personal, and errors are logged.
    return PydanticCustomError(reason, "cannot be used")


def _one_line(given: object) -> object:
    return squeeze(readable(given)) if isinstance(given, str) else given


def _lines(given: object) -> object:
    return _EMPTY_LINES.sub("\n\n", in_lines(readable(given))) if isinstance(given, str) else given


def none_where_empty(given: object) -> object:
    """What an empty field of a form means for a number or a day."""
    return None if isinstance(given, str) and not given.strip() else given


def filled(text: str) -> str:
    """The text; refused where there is none."""
    if not text:
        raise refuse("needed")
    return text


def _web_address(text: str) -> str:
    if not text:
        return ""
    given = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(given)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise refuse("web_address") from None
    is_web = parts.scheme in {"http", "https"} and "@" not in parts.netloc and _HOST.fullmatch(host or "")
    if not is_web or _NOT_IN_ADDRESS.search(given):
        raise refuse("web_address")
    return given


def _email(text: str) -> str:
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError:
        raise refuse("email") from None
    return text


def _phone(text: str) -> str:
    if text and (not _PHONE.fullmatch(text) or sum(c.isdigit() for c in text) < _FEWEST_DIGITS):
        raise refuse("phone")
    return text


def is_blank(row: object) -> bool:
    """Whether a row of a form was left as it was: nothing filled in, nothing ticked."""
    if isinstance(row, Mapping):
        return all(is_blank(value) for value in row.values())
    if isinstance(row, (list, tuple)):
        return all(is_blank(value) for value in row)
    return row is None or row is False or (isinstance(row, str) and not row.strip())


def filled_rows(given: Any) -> Any:
    """The rows that say something, whatever is not a list of rows as it is."""
    return [row for row in given if not is_blank(row)] if isinstance(given, (list, tuple)) else given


Short = Annotated[str, StringConstraints(max_length=120), BeforeValidator(_one_line)]
Named = Annotated[Short, AfterValidator(filled)]
Unit = Annotated[str, StringConstraints(max_length=40), BeforeValidator(_one_line)]
Pitch = Annotated[str, StringConstraints(max_length=300), BeforeValidator(_one_line)]
Explained = Annotated[str, StringConstraints(max_length=400), BeforeValidator(_lines)]
Told = Annotated[str, StringConstraints(max_length=4_000), BeforeValidator(_lines)]
WebAddress = Annotated[
    str, StringConstraints(max_length=300), BeforeValidator(_one_line), AfterValidator(_web_address)
]
Email = Annotated[str, StringConstraints(max_length=254), BeforeValidator(_one_line), AfterValidator(_email)]
Phone = Annotated[str, BeforeValidator(_one_line), AfterValidator(_phone)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
SomeYear = Annotated[Year | None, BeforeValidator(none_where_empty)]
# Plus nothing: minus nothing becomes nothing.
Number = Annotated[
    Decimal,
    Field(ge=0, max_digits=12, decimal_places=2, allow_inf_nan=False),
    AfterValidator(lambda number: number + 0),
]
