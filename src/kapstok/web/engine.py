# SPDX-License-Identifier: EUPL-1.2
"""The template engine: Jinja2, with what a template of ours may call. How to write one stands in README.md."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.template import engines
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined, Template
from jinja2.runtime import Context
from markupsafe import Markup

from kapstok.web.addresses import address
from kapstok.web.assets import asset
from kapstok.web.boxes import boxes
from kapstok.web.flashes import flashes
from kapstok.web.map_marks import map_circles, map_dots, map_rows
from kapstok.web.words import figure, spoken

# Macros that templates may call without importing them, and their parts.
_DRAWN = {"icon": "parts/icon.html", "icon_again": "parts/icon.html", "chips_again": "parts/chip.html"}


class _Template(Template):
    """Parts are loaded once: no template of ours has globals of its own, so Jinja2 need not ask at each import."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        return super()._get_default_module()


class Number(int):
    """A whole number that stands on a page as its language writes it: "1.240", and "1,240" in English."""

    def __str__(self) -> str:
        return figure(self)

    __html__ = __str__


def said(text: str) -> Markup:
    """A text of ours in the language of the page. It is ours, so what it has of mark-up counts."""
    return _said(text, get_language())


@lru_cache(maxsize=2048)
def _said(text: str, language: str | None) -> Markup:
    """Which follows the active language: that is named to be told apart."""
    return Markup(gettext(text))  # noqa: S704 - never from a register or a person


def environment(**options: Any) -> Environment:
    """The environment of every template of ours. A name that nobody gave is an error, never an empty place."""
    made = Environment(  # noqa: S701 - Django's backend asks for autoescape
        **{**options, "undefined": StrictUndefined},
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.template_class = _Template
    made.install_gettext_callables(gettext, ngettext, True, pgettext, npgettext)  # type: ignore[attr-defined]
    made.filters.update(number=Number, spoken=spoken)
    made.globals.update(_=said, asset=asset, flashes=flashes, url=address)
    made.globals.update(boxes=boxes, map_circles=map_circles, map_dots=map_dots, map_rows=map_rows)
    made.globals.update({name: _drawn(made, part, name) for name, part in _DRAWN.items()})
    return made


def compile_templates() -> None:
    """Compiles every template, so that no visitor waits for it. Raises what is wrong with one."""
    engine: Any = engines["jinja2"]
    for name in engine.env.list_templates():
        engine.env.get_template(name)


def _drawn(made: Environment, part: str, macro: str) -> Any:
    """A macro that says nothing in a language of its own, drawn once for each thing that it is asked to draw."""

    @lru_cache(maxsize=256)
    def drawn(asked: Any) -> Markup:
        result: Markup = getattr(made.get_template(part).module, macro)(asked)
        return result

    return drawn
