# SPDX-License-Identifier: EUPL-1.2
"""`review`: pairs of entries that may be one company, and what a person says of them."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kapstok.cli import ready
from kapstok.cli.options import Json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kapstok.enterprises.sync import Spoken
    from kapstok.resolution.models import Judgement
    from kapstok.resolution.reviewing import PairLine


class Word(StrEnum):
    """What a person says of two entries."""

    SAME = "same"
    DIFFERENT = "different"
    RELATED = "related"


PairId = Annotated[int, typer.Argument(metavar="ID", help="The number of the pair.")]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="How many at most.")]
Because = Annotated[str, typer.Option("--because", metavar="TEXT", help="The reason, kept in the log.")]


def list_pairs(
    limit: Limit = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also pairs that were decided or settled themselves.")
    ] = False,
    as_json: Json = False,
) -> None:
    """The pairs that wait for a person, those whose decision is worth most first."""
    ready.database()
    from kapstok.resolution.queries import open_count
    from kapstok.resolution.reviewing import judged_pairs, pair_lines, queue

    lines = pair_lines((judged_pairs() if everything else queue())[:limit])
    found = {"open": open_count(), "pairs": _told(lines)}
    _say(found, as_json, "pairs")


def show(pair: PairId, as_json: Json = False) -> None:
    """Both entries of a pair side by side, and everything that was ever thought of it."""
    ready.database()
    from kapstok.enterprises.joining import prospect
    from kapstok.resolution.differences import rows
    from kapstok.resolution.reviewing import judgements, pair_lines, pair_row

    (line,) = pair_lines([pair_row(pair)])
    would = prospect(line.first.entry, line.second.entry)
    told = _told([line])[0] | {
        "fields": [row.as_json() for row in rows(line.first.values, line.second.values)],
        "together": would.together,
        "entries": would.entries,
        "contradicts": [said.pair_id for said in would.in_the_way],
        "log": _named(judgements(pair)),
    }
    _say(told, as_json, "pair")


def decide(
    pair: PairId,
    verdict: Annotated[Word, typer.Argument(metavar="VERDICT", help="same, different or related.")],
    because: Because = "",
    as_json: Json = False,
) -> None:
    """Say whether two entries are one company; the directory follows at once.

    related: two companies that belong together, such as a foundation and its company. They stay apart.
    """
    folder = ready.database()
    from kapstok.enterprises import sync
    from kapstok.resolution.reviewing import pair_lines, pair_row

    (before,) = pair_lines([pair_row(pair)])
    spoken = sync.decide(folder, pair, verdict.value, ready.operator(), because)
    _say(_spoken(before, spoken), as_json, "spoken")


def undo(pair: PairId, because: Because = "", as_json: Json = False) -> None:
    """Take back what people said of a pair: it is as if nobody ever judged it."""
    folder = ready.database()
    from kapstok.enterprises import sync
    from kapstok.resolution.reviewing import pair_lines, pair_row

    (before,) = pair_lines([pair_row(pair)])
    spoken = sync.undo(folder, pair, ready.operator(), because)
    _say(_spoken(before, spoken), as_json, "spoken")


def log(limit: Limit = None, as_json: Json = False) -> None:
    """Who decided what, when and why, the newest first."""
    ready.database()
    from kapstok.resolution.reviewing import pair_lines, words

    said = list(words()[:limit])
    lines = {line.id: line for line in pair_lines({one.pair for one in said})}
    told = [
        document
        | {"counts": getattr(one, "counts", False)}
        | {place: getattr(lines[one.pair_id], place).as_json() for place in ("first", "second")}
        for one, document in zip(said, _named(said), strict=True)
    ]
    _say({"decisions": told}, as_json, "decisions")


def bands(as_json: Json = False) -> None:
    """How sure the scores are: per band of bits how many pairs, and the share that is one company."""
    ready.database()
    from kapstok.resolution.queries import calibration, in_force

    model = in_force()
    table = [row.as_json() for row in calibration().table]
    told = {"model": model.version, "same": model.bands.same, "look": model.bands.look, "bands": table}
    _say(told, as_json, "bands")


def refit(as_json: Json = False) -> None:
    """Estimate the weights anew from this region's entries and decisions; every pair is judged again."""
    folder = ready.database()
    from kapstok.cli.telling import progress
    from kapstok.enterprises import sync

    with progress(quiet=as_json) as told:
        fitted = sync.refit(folder, ready.operator(), told)
    _say({"model": fitted.version, **fitted.bands}, as_json, "fitted")


def _say(told: dict[str, Any], as_json: bool, what: str) -> None:
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    from kapstok.cli import telling_pairs

    getattr(telling_pairs, what)(told)


def _told(lines: list[PairLine]) -> list[dict[str, Any]]:
    """The pairs with the address of the enterprise that each entry is of, and the people by their names."""
    from kapstok.accounts.queries import actor_names
    from kapstok.enterprises.joining import enterprises_of

    homes = enterprises_of(side.entry for line in lines for side in (line.first, line.second))
    who = actor_names(line.word.by for line in lines if line.word)
    told = [line.as_json() for line in lines]
    for document in told:
        for side in (document["first"], document["second"]):
            side["slug"] = homes[side["entry"]].slug if side["entry"] in homes else None
        if document["decision"]:
            document["decision"]["by"] = who[document["decision"]["by"]]
    return told


def _named(said: Iterable[Judgement]) -> list[dict[str, Any]]:
    from kapstok.accounts.queries import actor_names
    from kapstok.resolution.reviewing import judgement_json

    judgements = list(said)
    who = actor_names(one.by for one in judgements)
    return [judgement_json(one) | {"by": who[one.by]} for one in judgements]


def _spoken(before: PairLine, spoken: Spoken) -> dict[str, Any]:
    """What was said, what it replaced, and how the pair stands now."""
    from kapstok.resolution.reviewing import pair_lines, pair_row

    return {
        **_named([spoken.said])[0],
        "replaced": _named([before.word])[0] if before.word else None,
        "followed": spoken.followed,
        "now": _told(pair_lines([pair_row(before.id)]))[0],
    }
