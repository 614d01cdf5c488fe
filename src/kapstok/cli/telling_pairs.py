# SPDX-License-Identifier: EUPL-1.2
"""What `kapstok review` says to a person at a terminal, of the same documents that --json gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rich.markup import escape

from kapstok.cli.telling import out, table

Document = Mapping[str, Any]

_SIGNS: Final = {"equal": "=", "partly": "~", "different": "x", "missing": " "}


def pairs(found: Document) -> None:
    """The queue, two lines a pair: side by side they would fit on no terminal."""
    console = out()
    for pair in found["pairs"]:
        state = "" if pair["open"] else f"  ({_state(pair)})"
        console.print(f"[bold]{pair['id']}[/bold]  worth {pair['worth']}, {_score(pair)}{escape(state)}")
        for side in (pair["first"], pair["second"]):
            console.print(f"    {escape(_side(side))}")
        if pair["reasons"]:
            console.print(f"    {escape('; '.join(pair['reasons']))}", style="dim")
    waiting = found["open"]
    console.print(
        f"{waiting} pair{'' if waiting == 1 else 's'} wait{'s' if waiting == 1 else ''} for a person"
    )


def pair(told: Document) -> None:
    """One pair side by side; the sign in the middle says how both agree, brackets stand around what differs."""
    console = out()
    console.print(
        f"[bold]pair {told['id']}[/bold]  worth {told['worth']}, {_score(told)}, {escape(_state(told))}"
    )
    facts = [
        [row["field"], _marked(row["first"]), _SIGNS[row["agreement"]], _marked(row["second"])]
        for row in told["fields"]
    ]
    both = (told["first"], told["second"])
    for name in ("register", "first_seen", "last_seen", "gone_since", "slug"):
        one, other = (side[name] for side in both)
        if one or other:
            facts.append([name.replace("_", " "), one, "=" if one == other else "x", other])
    console.print(table(["field", "first", "", "second"], facts))
    if told["reasons"]:
        console.print(escape("; ".join(told["reasons"])))
    console.print(_would(told))
    if told["contradicts"]:
        others = ", ".join(map(str, told["contradicts"]))
        console.print(
            f"same would contradict what a person said of pair {others}: both would come back", style="yellow"
        )
    console.print()
    decisions({"decisions": told["log"]})


def spoken(told: Document) -> None:
    """What was said just now, and what came of it."""
    console, now = out(), told["now"]
    both = (now["first"], now["second"])
    console.print(
        f"pair {now['id']}: {told['verdict']} ({escape(' / '.join(side['name'] for side in both))})"
    )
    if told["replaced"]:
        what = "takes back" if told["verdict"] == "withdrawn" else "replaces"
        console.print(escape(f"this {what}: {_said(told['replaced'])}"), style="yellow")
    for side in both:
        if side["gone_since"]:
            gone = f"{_side(side)}: not in its register any more since {side['gone_since']}"
            console.print(escape(gone), style="yellow")
    if not told["followed"]:
        console.print("a sync is running; the directory follows when it is done", style="yellow")
        return
    slugs = dict.fromkeys(side["slug"] for side in both)
    console.print(escape("now: " + " and ".join(str(slug) for slug in slugs)))


def decisions(found: Document) -> None:
    """The log, one judgement a line."""
    console = out()
    if not found["decisions"]:
        console.print("nobody decided anything yet")
    for said in found["decisions"]:
        names = f"{said['first']['name']} / {said['second']['name']}" if "first" in said else ""
        counts = said.get("counts", True)
        line = f"{said['at'][:16]}  pair {said['pair']}  {_said(said)}{'' if counts else ' (counts no more)'}  {names}"
        console.print(escape(line.rstrip()), style=None if counts else "dim")


def _said(said: Document) -> str:
    because = f": {said['because']}" if said["because"] else ""
    score = "" if said["score"] is None else f", {said['score']:.1f} bits"
    return f"{said['verdict']} by {said['by']}{score}{because}"


def _state(pair: Document) -> str:
    if pair["decision"]:
        return f"decided: {_said(pair['decision'])}"
    return "open" if pair["open"] else "settled without a person"


def _score(pair: Document) -> str:
    return "no score" if pair["score"] is None else f"{pair['score']:.1f} bits"


def _side(side: Document) -> str:
    city = f", {side['city']}" if side["city"] else ""
    return f"{side['name']}{city} ({side['register']}: {side['key']})"


def _marked(texts: Iterable[Iterable[Document]]) -> str:
    """The texts of one side, in brackets what the other side does not have."""
    return "; ".join(
        "".join(f"[{piece['text']}]" if piece["differs"] else piece["text"] for piece in text)
        for text in texts
    )


def _would(told: Document) -> str:
    if told["together"]:
        return "they are one enterprise now; different would part them"
    entries = told["entries"]
    return f"same makes them one enterprise with {entries} entries; different or related keeps them two"


def bands(told: Document) -> None:
    """The bands of the model as a table."""
    rows = [
        [_bound(row["from"], "less"), _bound(row["to"], "more"), row["pairs"], _share(row["expected"]),
         row["told"], _share(row["observed"])]
        for row in told["bands"]
    ]  # fmt: skip
    console = out()
    console.print(table(["from", "to", "pairs", "expected", "told", "observed"], rows))
    console.print(
        escape(f"{told['model']}: one company from {told['same']} bits, a person looks from {told['look']}")
    )


def fitted(told: Document) -> None:
    """What was estimated, in a line."""
    out().print(escape(f"in force: {told['model']}; one company from {told['same']} bits"))


def _bound(bits: float | None, otherwise: str) -> str:
    return otherwise if bits is None else f"{bits:g}"


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"
