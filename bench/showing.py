# SPDX-License-Identifier: EUPL-1.2
"""The figures as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bench.figures import Figure, Part, Unit

# What it takes to show every figure on one line.
WIDTH = 118
_DECIMALS: dict[Unit, int] = {"s": 2, "ms": 2, "MB": 0, "kB": 1, "%": 2, "queries": 0, "": 0}


def shown(parts: Iterable[Part]) -> Group:
    """A table per part, under its title, all in the same columns."""
    return Group(*(each for part in parts for each in _part(part)))


def _part(part: Part) -> tuple[RenderableType, ...]:
    table = Table(box=box.SIMPLE_HEAD, expand=True)
    table.add_column("Figure", ratio=5)
    table.add_column("Measured", justify="right", width=12)
    table.add_column("Beside", ratio=3)
    table.add_column("Baseline", justify="right", width=9)
    table.add_column("Ratio", justify="right", width=6)
    for figure in part.figures:
        table.add_row(*_cells(figure))
    return Text(part.title, style="bold"), table


def _cells(figure: Figure) -> tuple[str, ...]:
    unit, ratio = figure.unit, figure.ratio
    return (
        figure.what,
        f"{_amount(figure.value, unit)} {unit}".strip(),
        figure.beside,
        _amount(figure.baseline, unit),
        "–" if ratio is None else f"{ratio:.2f}",
    )


def _amount(value: float, unit: Unit) -> str:
    return f"{value:,.{_DECIMALS[unit]}f}"
