# SPDX-License-Identifier: EUPL-1.2
"""Which column is about what: by its header and its contents, of which clear contents win. Pure; rule: reading.md."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Final

from kapstok.core.text import fold
from kapstok.procurement.creditors import header_words as words
from kapstok.procurement.creditors.amounts import amount, decimals_of
from kapstok.procurement.creditors.cells import Row, cleaned, says_nothing
from kapstok.procurement.creditors.contents import STRICT, Contents, looked_at
from kapstok.procurement.creditors.shapes import NAMES, NUMBERS, Column, Role

LOOKED_AT: Final = 1_000
"""The rows of a list by which its columns are recognised."""

_HEADERS_WITHIN: Final = 40
_BELOW: Final = 20
_CELLS: Final = 150
_SHOWN: Final = 3
_SURE_ENOUGH: Final = 0.33
_CLEAR: Final = 0.8
_YEAR: Final = re.compile(r"(?<!\d)20(\d\d)(?!\d)")


@dataclass(frozen=True)
class Layout:
    """How a table is laid out. `first` is the row where its creditors begin, counted from 0.

    `headers` are the rows with headers (one or two, none where there are none); `less` is the column that is taken
    off the amount (credit beside debit); `house` the columns that belong behind the street; `decimals` the sign before
    the decimals in a column of amounts.
    """

    columns: tuple[Column, ...]
    roles: dict[Role, int]
    first: int
    headers: tuple[Row, ...] = ()
    less: int | None = None
    house: tuple[int, ...] = ()
    decimals: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_usable(self) -> bool:
        """Whether there is anything by which a supplier can be recognised."""
        return any(role in self.roles for role in NAMES | NUMBERS)

    @property
    def worth(self) -> float:
        """How much was recognised, to choose between ways to read one file."""
        return sum(column.confidence for column in self.columns if column.role) + 0.5 * bool(self.headers)


def recognised(rows: Sequence[Row], chosen: Mapping[Role, int] | None = None) -> Layout:
    """The layout of a table by its first rows. What is `chosen` is all that counts, whatever it looks like."""
    table = [[cleaned(cell) for cell in row] for row in rows[:LOOKED_AT]]
    first, headers = _headers(table)
    width = _width(table[first:], headers)
    titles = _titles(headers, width)
    cells = [_filled(table[first:], index) for index in range(width)]
    contents = [looked_at(column) for column in cells]
    found = _assigned(titles, contents)
    if chosen is not None:
        found = {role: (index, 1.0) for role, index in chosen.items() if 0 <= index < width}
    elif Role.NAME not in found and Role.STATUTORY_NAME in found:
        found[Role.NAME] = found.pop(Role.STATUTORY_NAME)
    sides = _sides(titles, cells)
    if sides and chosen is None and found.get(Role.AMOUNT, (sides[0],))[0] in sides:
        found[Role.AMOUNT] = (sides[0], words.LIKELY)
    roles = {role: index for role, (index, _) in found.items()}
    sure = {index: (role, score) for role, (index, score) in found.items()}
    columns = tuple(
        Column(index, _shown(titles[index]), sure.get(index, (None, 0.0))[0], tuple(map(str, cells[index][:_SHOWN])),
               round(sure.get(index, (None, 0.0))[1], 2))
        for index in range(width)
    )  # fmt: skip
    less = _less(sides, roles)
    decimals = {at: decimals_of(cells[at]) for at in (roles.get(Role.AMOUNT), less) if at is not None}
    return Layout(columns, roles, first, headers, less, _house(titles, roles), decimals)


def _width(rows: Sequence[Row], headers: Sequence[Row]) -> int:
    """How many columns there are: as many as have a header or are used by half the rows; without headers by a tenth."""
    widths = sorted((_filled_width(row) for row in rows if any(row)), reverse=True)
    usual = widths[len(widths) // (2 if headers else 10)] if widths else 0
    return max([usual, *map(_filled_width, headers)])


def _filled_width(row: Row) -> int:
    return max((at for at, cell in enumerate(row, start=1) if cell), default=0)


def _headers(table: Sequence[Row]) -> tuple[int, tuple[Row, ...]]:
    """Where the creditors begin, and the rows with headers above them."""
    scores = [_known(row) for row in islice(table, _HEADERS_WITHIN)]
    best = max(scores, default=0)
    at = scores.index(best) if best else -1
    if at < 0 or not _is_header(table, at, best):
        at = _first_full(table)
        if not _stands_above(table, at):
            return at, ()
    headers = [table[at]]
    if at + 1 < len(scores) and _is_second(table[at + 1], scores[at + 1]):
        headers.append(table[at + 1])
    elif at and _is_group(table[at - 1], table[at]):
        headers.insert(0, table[at - 1])
        at -= 1
    return at + len(headers), tuple(headers)


def _known(row: Row) -> int:
    """The number of cells that are headers; none where the row holds what creditors hold."""
    texts = [cell for cell in row if cell]
    if any(_is_data(cell) for cell in texts):
        return 0
    return sum(words.is_known(cell) for cell in texts)


def _is_header(table: Sequence[Row], at: int, known: int) -> bool:
    filled = sum(1 for cell in table[at] if cell)
    return known >= 2 or (known == 1 and (filled <= 2 or _stands_above(table, at)))


def _stands_above(table: Sequence[Row], at: int) -> bool:
    """Whether a row holds only texts, and one of them stands above a column of numbers, addresses or the like."""
    row, below = table[at] if table else [], [one for one in table[at + 1 : at + 1 + _BELOW] if any(one)]
    texts = [cell for cell in row if cell]
    if len(set(texts)) < max(2, len(texts)) or any(_is_data(cell) or cell[0].isdigit() for cell in texts):
        return False
    for index, cell in enumerate(row):
        held = [one[index] for one in below if index < len(one) and not says_nothing(one[index])]
        if cell and held and sum(map(_is_data, held)) >= 0.7 * len(below):
            return True
    return False


def _is_second(row: Row, known: int) -> bool:
    """Whether a row below headers is one of headers too."""
    texts = [cell for cell in row if cell]
    return known >= 2 and known >= 0.6 * len(texts)


def _is_group(above: Row, headers: Row) -> bool:
    """Whether a row above the headers names groups of them: "Leverancier" over "Nummer" and "Naam"."""
    texts = [cell for cell in above if cell]
    return 2 <= len(texts) < sum(1 for cell in headers if cell) and not any(map(_is_data, texts)) and all(
        len(text) <= 40 for text in texts
    )  # fmt: skip


def _is_data(cell: str) -> bool:
    """Whether a cell holds what a row of the list holds; a year may stand above a column."""
    if not any(sign.isdigit() for sign in cell):
        return "@" in cell
    is_year = cell.isdecimal() and len(cell) == 4 and cell.startswith(("19", "20"))
    share = {} if is_year else looked_at([cell]).share
    return any(share.get(role, 0.0) > 0.3 for role in (*STRICT, Role.AMOUNT))


def _first_full(table: Sequence[Row]) -> int:
    """The first row that is as wide as most: what stands above it is a title."""
    widths = [sum(1 for cell in row if cell) for row in table]
    usual = sorted(widths)[len(widths) // 2] if widths else 0
    return next((at for at, width in enumerate(widths) if width >= max(1, usual / 2)), 0)


def _titles(headers: Sequence[Row], width: int) -> list[tuple[str, ...]]:
    """For each column the texts above it; a group reaches to the next one."""
    padded = [[*row, *[""] * (width - len(row))] for row in headers]
    if len(padded) == 2:
        group, filled = "", []
        for cell in padded[0]:
            group = cell or group
            filled.append(group)
        return [(above, own) for above, own in zip(filled, padded[1], strict=True)]
    return [(padded[0][index],) if padded else ("",) for index in range(width)]


def _shown(title: tuple[str, ...]) -> str:
    return " / ".join(dict.fromkeys(text for text in title if text))


def _readings(title: tuple[str, ...]) -> tuple[str, ...]:
    """The header as it may be meant: the lowest text, else the one above it, else both together."""
    if len(title) < 2:
        return title
    return title[1], title[0] if not title[1] else f"{title[0]} {title[1]}", title[0]


def _meant(title: tuple[str, ...]) -> dict[Role, float]:
    found: dict[Role, float] = {}
    for loss, text in enumerate(_readings(title)):
        for role, score in words.meant(text):
            found[role] = max(found.get(role, 0.0), score - 0.15 * loss)
        if found or words.means_something_else(text):
            break
    return found


def _is_other(title: tuple[str, ...]) -> bool:
    return not _meant(title) and any(words.means_something_else(text) for text in _readings(title))


def _filled(rows: Sequence[Row], index: int) -> list[str]:
    found = (row[index] for row in rows if index < len(row) and not says_nothing(row[index]))
    return list(islice(found, _CELLS))


def _assigned(
    titles: Sequence[tuple[str, ...]], contents: Sequence[Contents]
) -> dict[Role, tuple[int, float]]:
    """Each role to the column that fits it best, the surest first; the first of equals."""
    scored = [
        (score, index, role)
        for index, (title, column) in enumerate(zip(titles, contents, strict=True))
        for role, score in _scores(title, column, index).items()
        if score >= _SURE_ENOUGH
    ]
    found: dict[Role, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, index, role in sorted(scored, key=lambda one: (-round(one[0], 3), one[1])):
        if role not in found and index not in taken:
            found[role] = (index, min(1.0, score))
            taken.add(index)
    return found


def _scores(title: tuple[str, ...], column: Contents, index: int) -> dict[Role, float]:
    header = _meant(title)
    other = 0.3 if _is_other(title) else 1.0
    clear = {role for role in STRICT if column.share.get(role, 0.0) >= _CLEAR}
    scores = {}
    for role in Role:
        looks_like = Role.NAME if role in NAMES else role
        said, seen = (
            header.get(role, 0.0),
            column.share.get(looks_like, 0.0) * (1.0 if header.get(role) else other),
        )
        score = _score(role, said, seen, column)
        if clear and role not in clear:
            score *= 0.2
        if role is Role.AMOUNT:
            score = score * 0.5 if index == 0 and not said else score + _lateness(title) * bool(score)
        scores[role] = score
    return scores


def _lateness(title: tuple[str, ...]) -> float:
    """A little for the year in a header, so that of several years the last one is taken."""
    found = _YEAR.search(_shown(title))
    return int(found[1]) / 1_000 if found else 0.0


def _score(role: Role, said: float, seen: float, column: Contents) -> float:
    """How sure it is that a column has a role; a header above an empty column may still be filled further on."""
    if not column.filled:
        return 0.4 * said if said >= words.MAYBE else 0.0
    if role in STRICT:
        return 0.6 * seen + 0.4 * said if seen >= 0.3 else 0.15 * said
    if role is Role.AMOUNT:
        return (
            0.0
            if column.numeric < 0.5
            else 0.4 * seen + 0.55 * said + (0.1 if not said and seen > 0.4 else 0.0)
        )
    if role is Role.CATEGORY:
        return 0.7 * said + 0.3 * seen if said else 0.0
    if role in NAMES:
        return 0.5 * seen + 0.5 * said if column.texts >= 0.3 and (said or role is Role.NAME) else 0.0
    if column.numeric > 0.5:
        return 0.0
    return 0.55 * seen + 0.45 * said


def _sides(titles: Sequence[tuple[str, ...]], cells: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The columns with debit and credit, that with most in it first; nothing unless both are there."""
    found = [
        next((at for at, title in enumerate(titles) if fits(_shown(title)) and cells[at]), None)
        for fits in (words.is_debit, words.is_credit)
    ]
    sides = [at for at in found if at is not None]
    if len(set(sides)) < 2:
        return ()
    return tuple(sorted(sides, key=lambda at: -sum(_amounts(cells[at]))))


def _amounts(cells: Sequence[str]) -> list[Decimal]:
    decimals = decimals_of(cells)
    return [value for cell in cells if (value := amount(cell, decimals)) is not None]


def _less(sides: tuple[int, ...], roles: Mapping[Role, int]) -> int | None:
    """The column to take off the amount: the other side, when the amount is one of the two."""
    if roles.get(Role.AMOUNT) not in sides:
        return None
    return next(at for at in sides if at != roles[Role.AMOUNT])


def _house(titles: Sequence[tuple[str, ...]], roles: Mapping[Role, int]) -> tuple[int, ...]:
    """The columns with the number and what stands behind it, the first of each after the street."""
    if Role.STREET not in roles:
        return ()
    after = range(roles[Role.STREET] + 1, len(titles))
    number = next((at for at in after if words.is_house_number(titles[at][-1])), None)
    if number is None:
        return ()
    more = [at for at in after if at > number and words.is_addition(titles[at][-1])][:2]
    return (number, *more)


def folded(row: Row) -> tuple[str, ...]:
    """A row by which its repetition further on is known."""
    return tuple(fold(cell) for cell in row)
