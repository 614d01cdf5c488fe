# SPDX-License-Identifier: EUPL-1.2
"""`sync`, `registers try` and `runs`: reading the registers, and what a person decides about a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kapstok.cli import ready
from kapstok.cli.options import Json, OnDay
from kapstok.core.errors import KapstokError

Register = Annotated[
    list[str] | None, typer.Option("--register", metavar="ID", help="Only this register (repeatable).")
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for the audit trail.")]
RunId = Annotated[int, typer.Argument(metavar="ID", help="The number of the run.")]


def sync(
    register: Register = None,
    on: OnDay = None,
    replay: Annotated[
        int | None,
        typer.Option(metavar="RUN", help="Parse the bytes that this run kept again; visit no site."),
    ] = None,
    as_json: Json = False,
) -> int:
    """Read, guard and publish the registers.

    Then resolve entries to enterprises, and bring the search index up to date.
    """
    if replay is not None and register:
        raise KapstokError("sync: --replay names a run, and so its register: leave out --register")
    folder = ready.database()
    from kapstok.cli import telling
    from kapstok.enterprises import sync as chain

    day = ready.day(on, folder)
    with telling.progress(quiet=as_json) as progress:
        if replay is None:
            report = chain.sync(folder, register, day, progress)
        else:
            report = chain.replay(folder, replay, day, progress)
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        telling.sync(report.as_json())
    return 1 if report.needs_person else 0


def try_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A register file.")], as_json: Json = False
) -> int:
    """Read one register and publish nothing.

    Shows the rows, the issues, and the guard's verdict.
    """
    folder = ready.database()
    from kapstok.cli import telling
    from kapstok.registers.trying import try_file as attempt

    with telling.progress(quiet=as_json) as progress:
        tried = attempt(file, folder, progress)
    if as_json:
        typer.echo(json.dumps(tried.as_json(), ensure_ascii=False))
    else:
        telling.tried(tried.as_json())
    return 1 if tried.faults else 0


def list_runs(context: typer.Context, register: Register = None, as_json: Json = False) -> None:
    """The runs, newest first, and why one is in quarantine."""
    if context.invoked_subcommand:
        return
    folder = ready.database()
    from kapstok.cli import telling
    from kapstok.registers.course import register_line
    from kapstok.registers.queries import run_list

    for id_ in register or ():
        if register_line(folder, id_) is None:
            raise KapstokError(f"no register has the id {id_!r}")
    found = run_list(register)
    if as_json:
        typer.echo(json.dumps({"runs": [run.as_json() for run in found]}, ensure_ascii=False))
    else:
        telling.runs([run.as_json() for run in found])


def accept(run: RunId, why: Why = "", as_json: Json = False) -> int:
    """Publish a quarantined run after all.

    Only the newest run of a register can be accepted.
    """
    return _decide(run, "accept", why, as_json)


def reject(run: RunId, why: Why = "", as_json: Json = False) -> int:
    """Drop a quarantined run."""
    return _decide(run, "reject", why, as_json)


def _decide(run: int, verdict: str, why: str, as_json: bool) -> int:
    folder = ready.database()
    from kapstok.cli import telling
    from kapstok.enterprises import sync as chain

    decide = chain.accept if verdict == "accept" else chain.reject
    decided = decide(folder, run, ready.operator(), why)
    if as_json:
        typer.echo(json.dumps(decided.as_json(), ensure_ascii=False))
    else:
        telling.runs([decided.as_json()])
    return 0
