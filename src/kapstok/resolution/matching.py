# SPDX-License-Identifier: EUPL-1.2
"""From what the model thinks of pairs to opinions: one company, a person must look, or nothing. Rule: matching.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final

from kapstok.resolution.bands import Bands
from kapstok.resolution.enums import Verdict
from kapstok.resolution.model.alternatives import Scored, levels_of
from kapstok.resolution.model.comparisons import OTHER
from kapstok.resolution.model.second import Second
from kapstok.resolution.model.weights import Weights
from kapstok.resolution.reasons import CONTESTED, MISCOPIED, reasons
from kapstok.resolution.records import Pair, Record


@dataclass(frozen=True)
class Opinion:
    """What is thought of two records: the verdict, the weight of the evidence, and why, in Dutch.

    `strength` ranks links, a number in common above all else. `score` is the weight in bits after the second look, None
    where nobody weighed it; `rival` the model's bits for the best pair that excludes this one, None for none.
    `numbered` says that it rests on a number of the trade register.
    """

    verdict: Verdict
    strength: int
    why: tuple[str, ...]
    score: float | None = None
    numbered: bool = False
    rival: float | None = None


RULES: Final = "regels 2"
"""Names these rules in the log, beside the model's version; raised when one of them changes."""
# A number outranks everything else together.
_NUMBERED: Final = 1_000
# Links whose weights differ by less than half a bit are equally strong.
_STEPS_A_BIT: Final = 2


@dataclass(frozen=True)
class Model:
    """A version of the model: what its levels weigh, the second look at what they sum to, and the bands."""

    version: str
    weights: Weights
    second: Second
    bands: Bands


def opinions(
    records: Mapping[int, Record], scores: Mapping[Pair, Scored], model: Model
) -> dict[Pair, Opinion]:
    """The opinion on every pair that the model scored and that is not plainly two companies."""
    open_pairs = {
        pair: one for pair, one in scores.items() if possible(records[pair[0]], records[pair[1]], one)
    }
    best_against = rivals(records, open_pairs)
    judged = ((pair, _judged(one, best_against[pair], model)) for pair, one in open_pairs.items())
    return {pair: opinion for pair, opinion in judged if opinion is not None}


def possible(a: Record, b: Record, one: Scored) -> bool:
    """Whether nothing rules out that two records are one company; a number with one digit wrong does not."""
    if a.kvk & b.kvk:
        return True
    if a.kvk and b.kvk and levels_of(one.levels)["kvk"] == OTHER:
        return False
    return a.register != b.register


def _judged(one: Scored, rival: float, model: Model) -> Opinion | None:
    bits, bands = model.second.odds(one.levels, one.bits, rival), model.bands
    held = levels_of(one.levels)
    numbered = held.get("kvk") == "equal"
    if not numbered and not may_be_related(held) and (bits < bands.look or only_neighbours(held)):
        return None
    sure = bits >= bands.same and one.bits - rival >= TIE and borne_out(held) and not contradicts(held)
    why = reasons(one.levels, one.kind, doubted=not sure)
    return Opinion(
        verdict=Verdict.SAME if sure else Verdict.UNSURE,
        strength=round(bits * _STEPS_A_BIT) + (_NUMBERED if numbered else 0),
        why=why if sure else (*doubts(held, one.bits - rival), *why),
        score=round(bits, 3),
        numbered=numbered,
        rival=rival if isfinite(rival) else None,
    )


def may_be_related(held: Mapping[str, str]) -> bool:
    """Whether two records are by their forms two companies, of one name at one place: people may call them related."""
    two_forms = held.get("form") in {"foundation", OTHER} and held.get("kvk") is None
    return two_forms and held.get("core") in {"equal", "spelling"} and _at_home(held)


def only_neighbours(held: Mapping[str, str]) -> bool:
    """Whether two records share an address or a place and nothing of their own, as fifty do in a business centre."""
    own = any(held.get(fact) == "equal" for fact in ("kvk", "rsin", "domain", "contact"))
    return held.get("core") == OTHER and not own


def doubts(held: Mapping[str, str], lead: float) -> tuple[str, ...]:
    """What a person should know first of a pair that is not sure; `lead` is by how many bits it beats its rival."""
    if held.get("kvk") == "equal" and held.get("core") == OTHER:
        return (MISCOPIED,)
    return (CONTESTED,) if lead < CLOSE else ()


CLOSE: Final = 3.0
"""Bits by which a pair must be ahead of its best rival not to be called contested."""
TIE: Final = 1.0
"""And by which it must be ahead to be sure, however much speaks for it: what fits two fits neither surely."""


def contradicts(held: Mapping[str, str]) -> bool:
    """What never joins unseen, whatever else agrees: other numbers, forms, places, initials or parts of a group."""
    if held.get("kvk") == "equal":
        return held.get("core") == OTHER and not _at_home(held)
    if held.get("kvk") == "slip" or held.get("form") in {"foundation", OTHER}:
        return True
    if OTHER in {held.get("municipality"), held.get("name_place"), held.get("given")}:
        return True
    # Only beside a name in common does "Holding" tell two companies apart; else it is part of another name.
    return held.get("part") == OTHER and held.get("core") != OTHER


def _at_home(held: Mapping[str, str]) -> bool:
    """Whether anything but the number and the name says that two records are in one place."""
    shared = any(held.get(hard) == "equal" for hard in ("domain", "contact", "postcode"))
    return shared or held.get("municipality") in _ONE_PLACE


def borne_out(held: Mapping[str, str]) -> bool:
    """Whether a name at its place, a site, an address or a number speaks for one company by itself.

    Names that only look alike, and names of other trades, want a site or a mailbox beside them; a shared address will
    do for a name that stands in the other, and a trade or a legal form for one slip of the pen.
    """
    if any(held.get(hard) == "equal" for hard in ("kvk", "rsin", "domain")):
        return True
    if held.get("core") == OTHER:
        return False
    # Tenants of one building, and clients of one accountant, share a telephone or a mailbox.
    if held.get("contact") == "equal":
        return True
    if held.get("trade") == OTHER:
        return False
    clear = held.get("core") in _CLEAR_NAMES or (
        held.get("core") == "slip" and "equal" in {held.get("trade"), held.get("form")}
    )
    at_home = held.get("municipality") in _ONE_PLACE
    return (clear and at_home) or held.get("postcode") == "equal"


_CLEAR_NAMES: Final = frozenset({"equal", "spelling", "reordered"})
_ONE_PLACE: Final = frozenset({"town", "equal"})


def rivals(records: Mapping[int, Record], scores: Mapping[Pair, Scored]) -> dict[Pair, float]:
    """For each pair, the weight of the best other pair of either record that it excludes; minus infinity for none."""
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), one in scores.items():
        near[a].append((one.bits, b))
        near[b].append((one.bits, a))
    for found in near.values():
        found.sort(reverse=True)
    return {
        (a, b): max(_best_against(records, near[a], b), _best_against(records, near[b], a)) for a, b in scores
    }


def _best_against(records: Mapping[int, Record], near: list[tuple[float, int]], kept: int) -> float:
    """The best of `near` that cannot be one company with `kept`."""
    others = (bits for bits, other in near if other != kept and exclude(records[other], records[kept]))
    return next(others, float("-inf"))


def exclude(a: Record, b: Record) -> bool:
    """Whether two records are hardly one company: numbers or legal forms contradict, or one register has both."""
    if a.kvk and b.kvk:
        return a.kvk.isdisjoint(b.kvk)
    if a.register == b.register:
        return True
    return (
        bool(a.legal_forms and b.legal_forms and a.legal_forms.isdisjoint(b.legal_forms))
        or a.parts != b.parts
    )
