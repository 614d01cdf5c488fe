# SPDX-License-Identifier: EUPL-1.2
"""By which of its names an enterprise goes.

The name that most entries show, whatever its legal form ("De Brug", "De Brug B.V."); between equals the one
that is not a statutory name, then that of the entry that is heard first, so that it stays. Of that name the
writing without a legal form, then one that is not all capitals, then the one shown most. Entries that left
their register are only asked when no other is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kapstok.core.text import fold
from kapstok.enterprises.facts import Fact, Speaker, distinct_facts
from kapstok.resolution.normalise import CompanyName, company_names


def chosen_name(speakers: Sequence[Speaker]) -> Fact:
    """The name of the enterprise, from its entries (at least one) in the order in which they are heard."""
    present = [speaker for speaker in speakers if speaker.is_present]
    names = _names(present) or _names(speakers) or [_key_of(speakers[0])]
    statutory = {fold(fact.value) for fact in distinct_facts(speakers, "statutory_name")}
    shown = Counter(_without_form(name.value) for name in names)
    # max gives the first of equals: who is heard first.
    trade_name = max(
        names, key=lambda name: (shown[_without_form(name.value)], fold(name.value) not in statutory)
    )
    same = [name for name in names if _without_form(name.value) == _without_form(trade_name.value)]
    written = Counter(name.value for name in same)
    return max(
        same,
        key=lambda name: (not _has_form(name.value), not name.value.isupper(), written[name.value]),
    )


def _names(speakers: Sequence[Speaker]) -> list[Fact]:
    return _facts(speakers, "name") or _facts(speakers, "statutory_name")


def _facts(speakers: Iterable[Speaker], field: str) -> list[Fact]:
    return [fact for speaker in speakers for fact in speaker.facts(field)]


def _key_of(speaker: Speaker) -> Fact:
    """What the register calls an entry that has no name that we can read."""
    history = speaker.history
    return Fact(history.key, history.register, history.key, speaker.first_seen)


def _without_form(name: str) -> str:
    known = _read(name)
    return known.key if known and known.key else fold(name)


def _has_form(name: str) -> bool:
    known = _read(name)
    return bool(known and known.legal_form)


def _read(name: str) -> CompanyName | None:
    return next(iter(company_names(name)), None)
