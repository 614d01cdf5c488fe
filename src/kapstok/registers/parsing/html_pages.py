# SPDX-License-Identifier: EUPL-1.2
"""HTML as a source of entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urljoin

from lxml import etree

from kapstok.registers.parsing import selectors
from kapstok.registers.parsing.encodings import decoded
from kapstok.registers.shapes import Issue, PageUnreadable

# A line break on the screen parts words; everything else joins them, as in <b>B</b>akkerij.
_BREAKING: Final = (
    "address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5"
    " h6 header hr li main nav ol option p pre section table tbody td tfoot th thead tr ul"
)
_BREAKS: Final = frozenset(_BREAKING.split())
_UNSEEN: Final = frozenset({"script", "style"})
# More text than this under one match is not a value; it is not looked for.
_ENOUGH: Final = 200_000
_COMMENTS_AND_SCRIPTS: Final = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL)
_CONTAINERS: Final = ("table", "ul", "ol", "dl", "div", "section", "article", "main", "select")


class HtmlPage:
    """A web page; entries are the elements that `each` selects."""

    entities = False

    def __init__(
        self, body: bytes, content_type: str | None, url: str, *, encoding: str | None, each: str | None
    ):
        text, odd = decoded(body, content_type, encoding, html=True)
        self.issues: list[Issue] = [odd] if odd else []
        if "<" not in text:
            raise PageUnreadable("not HTML: there is no tag on the page")
        _refuse_cut(text)
        self.root = _parsed(text)
        self.base = self._base(url)
        self._each = each
        self._is_completed = False

    def entries(self) -> Sequence[Any]:
        found = self._found(self.root, self._each or "*")
        if not isinstance(found, list) or not all(isinstance(node, etree._Element) for node in found):
            raise PageUnreadable(f"{self._each!r} gives text; entries are elements")
        return found

    def find(self, node: Any, select: str) -> Sequence[str]:
        found = self._found(node, select)
        if not isinstance(found, list):
            return [_figure(found)]
        return [text_of(one) if isinstance(one, etree._Element) else str(one) for one in found]

    def _found(self, node: Any, select: str) -> Any:
        if "tbody" in select and not self._is_completed:
            _complete_tables(self.root)
            self._is_completed = True
        return selectors.xpath(select)(node)

    def _base(self, url: str) -> str:
        given = self.root.xpath("string((//base/@href)[1])", smart_strings=False).strip()
        try:
            return urljoin(url, str(given))
        except ValueError:
            return url


def _complete_tables(root: Any) -> None:
    """Puts rows that stand right under a table in a body, where browsers show them to who writes a selector."""
    for table in root.iter("table"):
        body = None
        for child in list(table):
            if child.tag != "tr":
                body = None
                continue
            if body is None:
                body = etree.Element("tbody")
                child.addprevious(body)
            body.append(child)


def text_of(element: Any) -> str:
    """All text under an element, as its reader sees it: no scripts or comments, a space where lines break."""
    if not len(element):
        return str(element.text or "")
    parts: list[str] = []
    size = 0
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        text = _opening(node, element) if event == "start" else _closing(node, element)
        if event != "start" and not isinstance(node.tag, str):
            text = node.tail or ""
        parts.append(text)
        size += len(text)
        if size > _ENOUGH:
            break
    return "".join(parts)


def _opening(node: Any, element: Any) -> str:
    text = "" if node.tag in _UNSEEN and node is not element else node.text or ""
    return f"\n{text}" if node.tag in _BREAKS else str(text)


def _closing(node: Any, element: Any) -> str:
    tail = "" if node is element else node.tail or ""
    return f"\n{tail}" if node.tag in _BREAKS else str(tail)


def _figure(found: object) -> str:
    # XPath functions give text, a number or a truth instead of nodes.
    if isinstance(found, float) and found.is_integer():
        return str(int(found))
    return str(found).lower() if isinstance(found, bool) else str(found)


def _parsed(text: str) -> Any:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, recover=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise PageUnreadable(f"not HTML: {error}") from None
    limits = [entry for entry in parser.error_log if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT]
    if limits:
        reason = limits[0].message.partition(",")[0].lower()
        raise PageUnreadable(f"not HTML that can be read: {reason} (line {limits[0].line})")
    if root is None:
        raise PageUnreadable("not HTML: there is no element on the page")
    return root


def _refuse_cut(text: str) -> None:
    """Raises `PageUnreadable` when the page stops halfway: its last entry would be read without its last facts.

    HTML lets many end tags be left out, so this looks only at what no whole page lacks.
    """
    seen = text.lower()
    if "</html" in seen or "</body" in seen:
        return
    seen = _COMMENTS_AND_SCRIPTS.sub("", seen)
    if re.search(r"<[a-z/][^<>]*\Z", seen):
        raise PageUnreadable(f"the page ends early: in the middle of a tag (line {text.count(chr(10)) + 1})")
    for name in _CONTAINERS:
        opened, closed = (len(re.findall(rf"<{slash}{name}\b", seen)) for slash in ("", "/"))
        if opened > closed:
            raise PageUnreadable(f"the page ends early: <{name}> is never closed")
