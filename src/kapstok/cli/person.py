# SPDX-License-Identifier: EUPL-1.2
"""`person` and `privacy`: what is known of somebody, erasing it, and what is kept of whom."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from kapstok.cli import ready
from kapstok.cli.options import Json
from kapstok.core.errors import KapstokError

Email = Annotated[str, typer.Argument(metavar="EMAIL")]


def show(email: Email, as_json: Json = False) -> None:
    """Show everything that is known of whoever has this e-mail address.

    Of second factors that they are there, never their secrets.
    """
    ready.database()
    from kapstok.accounts.actions import refuse_unusable
    from kapstok.cli import telling_people
    from kapstok.privacy.knowing import known_of

    refuse_unusable(email.strip())
    document = known_of(email)
    if as_json:
        typer.echo(json.dumps(document, ensure_ascii=False))
    else:
        telling_people.known(document)


def erase(
    email: Email,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
    as_json: Json = False,
) -> None:
    """Erase what is known of whoever has this e-mail address.

    The audit trail keeps what was done, by nobody any more. What registers show stays, and is named.
    """
    ready.database()
    from kapstok.accounts.actions import refuse_unusable
    from kapstok.cli import telling_people
    from kapstok.privacy.erasing import erase as erase_all

    refuse_unusable(email.strip())
    if not yes:
        _confirm(email)
    done = erase_all(email=email, actor=ready.operator())
    if as_json:
        typer.echo(json.dumps(done.as_json(), ensure_ascii=False))
    else:
        telling_people.erased(done.as_json(), anything=done.anything)


def correct(
    email: Email,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The address from now on.")],
    as_json: Json = False,
) -> None:
    """Give whoever has this e-mail address another one; every session of theirs ends."""
    ready.database()
    from kapstok.accounts.correcting import change_email
    from kapstok.accounts.knowing import person_of

    person = person_of(email)
    if person is None:
        raise KapstokError("nobody has this e-mail address")
    changed = change_email(person=person, email=new, actor=ready.operator())
    typer.echo(json.dumps({"email": changed.email}) if as_json else f"the address is now {changed.email}")


def processing(as_json: Json = False) -> None:
    """The processing register (AVG art. 30): what is kept of whom, why, on which ground, how long.

    In Dutch, as the pages have it; made of what every table declares.
    """
    folder = ready.database()
    from django.utils import translation

    from kapstok.cli import telling_people
    from kapstok.privacy.processing import register

    region = folder.region()
    with translation.override("nl"):
        found = [one.as_json() for one in register()]
    controller = {"name": region.name, "email": region.email}
    if as_json:
        typer.echo(json.dumps({"controller": controller, "processing": found}, ensure_ascii=False))
    else:
        telling_people.processing(controller, found)


def _confirm(email: str) -> None:
    """Asks on standard error, so that nothing but the answer is ever on standard output."""
    typer.echo(f"Erase everything that is known of {email}? (yes/no) ", err=True, nl=False)
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        typer.echo(err=True)
        raise KapstokError("nothing was erased; --yes does it without asking")
