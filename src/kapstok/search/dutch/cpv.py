# SPDX-License-Identifier: EUPL-1.2
"""The Common Procurement Vocabulary (CPV 2008, Regulation (EC) 213/2008): codes of eight digits with their names."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

GROUP_DIGITS = 3


class Code(NamedTuple):
    """A code of the vocabulary without its check digit, and its official names."""

    code: str
    nl: str
    en: str


@lru_cache(maxsize=1)
def codes() -> dict[str, Code]:
    """All 9,454 codes, in their order."""
    table = files("kapstok.search.dutch").joinpath("cpv.csv").read_text("utf-8")
    return {row["code"]: Code(**row) for row in csv.DictReader(table.splitlines())}


@lru_cache(maxsize=1)
def groups() -> frozenset[str]:
    """The first three digits of every group; a division without groups counts for none."""
    return frozenset(
        code[:GROUP_DIGITS]
        for code in codes()
        if code[GROUP_DIGITS - 1] != "0" and not code[GROUP_DIGITS:].strip("0")
    )
