# SPDX-License-Identifier: EUPL-1.2
"""`audit`: the trail of who did what, and whether it is still what was sealed."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from kapstok.cli import ready
from kapstok.cli.options import Json

Noted = Annotated[
    str | None,
    typer.Option("--head", metavar="N:SEAL", help="A head that was printed another day and kept elsewhere."),
]


def verify(head: Noted = None, as_json: Json = False) -> int:
    """Walk the audit trail from its first entry, and say whether it is what was sealed.

    Prints its head: keep that elsewhere, and give it to --head another day. Exit 1 where tampering shows.
    """
    ready.database()
    from kapstok.core.audit import Head
    from kapstok.core.chain import verify as walked

    found = walked(noted=Head.read(head) if head else None)
    if as_json:
        broken = {"number": found.broken.number, "why": found.broken.why} if found.broken else None
        document = {
            "entries": found.walked,
            "waiting": found.waiting,
            "head": str(found.head),
            "broken": broken,
        }
        typer.echo(json.dumps(document))
    elif found.broken:
        typer.echo(str(found.broken), err=True)
    else:
        waiting = f", {found.waiting} not sealed yet" if found.waiting else ""
        typer.echo(f"{found.walked} entries hold{waiting}; head {found.head}")
    return 1 if found.broken else 0
