# SPDX-License-Identifier: EUPL-1.2
"""Lists of creditors as people have them: text with delimiters, workbooks, audit files. Rule: reading.md."""

from kapstok.procurement.creditors.opening import open_list
from kapstok.procurement.creditors.shapes import (
    Column,
    Creditor,
    CreditorList,
    Role,
    TooManyRows,
    Unreadable,
    UnreadableList,
    Why,
)

__all__ = [
    "Column",
    "Creditor",
    "CreditorList",
    "Role",
    "TooManyRows",
    "Unreadable",
    "UnreadableList",
    "Why",
    "open_list",
]
