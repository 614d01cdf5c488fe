# SPDX-License-Identifier: EUPL-1.2
"""Selectors of a register file, compiled once: CSS and XPath for HTML, JMESPath for JSON, a name for Python."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

import jmespath
from cssselect import SelectorError
from jmespath.exceptions import JMESPathError
from jmespath.functions import Functions
from lxml import etree
from parsel.csstranslator import HTMLTranslator

_XPATH: Final = "xpath:"
# `td ::text` is how many write "all text in the cell": the text of the match, not of what stands in it.
_TEXT: Final = re.compile(r"\s*::text(?=\s*(?:,|$))")
_ADDRESS: Final = re.compile(r"(?:::attr\(|@)(?:href|src|action|data-href|data-url)\)?\s*$")
_EMPTY: Final = etree.HTML("<p></p>")


@lru_cache(maxsize=4096)
def xpath(select: str) -> Any:
    """A CSS selector, or `xpath:` and an expression, as a compiled XPath that gives elements or texts.

    `::text` gives the element itself, whose whole text counts; `::attr(name)` the attribute. Raises ValueError.
    """
    try:
        if select.startswith(_XPATH):
            expression = etree.XPath(select.removeprefix(_XPATH), smart_strings=False)
        else:
            elements = _TEXT.sub("", select)
            expression = etree.XPath(HTMLTranslator().css_to_xpath(elements or "*"), smart_strings=False)
        expression(_EMPTY)
    except (SelectorError, etree.XPathError, ValueError, RecursionError) as error:
        raise ValueError(f"{select!r} is not a selector: {error}") from None
    return expression


def gives_text(select: str) -> bool:
    """Whether a selector gives something else than elements, whatever the page."""
    return ("::" in select and not select.startswith(_XPATH)) or not isinstance(xpath(select)(_EMPTY), list)


def gives_address(select: str) -> bool:
    """Whether a selector reads an attribute that holds an address (`a::attr(href)`)."""
    return bool(_ADDRESS.search(select))


@lru_cache(maxsize=4096)
def jmes(select: str) -> Any:
    """A compiled JMESPath expression. Raises ValueError."""
    try:
        expression = jmespath.compile(select)
    except (JMESPathError, RecursionError) as error:
        raise ValueError(f"{select!r} is not JMESPath: {_reason(error)}") from None
    unknown = sorted(set(_functions(expression.parsed)) - Functions.FUNCTION_TABLE.keys())
    if unknown:
        raise ValueError(f"{select!r} is not JMESPath: no function {', '.join(unknown)}")
    return expression


def _reason(error: Exception) -> str:
    # Its messages go on with the expression and an arrow on lines of their own.
    first = str(error).splitlines()[0] if str(error) else type(error).__name__
    first = first.removeprefix("Bad jmespath expression: ").removesuffix(", for expression:").rstrip(":")
    return first[:1].lower() + first[1:]


def _functions(node: dict[str, Any]) -> Iterator[str]:
    if node["type"] == "function_expression":
        yield node["value"]
    for child in node["children"]:
        if isinstance(child, dict):
            yield from _functions(child)


@lru_cache(maxsize=64)
def function(name: str) -> Callable[[bytes], Any]:
    """The function that "package.module:function" names. Raises ValueError when it cannot be had."""
    module, _, attribute = name.partition(":")
    try:
        found = getattr(importlib.import_module(module), attribute)
    except Exception as error:  # noqa: BLE001  what an import runs may raise anything
        raise ValueError(f"{name!r} cannot be used: {type(error).__name__}: {error}") from None
    if not callable(found):
        raise ValueError(f"{name!r} is not a function")
    return found  # type: ignore[no-any-return]
