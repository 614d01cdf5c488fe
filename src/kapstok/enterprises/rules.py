# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with enterprises, besides reading: that is for everyone."""

from __future__ import annotations

from typing import Final

from kapstok.accounts.rules import EDITORS, ENTREPRENEURS, Permission

FOLLOW_LABELS: Final = Permission("enterprises: see what became of labels", EDITORS)
CORRECT_PLACES: Final = Permission("enterprises: say where an enterprise is", EDITORS)
HANDLE_REPORTS: Final = Permission("enterprises: read and answer what readers report", EDITORS)
DECIDE_OBJECTIONS: Final = Permission(
    "enterprises: withhold an enterprise at request, or show it again", EDITORS
)
DECIDE_CLAIMS: Final = Permission("enterprises: decide whose an enterprise is", EDITORS)
EDIT_PROFILE: Final = Permission(
    "enterprises: say in one's own words what an enterprise is", functions=ENTREPRENEURS, bound=True
)
MODERATE: Final = Permission("enterprises: hide what an enterprise says of itself, or show it again", EDITORS)
SEE_OWN: Final = Permission(
    "enterprises: see how one's own enterprise stands and is found", EDITORS, ENTREPRENEURS, bound=True
)
SAY_RENEWAL: Final = Permission(
    "enterprises: say that renewing a label is under way", functions=ENTREPRENEURS, bound=True
)
