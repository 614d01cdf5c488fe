# SPDX-License-Identifier: EUPL-1.2
"""The documentation is held against the program: what is there has its line, and no line speaks of what is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import typer
from pydantic import BaseModel

from kapstok.cli.app import app
from kapstok.regions.region_file import Area, Identity, Label, Listing, Map
from kapstok.registers import file_parts, register_file

DOCS = Path(__file__).resolve().parent.parent / "docs"
ROOT = DOCS.parent


def commands(command: object = None, path: str = "kapstok") -> Iterator[tuple[str, list[str]]]:
    """Every command that does something, with its options."""
    command = command or typer.main.get_command(app)
    below = getattr(command, "commands", {})
    if not below or getattr(command, "invoke_without_command", False):
        yield (
            path,
            [
                option
                for p in command.params
                for option in p.opts
                if option.startswith("--") and option != "--help"
            ],
        )
    for name, sub in below.items():
        yield from commands(sub, f"{path} {name}")


def test_every_command_and_option_has_its_line_and_no_line_has_another() -> None:
    text = (DOCS / "commands.md").read_text()
    rows = {
        m[1]: m[2]
        for m in re.finditer(r"^\| `(kapstok [a-z ]+?)(?: [A-Z]+)*` \| (.*) \|$", text, re.MULTILINE)
    }
    known = dict(commands())
    assert rows.keys() == known.keys()
    for name, options in known.items():
        named = set(re.findall(r"`(--[a-z-]+)", rows[name]))
        assert named == set(options), name


def keys(model: type[BaseModel], prefix: str = "") -> set[str]:
    return {f"{prefix}{field.alias or name}" for name, field in model.model_fields.items()}


def documented(file: str) -> set[str]:
    """The names in code that stand in the first column of the tables of a page."""
    rows = re.findall(r"^\|([^|]*)\|", (DOCS / file).read_text(), re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_every_key_of_region_toml_has_its_line() -> None:
    told = documented("region-folder.md")
    wanted = (
        keys(Identity, "region.")
        | keys(Area, "area.")
        | keys(Label, "labels.ID.")
        | keys(Listing, "listing.")
        | keys(Map, "map.")
    )
    assert wanted <= told
    assert {name for name in told if name.split(".")[0] in {"region", "area", "labels", "listing", "map"}} - {
        "region.toml"
    } == wanted


def test_every_key_of_a_register_file_has_its_line() -> None:
    told = documented("register-file.md")
    parts = {
        "request.": file_parts.Request,
        "entries.": file_parts.Entries,
        "guard.": file_parts.Guard,
        "detail.": file_parts.Detail,
    }
    wanted = keys(register_file.RegisterFile) - {"request", "entries", "guard", "detail", "fields"}
    wanted |= {name for prefix, model in parts.items() for name in keys(model, prefix)} - {"detail.fields"}
    assert wanted <= told
    assert told - wanted == {"fields.NAME", "detail.fields.NAME", "guard.*"}


def test_every_setting_has_its_line() -> None:
    source = "".join(path.read_text() for path in (ROOT / "src/kapstok/config").glob("*.py"))
    read = set(re.findall(r'[\[(]"(KAPSTOK_[A-Z_]+|DATABASE_URL)"', source))
    assert documented("settings.md") == read


def test_every_link_between_pages_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "src").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} -> {target}"
        for target in re.findall(r"`((?:src|docs|tests)/[\w./-]+)`", page.read_text()):
            assert (ROOT / target).exists(), f"{page.relative_to(ROOT)} -> {target}"


def test_every_address_has_its_line() -> None:
    from kapstok.web.account import urls as account
    from kapstok.web.beheer import urls as beheer
    from kapstok.web.mine import urls as mine
    from kapstok.web.urls import pages, plain

    ours = (pages, plain, account, mine, beheer)
    told = {re.sub(r"[?&].*", "", name) for name in documented("addresses.md")}
    for pattern in (pattern for one in ours for pattern in one.urlpatterns):
        address = "/" + re.sub(r"<\w+:(\w+)>|\(\?P<(\w+)>[^)]*\)", r"<\1\2>", str(pattern.pattern)).strip(
            "^$"
        )
        assert address in told, address


def test_the_category_that_serves_as_an_example_is_one_of_the_thesaurus() -> None:
    from kapstok.search.dutch.thesaurus import shipped

    example = re.search(r"`categorie` \(`([^`]+)`", (DOCS / "addresses.md").read_text())
    assert example
    assert example[1] in shipped().categories
