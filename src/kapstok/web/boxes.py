# SPDX-License-Identifier: EUPL-1.2
"""The repeated mark-up of a filter: dozens of boxes to tick stand on a page, so they are put together here."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from kapstok.web.filters import Option
from kapstok.web.words import figure


def boxes(parameter: str, options: Iterable[Option]) -> Markup:
    """A box to tick for each answer, with how many it would show."""
    name = escape(parameter)
    return Markup("\n".join(_box(name, option) for option in options))  # noqa: S704 - all of it is escaped


def _box(name: Markup, option: Option) -> str:
    checked, count = " checked" if option.chosen else "", option.count or 0
    return (
        f'<li><label><input type="checkbox" name="{name}" value="{escape(option.value)}"{checked}>'
        f'<bdi>{escape(option.text)}</bdi> <data value="{count}">{figure(count)}</data></label></li>'
    )
