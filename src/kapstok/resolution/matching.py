# SPDX-License-Identifier: EUPL-1.2
"""Which entries may be one company, and what the rules think of each pair. Rule: matching.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kapstok.resolution.candidates import candidate_pairs
from kapstok.resolution.comparison import Agreement, Comparison, Likeness, compare
from kapstok.resolution.enums import Verdict
from kapstok.resolution.reasons import SAME_KVK, reasons
from kapstok.resolution.records import Pair, Record
from kapstok.resolution.whereabouts import Nearness


@dataclass(frozen=True)
class Opinion:
    """What is thought of two entries: the verdict, the weight of the evidence for "same", and why, in Dutch."""

    verdict: Verdict
    strength: int
    why: tuple[str, ...]

    @property
    def numbered(self) -> bool:
        """Whether it rests on a number of the trade register."""
        return SAME_KVK in self.why


Matcher = Callable[[Sequence[Record]], Mapping[Pair, Opinion]]
"""The door for whoever judges pairs, these rules or a statistical model: opinions on the pairs worth one."""

VERSION: Final = "regels 1"
_DOUBT: Final = 3


def opinions(records: Sequence[Record]) -> dict[Pair, Opinion]:
    """The rules' opinion on every candidate pair that is not plainly two companies."""
    known = {r.entry: r for r in records}
    judged = ((pair, judge(known[pair[0]], known[pair[1]])) for pair in candidate_pairs(records))
    return _with_doubt({pair: o for pair, o in judged if o.verdict is not Verdict.DIFFERENT})


def _with_doubt(found: dict[Pair, Opinion]) -> dict[Pair, Opinion]:
    """The opinions, weaker for an entry whose number may be another company's: it never wins from one that is sure."""
    miscopied_pairs = (pair for pair, o in found.items() if o.numbered and o.verdict is Verdict.UNSURE)
    doubted = {entry for pair in miscopied_pairs for entry in pair}
    return {
        pair: o if o.numbered or doubted.isdisjoint(pair) else replace(o, strength=o.strength - _DOUBT)
        for pair, o in found.items()
    }


def judge(a: Record, b: Record) -> Opinion:
    """The rules' opinion on two entries; the order of the two makes no difference."""
    c = compare(a, b)
    verdict, reason = _verdict(c)
    why = reasons(c) if verdict is not Verdict.DIFFERENT else ()
    return Opinion(verdict, c.score, (reason, *why) if reason else why)


def _verdict(c: Comparison) -> tuple[Verdict, str | None]:
    if c.kvk is Agreement.CONTRARY:
        return Verdict.DIFFERENT, "verschillende KvK-nummers"
    if c.kvk is Agreement.EQUAL and miscopied(c):
        return Verdict.UNSURE, "het KvK-nummer lijkt verkeerd overgenomen"
    if c.kvk is Agreement.EQUAL:
        return Verdict.SAME, None
    if c.one_register:
        return Verdict.DIFFERENT, "twee vermeldingen in één register"
    if _linked(c):
        return (Verdict.UNSURE, None) if _doubtful(c) else (Verdict.SAME, None)
    return (Verdict.UNSURE, None) if _worth_a_look(c) else (Verdict.DIFFERENT, "te weinig overeenkomst")


def miscopied(c: Comparison) -> bool:
    """Whether an equal number looks copied by mistake: nothing bears it out, and the place or the site contradicts."""
    borne_out = c.name > Likeness.OTHER or c.domain is Agreement.EQUAL or c.postcode is Agreement.EQUAL
    contradicted = c.place is Nearness.APART or c.domain is Agreement.CONTRARY
    return contradicted and not borne_out


def _linked(c: Comparison) -> bool:
    if c.name is Likeness.EQUAL:
        return c.near or (c.domain is Agreement.EQUAL and c.place is Nearness.UNKNOWN)
    return c.domain is Agreement.EQUAL and c.near


def _doubtful(c: Comparison) -> bool:
    if c.form is Agreement.CONTRARY or c.elsewhere:
        return True
    # Here the site does not bear the name out: another site makes it depend on the address.
    moved = c.postcode is Agreement.CONTRARY or c.place is Nearness.WITHIN
    return c.domain is Agreement.CONTRARY and moved


def _worth_a_look(c: Comparison) -> bool:
    if c.elsewhere or c.place is Nearness.APART:
        return c.name is Likeness.EQUAL and c.domain is Agreement.EQUAL
    if c.near:
        return c.name > Likeness.OTHER and c.domain is not Agreement.CONTRARY
    return c.name is Likeness.EQUAL or (c.name > Likeness.OTHER and c.domain is Agreement.EQUAL)
