# SPDX-License-Identifier: EUPL-1.2
"""The one program. Nothing heavy is imported here: each command imports what it needs when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(
    name="kapstok",
    help="Make a region's impact enterprises findable and buyable. Every command takes --home DIR"
    " (or KAPSTOK_HOME): the region folder.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[
    bool, typer.Option("--json", help="One JSON document on standard output, and nothing else there.")
]
OnDay = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day to judge, as 2026-03-31 (default: today).")
]


def _version(asked: bool) -> None:
    if asked:
        from kapstok import __version__

        typer.echo(f"kapstok {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


# Their commands hang on `app`, in the order in which help names them.
from kapstok.cli import folder, registers, directory, site  # noqa: E402, F401, I001
