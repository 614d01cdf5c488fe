# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is for this instance; someone without a role may do no more than any reader."""

    ADMINISTRATOR = "administrator"
    EDITOR = "editor"
