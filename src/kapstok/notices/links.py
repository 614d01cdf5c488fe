# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.conf import settings


def link(path: str, language: str) -> str:
    """The address of a page as it stands in mail, in the reader's language; the path alone where nobody said where
    the site is (KAPSTOK_HOSTS). Never made of anything that a browser sent.
    """
    return f"{settings.SITE_ADDRESS or ''}{in_language(path, language)}"


def in_language(path: str, language: str) -> str:
    """The path of a page in a language, from the path without a language."""
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{prefix}{path}"
