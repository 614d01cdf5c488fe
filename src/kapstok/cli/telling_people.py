# SPDX-License-Identifier: EUPL-1.2
"""What commands say of people: what is known of somebody, and what is kept of whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.markup import escape

from kapstok.cli.telling import out

_TITLES = {
    "mandates": "acts for",
    "invitations": "invited by",
    "factors": "second factors",
    "sessions": "signed in",
    "mail": "mail",
    "messages": "told on the site",
    "told_to_others": "named in what others were told",
    "preferences": "wants to hear",
    "claims": "claims",
    "reports": "reports",
    "own_words": "stands in the own words of",
    "needs": "needs",
    "trail": "audit trail",
    "registers": "shown by registers (ask there; a sole trader may object on the page of the enterprise)",
}


def known(document: Mapping[str, Any]) -> None:
    """What `privacy.knowing.known_of` gives, a kind under a heading, nothing under none."""
    console = out()
    console.print(f"[bold]{escape(document['email'])}[/bold]")
    if document["account"]:
        console.print(f"  account: {escape(_line(document['account'], without=('email',)))}")
    for kind, title in _TITLES.items():
        if document[kind]:
            console.print(f"{title} ({len(document[kind])})", style="bold")
        for one in document[kind]:
            console.print(f"  {escape(_line(one))}")
    if not any(document[kind] for kind in (*_TITLES, "account")):
        console.print("nothing is known")


def erased(done: Mapping[str, Any], *, anything: bool) -> None:
    """What `privacy.erasing.Erased` holds: what went, and which registers go on showing the address."""
    console = out()
    counted = {name: n for name, n in done.items() if type(n) is int and n}
    what = ["the account"] * done["account"] + [
        f"{n} {name.replace('_', ' ')}" for name, n in counted.items()
    ]
    console.print(f"erased: {', '.join(what)}" if anything else "nothing was known")
    if not done["scrubbed"]:
        console.print(
            "the database file is written anew tonight (the worker), until then it may hold remnants"
        )
    if done["registers"]:
        console.print(f"{_TITLES['registers']} ({len(done['registers'])})", style="bold")
    for one in done["registers"]:
        console.print(f"  {escape(_line(one))}")


def processing(controller: Mapping[str, str], found: Iterable[Mapping[str, Any]]) -> None:
    """The processing register, a processing under a heading."""
    console = out()
    console.print(escape(f"{controller['name']}, {controller['email']}"))
    for one in found:
        console.print(f"\n[bold]{escape(one['title'])}[/bold]: {escape(one['whose'])}")
        shared = [one["shared_with"]] if one["shared_with"] else []
        console.print("\n".join(f"  {escape(text)}" for text in (one["why"], one["basis"], *shared)))
        for facts in one["facts"]:
            console.print(f"  - {escape(facts['what'])}. {escape(facts['until'])}")
            console.print(f"    {escape(', '.join(facts['tables']))}", style="dim")


def _line(one: Mapping[str, Any], without: tuple[str, ...] = ()) -> str:
    """What one row says, in the words of its keys; what is unknown is left out."""
    said = ((name.replace("_", " "), value) for name, value in one.items() if name not in without)
    return "; ".join(f"{name}: {_text(value)}" for name, value in said if value not in (None, "", []))


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())
