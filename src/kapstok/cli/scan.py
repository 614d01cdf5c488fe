# SPDX-License-Identifier: EUPL-1.2
"""`scan`: a creditor list held against everybody whom the registers know."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kapstok.cli import ready
from kapstok.cli.options import Json, OnDay
from kapstok.core.errors import KapstokError

if TYPE_CHECKING:
    from kapstok.procurement.creditors import Column, Role

_TERMINATED = 128 + signal.SIGTERM
_SAID = {"now": "labelled now", "before": "labelled before", "check": "please check", "none": "no match"}


def scan(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The creditor list: CSV, XLSX or an audit file (XAF 3.2).")
    ],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The workbook to write (.xlsx).")],
    on: OnDay = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE=HEADER",
            help="Which column is what, as kvk=Nummer, where that is read wrongly; kvk= for none (repeatable).",
        ),
    ] = None,
    language: Annotated[str, typer.Option(metavar="nl|en", help="The language of the workbook.")] = "en",
    as_json: Json = False,
) -> None:
    """Say which suppliers of a creditor list hold a label.

    Writes a workbook: labelled now, labelled before, please check, no match, and a summary.
    """
    folder = ready.database()
    from kapstok.cli import telling
    from kapstok.procurement.scan import scanning

    if language not in scanning.LANGUAGES:
        raise KapstokError(f"--language: {language!r} is neither nl nor en")
    scanning.checked(file, out)
    chosen = chosen_columns(file, column or [])
    with _ended_by_sigterm(), telling.progress(quiet=as_json) as bars:
        report = scanning.scan(
            folder,
            file,
            out,
            day=ready.day(on, folder),
            chosen=chosen,
            language=language,
            told=lambda step, done, total=None: bars("scan", step, done, total),
        )
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _tell(report.as_json(), out)


def chosen_columns(file: Path, columns: Sequence[str]) -> dict[Role, int] | None:
    """All roles, those that the call names as it says: by header, or by number counted from 1; none for `ROLE=`."""
    if not columns:
        return None
    from kapstok.procurement.creditors import Role, open_list

    listed = open_list(file)
    chosen = dict(listed.roles)
    for said in columns:
        role, equals, header = said.partition("=")
        if role not in set(Role) or not equals:
            raise KapstokError(
                f"--column: {said!r} is not ROLE=HEADER; the roles are {', '.join(sorted(Role))}"
            )
        chosen.pop(Role(role), None)
        if header.strip():
            index = _index(header.strip(), listed.columns)
            chosen = {other: at for other, at in chosen.items() if at != index} | {Role(role): index}
    return chosen


def _index(header: str, columns: Sequence[Column]) -> int:
    fitting = [one.index for one in columns if one.header.strip().casefold() == header.casefold()]
    if not fitting and header.isascii() and header.isdecimal():
        fitting = [one.index for one in columns if one.index == int(header) - 1]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        numbers = " and ".join(str(index + 1) for index in fitting)
        raise KapstokError(
            f"--column: the columns {numbers} are all called {header!r}; name one by its number"
        )
    headers = ", ".join(one.header or str(one.index + 1) for one in columns[:20])
    raise KapstokError(f"--column: no column is called {header!r}; there are {headers}")


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM ends the work as an error does, so that nothing of the list stays behind."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(_TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _tell(report: Mapping[str, Any], out: Path) -> None:
    """The figures, shortly; all of them are in the workbook."""
    from rich.markup import escape

    from kapstok.cli import telling

    console, summary = telling.out(), report["summary"]
    rows = [[said, *_figures(summary["outcomes"][outcome])] for outcome, said in _SAID.items()]
    rows.append(["all rows", *_figures(summary["total"])])
    counts = ("rows", "amount", "share")
    console.print(telling.table(["", *counts], rows, numbers=counts))
    if summary["labels"]:
        rows = [[label["name"], *_figures(label)] for label in summary["labels"]]
        console.print(telling.table(["label", *counts], rows, numbers=counts))
    if summary["unreadable"]:
        console.print(f"{summary['unreadable']} rows are not readable: no match says why", style="yellow")
    console.print(f"{escape(str(out))}: written, with {len(summary['chances'])} chances")


def _figures(tally: Mapping[str, Any]) -> tuple[Any, ...]:
    share = tally["share"]
    return tally["rows"], tally["amount"], None if share is None else f"{share:.1%}"
