# SPDX-License-Identifier: EUPL-1.2
"""Pairs as people judge them: the queue, both entries as their registers show them, and everything ever said.

Each answer takes the same few queries, however many pairs there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models import Value as Literally

from kapstok.core.errors import KapstokError
from kapstok.registers import kept
from kapstok.registers.histories import EntryHistory
from kapstok.registers.queries import entry_histories, register_names
from kapstok.registers.shapes import Value
from kapstok.resolution.enums import Verdict
from kapstok.resolution.likelihood import Likelihood, bounds
from kapstok.resolution.models import JudgedPair, Judgement
from kapstok.resolution.reasons import ENGLISH

# Databases take some ten thousands of values in one query; above this many all rows are read.
_MOST_ASKED_BY_ID = 1_000


class UnknownPair(KapstokError):
    """There is no judged pair of this number."""


@dataclass(frozen=True)
class Side:
    """One entry of a pair: what its register showed last, and when. `gone_since` is None while it is there."""

    entry: int
    register: str
    register_name: str
    label: str
    key: str
    values: Mapping[str, Value]
    first_seen: date
    last_seen: date
    gone_since: date | None

    @property
    def name(self) -> str:
        return kept.text(self.values.get("name", self.key))

    @property
    def city(self) -> str:
        return kept.text(self.values.get("city", ""))

    def as_json(self) -> dict[str, Any]:
        """The entry as commands tell it (docs/commands.md)."""
        return {
            "entry": self.entry,
            "register": self.register,
            "key": self.key,
            "name": self.name,
            "city": self.city or None,
            "first_seen": self.first_seen.isoformat(),
            "last_seen": self.last_seen.isoformat(),
            "gone_since": self.gone_since.isoformat() if self.gone_since else None,
        }


@dataclass(frozen=True)
class PairLine:
    """A pair and what is thought of it: the model's last opinion, and the word of a person that counts, if any.

    `seen` is the number of the last word of a person, counting or taken back; 0 where nobody ever spoke.
    """

    id: int
    first: Side
    second: Side
    is_open: bool
    worth: int
    score: float | None
    opinion: Judgement | None
    word: Judgement | None
    seen: int

    @property
    def why(self) -> tuple[str, ...]:
        return tuple(self.opinion.why) if self.opinion else ()

    @property
    def gone(self) -> tuple[Side, ...]:
        """The entries that are not in their register any more."""
        return tuple(side for side in (self.first, self.second) if side.gone_since)

    def as_json(self) -> dict[str, Any]:
        """The pair as commands tell it (docs/commands.md)."""
        return {
            "id": self.id,
            "open": self.is_open,
            "score": self.score,
            "worth": self.worth,
            "reasons": in_english(self.why),
            "first": self.first.as_json(),
            "second": self.second.as_json(),
            "decision": judgement_json(self.word) if self.word else None,
        }


def in_english(why: Iterable[str]) -> list[str]:
    """Reasons as commands tell them; one that an earlier version gave stays as it was."""
    return [ENGLISH.get(phrase, phrase) for phrase in why]


def judgement_json(said: Judgement) -> dict[str, Any]:
    """One judgement, of the model or of a person, as commands tell it (docs/commands.md)."""
    return {
        "pair": said.pair_id,
        "verdict": said.verdict,
        "by": said.by,
        "person": said.by_person,
        "at": said.at.isoformat(),
        "because": said.note or None,
        "reasons": in_english(said.why),
        "score": said.score,
        "model": said.model or None,
    }


def queue(register: str = "", likelihood: Likelihood | None = None) -> QuerySet[JudgedPair]:
    """The pairs that wait for a person, those whose decision is worth most first.

    With `register` those with an entry of it, with `likelihood` those of that score.
    """
    waiting = JudgedPair.objects.filter(is_open=True).order_by("-worth", "id")
    if register:
        waiting = waiting.filter(Q(first__register=register) | Q(second__register=register))
    if likelihood is Likelihood.UNKNOWN:
        return waiting.filter(score=None)
    if likelihood:
        least, below = bounds(likelihood)
        waiting = waiting.filter(score__isnull=False)
        waiting = waiting if least is None else waiting.filter(score__gte=least)
        waiting = waiting if below is None else waiting.filter(score__lt=below)
    return waiting


def behind(waiting: QuerySet[JudgedPair], pair: JudgedPair) -> JudgedPair | None:
    """The pair that comes after this one in a queue, whether or not this one still waits there."""
    later = Q(worth__lt=pair.worth) | Q(worth=pair.worth, id__gt=pair.pk)
    return waiting.filter(later).first()


def judged_pairs() -> QuerySet[JudgedPair]:
    """Every pair of which anything was ever thought: first what waits, then the others, most worth first."""
    return JudgedPair.objects.order_by("-is_open", "-worth", "id")


def pair_row(pair: int) -> JudgedPair:
    """One pair. Raises `UnknownPair`."""
    found = JudgedPair.objects.filter(pk=pair).first()
    if found is None:
        raise UnknownPair(f"no pair with id {pair}")
    return found


def pair_lines(pairs: Iterable[JudgedPair]) -> list[PairLine]:
    """These pairs with their entries and what is thought of them; six queries."""
    rows = list(pairs)
    sides = _sides({entry for row in rows for entry in (row.first_id, row.second_id)})
    thought = _thought([row.pk for row in rows])
    return [_line(row, sides, thought[row.pk]) for row in rows]


def judgements(pair: int) -> QuerySet[Judgement]:
    """Everything that was ever thought of a pair, by the model and by people, the newest first."""
    return Judgement.objects.filter(pair=pair).order_by("-id")


def words() -> QuerySet[Judgement]:
    """Everything that people ever said, the newest first; each with its pair, and `counts`: it holds now."""
    holds = ~Exists(_later()) & ~Q(verdict=Verdict.WITHDRAWN)
    return _said_by_people().annotate(
        counts=Case(When(holds, then=Literally(True)), default=Literally(False))
    )


def last_word_of(actor: str) -> Judgement | None:
    """The last word of this person that still counts."""
    return _counting().filter(by=actor).first()


def words_between(ones: Sequence[int], others: Sequence[int]) -> list[Judgement]:
    """The words that count on pairs of which one entry is among `ones` and the other among `others`."""
    across = Q(pair__first__in=ones, pair__second__in=others) | Q(
        pair__first__in=others, pair__second__in=ones
    )
    return list(_counting().filter(across))


def _said_by_people() -> QuerySet[Judgement]:
    return Judgement.objects.filter(by_person=True).select_related("pair").order_by("-id")


def _counting() -> QuerySet[Judgement]:
    return _said_by_people().filter(~Exists(_later())).exclude(verdict=Verdict.WITHDRAWN)


def _later() -> QuerySet[Judgement]:
    """What people said of the same pair after the word that is asked about."""
    return Judgement.objects.filter(pair=OuterRef("pair"), by_person=True, pk__gt=OuterRef("pk"))


def _line(row: JudgedPair, sides: Mapping[int, Side], thought: Sequence[Judgement]) -> PairLine:
    opinions = [one for one in thought if not one.by_person]
    said = [one for one in thought if one.by_person]
    return PairLine(
        id=row.pk,
        first=sides[row.first_id],
        second=sides[row.second_id],
        is_open=row.is_open,
        worth=row.worth,
        score=row.score,
        opinion=opinions[-1] if opinions else None,
        word=said[-1] if said and said[-1].verdict != Verdict.WITHDRAWN else None,
        seen=said[-1].pk if said else 0,
    )


def _thought(pairs: Sequence[int]) -> Mapping[int, list[Judgement]]:
    found: defaultdict[int, list[Judgement]] = defaultdict(list)
    asked: Any = {"pair__in": pairs} if len(pairs) <= _MOST_ASKED_BY_ID else {}
    for judgement in Judgement.objects.filter(**asked).order_by("id"):
        found[judgement.pair_id].append(judgement)
    return found


def _sides(entries: Iterable[int]) -> dict[int, Side]:
    names = register_names()
    return {history.entry: _side(history, names) for history in entry_histories(entries)}


def _side(history: EntryHistory, names: Mapping[str, str]) -> Side:
    last_first, gone = history.seen[-1]
    runs = [day for day in history.run_days if day >= last_first and (gone is None or day < gone)]
    return Side(
        entry=history.entry,
        register=history.register,
        register_name=names.get(history.register, history.register),
        label=history.label,
        key=history.key,
        values=history.versions[-1].values,
        first_seen=history.seen[0][0],
        last_seen=max(runs, default=last_first),
        gone_since=gone,
    )
