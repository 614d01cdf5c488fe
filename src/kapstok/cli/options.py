# SPDX-License-Identifier: EUPL-1.2
"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Json = Annotated[
    bool, typer.Option("--json", help="One JSON document on standard output, and nothing else there.")
]
OnDay = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day to judge, as 2026-03-31 (default: today).")
]
