# SPDX-License-Identifier: EUPL-1.2
"""The repeated mark-up of the map: a circle and a line of the table for each of dozens of municipalities.

Put together here rather than in the part, and remembered for each drawing, because most questions share a few drawings.
Only the address differs from question to question, so it is put in between.
"""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import get_language
from markupsafe import Markup, escape

from kapstok.web.map_drawing import Circle, Drawing
from kapstok.web.words import figure


def map_circles(drawing: Drawing, in_municipality: str) -> Markup:
    """Every circle as a link. `in_municipality`: the address of the list of one municipality, up to its code."""
    return escape(in_municipality).join(_circles(drawing, get_language()))


def map_rows(drawing: Drawing) -> Markup:
    """The same numbers as the rows of a table, by name."""
    return _rows(drawing, get_language())


@lru_cache(maxsize=256)
def map_dots(drawing: Drawing) -> Markup:
    """The path of the municipalities where nothing was found."""
    return Markup("".join(f"M{x} {y}h0" for x, y in drawing.dots))  # noqa: S704 - numbers


@lru_cache(maxsize=256)
def _circles(drawing: Drawing, language: str | None) -> tuple[Markup, ...]:
    """What stands before, between and after the addresses. Numbers follow the language: it is named to tell apart."""
    ends = [f'{escape(circle.code)}">{_circle(circle)}</a>' for circle in drawing.circles]
    if not ends:
        return (Markup(),)
    pieces = '<a href="', *(f'{end}\n<a href="' for end in ends[:-1]), ends[-1]
    return tuple(map(Markup, pieces))


def _circle(circle: Circle) -> str:
    name = escape(circle.name)
    text = f'<text x="{circle.x}" y="{circle.name_y}">{name}</text>' if circle.is_named else ""
    return (
        f'<circle cx="{circle.x}" cy="{circle.y}" r="{circle.radius}"/>{text}'
        f"<title>{name}: {figure(circle.count)}</title>"
    )


@lru_cache(maxsize=256)
def _rows(drawing: Drawing, language: str | None) -> Markup:
    rows = (
        f"<tr><td>{escape(circle.name)}</td><td>{figure(circle.count)}</td></tr>\n" for circle in drawing.rows
    )
    return Markup("".join(rows))  # noqa: S704 - names are escaped
