# SPDX-License-Identifier: EUPL-1.2
"""HTML that stands in a JSON answer, as a "show more" button gets it, as a source of entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kapstok.registers.parsing.html_pages import HtmlPage
from kapstok.registers.parsing.json_pages import JsonPage, name_of
from kapstok.registers.shapes import Issue, PageUnreadable

if TYPE_CHECKING:
    from kapstok.registers.file_parts import Entries


class HtmlInJson:
    """A JSON document with HTML in it: the entries are elements of the HTML, what stands around them is JSON.

    HTML without a tag in it, such as an empty text, is a page without entries: that is how such lists end.
    """

    entities = False

    def __init__(self, body: bytes, content_type: str | None, url: str, given: Entries):
        self.base = url
        # The whole document is one answer, also where it stands on one line.
        self._answer = JsonPage(body, content_type, url, encoding=given.encoding, each="@")
        self.root = self._answer.root
        html = _html(self._answer, given.inside or "@")
        self._page = (
            HtmlPage(html.encode("utf-8", "replace"), None, url, encoding="utf-8", each=given.each)
            if "<" in html
            else None
        )
        self.issues: list[Issue] = self._answer.issues
        self.issues += self._page.issues if self._page else []

    def entries(self) -> Sequence[Any]:
        return self._page.entries() if self._page else ()

    def find(self, node: Any, select: str) -> Sequence[str]:
        if node is self.root or self._page is None:
            return self._answer.find(node, select)
        return self._page.find(node, select)


def _html(answer: JsonPage, inside: str) -> str:
    found = answer.selected(inside)
    parts = found if isinstance(found, list) else [found]
    for part in parts:
        if not isinstance(part, str | None):
            raise PageUnreadable(f"{inside!r} is {name_of(part)}, not HTML")
    return "\n".join(part for part in parts if part)
