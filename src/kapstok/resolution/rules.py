# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with pairs of entries."""

from __future__ import annotations

from typing import Final

from kapstok.accounts.rules import EDITORS, Permission

DECIDE_PAIRS: Final = Permission("resolution: say whether two entries are one company", EDITORS)
