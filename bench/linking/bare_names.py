# SPDX-License-Identifier: EUPL-1.2
"""RapidFuzz on names: the usual first attempt, and a fair one. Names are cleaned of their legal form first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bench.linking.task import Pair, Task, Values, work

_FORM: Final = re.compile(
    r"\b(?:stichting|stg|st|b\s?v|n\s?v|v\s?o\s?f|vereniging|cooperatie|coop|u\s?a|maatschap|eenmanszaak|de|het|t)\b"
)
_NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")
_ACCENTS: Final = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñç", "aaaaaeeeeiiiiooooouuuunc")
_SHORTEST: Final = 4
_BLOCK: Final = 60
_LOWEST: Final = 60.0


def linked(task: Task) -> Mapping[Pair, float]:
    """Every pair that shares a word, with the likeness of its names from 0 to 100; a little more in one town."""
    from rapidfuzz.fuzz import token_set_ratio

    entries = [_cleaned(values) for values in task.entries]
    others = [_cleaned(values) for values in task.creditors]
    found: dict[Pair, float] = {}
    for a, b in set(_among(task.registers, entries) if not others else _between(entries, others)):
        weight = token_set_ratio(entries[a], (others or entries)[b], score_cutoff=_LOWEST)
        if weight:
            found[a, b] = weight
    return found


def _cleaned(values: Values) -> str:
    plain = values.get("name", "").casefold().translate(_ACCENTS).replace(".", "")
    return " ".join(_FORM.sub(" ", _NOT_A_LETTER.sub(" ", plain)).split())


def _blocks(names: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        for word in {word for word in name.split() if len(word) >= _SHORTEST}:
            found[word].append(i)
    return {word: members for word, members in found.items() if len(members) <= _BLOCK}


def _among(registers: Iterable[str], names: list[str]) -> Iterator[Pair]:
    of = list(registers)
    for members in _blocks(names).values():
        yield from ((a, b) for a in members for b in members if a < b and of[a] != of[b])


def _between(names: list[str], others: list[str]) -> Iterator[Pair]:
    known = _blocks(names)
    for b, other in enumerate(others):
        yield from ((a, b) for word in set(other.split()) for a in known.get(word, ()))


if __name__ == "__main__":
    work(linked)
