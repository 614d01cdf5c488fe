# SPDX-License-Identifier: EUPL-1.2
"""Addresses that stand in one cell, taken apart: "Dorpsstraat 5, 7411 AA Deventer". Pure."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kapstok.core.identifiers import postcode

POSTCODE: Final = re.compile(r"(?<![\w-])(?:NL[- ]?)?([1-9]\d{3}[  ]?[A-Z]{2})(?![\w-])", re.IGNORECASE)
_EDGES: Final = " ,;:-–|/\n\t"
_COUNTRY: Final = re.compile(
    r"[\s,;(-]+(?:NL|NLD|Nederland|The Netherlands|Netherlands|Holland)\)?$", re.IGNORECASE
)
_DUTCH: Final = frozenset("nl nld nederland netherlands holland pays-bas niederlande 528".split())
_FIGURES: Final = re.compile(r"[1-9][0-9]{3}")
_LONGEST_POSTCODE: Final = len("NL-7411 AA")
_BARE: Final = re.compile(r"\d{4}")


class Parts(NamedTuple):
    street: str
    postcode: str
    city: str


def apart(text: str) -> Parts | None:
    """The street, postcode and place of a text with a full Dutch postcode in it; None without one."""
    for found in POSTCODE.finditer(text):
        if postcode(found[1]):
            city = _COUNTRY.sub("", text[found.end() :]).strip(_EDGES)
            return Parts(text[: found.start()].strip(_EDGES), found[1], city)
    return None


def take_apart(values: dict[str, str]) -> None:
    """Puts what stands together in one of the address fields in its own fields; what these already hold stays."""
    if _FIGURES.search(values.get("street", "")):
        _divide(values, "street")
    if len(values.get("postcode", "")) > _LONGEST_POSTCODE:
        _divide(values, "postcode")
    if _FIGURES.search(values.get("city", "")):
        _divide(values, "city")


def _divide(values: dict[str, str], field: str) -> None:
    parts = apart(values[field])
    if parts is None:
        return
    del values[field]
    for name, part in zip(("street", "postcode", "city"), parts, strict=True):
        if part and not values.get(name):
            values[name] = part


def is_foreign(country: str) -> bool:
    """Whether a country is given, and is not the Netherlands."""
    return bool(country) and country.casefold().removeprefix("the ") not in _DUTCH


def is_bare(text: str) -> bool:
    """Whether a postcode is four figures only, as Belgium and others write theirs."""
    return _BARE.fullmatch(text) is not None
