# SPDX-License-Identifier: EUPL-1.2
"""What people ask a directory: questions of many kinds, always the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kapstok.demo import tables
from kapstok.demo.draw import Draw
from kapstok.enterprises.models import Enterprise
from kapstok.search.shapes import Query

_FILTERS: tuple[Mapping[str, frozenset[str]], ...] = (
    {},
    {},
    {"label": frozenset({"pso"})},
    {"municipality": frozenset({"GM0193", "GM0150"})},
    {"label": frozenset({"pso"}), "level": frozenset({"pso:3"}), "municipality": frozenset({"GM0153"})},
)


def questions(count: int) -> tuple[Query, ...]:
    """Services, also in a town; names, begun and misspelt; sectors; single words. Some are filtered."""
    draw, asked = Draw("kapstok bench questions"), _askers()
    return tuple(Query(asked[number % len(asked)](draw), draw.pick(_FILTERS)) for number in range(count))


def _askers() -> tuple[Callable[[Draw], str], ...]:
    known = tuple(Enterprise.objects.order_by("slug").values_list("name", flat=True))
    towns, trades = tables.towns(), tuple(tables.trades().values())

    def service(draw: Draw) -> str:
        return draw.pick(draw.pick(trades).offerings)

    def name(draw: Draw) -> str:
        return draw.pick(known)

    return (
        service,
        lambda draw: f"{service(draw)} {draw.pick(towns).city}",
        name,
        lambda draw: _beginning(name(draw)),
        lambda draw: _misspelt(name(draw)),
        lambda draw: draw.pick(trades).sector,
        lambda draw: draw.pick(service(draw).split()),
        lambda draw: f"{draw.pick(trades).sector} {draw.pick(towns).municipality}",
    )


def _beginning(text: str) -> str:
    """The text as it stands while it is being typed."""
    return text[: max(3, len(text) * 2 // 3)]


def _misspelt(text: str) -> str:
    """The text with two letters that changed places."""
    middle = len(text) // 2
    return text[: middle - 1] + text[middle] + text[middle - 1] + text[middle + 1 :]
