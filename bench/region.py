# SPDX-License-Identifier: EUPL-1.2
"""A temporary region whose registers stand on loopback; nothing of it is left behind."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from bench.companies import Company
from bench.loopback import Loopback, serving
from bench.processes import KAPSTOK, Cost, run
from bench.sites import SITES
from kapstok.regions.folder import RegionFolder, make

Shown = Mapping[str, Sequence[Company]]
"""What each register shows, by the id of its file."""


@dataclass(frozen=True)
class BenchRegion:
    """A region folder, and the site on which its registers stand."""

    folder: RegionFolder
    site: Loopback

    def sync(self) -> Cost:
        """`kapstok sync` as anyone runs it, once. Raises `CommandFailed`, also when a register is not published."""
        return run(KAPSTOK, "sync", "--json", home=self.folder.path)


@contextmanager
def region(shown: Shown) -> Iterator[BenchRegion]:
    """The bundled region with these registers in place of its own, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="kapstok-bench-") as place, serving() as site:
        folder = make(Path(place) / "region")
        for file in folder.registers.glob("*.toml"):
            file.unlink()
        for register, companies in shown.items():
            site.pages.update(SITES[register](companies))
            text = (files(__package__) / "registers" / f"{register}.toml").read_text(encoding="utf-8")
            told = text.replace("{site}", site.address)
            (folder.registers / f"{register}.toml").write_text(told, encoding="utf-8")
        yield BenchRegion(folder, site)
