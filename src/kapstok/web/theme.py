# SPDX-License-Identifier: EUPL-1.2
"""The region's own look: its `theme.css`, served after ours.

Ours stands in cascade layers, so whatever a theme sets wins. Themes of NL Design System hang their tokens on a class
(`.gemeente-theme`): that class then takes the place of ours on `<html>`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

OURS: Final = "kapstok-theme"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_THEME_CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*-theme)(?![\w-])")


@dataclass(frozen=True)
class Theme:
    """A theme: the class for `<html>`, and where there is a file its bytes and a mark that changes with them."""

    html_class: str = OURS
    css: bytes | None = None

    @property
    def mark(self) -> str:
        return hashlib.sha256(self.css or b"").hexdigest()[:8]


def theme(path: Path) -> Theme:
    """The theme in this file as it is now; ours where there is no file."""
    try:
        changed = path.stat().st_mtime_ns
        return _read(path, changed)
    except OSError:
        return Theme()


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> Theme:
    css = path.read_bytes()
    named = _THEME_CLASS.search(_COMMENT.sub("", css.decode("utf-8", errors="replace")))
    return Theme(named[1] if named else OURS, css)
