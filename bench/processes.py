# SPDX-License-Identifier: EUPL-1.2
"""Commands as processes of their own: what they say, and what they cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KAPSTOK = str(Path(sys.executable).with_name("kapstok"))
PYTHON = sys.executable
_WEIGHING = str(Path(__file__).with_name("weighing.py"))


class CommandFailed(Exception):
    """A command that is measured did not do its work, so there is nothing to measure."""


@dataclass(frozen=True)
class Cost:
    """What one process cost: seconds by the clock, seconds of processor, MB at its largest; and what it wrote."""

    seconds: float
    processor: float
    megabytes: float
    output: str


def run(*command: str, home: Path | None = None) -> Cost:
    """Runs a command to its end, for one region folder and no other. Raises `CommandFailed`."""
    with tempfile.NamedTemporaryFile(prefix="kapstok-bench-", suffix=".json") as result:
        weighed = [PYTHON, "-I", "-S", _WEIGHING, result.name, *command]
        done = subprocess.run(weighed, env=_environment(home), capture_output=True, text=True, check=False)  # noqa: S603
        told = json.loads(Path(result.name).read_text(encoding="utf-8") or "null")
    if not told or told.pop("exit") != 0:
        raise CommandFailed(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")
    return Cost(**told, output=done.stdout)


def _environment(home: Path | None) -> Mapping[str, str]:
    """Ours, without what would lead a command to another folder, another database or other settings."""
    ours = {name: value for name, value in os.environ.items() if not _leads_elsewhere(name)}
    return ours | {"PYTHONPATH": str(ROOT)} | ({"KAPSTOK_HOME": str(home)} if home else {})


def _leads_elsewhere(name: str) -> bool:
    return name in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"} or name.startswith("KAPSTOK_")
