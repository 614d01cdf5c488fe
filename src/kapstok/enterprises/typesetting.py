# SPDX-License-Identifier: EUPL-1.2
"""Documents as PDF/UA-1, tagged: the layout is a typst file, all facts come in as text that is never markup."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from kapstok.core.errors import KapstokError
from kapstok.enterprises import typesetter

# What the embedded fonts can certainly show. A register may hold anything: other signs are written as their
# code point, since an accessible PDF may not contain a sign that cannot be drawn. Signs that turn the
# direction of the text are among those.
_CANNOT_BE_SHOWN = re.compile(
    "[^\x20-\x7e\u00a0-\u024f\u0300-\u036f\u0391-\u03a1\u03a3-\u03c9\u0400-\u04ff\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u203a\u20ac]"
)
# No name, key or address that people use is longer; what is, must not fill the paper.
_LONGEST = 600
# Seconds. The longest document of ours takes three on one core.
_PATIENCE = 60


class PdfFailed(KapstokError):
    """The document could not be made; the message says what the typesetter did not accept."""


def typeset(layout: bytes, document: dict[str, Any], made_at: datetime, *, apart: bool = False) -> bytes:
    """The document as the bytes of a PDF; one instant gives one sequence of bytes.

    The layout reads the document as JSON from `sys.inputs.document`. `apart`: in a process of its own, for one that
    goes on to do other things and has to stay small. Raises `PdfFailed`, also where the typesetter only warns.
    """
    asked: dict[str, Any] = {
        "layout": layout.decode(),
        "document": json.dumps(_shown(document)),
        "at": int(made_at.timestamp()),
    }
    try:
        return _apart(asked) if apart else typesetter.set_document(**asked)
    except (typesetter.Refused, subprocess.SubprocessError, OSError) as error:
        raise PdfFailed(f"the document could not be typeset: {error}") from None


def _apart(asked: dict[str, Any]) -> bytes:
    program = [sys.executable, "-P", str(Path(typesetter.__file__))]
    done = subprocess.run(  # noqa: S603 - our own file, and nothing of a reader's among the arguments
        program, input=json.dumps(asked).encode(), capture_output=True, timeout=_PATIENCE, check=False
    )
    if done.returncode:
        raise typesetter.Refused(done.stderr.decode(errors="replace").strip()[-500:])
    return done.stdout


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _shown(value: Any) -> Any:
    """The same document with only signs that can be drawn."""
    if isinstance(value, dict):
        return {key: _shown(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_shown(part) for part in value]
    if isinstance(value, str):
        return _CANNOT_BE_SHOWN.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", _cut(value))
    return value
