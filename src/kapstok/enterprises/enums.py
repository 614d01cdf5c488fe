# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What a label is worth on a day; `label_state.md` says when it is which."""

    HOLDS = "holds"
    PENDING = "pending"
    EXCLUDED = "excluded"
    LAPSED = "lapsed"


class Basis(StrEnum):
    """How strong the proof of a label on a past day is."""

    OBSERVED = "observed"  # the register was read at or before that day
    STATED = "stated"  # the day lies before our first run; the register says so afterwards
