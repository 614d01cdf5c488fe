# SPDX-License-Identifier: EUPL-1.2
"""A pair as a page shows it: both entries in words, fact by fact, and the questions that narrow the queue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from kapstok.enterprises.joining import Prospect
from kapstok.enterprises.models import Enterprise, EnterpriseLabel
from kapstok.regions.region_file import Region
from kapstok.resolution.differences import FORM, Agreement, Piece, Row, Text, rows
from kapstok.resolution.enums import Verdict
from kapstok.resolution.likelihood import Likelihood, likelihood
from kapstok.resolution.models import Judgement
from kapstok.resolution.reviewing import PairLine, Side
from kapstok.web.beheer.pair_words import (
    AGREEMENT_WORDS,
    LIKELIHOOD_WORDS,
    VERDICT_WORDS,
    chance_words,
    form_words,
    reason_words,
    row_words,
)
from kapstok.web.chips import Chip, chip

_LONG = frozenset({"offerings", "description"})
_STEPS = {
    "groot": Likelihood.LIKELY,
    "half": Likelihood.EVEN,
    "klein": Likelihood.UNLIKELY,
    "onbekend": Likelihood.UNKNOWN,
}


@dataclass(frozen=True)
class QueueQuery:
    """What is asked of the queue in the address; what cannot be meant is left out."""

    register: str = ""
    step: str = ""

    @classmethod
    def of(cls, given: QueryDict, registers: Mapping[str, str]) -> QueueQuery:
        register, step = given.get("register", ""), given.get("kans", "")
        return cls(register if register in registers else "", step if step in _STEPS else "")

    @property
    def likelihood(self) -> Likelihood | None:
        return _STEPS.get(self.step)

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """What can be chosen, as value and text."""
        return tuple((value, str(LIKELIHOOD_WORDS[step])) for value, step in _STEPS.items())

    def after(self, path: str) -> str:
        """This path with these questions behind it."""
        asked = {"register": self.register, "kans": self.step}
        behind = urlencode({name: value for name, value in asked.items() if value})
        return f"{path}?{behind}" if behind else path

    def pair(self, number: int) -> str:
        return self.after(reverse("beheer_pair", args=[number]))


@dataclass(frozen=True)
class QueueLine:
    """A pair in the queue."""

    href: str
    first: Side
    second: Side
    likelihood: str
    chance: str
    why: str


@dataclass(frozen=True)
class SideShown:
    """One entry beside the other, with the enterprise that it is in and the labels that it gives."""

    side: Side
    enterprise: Enterprise | None
    labels: tuple[Chip, ...]


@dataclass(frozen=True)
class FactRow:
    """One fact of both; `sign` draws what `words` says of how they agree. What is long is looked at last."""

    name: str
    first: tuple[Text, ...]
    second: tuple[Text, ...]
    agreement: str
    sign: str
    words: str
    is_long: bool


@dataclass(frozen=True)
class SaidLine:
    """One judgement in a log. `counts`: it holds now, and can be taken back by who saw it (`number`)."""

    number: int
    pair: int
    verdict: str
    who: str
    on: date
    clock: str
    note: str
    why: str
    chance: str
    model: str
    counts: bool = False
    names: tuple[str, str] = ("", "")


_SIGNS = {Agreement.EQUAL: "=", Agreement.PARTLY: "≈", Agreement.DIFFERENT: "≠", Agreement.MISSING: "–"}


def queue_line(line: PairLine, asked: QueueQuery) -> QueueLine:
    return QueueLine(
        href=asked.pair(line.id),
        first=line.first,
        second=line.second,
        likelihood=likelihood_words(line.score),
        chance=chance_words(line.score),
        why=reason_words(line.why),
    )


def likelihood_words(score: float | None) -> str:
    return str(LIKELIHOOD_WORDS[likelihood(score)])


def sides(line: PairLine, would: Prospect, region: Region) -> tuple[SideShown, SideShown]:
    """Both entries as they stand; one more query."""
    both = (line.first, line.second)
    labels = {row.entry_id: row for row in EnterpriseLabel.objects.filter(entry__in=[s.entry for s in both])}
    first, second = (
        SideShown(
            side=side,
            enterprise=party.enterprise if party else None,
            labels=(chip(labels[side.entry], region),) if side.entry in labels else (),
        )
        for side, party in zip(both, (would.first, would.second), strict=True)
    )
    return first, second


def fact_rows(line: PairLine) -> tuple[FactRow, ...]:
    """Every fact that one of the two has."""
    return tuple(_fact(row) for row in rows(line.first.values, line.second.values))


def facts_mark(line: PairLine) -> str:
    """Short, and another as soon as either entry shows something else."""
    shown = repr(
        [(side.entry, sorted(side.values.items()), side.gone_since) for side in (line.first, line.second)]
    )
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def said_lines(
    judgements: Iterable[Judgement], who: Mapping[str, str], region: Region, pairs: Mapping[int, PairLine]
) -> list[SaidLine]:
    """Judgements as lines of a log; `pairs` has the pairs of which the names are to be shown."""
    return [_said(one, who, region, pairs.get(one.pair_id)) for one in judgements]


def _said(one: Judgement, who: Mapping[str, str], region: Region, line: PairLine | None) -> SaidLine:
    at = one.at.astimezone(region.timezone)
    return SaidLine(
        number=one.pk,
        pair=one.pair_id,
        verdict=str(VERDICT_WORDS[Verdict(one.verdict)]),
        who=who.get(one.by, one.by) if one.by_person else gettext("het model"),
        on=at.date(),
        clock=f"{at:%H:%M}",
        note=one.note,
        why=reason_words(one.why),
        chance=chance_words(one.score),
        model=one.model or ("" if one.by_person else one.by),
        counts=bool(getattr(one, "counts", False)),
        names=(line.first.name, line.second.name) if line else ("", ""),
    )


def _fact(row: Row) -> FactRow:
    first, second = row.first, row.second
    if row.field == FORM:
        first, second = _forms(first), _forms(second)
    return FactRow(
        row_words(row.field),
        first,
        second,
        row.agreement,
        _SIGNS[row.agreement],
        str(AGREEMENT_WORDS[row.agreement]),
        row.field in _LONG,
    )


def _forms(texts: Iterable[Text]) -> tuple[Text, ...]:
    return tuple(tuple(Piece(form_words(piece.text)) for piece in text) for text in texts)
