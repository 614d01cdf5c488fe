# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench`: figures, each beside a baseline of the same run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

from rich.console import Console

from bench import directory, reading, showing, start
from bench.figures import Part
from bench.linking import comparing
from bench.searching import comparing as searching
from kapstok.core.clock import today

_ENTRIES = 2_000
_ENTERPRISES = 10_000
_COMPANIES = 6_000
_CREDITORS = 10_000
_DOCUMENTS = (10_000, 100_000)


def parts(day: date) -> Iterator[Part]:
    """Every part, in the order in which it is measured."""
    yield start.measured()
    yield reading.measured(_ENTRIES, day)
    yield from directory.parts(_ENTERPRISES, day)
    yield from comparing.parts(_COMPANIES, [_CREDITORS])
    yield from searching.parts(_DOCUMENTS)


def main() -> None:
    """Measures everything and shows it in tables."""
    with Console(stderr=True).status("measuring: some minutes"):
        measured = list(parts(today("Europe/Amsterdam")))
    # A file or a pipe has no width of its own.
    Console(width=None if sys.stdout.isatty() else showing.WIDTH).print(showing.shown(measured))


if __name__ == "__main__":
    main()
