# SPDX-License-Identifier: EUPL-1.2
"""The one program: its commands, in the order in which help names them.

Nothing heavy is imported here: each command imports what it needs when it runs.
"""

from __future__ import annotations

from typing import Annotated

import typer

from kapstok.cli import audit, directory, folder, person, registers, review, scan, site, upkeep, working


def _version(asked: bool) -> None:
    if asked:
        from kapstok import __version__

        typer.echo(f"kapstok {__version__}")
        raise typer.Exit


def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Make a region's impact enterprises findable and buyable.

    Every command takes --home DIR (or KAPSTOK_HOME): the region folder.
    """


def _group(summary: str) -> typer.Typer:
    return typer.Typer(help=summary, rich_markup_mode=None)


app = typer.Typer(
    name="kapstok",
    callback=_program,
    no_args_is_help=True,
    add_completion=False,
    # Plain text answers in half the time, and reads the same in a pipe.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(folder.init)
app.command()(folder.check)
app.command()(registers.sync)

_registers = _group("Register files.")
_registers.command("try")(registers.try_file)
app.add_typer(_registers, name="registers", no_args_is_help=True)

_runs = _group("The runs, and why one is in quarantine.")
_runs.callback(invoke_without_command=True)(registers.list_runs)
_runs.command()(registers.accept)
_runs.command()(registers.reject)
app.add_typer(_runs, name="runs")

_review = _group("Pairs of entries that may be one company, and what people say of them.")
_review.command("list")(review.list_pairs)
_review.command()(review.show)
_review.command()(review.decide)
_review.command()(review.undo)
_review.command()(review.log)
_review.command()(review.bands)
_review.command()(review.refit)
app.add_typer(_review, name="review", no_args_is_help=True)

app.command()(directory.evidence)
app.command()(directory.export)
app.command()(directory.search)
app.command()(scan.scan)
app.command()(site.demo)
app.command()(site.serve)
app.command()(working.worker)
app.command()(upkeep.backup)
app.command()(upkeep.restore)
app.command()(upkeep.doctor)

_admin = _group("People who work on this instance.")
_admin.command("add")(site.add_person)
_admin.command("link")(site.sign_in_link)
app.add_typer(_admin, name="admin", no_args_is_help=True)

_person = _group("What is known of somebody.")
_person.command()(person.show)
_person.command()(person.correct)
_person.command()(person.erase)
app.add_typer(_person, name="person", no_args_is_help=True)
app.command("privacy")(person.processing)

_audit = _group("The trail of who did what.")
_audit.command()(audit.verify)
app.add_typer(_audit, name="audit", no_args_is_help=True)
