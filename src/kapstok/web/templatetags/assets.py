# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """The address of one of our own files, with a mark that changes when the file does."""
    path = finders.find(name)
    if not isinstance(path, str):
        raise template.TemplateSyntaxError(f"{name}: no such file among the static files")
    return f"{static(name)}?v={_mark(path, Path(path).stat().st_mtime_ns)}"


@lru_cache(maxsize=32)
def _mark(path: str, changed: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:8]
