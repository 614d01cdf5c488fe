# SPDX-License-Identifier: EUPL-1.2
"""The template engine: Jinja2, with what a template of ours may call. How to write one stands in README.md."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.template import engines
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kapstok.web.addresses import address
from kapstok.web.assets import asset
from kapstok.web.flashes import flashes
from kapstok.web.words import spoken


class Number(int):
    """A whole number that stands on a page as its language writes it: "1.240", and "1,240" in English."""

    def __str__(self) -> str:
        # What needs no separator is written alike everywhere; most numbers on a page are small.
        return int.__repr__(self) if -1_000 < self < 1_000 else number_format(int(self), use_l10n=True)

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
    made.install_gettext_callables(gettext, ngettext, True, pgettext, npgettext)  # type: ignore[attr-defined]
    made.filters.update(number=Number, spoken=spoken)
    made.globals.update(_=said, asset=asset, flashes=flashes, icon=_icons(made), url=address)
    return made


def compile_templates() -> None:
    """Compiles every template, so that no visitor waits for it. Raises what is wrong with one."""
    engine: Any = engines["jinja2"]
    for name in engine.env.list_templates():
        engine.env.get_template(name)


def _icons(made: Environment) -> Any:
    """Draws an icon of `parts/icon.html` by its name; each is drawn once."""

    @lru_cache(maxsize=64)
    def icon(name: str) -> Markup:
        drawn: Markup = made.get_template("parts/icon.html").module.icon(name)  # type: ignore[attr-defined]
        return drawn

    return icon
