# SPDX-License-Identifier: EUPL-1.2
"""Amounts as people and programs write them. Pure.

"1.234,56", "1,234.56", "€ 125,-", "12,50-", "(12,50)", "1 234,56 CR". One sign with three figures behind it may
divide thousands or decimals: the other amounts of the column say which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Final

from kapstok.procurement.creditors.cells import Number

Decimals = str
"""The sign before the decimals: "," or "."."""

_LONGEST: Final = 40
_SIMPLE: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]{1,2})?")
_DUTCH: Final = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}")
_DRESSED: Final = re.compile(r"(?:€|EUR|euro|£|\$)", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"(?<=\d)['’\s](?=\d{3}(?!\d))")
_SCIENTIFIC: Final = re.compile(r"\d(?:[.,]\d+)?E[+-]?\d{1,2}", re.IGNORECASE)
_NOTHING_BEHIND: Final = re.compile(r"[.,][-–—]{1,2}$")
_MINUS: Final = "-−–"
_CREDIT: Final = re.compile(r"\s*(?:CR|C)\.?$", re.IGNORECASE)
_DEBIT: Final = re.compile(r"\s*(?:DB|DR|D)\.?$", re.IGNORECASE)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def amount(text: str, decimals: Decimals = ",") -> Decimal | None:
    """What a cell says in euros; None where it says no amount. `decimals` settles "1.234"."""
    if type(text) is Number:
        return _decimal(text)
    if not text or len(text) > _LONGEST:
        return None
    # Most amounts: cents behind one sign, and nothing that could be taken in two ways.
    if _SIMPLE.fullmatch(text):
        return _decimal(text.replace(",", "."))
    if _DUTCH.fullmatch(text):
        return _decimal(text.replace(".", "").replace(",", "."))
    bare, negative = _undressed(text)
    if _SCIENTIFIC.fullmatch(bare):
        value = _decimal(bare.replace(",", "."))
    else:
        plain = _plain(bare, decimals)
        value = _decimal(plain) if plain else None
    return -value if value is not None and negative else value


def decimals_of(texts: Iterable[str]) -> Decimals:
    """The sign before the decimals in a column, as far as its amounts show it; a comma where they do not."""
    votes = {",": 0, ".": 0}
    for text in texts:
        if type(text) is not Number and len(text) <= _LONGEST:
            sign = _telling(_undressed(text)[0])
            if sign:
                votes[sign] += 1
    return "." if votes["."] > votes[","] else ","


def has_decimals(text: str) -> bool:
    """Whether a cell is certainly money: with cents, a currency or a sign."""
    if amount(text) is None:
        return False
    return bool(
        _telling(_undressed(text)[0]) or _DRESSED.search(text) or not text[-1].isdigit() or text[0] in _MINUS
    )


def _undressed(text: str) -> tuple[str, bool]:
    """The figures without currency, brackets and signs around them, and whether they are negative."""
    bare = _DRESSED.sub("", text).strip() if not text[:1].isdigit() or not text[-1:].isdigit() else text
    negative = False
    if bare.startswith("(") and bare.endswith(")"):
        bare, negative = bare[1:-1].strip(), True
    bare = _NOTHING_BEHIND.sub("", bare)
    if _CREDIT.search(bare):
        bare, negative = _CREDIT.sub("", bare), not negative
    bare = _DEBIT.sub("", bare)
    if bare[:1] in _MINUS and bare:
        bare, negative = bare[1:].strip(), not negative
    elif bare[-1:] in _MINUS and bare:
        bare, negative = bare[:-1].strip(), not negative
    bare = bare.removeprefix("+")
    return _THOUSANDS.sub("", bare), negative


def _plain(bare: str, decimals: Decimals) -> str | None:
    """The figures with a point and nothing else."""
    if bare.isdecimal() and bare.isascii():
        return bare
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        sign = "." if bare.rindex(".") > bare.rindex(",") else ","
        return _joined(bare, sign) if bare.count(sign) == 1 else None
    if points + commas > 1:
        return _joined(bare, "")
    sign = "." if points else ","
    if _GROUPED.fullmatch(bare) and not bare.startswith("0") and sign != decimals:
        return _joined(bare, "")
    return _joined(bare, sign)


def _joined(bare: str, sign: str) -> str | None:
    whole, _, rest = bare.partition(sign) if sign else (bare, "", "")
    if not (whole.isdecimal() or _GROUPED.fullmatch(whole) or (not whole and rest)):
        return None
    if rest and not rest.isdecimal():
        return None
    return f"{re.sub('[.,]', '', whole) or '0'}.{rest or '0'}"


def _telling(bare: str) -> str | None:
    """The sign before the decimals of one amount, where it can be nothing else."""
    found = re.search(r"[.,](?=\d+$)", bare)
    if not found or _plain(bare, ",") is None:
        return None
    rest = len(bare) - found.end()
    both = "." in bare and "," in bare
    return found[0] if both or (rest != 3 and bare.count(found[0]) == 1) else None


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
