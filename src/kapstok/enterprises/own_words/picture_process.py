# SPDX-License-Identifier: EUPL-1.2
"""Pictures are made anew in a process of their own, so that no file that somebody sends takes this one down."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

from kapstok.enterprises.own_words import picture_words
from kapstok.enterprises.own_words.picture_words import Fault, Picture, UnusablePicture

_PROGRAM: Final = "kapstok.enterprises.own_words.pictures"
_SECONDS: Final = 30


def made_apart(content: bytes) -> Picture:
    """What `pictures.remade` makes of it, within limits of memory and time that hold for that process alone.

    The other process knows nothing of this one: no settings, no keys. Raises `UnusablePicture`.
    """
    if len(content) > picture_words.LARGEST_FILE:
        raise UnusablePicture(Fault.TOO_LARGE)
    try:
        # Nothing of the call comes from outside; what was sent goes in as bytes only.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-m", _PROGRAM],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnusablePicture(Fault.BROKEN) from None
    return picture_words.understood(done.stdout)
