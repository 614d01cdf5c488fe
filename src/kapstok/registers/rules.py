# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with the registers."""

from kapstok.accounts.rules import EDITORS, Permission

READ_RUNS = Permission(
    "registers: see registers, their runs, their entries and the bytes they came from", EDITORS
)
DECIDE_RUNS = Permission("registers: accept or reject a run in quarantine", EDITORS)
TRY_REGISTERS = Permission("registers: try what a register file reads", EDITORS)
