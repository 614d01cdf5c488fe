# SPDX-License-Identifier: EUPL-1.2
"""The two languages of the site, and the address of a page in the other one."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True)
class Language:
    """A language, by its own name, with the address of this page in it."""

    code: str
    name: str
    href: str


def in_language(code: str, path: str) -> str:
    """The path of the same page in another language: Dutch at the root, every other under its own code."""
    bare = _without_prefix(path)
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"


def languages(request: HttpRequest, offered: tuple[str, ...]) -> tuple[Language, ...]:
    """This page in each language that the region offers, with the question that was asked."""
    here = request.get_full_path()
    return tuple(
        Language(code, name, in_language(code, here)) for code, name in settings.LANGUAGES if code in offered
    )


def _without_prefix(path: str) -> str:
    for code, _ in settings.LANGUAGES:
        if code == settings.LANGUAGE_CODE:
            continue
        if path == f"/{code}" or path.startswith((f"/{code}/", f"/{code}?")):
            bare = path[len(code) + 1 :]
            return bare if bare.startswith("/") else f"/{bare}"
    return path
