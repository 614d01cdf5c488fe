# SPDX-License-Identifier: EUPL-1.2
"""What people can be told of, and how they want to hear it (telling.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_ID: Final = re.compile(r"[a-z][a-z0-9_.:-]{0,59}")
# What a digest is called where a topic is asked for; no topic of a room has this name.
DIGEST_ID: Final = "digest"


class Delivery(StrEnum):
    """How somebody hears of a topic besides on the site, where everything is: by mail at once, in the mail of the
    day, or not by mail.
    """

    AT_ONCE = "at_once"
    DIGEST = "digest"
    SITE = "site"


@dataclass(frozen=True)
class Topic:
    """A subject that people choose a delivery for; `id` never changes, `title` is a Dutch message id.

    Each room states its own in its `topics.py`. Raises ValueError for an id that cannot be one.
    """

    id: str
    title: str
    default: Delivery = Delivery.AT_ONCE

    def __post_init__(self) -> None:
        if self.id == DIGEST_ID or not _ID.fullmatch(self.id):
            raise ValueError(f"{self.id!r} cannot be the id of a topic")
