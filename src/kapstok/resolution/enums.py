# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What is thought of two entries; the last two only people say."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    RELATED = (
        "related"  # two companies that belong together, as a foundation and its company: apart, and said so
    )
    WITHDRAWN = "withdrawn"  # a person's earlier word no longer counts
