# SPDX-License-Identifier: EUPL-1.2
"""Text as people write it, made comparable."""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls and what is no character at all carry no meaning for a reader; what turns the direction of a text
# (overrides, embeddings, isolates) makes a name look like another one. White space is folded first.
_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b\u0060\u00b4\u02bc", "'"))
# Letters that Unicode does not take apart although readers type them without.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij"})


def squeeze(text: str) -> str:
    """The text on one line: control characters removed, runs of white space one space, no ends."""
    return " ".join(harmless(text).split())


def in_lines(text: str) -> str:
    """The text with its lines, each ended by `\\n`: control characters removed, tabs spaces, no ends."""
    return harmless(_LINE_END.sub("\n", text)).replace("\t", " ").strip()


def readable(text: str) -> str:
    """What a stranger typed, in lines, without what no reader sees, no database keeps, or what turns its direction."""
    return in_lines(_LONE_SURROGATES.sub("", text))


def harmless(text: str) -> str:
    """The text without characters that control a screen or turn the direction of what is read; the rest as it is."""
    return text if text.isprintable() else _CONTROL.sub("", text)


def fold(text: str) -> str:
    """A key under which spellings of one text meet: no case, no accents, one kind of apostrophe, single spaces."""
    if text.isascii():  # most text is, and a whole search index is folded at once
        return squeeze(text.replace("`", "'").lower())
    # Compatibility forms come apart first: a bold mathematical A is an A before it has a case.
    plain = unicodedata.normalize("NFKD", text).translate(_APOSTROPHES).casefold().translate(_LETTERS)
    return squeeze("".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)))


def standing_alone(address: str) -> re.Pattern[str]:
    """Finds an e-mail address in a text, and not one that only ends or begins like it: jans@a.nl is not ans@a.nl."""
    return re.compile(rf"(?<![\w.+%-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)
