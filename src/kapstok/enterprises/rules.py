# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with enterprises, besides reading: that is for everyone."""

from __future__ import annotations

from typing import Final

from kapstok.accounts.rules import EDITORS, Permission

FOLLOW_LABELS: Final = Permission("enterprises: see what became of labels", EDITORS)
CORRECT_PLACES: Final = Permission("enterprises: say where an enterprise is", EDITORS)
HANDLE_REPORTS: Final = Permission("enterprises: read and answer what readers report", EDITORS)
DECIDE_OBJECTIONS: Final = Permission(
    "enterprises: withhold an enterprise at request, or show it again", EDITORS
)
