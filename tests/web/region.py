# SPDX-License-Identifier: EUPL-1.2
"""A region whose registers say what a test tells them, read over HTTP and brought to the pages as a sync does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kapstok.enterprises.sync import SyncReport, sync
from kapstok.regions.folder import RegionFolder, make
from tests.scripted_site import Site, json_text, serving

_FIELDS = (
    "key", "name", "statutory_name", "level", "flags", "status", "valid_from", "valid_until", "kvk", "street",
    "postcode", "city", "municipality", "website", "email", "phone", "description", "offerings", "sectors",
)  # fmt: skip
_MANY = {"flags", "kvk", "offerings", "sectors"}
_FILE = """\
id = "{id}"
name = "{name}"
label = "{label}"
kind = "json"
delay = 0
[request]
url = "{url}"
[entries]
each = "entries"
key = "key"
[fields]
{fields}
[guard]
at_least = 0
max_gone = 1.0
max_fill_drop = 1.0
"""
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class RegionOnLoopback:
    """A region folder, and the site on which its registers stand."""

    folder: RegionFolder
    site: Site

    @property
    def today(self) -> date:
        return self.folder.region().today()

    def register(self, id_: str, label: str, name: str) -> None:
        """Adds a register file, as a region would."""
        fields = "\n".join(
            f'{field} = {{ select = "{field}", many = true }}' if field in _MANY else f'{field} = "{field}"'
            for field in _FIELDS
        )
        text = _FILE.format(id=id_, name=name, label=label, url=self.site.url(f"/{id_}.json"), fields=fields)
        (self.folder.registers / f"{id_}.toml").write_text(text, encoding="utf-8")

    def tell(self, **registers: Sequence[Entry]) -> None:
        """From now on these registers show these entries."""
        for id_, entries in registers.items():
            self.site.pages[f"/{id_}.json"] = json_text(json.dumps({"entries": [*entries]}))

    def sync(self, day: date | None = None, **registers: Sequence[Entry]) -> SyncReport:
        """Reads the registers on a day (default: today), each with these entries; one not named shows what it showed.

        A register of which nothing was told yet is not read.
        """
        self.tell(**registers)
        told = [path.removeprefix("/").removesuffix(".json") for path in self.site.pages]
        report = sync(self.folder, told, day or self.today, lambda register, phase, done, of: None)
        failed = [(run.register_id, run.reason) for run in report.runs if run.status != "published"]
        assert not failed, failed
        return report


@contextmanager
def region_on_loopback(path: Path) -> Iterator[RegionOnLoopback]:
    """A region of its own in `path`, with the registers "ladder" (PSO) and "code" (Code Sociale Ondernemingen)."""
    folder = make(path / "region")
    for file in folder.registers.glob("*.toml"):
        file.unlink()
    folder.registers.mkdir(exist_ok=True)
    with serving() as site:
        region = RegionOnLoopback(folder, site)
        region.register("ladder", "pso", "PSO-Nederland")
        region.register("code", "cso", "Code Sociale Ondernemingen")
        yield region


def ladder(today: date) -> list[Entry]:
    """What the ladder shows: one of each kind that a page has to tell apart."""
    return [
        {
            "key": "bezem", "name": "De Gouden Bezem", "statutory_name": "De Gouden Bezem B.V.", "level": "3",
            "flags": ["30+"], "valid_from": "2025-04-01", "valid_until": (today + timedelta(days=130)).isoformat(),
            "kvk": ["00012345"], "street": "Bezemstraat 12", "postcode": "8011 AB", "city": "Zwolle",
            "website": "https://www.goudenbezem.example", "phone": "038 123 45 67", "email": "info@goudenbezem.example",
            "offerings": ["Schoonmaak van kantoren", "Glasbewassing"],
        },
        {
            "key": "groenwerk", "name": "Groenwerk Twente", "level": "1", "city": "Enschede", "postcode": "7511 AA",
            "kvk": ["1234567"], "offerings": ["Groenvoorziening", "Onkruidbestrijding"],
            "valid_until": (today + timedelta(days=400)).isoformat(),
        },
        {
            "key": "hogeland", "name": "Drukkerij Het Hogeland", "level": "2",
            "city": "Doetinchem", "postcode": "7001 AA",
            "valid_until": (today - timedelta(days=10)).isoformat(), "offerings": ["Drukwerk"],
        },
        {
            "key": "oud", "name": "Kaarsenmakerij Oud Licht", "level": "1", "city": "Deventer", "postcode": "7411 AA",
            "valid_until": (today - timedelta(days=90)).isoformat(), "offerings": ["Kaarsen"],
        },
    ]  # fmt: skip


def code() -> list[Entry]:
    """What the code shows: one that the ladder has too, and one of its own."""
    return [
        {
            "key": "gouden-bezem", "name": "De Gouden Bezem", "kvk": ["00012345"], "city": "Zwolle",
            "description": "Wij houden kantoren schoon, met mensen die elders lastig aan werk komen.",
        },
        {
            "key": "linde", "name": "Lunchroom De Linde", "city": "Deventer", "postcode": "7411 BB",
            "offerings": ["Catering", "Vergaderlunches"], "sectors": ["Horeca"],
        },
    ]  # fmt: skip


def crowd(count: int = 40) -> list[Entry]:
    """Many more, in more municipalities than a filter shows at first."""
    places = (
        "8011 AB Zwolle", "7411 AA Deventer", "7511 AA Enschede", "6811 AA Arnhem", "6511 AA Nijmegen",
        "7311 AA Apeldoorn", "7001 AA Doetinchem", "7607 AA Almelo", "8101 AA Raalte",
        "7941 AA Meppel", "6711 AA Ede", "7201 AA Zutphen",
    )  # fmt: skip
    return [
        {
            "key": f"werkplaats-{number}", "name": f"Werkplaats {number}", "level": "12"[number % 2],
            "postcode": place[:7], "city": place[8:], "offerings": ["Montage", "Inpakwerk"],
        }
        for number in range(count)
        for place in [places[number % len(places)]]
    ]  # fmt: skip
