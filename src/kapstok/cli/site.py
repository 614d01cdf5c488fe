# SPDX-License-Identifier: EUPL-1.2
"""`serve`, `demo` and `admin`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kapstok.cli import ready
from kapstok.cli.options import Json
from kapstok.core.errors import KapstokError

if TYPE_CHECKING:
    from kapstok.demo.telling import Story
    from kapstok.regions.folder import RegionFolder

Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")]


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the site."""
    ready.free_port(host, port)
    folder = ready.database()
    from kapstok.cli.serving import serve as start

    start(folder, host, port)


def demo(
    port: Port = 8000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop after the story.")] = False,
    as_json: Json = False,
) -> None:
    """Live three days with simulated registers.

    They answer over real HTTP on loopback; each day is told in words. Then the site is served.
    """
    from kapstok.cli import telling
    from kapstok.demo.run import run

    path = Path(os.environ.get("KAPSTOK_HOME") or "kapstok-demo").resolve()
    if not no_serve:
        ready.free_port("127.0.0.1", port)

    def begin(folder: RegionFolder) -> None:
        os.environ["KAPSTOK_HOME"] = str(folder.path)
        ready.database()

    def heard(day: Story) -> None:
        bars.hide()
        if not as_json:
            telling.story(day)

    def afterwards(folder: RegionFolder, document: dict[str, Any]) -> None:
        if as_json:
            typer.echo(json.dumps(document, ensure_ascii=False))
        if not no_serve:
            from kapstok.cli.serving import serve as start

            start(folder, "127.0.0.1", port)

    with telling.progress(quiet=as_json) as bars:
        run(
            path,
            begin=begin,
            told=bars,
            heard=heard,
            site=None if no_serve else f"http://127.0.0.1:{port}",
            afterwards=afterwards,
        )


def add_person(
    email: Annotated[str, typer.Argument(metavar="EMAIL")],
    role: Annotated[str, typer.Option(metavar="ROLE", help="administrator or editor.")] = "administrator",
    forget_second_factor: Annotated[
        bool, typer.Option("--forget-second-factor", help="Let them set up a new one: the phone is lost.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Let the person with this e-mail address in, and give a link to choose a password.

    The link works for three days, once.
    """
    ready.database()
    from kapstok.accounts import actions
    from kapstok.accounts.enums import Role
    from kapstok.web.account.links import choose_password

    if role not in set(Role):
        raise KapstokError(f"--role: {role!r} is neither administrator nor editor")
    actor = ready.operator()
    person, changed = actions.add_person(email=email, role=Role(role), actor=actor)
    if forget_second_factor:
        actions.reset_second_factor(person=person, actor=actor)
    link = choose_password(actions.invite(person=person, actor=actor))
    if as_json:
        typer.echo(json.dumps({"email": person.email, "role": role, "added": changed, "link": link}))
        return
    typer.echo(f"{person.email} is {'now' if changed else 'already'} an {role}")
    typer.echo(f"To choose a password, within three days: {link}")


def sign_in_link(
    email: Annotated[str, typer.Argument(metavar="EMAIL")],
    as_json: Json = False,
) -> None:
    """Give the link with which whoever has this e-mail address signs in, where mail does not reach them.

    The link works for twenty minutes, once. Give it to nobody else.
    """
    folder = ready.database()
    from django.db import transaction
    from django.urls import reverse

    from kapstok.accounts.actions import refuse_unusable
    from kapstok.core.actions import record
    from kapstok.web.account import links, mailed_link

    refuse_unusable(email)
    asked = mailed_link.Asked(email.lower(), folder.region().languages[0])
    with transaction.atomic():
        link = links.in_full(reverse("account_link", args=[mailed_link.token(asked)]))
        record(ready.operator(), "gave a link to sign in", "accounts")
    typer.echo(json.dumps({"email": asked.email, "link": link}) if as_json else link)
