# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench.searching [DOCUMENTS]…`: only this part, over as many documents as is asked (1000000)."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console

from bench import showing
from bench.searching import comparing

SIZES = (10_000, 100_000)


def main(counts: Sequence[str]) -> None:
    """Measures and shows it in tables."""
    with Console(stderr=True).status("measuring"):
        measured = list(comparing.parts([int(count) for count in counts] or SIZES))
    Console(width=None if sys.stdout.isatty() else showing.WIDTH).print(showing.shown(measured))


if __name__ == "__main__":
    main(sys.argv[1:])
