# SPDX-License-Identifier: EUPL-1.2
"""How soon the program answers."""

from __future__ import annotations

from bench.figures import Figure, Part, quantile
from bench.processes import KAPSTOK, PYTHON, Cost, run

_TIMES = 5
_TARGET = 0.3


def measured() -> Part:
    """`kapstok --help` as a process, in turns with a Python that only imports what it is made with."""
    asked: list[Cost] = []
    imported: list[Cost] = []
    for _ in range(_TIMES):
        asked.append(run(KAPSTOK, "--help"))
        imported.append(run(PYTHON, "-c", "import typer"))
    clock, processor = _median([cost.seconds for cost in asked]), _median([cost.processor for cost in asked])
    return Part(
        f"kapstok --help, median of {_TIMES} processes",
        (
            Figure("until it ends", clock, "s", "target", _TARGET),
            Figure(
                "until it ends",
                clock,
                "s",
                "python -c 'import typer'",
                _median([c.seconds for c in imported]),
            ),
            Figure(
                "processor",
                processor,
                "s",
                "python -c 'import typer'",
                _median([c.processor for c in imported]),
            ),
        ),
    )


def _median(values: list[float]) -> float:
    return quantile(values, 0.5)
