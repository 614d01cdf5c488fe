# SPDX-License-Identifier: EUPL-1.2
"""Every text that the program may show, found in its source: templates by Django's own lexer, modules by babel."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

import kapstok

SOURCE = Path(kapstok.__file__).parent
_KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
}
Message = str | tuple[str, ...]


def messages() -> dict[Message, str]:
    """Each text, or pair of texts for one and for many, with the first file that has it."""
    found: dict[Message, str] = {}
    for path, source in _sources():
        for _, message, *_ in extract("python", io.BytesIO(source.encode()), _KEYWORDS):
            found.setdefault(message, path.relative_to(SOURCE).as_posix())
    return found


def _sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        lines = templatize(path.read_text(encoding="utf-8"), origin=path.name).splitlines()
        # What is no message has become filler, whose indentation means nothing to Python.
        yield path, "\n".join(line.strip() for line in lines)
