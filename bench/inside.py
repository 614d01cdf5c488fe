# SPDX-License-Identifier: EUPL-1.2
"""What is measured within one process that works for one region folder: `python -m bench.inside PART SIZE`.

Each part gets a process of its own, so that none finds the caches of another warm; it writes its figures as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import TypeVar

from bench.figures import Figure, Part
from bench.processes import PYTHON, run
from bench.region import BenchRegion

Given = TypeVar("Given")


def measured(part: str, size: int, region: BenchRegion) -> Part:
    """The figures of `bench.PART` over so many visits, questions or records. Raises `CommandFailed`."""
    told = json.loads(run(PYTHON, "-m", "bench.inside", part, str(size), home=region.folder.path).output)
    return Part(told["title"], tuple(Figure(**figure) for figure in told["figures"]))


def timed(work: Callable[[], Given]) -> tuple[Given, float]:
    """What the work gives, and the milliseconds of processor that it took: other programs do not count in those."""
    began = time.process_time()
    given = work()
    return given, (time.process_time() - began) * 1_000


def main(part: str, size: str) -> None:
    """Measures one part here and now."""
    from kapstok.cli.ready import database

    folder = database()
    json.dump(asdict(import_module(f"bench.{part}").figures(folder, int(size))), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
