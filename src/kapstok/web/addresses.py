# SPDX-License-Identifier: EUPL-1.2
"""The addresses of our pages, in the language of the page that asks. A list asks for dozens, so they are remembered."""

from __future__ import annotations

import re
from functools import lru_cache

from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import get_language

# Stands in for any slug: where it lands in an address, every slug lands.
_SOME_SLUG = "een-slug-van-niemand"
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")


def address(name: str, *args: str | int, **kwargs: str | int) -> str:
    """The address of the page with this name. Raises Django's `NoReverseMatch`."""
    if not args and not kwargs:
        return _plain(name, get_language(), get_script_prefix())
    if len(args) == 1 and not kwargs and isinstance(args[0], str) and _SLUG.fullmatch(args[0]):
        around = _around_slug(name, get_language(), get_script_prefix())
        if around is not None:
            return args[0].join(around)
    return reverse(name, args=args, kwargs=kwargs)


@lru_cache(maxsize=1024)
def _plain(name: str, language: str | None, prefix: str) -> str:
    """`reverse`, which follows the active language and the prefix: they are named to be told apart."""
    return reverse(name)


@lru_cache(maxsize=1024)
def _around_slug(name: str, language: str | None, prefix: str) -> tuple[str, str] | None:
    """What stands before and after the slug; None for an address that takes something else than a slug."""
    try:
        before, _, after = reverse(name, args=[_SOME_SLUG]).partition(_SOME_SLUG)
    except NoReverseMatch:
        return None
    return before, after
