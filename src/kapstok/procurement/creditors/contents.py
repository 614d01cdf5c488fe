# SPDX-License-Identifier: EUPL-1.2
"""What the cells of a column look like: the share of them that fits each role. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kapstok.core.identifiers import rsin
from kapstok.procurement.creditors.addresses import POSTCODE, apart
from kapstok.procurement.creditors.amounts import amount, has_decimals
from kapstok.procurement.creditors.cells import figures
from kapstok.procurement.creditors.shapes import Role
from kapstok.regions.gazetteer import gazetteer

# Roles whose contents cannot be mistaken for those of another.
STRICT: Final = frozenset({Role.KVK, Role.RSIN, Role.VAT, Role.POSTCODE, Role.WEBSITE, Role.EMAIL})
_ENOUGH: Final = 12

_KVK: Final = re.compile(
    r"(?:kvk\W*)?(\d{7,8}|\d\d[. ]\d{3}[. ]\d{3}|\d{4} \d{4}|\d{8}[ -]?0{4}|\d{8}[ -]\d{4})", re.IGNORECASE
)
_VAT: Final = re.compile(
    r"(?:NL[ .]?\d{4}[ .]?\d{2}[ .]?\d{3}[ .]?B[ .]?\d{2}|(?!NL)[A-Z]{2}[ ]?(?=\w*\d{6})\w{8,12})",
    re.IGNORECASE,
)
_EMAIL: Final = re.compile(r"(?:mailto:)?[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)*\.[a-z]{2,}", re.IGNORECASE)
_WEBSITE: Final = re.compile(
    r"https?://\S+|(?:www\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.(?!(?:bv|nv|co|vof)$)[a-z]{2,}(?:/\S*)?",
    re.IGNORECASE,
)  # fmt: skip
_STREET: Final = re.compile(
    r"(?=.*[a-z]{3})[^@]{2,60}?[a-z.)'] ?\d{1,5}(?:[ -]?[a-z]{1,3})?(?:\W{0,2}\d{0,4})?", re.IGNORECASE
)
_STREET_WORD: Final = re.compile(
    r"(?:straat|weg|laan|plein|singel|gracht|kade|dijk|steeg|hof|pad|dreef|plantsoen|park|markt|wal|baan|street|road)\b"
    r"|^postbus\b",
    re.IGNORECASE,
)
_COUNTRIES: Final = frozenset(
    "nl nld nederland netherlands holland be bel belgie belgië belgium de deu duitsland germany deutschland fr fra "
    "frankrijk france gb gbr uk engeland lu lux luxemburg us usa at ie ierland es it ch dk se pl".split()
)
_FORM: Final = re.compile(
    r"\bB\.? ?V\.?(?!\w)|\bN\.? ?V\.?(?!\w)|\bV\.? ?O\.? ?F\.?(?!\w)|\bstichting\b|\bvereniging\b|\bco[oö]peratie|"
    r"\bmaatschap\b|\bgemeente\b|\bholding\b|\bgroep\b|\bGmbH\b|\bLtd\b|\bC\.V\.|\bU\.A\.|\b&\b",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True)
class Contents:
    """The cells of one column: how many of the sample hold something, and the shares (0 to 1) that fit a role, are
    amounts, are texts."""

    filled: int
    share: dict[Role, float]
    numeric: float
    texts: float


def looked_at(cells: Sequence[str]) -> Contents:
    """What the filled cells of a column, in the order of the list, look like."""
    filled = len(cells)
    if not filled:
        return Contents(0, {}, 0.0, 0.0)
    different = len(set(cells)) / filled
    share = {role: _share(cells, fits) for role, fits in _FITS.items()}
    share[Role.KVK] *= _spread([figures(cell) for cell in cells])
    share[Role.POSTCODE] += 0.5 * _share(cells, _is_bare_postcode)
    numeric = _share(cells, lambda cell: amount(cell) is not None)
    texts = _share(cells, _is_text)
    share[Role.AMOUNT] = _money(cells, numeric, different)
    known = max([share[role] for role in _FITS if role in STRICT], default=0.0)
    if texts >= 0.5 and known < 0.5:
        share[Role.CITY] = _share(cells, _is_place)
        share[Role.NAME] = _like_names(cells, share, texts, different)
    share[Role.CATEGORY] = texts * (1 - different) if filled >= _ENOUGH else 0.0
    return Contents(filled, share, numeric, texts)


def _share(cells: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, cells)) / len(cells)


def _is_postcode(cell: str) -> bool:
    """A Dutch postcode with its letters, alone or in front of a place."""
    found = POSTCODE.match(cell)
    return bool(found) and len(cell) <= 60


def _is_bare_postcode(cell: str) -> bool:
    """Four figures: a postcode without its letters, a Belgian one, or any number at all."""
    return len(cell) == 4 and cell.isdecimal() and cell[0] != "0"


def _is_street(cell: str) -> bool:
    parts = apart(cell)
    if parts is not None:
        return bool(parts.street)
    return bool(_STREET.fullmatch(cell) or _STREET_WORD.search(cell)) and not _FORM.search(cell)


def _is_place(cell: str) -> bool:
    if len(cell) > 60 or any(sign.isdigit() for sign in cell):
        return False
    return bool(gazetteer().places_named(cell)) or gazetteer().municipality_named(cell) is not None


def _is_text(cell: str) -> bool:
    return _LETTERS.search(cell) is not None and amount(cell) is None


def _is_kvk(cell: str) -> bool:
    return _KVK.fullmatch(figures(cell)) is not None and not cell.startswith("0000")


def _is_website(cell: str) -> bool:
    return _WEBSITE.fullmatch(cell) is not None


def _spread(cells: Sequence[str]) -> float:
    """1 where numbers come from all over the trade register; less where they count on, as numbers of one's own do."""
    starts = {cell[:3] for cell in cells}
    if len(cells) < 5 or len(starts) > len(cells) / 5 or len(starts) >= 20:
        return 1.0
    return 0.2


def _money(cells: Sequence[str], numeric: float, different: float) -> float:
    if numeric < 0.5:
        return 0.0
    if _share(cells, has_decimals) >= 0.3:
        return 0.9 * numeric
    lengths = {len(cell) for cell in cells}
    is_counted = len(cells) >= 3 and (len(lengths) == 1 or _counts_on(cells))
    return (0.2 if is_counted or different < 0.3 else 0.5) * numeric


def _counts_on(cells: Sequence[str]) -> bool:
    values = [value for cell in cells if (value := amount(cell)) is not None]
    steps = [later - earlier for earlier, later in pairwise(values)]
    return bool(steps) and sum(0 < step <= 3 for step in steps) >= 0.8 * len(steps)


def _like_names(cells: Sequence[str], share: dict[Role, float], texts: float, different: float) -> float:
    """Names differ, have several words and now and then a legal form; they are no places, streets or kinds."""
    forms = _share(cells, lambda cell: _FORM.search(cell) is not None)
    words = _share(cells, lambda cell: " " in cell)
    likeness = 0.35 + 0.3 * words + 0.35 * min(1.0, 2 * forms)
    for role in (Role.CITY, Role.STREET, Role.COUNTRY):
        likeness *= 1 - 0.8 * share[role] if forms < 0.3 else 1.0
    return texts * likeness * (min(1.0, 0.4 + different) if len(cells) >= _ENOUGH else 1.0)


_FITS: Final[dict[Role, Callable[[str], bool]]] = {
    Role.KVK: _is_kvk,
    Role.RSIN: lambda cell: rsin(figures(cell)) is not None,
    Role.VAT: lambda cell: _VAT.fullmatch(cell) is not None,
    Role.POSTCODE: _is_postcode,
    Role.WEBSITE: _is_website,
    Role.EMAIL: lambda cell: _EMAIL.fullmatch(cell) is not None,
    Role.STREET: _is_street,
    Role.COUNTRY: lambda cell: cell.casefold() in _COUNTRIES,
}
