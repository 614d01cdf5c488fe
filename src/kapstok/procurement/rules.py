# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with lists that are sent to be scanned, and with what buyers ask of enterprises."""

from __future__ import annotations

from typing import Final

from kapstok.accounts.rules import BUYERS, EDITORS, ENTREPRENEURS, Permission

SCAN_LONG_LISTS: Final = Permission("procurement: scan a list longer than a visitor may", EDITORS, BUYERS)
SEND_NEEDS: Final = Permission("procurement: ask enterprises for something", functions=BUYERS, bound=True)
READ_NEEDS: Final = Permission(
    "procurement: read what buyers ask of one's enterprise", functions=ENTREPRENEURS, bound=True
)
