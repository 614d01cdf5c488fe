# SPDX-License-Identifier: EUPL-1.2
"""A file by which a process that works in the background shows that it lives, and to what it has come."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

# The longest stretch of work that tells nothing of itself.
SILENT_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class StepEnd:
    """When a step was last done to its end (UTC), and whether nobody has to look at what came of it."""

    at: datetime
    well: bool


@dataclass(frozen=True)
class Heartbeat:
    """Who lives, since when, when it last said so (UTC), what it is doing (empty: it waits), and how its steps ended.

    `night` is the day whose nightly work was done last. `stopped`: it went in good order.
    """

    pid: int
    started_at: datetime
    at: datetime
    doing: str = ""
    steps: Mapping[str, StepEnd] = field(default_factory=dict)
    night: str = ""
    stopped: bool = False

    def is_silent(self, now: datetime) -> bool:
        """Whether it has stopped, or has said nothing for so long that it must be gone."""
        return self.stopped or now - self.at > SILENT_AFTER

    def after(self, step: str, at: datetime, *, well: bool) -> Heartbeat:
        """The same, once a step has ended."""
        return replace(self, at=at, doing="", steps={**self.steps, step: StepEnd(at, well)})


def write(path: Path, heartbeat: Heartbeat) -> None:
    """Keeps a heartbeat: whole or not at all. Raises `OSError`."""
    steps = {name: {"at": end.at.isoformat(), "well": end.well} for name, end in heartbeat.steps.items()}
    told = {
        **vars(heartbeat),
        "started_at": heartbeat.started_at.isoformat(),
        "at": heartbeat.at.isoformat(),
        "steps": steps,
    }
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(json.dumps(told), encoding="utf-8")
    draft.replace(path)


def read(path: Path) -> Heartbeat | None:
    """The heartbeat that was kept last; None when there is none that can be read."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        steps = {
            name: StepEnd(datetime.fromisoformat(end["at"]), bool(end["well"]))
            for name, end in told.pop("steps").items()
        }
        at, started_at = (datetime.fromisoformat(told.pop(name)) for name in ("at", "started_at"))
        return Heartbeat(at=at, started_at=started_at, steps=steps, **told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
