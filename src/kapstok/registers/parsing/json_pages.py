# SPDX-License-Identifier: EUPL-1.2
"""JSON and JSON Lines as a source of entries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from jmespath.exceptions import JMESPathError

from kapstok.registers.parsing import selectors
from kapstok.registers.parsing.document import looks_like_html
from kapstok.registers.parsing.encodings import decoded
from kapstok.registers.shapes import Issue, PageUnreadable

_PATH: Final = re.compile(r"\w+(?:\.\w+)*")


class JsonPage:
    """A JSON document, whose entries `each` selects, or JSON Lines, each of which is an entry."""

    entities = True

    def __init__(
        self, body: bytes, content_type: str | None, url: str, *, encoding: str | None, each: str | None
    ):
        text, odd = decoded(body, content_type, encoding)
        self.issues: list[Issue] = [odd] if odd else []
        if looks_like_html(text):
            raise PageUnreadable("not JSON: this is an HTML page")
        self.base = url
        self._each = each
        self.root = _parsed(text, lines=each is None)
        self._is_line = "\n" not in text.strip()

    def entries(self) -> Sequence[Any]:
        found = self._lines() if self._each is None else self.selected(self._each)
        if not isinstance(found, list):
            what = "the document" if self._each is None else repr(self._each)
            raise PageUnreadable(f"{what} is {name_of(found)}, not a list of entries")
        return found

    def find(self, node: Any, select: str) -> Sequence[str]:
        try:
            found = selectors.jmes(select).search(node)
        except JMESPathError as error:
            self._complain(select, str(error).splitlines()[0])
            return []
        return [self._text(one, select) for one in _flat(found)]

    def selected(self, select: str) -> Any:
        """What an expression finds in the document; nothing at all is a fault, but null is an empty list."""
        try:
            found = selectors.jmes(select).search(self.root)
        except JMESPathError as error:
            raise PageUnreadable(f"{select!r} cannot be read: {str(error).splitlines()[0]}") from None
        if found is None and _is_null(self.root, select):
            return []
        if found is None:
            raise PageUnreadable(f"{select!r} is not in this document ({_summary(self.root)})")
        return found

    def _lines(self) -> Any:
        # One object on one line is JSON Lines with one entry.
        return [self.root] if self._is_line and isinstance(self.root, dict) else self.root

    def _text(self, found: Any, select: str) -> str:
        if isinstance(found, str):
            return found
        if isinstance(found, dict):
            self._complain(select, "gives an object, not text")
            return ""
        return "" if found is None else json.dumps(found)

    def _complain(self, select: str, reason: str) -> None:
        issue = Issue("not-text", f"{select!r}: {reason}", value=select)
        if issue not in self.issues[:100]:
            self.issues.append(issue)


def _flat(found: Any) -> Iterator[Any]:
    if isinstance(found, list):
        for one in found:
            yield from _flat(one)
    else:
        yield found


def _parsed(text: str, *, lines: bool) -> Any:
    try:
        return _loaded(text)
    except json.JSONDecodeError as error:
        if lines and error.msg == "Extra data":
            return _lines(text)
        raise PageUnreadable(f"not JSON: {_fault(error, text)}") from None


def _loaded(text: str) -> Any:
    try:
        # NaN and Infinity are not JSON; what writes them means that there is no value.
        return json.loads(text, parse_constant=lambda _: None)
    except RecursionError:
        raise PageUnreadable("not JSON that can be read: nested too deeply") from None
    except json.JSONDecodeError:
        raise
    except ValueError as error:
        raise PageUnreadable(f"not JSON that can be read: {error}") from None


def _lines(text: str) -> list[Any]:
    entries = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = _loaded(line)
        except json.JSONDecodeError as error:
            place = f"line {number} column {error.colno}"
            raise PageUnreadable(f"not JSON Lines: {place}: {_reason(error, line)}") from None
        if not isinstance(entry, dict):
            raise PageUnreadable(f"not JSON Lines: line {number} is {name_of(entry)}, not an object")
        entries.append(entry)
    return entries


def _fault(error: json.JSONDecodeError, text: str) -> str:
    return f"line {error.lineno} column {error.colno}: {_reason(error, text)}"


def _reason(error: json.JSONDecodeError, text: str) -> str:
    ended = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    return f"it ends early ({error.msg.lower()})" if ended else error.msg.lower()


def _is_null(document: Any, path: str) -> bool:
    """Whether a plain path leads to null rather than to nothing: how some say that a page has no entries."""
    if not _PATH.fullmatch(path):
        return False
    for step in path.split("."):
        if not isinstance(document, dict) or step not in document:
            return document is None
        document = document[step]
    return document is None


def name_of(found: Any) -> str:
    """What kind of thing a value of JSON is, in words."""
    names = {dict: "an object", list: "a list", str: "text", bool: "a truth value", type(None): "null"}
    return names.get(type(found), "a number")


def _summary(document: Any) -> str:
    if not isinstance(document, dict):
        return f"it is {name_of(document)}"
    keys = ", ".join(repr(key[:30]) for key in list(document)[:8])
    return f"its keys are {keys}" if keys else "it is an empty object"
