# SPDX-License-Identifier: EUPL-1.2
"""From what a selector found to the value of a field: pattern, split, map, date, address (docs/register-file.md).

First match wins unless `many`. Texts are unescaped, their white space folded, their ends stripped; empty is absent.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from kapstok.core.text import harmless, squeeze
from kapstok.registers.parsing import addresses, dates, patterns, selectors
from kapstok.registers.parsing.document import Document, Found
from kapstok.registers.shapes import Issue, Value

if TYPE_CHECKING:
    from kapstok.registers.file_parts import FieldRule, Pick

# Longer than any description that is read to its end; what is longer is cut and said so.
LONGEST: Final = 20_000
# The same for what is said in one line: no name, street or number of anyone comes near.
_LONGEST_LINE: Final = 1_000
_ON_ONE_LINE: Final = frozenset(
    "name statutory_name level flags status kvk rsin street postcode city municipality email phone".split()
)
# A key is an index entry in the database; longer ones are told apart by their hash.
_LONGEST_KEY: Final = 400
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HALF_CHARACTERS: Final = re.compile("[\ud800-\udfff]")
# White space that terminals and printers obey.
_ODD_SPACES: Final = str.maketrans("\x0b\x0c\x85", "   ")
_DATED: Final = frozenset({"valid_from", "valid_until"})
_LINKED: Final = frozenset({"website", "detail"})


@dataclass
class Facts:
    """What the fields of one node say: values, what could not be read, and each field's raw text."""

    values: dict[str, Value] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


class _Unreadable(Exception):
    """Neither map nor date reads a text."""


def facts(document: Document, node: Any, rules: Mapping[str, FieldRule], follow: str | None = None) -> Facts:
    """Every field of a node. `follow` names the field whose address leads to the detail page.

    Raises `PageUnreadable` when a pattern does not end on one of the texts.
    """
    read = Facts()
    for name, rule in rules.items():
        linked = name in _LINKED or name == follow
        _FieldReading(name, rule, document, read, linked).into(document.find(node, rule.select))
    return read


def text(document: Document, node: Any, pick: Pick, longest: int = LONGEST) -> str | None:
    """The one text that a pick gives, folded; None when there is none."""
    found = document.find(node, pick.select)
    return _picked(found[0], pick, document, longest)[0] or None if found else None


@dataclass
class _FieldReading:
    """One field of one node, on its way into the facts."""

    name: str
    rule: FieldRule
    document: Document
    facts: Facts
    linked: bool

    def into(self, found: Any) -> None:
        items: list[Found] = []
        for one in found if self.rule.many else found[:1]:
            items += self._parts(one)
        values, odd = [], []
        for item in items:
            try:
                values.append(self._meaning(item))
            except _Unreadable:
                odd.append(str(item))
        if odd:
            self._unread(" | ".join(odd)[:LONGEST])
            return
        self._keep(tuple(value for value in values if value))

    def _parts(self, one: Found) -> list[Found]:
        if isinstance(one, date) and not self.rule.pattern:
            self.facts.raw.setdefault(self.name, one.isoformat())
            return [one]
        picked, raw = _picked(one, self.rule, self.document, LONGEST)
        self.facts.raw.setdefault(self.name, raw)
        longest = _LONGEST_LINE if self.name in _ON_ONE_LINE else LONGEST
        if len(picked) > longest:
            self._complain("cut", f"only the first {longest:,} characters are kept", None)
            picked = picked[:longest].rstrip()
        parts = picked.split(self.rule.split) if self.rule.split else [picked]
        return [part.strip() for part in parts if part.strip()]

    def _meaning(self, item: Found) -> str | None:
        if isinstance(item, date):
            return self._day(item)
        if self.rule.map is not None and item in self.rule.map:
            return self.rule.map[item]
        if self.rule.date or self.name in _DATED:
            day = dates.read(item, self.rule.date) if self.rule.date else dates.iso(item)
            if day is None:
                raise _Unreadable
            return day.isoformat()
        if self.rule.map is not None:
            raise _Unreadable
        return self._address(item)

    def _day(self, item: date) -> str:
        # A moment is a day where a day is asked for.
        if isinstance(item, datetime) and (self.rule.date or self.name in _DATED):
            item = item.date()
        return item.isoformat()

    def _address(self, item: str) -> str | None:
        if self.linked:
            reach = addresses.website if self.name == "website" else addresses.absolute
            address = reach(item, self.document.base)
            if address is None:
                self._complain("not-an-address", f"{item[:100]!r} is not a web address", item)
            return address
        if selectors.gives_address(self.rule.select) and not self.rule.pattern:
            return addresses.absolute(item, self.document.base) or item
        return item

    def _unread(self, shown: str) -> None:
        self.facts.unreadable[self.name] = shown
        dated = self.rule.date or ("ISO 8601" if self.name in _DATED else None)
        asked = f"a date ({dated})" if dated else "in its map"
        self._complain("unreadable", f"{shown[:100]!r} is not {asked}", shown)

    def _keep(self, values: tuple[str, ...]) -> None:
        if values:
            self.facts.values[self.name] = values if self.rule.many or self.rule.split else values[0]

    def _complain(self, code: str, message: str, value: str | None) -> None:
        self.facts.issues.append(Issue(code, message, field=self.name, value=value and value[:500]))


def _picked(found: Found, pick: Pick, document: Document, longest: int) -> tuple[str, str]:
    """The folded text that is meant, and the same as the source has it."""
    source = found if isinstance(found, str) else found.isoformat()
    raw = _HALF_CHARACTERS.sub("", harmless(source[: 5 * longest])).translate(_ODD_SPACES).strip()
    folded = squeeze(_ENTITY.sub(lambda entity: html.unescape(entity[0]), raw) if document.entities else raw)
    if not pick.pattern:
        return folded, raw
    # A pattern is written for what is seen, on one line; one that names line breaks means the source.
    for one in (folded, raw):
        part = patterns.first(pick.pattern, one[:longest])
        if part is not None:
            return squeeze(part), part.strip()
    return "", ""


def key(raw: str) -> str | None:
    """An entry's key from the raw text of its key field; None where that is empty."""
    if len(raw) <= _LONGEST_KEY:
        return raw or None
    return f"{raw[:_LONGEST_KEY]}~{hashlib.sha256(raw.encode()).hexdigest()[:16]}"
