# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with the search, besides searching: that is for everyone."""

from __future__ import annotations

from typing import Final

from kapstok.accounts.rules import EDITORS, Permission

ADD_WORDS: Final = Permission("search: see which questions fell short, and add words", EDITORS)
