# SPDX-License-Identifier: EUPL-1.2
"""A page as a test reads it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.http import HttpResponse, StreamingHttpResponse
from lxml import html

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page:
    """The HTML of an answer: its text as a reader sees it, and its elements by selector."""

    def __init__(self, answer: HttpResponse):
        self.source = answer.content.decode()
        self.tree = html.document_fromstring(self.source)

    @property
    def text(self) -> str:
        return words(self.tree.body)

    def all(self, selector: str) -> list[str]:
        """The text of everything that a CSS selector finds."""
        return [words(element) for element in self.tree.cssselect(selector)]

    def one(self, selector: str) -> str:
        (found,) = self.all(selector)
        return found

    def links(self, selector: str = "a") -> dict[str, str]:
        """The address of every link, by its text."""
        return {words(link): link.get("href") for link in self.tree.cssselect(selector)}

    def attributes(self, selector: str, name: str) -> list[str]:
        return [element.get(name) for element in self.tree.cssselect(selector)]


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def taken(answer: HttpResponse | StreamingHttpResponse) -> bytes:
    """The bytes of a file that was sent; reading it to its end closes it, as a browser does."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[union-attr,arg-type]


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Closes itself."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


def faults(answer: HttpResponse) -> list[str]:
    """What is wrong with the mark-up: tags that do not close, ids that stand twice, references to nothing."""
    source = answer.content.decode()
    balance = _Balance()
    balance.feed(source)
    ids = re.findall(r'\sid="([^"]*)"', source)
    twice = sorted({f"id {one} stands twice" for one in ids if ids.count(one) > 1})
    asked = re.findall(r'\s(?:for|aria-labelledby|aria-describedby)="([^"]*)"', source)
    lost = [f"{one} is nowhere" for several in asked for one in several.split() if one not in ids]
    return [*balance.wrong, *(f"<{tag}> stays open" for tag in balance.open), *twice, *lost]
