# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with lists that are sent to be scanned."""

from __future__ import annotations

from typing import Final

from kapstok.accounts.rules import EDITORS, Permission

SCAN_LONG_LISTS: Final = Permission("procurement: scan a list longer than a visitor may", EDITORS)
