# SPDX-License-Identifier: EUPL-1.2
"""A region folder with registers on a site on loopback, as a worker finds it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.scripted_site import Site, json_text

REGISTER = """
id = "{id}"
name = "Register {id}"
label = "pso"
kind = "json"
delay = 0.0
every = "{every}"
[request]
url = "{url}"
[entries]
each = "leden"
[fields]
name = "naam"
city = "plaats"
"""


def write_register(folder: Path, site: Site, id_: str, *, every: str = "24h") -> None:
    text = REGISTER.format(id=id_, every=every, url=site.url(f"/{id_}"))
    (folder / "registers" / f"{id_}.toml").write_text(text, encoding="utf-8")


def shows(site: Site, id_: str, count: int) -> None:
    """What a register shows: so many members."""
    members = [{"naam": f"Bedrijf {n} van {id_}", "plaats": "Zwolle"} for n in range(count)]
    site.pages[f"/{id_}"] = json_text(json.dumps({"leden": members}))
