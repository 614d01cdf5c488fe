# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with what is known of people."""

from __future__ import annotations

from typing import Final

from kapstok.accounts.rules import EDITORS, Permission

READ_PROCESSING: Final = Permission("privacy: read the processing register", EDITORS)
