# SPDX-License-Identifier: EUPL-1.2
"""How a label is said to a reader, the same on pages, on paper and at a terminal, in the language that is active."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from kapstok.regions.region_file import Region


def label_words(region: Region, label: str, level: str | None = None, flags: Sequence[str] = ()) -> str:
    """A label in words: "PSO trede 3 (30+)"."""
    known = region.labels.get(label)
    words = [known.shown if known else label]
    if level:
        words.append(level_words(level))
    if flags:
        said = ", ".join(flags)
        words.append(f"({said})" if level else said)
    return " ".join(words)


def level_words(level: str) -> str:
    """A level as a reader says it: "trede 3"; one that is a word already stays as it is."""
    return gettext("trede %(level)s") % {"level": level} if level.isdecimal() else level
