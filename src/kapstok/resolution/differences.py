# SPDX-License-Identifier: EUPL-1.2
"""Two entries side by side as a person reads them: which facts agree, and which letters of a name differ. Pure.

It decides nothing: what counts for a verdict is in `comparison`. Here everything that the registers show is laid out,
also what no rule looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final

from kapstok.core import identifiers
from kapstok.core.text import fold
from kapstok.resolution.normalise import company_names
from kapstok.resolution.records import Value

FORM: Final = "legal_form"
"""Stands among the fields of a register for what its names say of the legal form."""
_FIELDS: Final = (
    "name", "statutory_name", FORM, "kvk", "rsin", "vat", "street", "postcode", "city", "website", "email", "phone",
    "sectors", "offerings", "description",
)  # fmt: skip
_SPELLED: Final = frozenset({"name", "statutory_name", "street", "website", "email", "city"})
_CHECKED: Final[Mapping[str, Callable[[str], str | None]]] = {
    "kvk": identifiers.kvk,
    "rsin": identifiers.rsin,
    "vat": identifiers.vat,
    "postcode": identifiers.postcode,
    "website": identifiers.domain,
}
# Spaces, an abbreviation with its dots ("B.V."), a word, or one sign.
_PART = re.compile(r"\s+|\b(?:[^\W\d_]\.)+(?:[^\W\d_]\b)?|[^\W_]+|[\W_]")
# Longer texts are no names, and comparing them letter by letter takes long.
_LONGEST_SPELLED: Final = 200
# Two words that share fewer of their letters are two, not one that is misspelt.
_ONE_WORD: Final = 0.6


class Agreement(StrEnum):
    """How what two entries say of one thing agrees."""

    EQUAL = "equal"
    PARTLY = "partly"
    DIFFERENT = "different"
    MISSING = "missing"


@dataclass(frozen=True)
class Piece:
    """A run of letters of a text, and whether the other text has them too at this place."""

    text: str
    differs: bool = False


Text = tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """One field of two entries: the texts of each, their letters marked where it is worth it, and how they agree."""

    field: str
    first: tuple[Text, ...]
    second: tuple[Text, ...]
    agreement: Agreement

    def as_json(self) -> dict[str, Any]:
        """The row as commands tell it (docs/commands.md)."""
        return {**asdict(self), "agreement": self.agreement.value}


def rows(first: Mapping[str, Value], second: Mapping[str, Value]) -> tuple[Row, ...]:
    """Every field that at least one of the two entries fills, in the order in which a person looks at them."""
    pairs = ((field, _texts(first, field), _texts(second, field)) for field in _FIELDS)
    return tuple(_row(field, one, other) for field, one, other in pairs if one or other)


def marked(one: str, other: str) -> tuple[Text, Text]:
    """Two texts with the letters that differ; case and accents make no difference."""
    if max(len(one), len(other)) > _LONGEST_SPELLED:
        differs = fold(one) != fold(other)
        return (Piece(one, differs),), (Piece(other, differs),)
    if _unspaced(one) == _unspaced(other):
        found = [_letters(one, other)]
    else:
        found = list(_spelled(_PART.findall(one), _PART.findall(other)))
    return _joined(p for a, _ in found for p in a), _joined(p for _, b in found for p in b)


def _row(field: str, one: Sequence[str], other: Sequence[str]) -> Row:
    if field in _SPELLED and len(one) == len(other) == 1:
        first, second = marked(one[0], other[0])
        return Row(field, (first,), (second,), _agreement(field, one, other))
    return Row(field, _plain(one), _plain(other), _agreement(field, one, other))


def _plain(texts: Iterable[str]) -> tuple[Text, ...]:
    return tuple((Piece(text),) for text in texts)


def _agreement(field: str, one: Sequence[str], other: Sequence[str]) -> Agreement:
    if not one or not other:
        return Agreement.MISSING
    left, right = ({_key(field, text) for text in texts} for texts in (one, other))
    if left == right:
        return Agreement.EQUAL
    return Agreement.DIFFERENT if left.isdisjoint(right) else Agreement.PARTLY


def _key(field: str, text: str) -> str:
    checked = _CHECKED.get(field)
    return (checked(text) if checked else None) or fold(text)


def _texts(values: Mapping[str, Value], field: str) -> tuple[str, ...]:
    if field == FORM:
        return _forms(values)
    value = values.get(field, ())
    texts = (value,) if isinstance(value, str) else value
    return tuple(dict.fromkeys(text for text in texts if text.strip()))


def _forms(values: Mapping[str, Value]) -> tuple[str, ...]:
    texts = (text for field in ("name", "statutory_name") for text in _texts(values, field))
    forms = (name.legal_form for text in texts for name in company_names(text))
    return tuple(dict.fromkeys(form for form in forms if form))


def _spelled(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[Text, Text]]:
    """The parts of two texts that answer to one another, with their letters marked."""
    keys = [_same(part) for part in left]
    for are_near, ours, theirs in _aligned(keys, _as_near(keys, [_same(part) for part in right])):
        if are_near:
            yield from (_letters(one, other) for one, other in zip(left[ours], right[theirs], strict=True))
        else:
            yield _letters("".join(left[ours]), "".join(right[theirs]))


def _aligned(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[bool, slice, slice]]:
    """Which runs of two sequences answer to one another, and whether they are equal; spaces alone do not."""
    matcher = SequenceMatcher(str.isspace, left, right, autojunk=False)
    for what, from_left, to_left, from_right, to_right in matcher.get_opcodes():
        yield what == "equal", slice(from_left, to_left), slice(from_right, to_right)


def _as_near(left: Sequence[str], right: Sequence[str]) -> list[str]:
    """The words of a text, one that only misspells a word of the other text as that word."""
    free = [word for word in dict.fromkeys(left) if word not in set(right) and len(word) > 1]
    nearest: dict[str, str] = {}
    for word in dict.fromkeys(right):
        likeness = (
            {other: _likeness(word, other) for other in free} if word not in left and len(word) > 1 else {}
        )
        best = max(likeness, key=lambda other: likeness[other], default=None)
        if best is not None and likeness[best] >= _ONE_WORD:
            nearest[word] = best
            free.remove(best)
    return [nearest.get(word, word) for word in right]


def _same(part: str) -> str:
    return fold(part) or part


def _unspaced(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _letters(one: str, other: str) -> tuple[Text, Text]:
    """Two runs of letters: one by one where they may be one word misspelt, else as a whole."""
    left, right = [_same(c) for c in one], [_same(c) for c in other]
    if not one or not other or SequenceMatcher(None, left, right, autojunk=False).ratio() < _ONE_WORD:
        return (Piece(one, True),), (Piece(other, True),)
    pairs = list(_aligned(left, right))
    return (
        tuple(Piece(one[ours], not same) for same, ours, _ in pairs),
        tuple(Piece(other[theirs], not same) for same, _, theirs in pairs),
    )


def _joined(pieces: Iterable[Piece]) -> Text:
    """Neighbours of one kind as one piece, empty ones left out; spaces around what differs do not differ."""
    joined: list[Piece] = []
    for piece in (part for whole in pieces for part in _trimmed(whole) if part.text):
        if joined and joined[-1].differs == piece.differs:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.differs)
        else:
            joined.append(piece)
    return tuple(joined)


def _trimmed(piece: Piece) -> tuple[Piece, ...]:
    core = piece.text.strip()
    if not piece.differs or not core:
        return (piece,)
    before, behind = piece.text.split(core)[0], piece.text.rsplit(core, 1)[-1]
    return Piece(before), Piece(core, True), Piece(behind)
