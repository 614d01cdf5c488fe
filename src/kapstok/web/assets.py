# SPDX-License-Identifier: EUPL-1.2
"""The addresses of our own files."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static


class NoSuchAsset(LookupError):
    """A template names a file that is not among the static files."""


def asset(name: str) -> str:
    """The address of one of our own files, with a mark that changes when the file does. Raises `NoSuchAsset`."""
    return _address(name) if settings.DEBUG else _remembered(name)


def _address(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        raise NoSuchAsset(f"{name}: no such file among the static files")
    return f"{static(name)}?v={hashlib.sha256(Path(path).read_bytes()).hexdigest()[:8]}"


# A site that runs serves the files that it found when it started; only a developer's changes meanwhile.
_remembered = lru_cache(maxsize=64)(_address)
