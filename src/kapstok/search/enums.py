# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry of a concept is: what it is called, or how people ask for it (dutch/thesaurus.md)."""

    WORDS = "words"
    ASKS = "asks"


class Shortfall(StrEnum):
    """What a question fell short of: nothing was found, no concept was named, or something was left out."""

    NOTHING = "nothing"
    CONCEPT = "concept"
    SHORTENED = "shortened"
