# SPDX-License-Identifier: EUPL-1.2
"""Instances of Kapstok on a site of three registers, to be killed, starved and looked at; each lives in its own folder.

Day 1 and day 2 are different on the site: an entry comes, one goes, one gains a level, two turn out to be one company,
and the third register shows next to nothing, which the guard does not believe.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.conf import settings

from kapstok.regions.folder import make
from tests.enterprises.timelines import day
from tests.registers.sites import DETAIL, TABLE, detail, row, table
from tests.scripted_site import Site, json_text

_LIST = """
id = "{id}"
name = "Register {id}"
label = "cso"
kind = "json"
delay = 0.0
[request]
url = "{site}/{id}"
[entries]
each = "entries"
key = "id"
[fields]
name = "name"
city = "city"
kvk = "kvk"
id = "id"
"""
_LEADS_ELSEWHERE = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "KAPSTOK_HOME"}
_CODE = [("De Brug", "Zwolle", "08123456"), ("Bedrijf Twee", "Deventer", "90123457")]
_STRANGE = [(f"Bedrijf S{n}", "Almelo", "") for n in range(8)]


def show(site: Site, on: int) -> None:
    """Lets the site show what it has on day 1, or on day 2 and after."""
    ladder = [row("De Brug", key="brug"), row("Bedrijf Een", key="een"), row("Bedrijf Drie", key="drie")]
    code, strange = _CODE, _STRANGE
    if on > 1:
        ladder = [
            row("De Brug", key="brug", level="Trede 2"),
            *ladder[1:2],
            row("Bedrijf Nieuw", key="nieuw"),
        ]
        code = [*_CODE, ("Bedrijf Een", "Zwolle", "30123458")]
        strange = _STRANGE[:1]
    site.pages["/lijst"] = table(*ladder)
    for key in ("brug", "een", "drie", "nieuw"):
        site.pages[f"/leden/{key}"] = detail(f"https://{key}.example/", f"31-12-20{27 + on}")
    for id_, entries in (("code", code), ("strange", strange)):
        rows = [
            {"id": str(n), "name": name, "city": city, "kvk": kvk}
            for n, (name, city, kvk) in enumerate(entries)
        ]
        site.pages[f"/{id_}"] = json_text(json.dumps({"entries": rows}))


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit code (negative: the signal), after how long, and what it said."""

    code: int
    seconds: float
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Nursery:
    """The process that has the children; start one for a whole module, it takes a second."""

    def __init__(self) -> None:
        path = Path(__file__).with_name("killable.py")
        root = path.parents[2]
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": f"{root / 'src'}:{root}"},
        )  # fmt: skip
        assert self._answer() == "ready\n"

    def live(self, order: dict[str, Any]) -> Ended:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return Ended(**json.loads(self._answer()))

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@dataclass(frozen=True)
class Instance:
    """A region folder with its database."""

    home: Path
    database: str | None
    nursery: Nursery

    def run(self, *arguments: str, **how: Any) -> Ended:
        """`kapstok` with these arguments; `die` names a moment, `kill_after` seconds, more in `killable.py`."""
        return self._live(verb="command", arguments=list(arguments), **how)

    def sync(self, on: int, **how: Any) -> Ended:
        return self.run("sync", "--json", "--on", day(on).isoformat(), **how)

    def accept(self, run: int, **how: Any) -> Ended:
        return self._live(verb="accept", run=run, **how)

    def follow(self, on: int, **how: Any) -> Ended:
        return self._live(verb="follow", day=day(on).isoformat(), **how)

    def state(self) -> Any:
        ended = self._live(verb="state")
        assert ended.code == 0, ended.err
        return ended.json

    def really(self, *arguments: str, stdout: str) -> subprocess.CompletedProcess[str]:
        """`kapstok` in a process of its own that writes what it has to say to a file."""
        with Path(stdout).open("w") as out:
            return subprocess.run(
                [sys.executable, "-m", "kapstok", *arguments, "--home", str(self.home)], env=self.environment,
                stdout=out, stderr=subprocess.PIPE, text=True, check=False, timeout=60,
            )  # fmt: skip

    @property
    def environment(self) -> dict[str, str]:
        """For processes that work for this instance."""
        ours = {name: value for name, value in os.environ.items() if name not in _LEADS_ELSEWHERE}
        return ours | ({"DATABASE_URL": self.database} if self.database else {})

    @property
    def database_name(self) -> str:
        """Its name on the server."""
        return (self.database or "").rpartition("/")[2]

    def _live(self, **order: Any) -> Ended:
        return self.nursery.live({"home": str(self.home), "database": self.database, **order})


class World:
    """The site, and the instances on it; `copy` gives a new instance that is as an earlier one is now."""

    def __init__(self, folder: Path, site: Site, nursery: Nursery):
        self._folder, self._nursery = folder, nursery
        self._nurseries: list[Nursery] = []
        self._names = (f"life{number}" for number in itertools.count())
        self.site = site

    def new(self) -> Instance:
        """An instance that has its files and nothing else."""
        name = next(self._names)
        folder = make(self._folder / name)
        for file in folder.registers.glob("*.toml"):
            file.unlink()
        (folder.registers / "ladder.toml").write_text(TABLE.format(site=self.site.address) + DETAIL)
        for id_ in ("code", "strange"):
            (folder.registers / f"{id_}.toml").write_text(_LIST.format(site=self.site.address, id=id_))
        return Instance(folder.path, _made_database(name), self._nursery)

    def copy(self, of: Instance) -> Instance:
        name = next(self._names)
        shutil.copytree(of.home, self._folder / name)
        return Instance(self._folder / name, _made_database(name, of.database), self._nursery)

    def another_nursery(self) -> Nursery:
        """For a child that lives while another one does."""
        self._nurseries = self._nurseries or [Nursery()]
        return self._nurseries[0]

    def close(self) -> None:
        for nursery in (self._nursery, *self._nurseries):
            nursery.close()

    def drop(self, instance: Instance) -> None:
        shutil.rmtree(instance.home)
        if instance.database:
            administered(f'DROP DATABASE "{instance.database_name}" WITH (FORCE)')


def on_postgresql() -> bool:
    return bool(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"))


def _made_database(name: str, like: str | None = None) -> str | None:
    """A new database on the server of this test run, as another one or empty; None on SQLite: that is a file."""
    if not on_postgresql():
        return None
    known = settings.DATABASES["default"]
    fresh = f"kapstok_{uuid.uuid4().hex[:12]}_{name}"
    administered(f'CREATE DATABASE "{fresh}" TEMPLATE "{like.rpartition("/")[2] if like else "template0"}"')
    whom = ":".join(quote(known[part], safe="") for part in ("USER", "PASSWORD") if known.get(part))
    where = quote(known["HOST"] or "", safe="") + (f":{known['PORT']}" if known.get("PORT") else "")
    return f"postgres://{whom}@{where}/{fresh}"


def connected() -> psycopg.Connection:
    """A connection to the server itself, each statement its own transaction."""
    known = settings.DATABASES["default"]
    return psycopg.connect(
        dbname="postgres", user=known["USER"], password=known["PASSWORD"] or None, host=known["HOST"] or None,
        port=known["PORT"] or None, autocommit=True,
    )  # fmt: skip


def administered(statement: str) -> None:
    """Has the server do this."""
    with connected() as server:
        server.execute(statement)  # type: ignore[call-overload]


@contextmanager
def world(folder: Path, site: Site) -> Iterator[World]:
    made = World(folder, site, Nursery())
    try:
        yield made
    finally:
        made.close()


def moments(ended: Ended) -> Sequence[list[Any]]:
    """Every moment that a child told of (`tell`), as what `die` takes."""
    told = (line.split() for line in ended.err.splitlines())
    return [[register, step, int(done)] for register, step, done in told]
