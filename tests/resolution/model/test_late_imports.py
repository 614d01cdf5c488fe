# SPDX-License-Identifier: EUPL-1.2
"""What the model stands on is large: who only reads what was thought, or serves a page, never loads it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

LARGE = "splink duckdb pyarrow sqlglot pandas"


DOORS = ", ".join(f"kapstok.resolution.{door}" for door in ("actions", "queries", "linking", "estimating"))


@pytest.mark.parametrize("modules", [DOORS, "kapstok.config.urls"], ids=["the doors", "a web worker"])
def test_importing_does_not_load_what_the_model_stands_on(modules: str) -> None:
    program = (
        f"import sys, django; django.setup(); import {modules}; "
        f"print(sorted(set(sys.modules) & set('{LARGE}'.split())))"
    )
    child = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=dict(os.environ)
    )

    assert child.stdout.strip() == "[]"
