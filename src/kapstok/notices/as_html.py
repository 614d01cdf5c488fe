# SPDX-License-Identifier: EUPL-1.2
"""The same words as a page of HTML, for mail programs: nothing in it is fetched, and no word of it is markup.

Paragraphs are parted by an empty line; a line with dashes under it is a heading (`heading`). Only addresses of this
site become links, so that words of strangers lead nowhere by our hand.
"""

from __future__ import annotations

import re
from typing import Final

from django.utils.html import escape

_RULE: Final = "-----"
_PAGE: Final = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body style="font-family: sans-serif; line-height: 1.5; max-width: 36em; margin: 1em auto; padding: 0 1em">
{body}
</body>
</html>
"""


def heading(words: str) -> str:
    """A line of plain text that is read as a heading in either form."""
    return f"{words}\n{_RULE}"


def as_html(*, title: str, text: str, language: str, site: str | None) -> str:
    """The plain text as a page, in its language; `site` is where our own links begin ("https://…")."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    body = "\n".join(_paragraph(part, site) for part in paragraphs)
    return _PAGE.format(language=escape(language), title=escape(title), body=body)


def _paragraph(text: str, site: str | None) -> str:
    first, *rest = text.split("\n")
    if rest[:1] == [_RULE]:
        below = [_paragraph("\n".join(rest[1:]), site)] if rest[1:] else []
        return "\n".join([f"<h2>{_inline(first, site)}</h2>", *below])
    return "<p>" + "<br>\n".join(_inline(line, site) for line in (first, *rest)) + "</p>"


def _inline(line: str, site: str | None) -> str:
    if not site:
        return str(escape(line))
    ours = re.compile(rf"({re.escape(site)}(?:/[^\s<>\"]*)?)(?=\s|$)")
    parts = ours.split(line)  # every second part is an address of ours
    return "".join(
        f'<a href="{escape(part)}">{escape(part)}</a>' if number % 2 else str(escape(part))
        for number, part in enumerate(parts)
    )
