# SPDX-License-Identifier: EUPL-1.2
"""A person's word on a pair of entries, and taking it back. Words are added to a log, never changed."""

from __future__ import annotations

from typing import Final, Literal

from django.db import transaction

from kapstok.core import actions as audit
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.text import in_lines
from kapstok.resolution.enums import Verdict
from kapstok.resolution.models import ClusterMember, JudgedPair, Judgement
from kapstok.resolution.reviewing import UnknownPair

Word = Literal["same", "different", "related"]
DECIDE: Final = "decide"
WITHDRAW: Final = "withdraw"
LONGEST_NOTE: Final = 500


class DecidedMeanwhile(KapstokError):
    """Somebody said something of the pair after the caller looked at it; `said` is that word."""

    def __init__(self, said: Judgement):
        super().__init__(f"pair {said.pair_id} was decided meanwhile: {said.verdict}, by {said.by}")
        self.said = said


class NothingSaid(KapstokError):
    """No word of a person counts for the pair, so there is nothing to take back."""


class NoteTooLong(KapstokError):
    """A reason is longer than is kept."""


@transaction.atomic
def decide(*, pair: int, verdict: Word, actor: str, note: str = "", after: int | None = None) -> Judgement:
    """Appends a person's word on a pair; clusters follow at the next `resolve`, and every one after it.

    A later word on the same pair replaces it. `after` is the number of the last word that the caller saw (0: none);
    with it a pair on which somebody spoke since is left alone. The word keeps what the model thought then and the
    hashes of both records. Raises `UnknownPair`, `DecidedMeanwhile` and `NoteTooLong`.
    """
    row = _locked(pair, after)
    said = _say(row, Verdict(verdict), actor, note)
    JudgedPair.objects.filter(pk=pair).update(is_open=False)
    audit.record(actor, DECIDE, f"pair:{pair}", verdict=verdict)
    return said


@transaction.atomic
def withdraw(*, pair: int, actor: str, note: str = "", after: int | None = None) -> Judgement:
    """Takes back what people said of a pair: from the next `resolve` on it is as if nobody ever judged it.

    Raises `NothingSaid`, and as `decide` does.
    """
    row = _locked(pair, after)
    last = _last_word(row)
    if last is None or last.verdict == Verdict.WITHDRAWN:
        raise NothingSaid(f"nobody decided pair {pair}, or that was taken back already")
    said = _say(row, Verdict.WITHDRAWN, actor, note)
    audit.record(actor, WITHDRAW, f"pair:{pair}", verdict=last.verdict)
    return said


def _locked(pair: int, after: int | None) -> JudgedPair:
    row = JudgedPair.objects.select_for_update().filter(pk=pair).first()
    if row is None:
        raise UnknownPair(f"no pair with id {pair}")
    last = _last_word(row)
    if after is not None and last is not None and last.pk != after:
        raise DecidedMeanwhile(last)
    return row


def _last_word(row: JudgedPair) -> Judgement | None:
    return row.judgements.filter(by_person=True).last()


def _say(row: JudgedPair, verdict: Verdict, actor: str, note: str) -> Judgement:
    reason = in_lines(note)
    if len(reason) > LONGEST_NOTE:
        raise NoteTooLong(f"the reason has {len(reason)} characters; at most {LONGEST_NOTE} are kept")
    model = row.judgements.filter(by_person=False).last()
    hashes = dict(
        ClusterMember.objects.filter(entry__in=(row.first_id, row.second_id)).values_list(
            "entry", "record_hash"
        )
    )
    return Judgement.objects.create(
        pair=row,
        verdict=verdict,
        by=actor,
        by_person=True,
        score=row.score,
        model=(model.model or model.by) if model else "",
        first_hash=hashes.get(row.first_id, ""),
        second_hash=hashes.get(row.second_id, ""),
        note=reason,
        at=now(),
    )
