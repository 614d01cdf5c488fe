# SPDX-License-Identifier: EUPL-1.2
"""What new entries of a concept would do, measured before they count (rule: region_words.md)."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kapstok.search.dutch.chain import Chain
from kapstok.search.judging import Answered, Measured, measured

# How far the mean nDCG may fall before a reason is asked.
BEARABLE: Final = 0.02
# Less than this is not worth naming.
_NOTICED = 0.001
_REMEMBERED = 8


@dataclass(frozen=True)
class Changed:
    """One judged question with the nDCG of its first ten without and with the entries."""

    text: str
    before: float
    after: float


@dataclass(frozen=True)
class Trial:
    """What the judged questions say of a change: the mean nDCG of their first tens, and which changed, most first."""

    before: float
    after: float
    better: tuple[Changed, ...]
    worse: tuple[Changed, ...]

    @property
    def asks_reason(self) -> bool:
        """Whether it falls so far that a reason is asked."""
        return self.before - self.after > BEARABLE


class _Measures:
    """The last measures, by chain; one is taken at a time, because each takes all of a processor for seconds."""

    def __init__(self, measure: Callable[[Chain], Measured]):
        self._measure = measure
        self._known: OrderedDict[Chain, Measured] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, chain: Chain) -> Measured:
        with self._lock:
            if chain not in self._known:
                while len(self._known) >= _REMEMBERED:
                    self._known.popitem(last=False)
                self._known[chain] = self._measure(chain)
            return self._known[chain]


_MEASURES = _Measures(measured)


def tried(before: Chain, after: Chain) -> Trial:
    """What changes when one chain takes the place of another; takes seconds for each that was not measured yet."""
    first, then = _MEASURES.of(before), _MEASURES.of(after)
    changed = [
        _changed(one, other)
        for one, other in zip(first.answers, then.answers, strict=True)
        if abs(other.ndcg - one.ndcg) > _NOTICED
    ]
    return Trial(
        first.ndcg,
        then.ndcg,
        tuple(sorted((each for each in changed if each.after > each.before), key=_gain, reverse=True)),
        tuple(sorted((each for each in changed if each.after < each.before), key=_gain)),
    )


def _changed(one: Answered, other: Answered) -> Changed:
    return Changed(one.query.text, one.ndcg, other.ndcg)


def _gain(changed: Changed) -> float:
    return changed.after - changed.before
