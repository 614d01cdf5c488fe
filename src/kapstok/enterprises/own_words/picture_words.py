# SPDX-License-Identifier: EUPL-1.2
"""What is said of a picture that somebody sent: what may come in, what was made of it, and how two processes say so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kapstok.core.errors import KapstokError

LARGEST_FILE: Final = 10_000_000
MOST_PIXELS: Final = 40_000_000
LEAST_SIDE: Final = 200
MOST_LONGER: Final = 5
LARGE: Final = 1600
SMALL: Final = 480


class Fault(StrEnum):
    """Why a picture cannot be used."""

    TOO_LARGE = "too-large"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_SMALL = "too-small"
    TOO_NARROW = "too-narrow"
    NOT_A_PICTURE = "not-a-picture"
    BROKEN = "broken"


_WORDS: Final = {
    Fault.TOO_LARGE: f"a picture has at most {LARGEST_FILE} bytes",
    Fault.TOO_MANY_PIXELS: f"a picture has at most {MOST_PIXELS} pixels",
    Fault.TOO_SMALL: f"a picture has at least {LEAST_SIDE} pixels on each side",
    Fault.TOO_NARROW: f"a picture is at most {MOST_LONGER} times as long as it is wide, or as wide as it is long",
    Fault.NOT_A_PICTURE: "this is no JPEG, PNG or WebP",
    Fault.BROKEN: "this picture is damaged",
}


class UnusablePicture(KapstokError):
    """What was sent cannot become a picture; `fault` says why."""

    def __init__(self, fault: Fault):
        super().__init__(_WORDS[fault])
        self.fault = fault


@dataclass(frozen=True)
class Picture:
    """A picture as WebP, at most `LARGE` pixels long, and a smaller one; `width` and `height` are of the large."""

    large: bytes
    small: bytes
    width: int
    height: int


def line(told: Mapping[str, object]) -> bytes:
    """The first line of an answer."""
    return json.dumps(dict(told)).encode() + b"\n"


def understood(said: bytes) -> Picture:
    """The picture in what the program said. Raises `UnusablePicture`, also where it said nothing that makes sense."""
    line, _, rest = said.partition(b"\n")
    try:
        told = json.loads(line)
        if "fault" in told:
            raise UnusablePicture(Fault(told["fault"]))
        large, small = int(told["large"]), int(told["small"])
        picture = Picture(rest[:large], rest[large:], int(told["width"]), int(told["height"]))
    except (ValueError, KeyError, TypeError):
        raise UnusablePicture(Fault.BROKEN) from None
    if not picture.large or len(picture.small) != small or not small:
        raise UnusablePicture(Fault.BROKEN)
    return picture
