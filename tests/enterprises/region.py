# SPDX-License-Identifier: EUPL-1.2
"""A region whose registers are JSON lists on a site on loopback, so that a test says in one line what they show."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.sync import SyncReport, sync
from kapstok.regions.folder import RegionFolder
from tests.enterprises.timelines import day
from tests.scripted_site import Answer, Site, json_text

_FIELDS = (
    "name",
    "statutory_name",
    "city",
    "postcode",
    "level",
    "status",
    "kvk",
    "website",
    "valid_from",
    "valid_until",
)


class LiveRegion:
    """`region.shows("ladder", {...})` sets what a register shows; `region.sync(3)` reads them all for day 3."""

    def __init__(self, folder: RegionFolder, site: Site):
        self.folder, self.site = folder, site

    @property
    def rules(self) -> ListingRules:
        return ListingRules.of(self.folder.region())

    def register(self, id_: str, label: str, *, enabled: bool = True) -> None:
        fields = "\n".join(f'{field} = "{field}"' for field in _FIELDS)
        (self.folder.registers / f"{id_}.toml").write_text(
            f'id = "{id_}"\nname = "Register {id_}"\nlabel = "{label}"\nkind = "json"\ndelay = 0.0\n'
            f"enabled = {json.dumps(enabled)}\n"
            f'[request]\nurl = "{self.site.url(f"/{id_}")}"\n[entries]\neach = "entries"\nkey = "id"\n'
            f'[fields]\n{fields}\nid = "id"\n'
        )

    def shows(self, id_: str, *entries: Mapping[str, Any]) -> None:
        self.site.pages[f"/{id_}"] = json_text(json.dumps({"entries": entries}))

    def fails(self, id_: str) -> None:
        self.site.pages[f"/{id_}"] = Answer(b"gone", status=410)

    def sync(self, on: int, only: Sequence[str] | None = None) -> SyncReport:
        return sync(self.folder, only, day(on), lambda *progress: None)
