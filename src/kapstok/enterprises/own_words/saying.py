# SPDX-License-Identifier: EUPL-1.2
"""What lists show and the search index has of own words, read beside the enterprise in the query that reads it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final, NamedTuple

from django.db.models import TextField
from django.db.models.expressions import RawSQL

from kapstok.enterprises.own_words.content import Content
from kapstok.search.shapes import Document

# Written out: put together by the database layer anew for every list, it takes longer than the rest of the list does.
# What became part of a part of a part is not looked for.
_SAID: Final = """COALESCE(
(SELECT CAST(own.content AS text) FROM enterprises_ownwords own WHERE own.enterprise_id = enterprises_enterprise.id),
(SELECT CAST(own.content AS text) FROM enterprises_ownwords own
 JOIN enterprises_enterprise part ON part.id = own.enterprise_id
 WHERE part.merged_into_id = enterprises_enterprise.id ORDER BY part.made_at, part.id LIMIT 1),
(SELECT CAST(own.content AS text) FROM enterprises_ownwords own
 JOIN enterprises_enterprise part ON part.id = own.enterprise_id
 JOIN enterprises_enterprise middle ON middle.id = part.merged_into_id
 WHERE middle.merged_into_id = enterprises_enterprise.id ORDER BY part.made_at, part.id LIMIT 1))"""


class Said(NamedTuple):
    """Of an enterprise's own words what lists show and what is searched; empty where it says nothing."""

    pitch: str = ""
    description: str = ""
    offerings: tuple[str, ...] = ()


SAYS_NOTHING: Final = Said()


def said_as_text() -> RawSQL:
    """Of a query of enterprises: what is shown of each one's own words, as JSON text; null where there are none.

    The words of a part count where the whole has none of its own. Read it with `said_in`.
    """
    return RawSQL(_SAID, (), output_field=TextField())  # noqa: S611 - a constant


def said_by(content: Content) -> Said:
    """The same of all that an enterprise says."""
    return Said(content.pitch, content.description, tuple(offering.text for offering in content.offerings))


def with_own_words(registers: Document, own: Said) -> Document:
    """What is searched: what registers tell, with the enterprise's own words before it."""
    if own == SAYS_NOTHING:
        return registers
    described = (own.pitch, own.description, registers.description)
    return replace(
        registers,
        offerings=tuple(dict.fromkeys((*own.offerings, *registers.offerings))),
        description="\n".join(filter(None, described)),
    )


def said_in(text: str | None) -> Said:
    """What such a text says; quicker than reading and checking all of it, as a list has many."""
    if not text:
        return SAYS_NOTHING
    content = json.loads(text)
    offerings = tuple(offering.get("text", "") for offering in content.get("offerings", ()))
    return Said(content.get("pitch", ""), content.get("description", ""), offerings)
