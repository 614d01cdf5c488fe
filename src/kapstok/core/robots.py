# SPDX-License-Identifier: EUPL-1.2
"""What a host's robots.txt asks of us (RFC 9309), as far as it speaks to one reader."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego


@dataclass(frozen=True)
class HostRules:
    """One host's robots.txt: which addresses may be asked for, and how long to wait in between.

    `unreadable` says why the file could not be read; then nothing is permitted. No file permits everything.
    """

    agent: str
    rules: Protego | None = None
    unreadable: str | None = None

    @classmethod
    def parse(cls, agent: str, body: bytes) -> HostRules:
        return cls(agent, Protego.parse(body.decode("utf-8-sig", errors="replace")))

    def permits(self, url: str) -> bool:
        """Whether `url` may be asked for."""
        return self.unreadable is None and (self.rules is None or self.rules.can_fetch(url, self.agent))

    @property
    def delay(self) -> float:
        """Seconds that the host wants between two requests."""
        return (self.rules and self.rules.crawl_delay(self.agent)) or 0.0


def origin(url: str) -> str:
    """The part of an address that one robots.txt speaks for: scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
