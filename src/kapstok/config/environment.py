# SPDX-License-Identifier: EUPL-1.2
"""Typed reading of the environment; a value that cannot be meant is refused with one line."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from kapstok.core.errors import KapstokError


class WrongSetting(KapstokError):
    """A variable of the environment has a value that it cannot have."""


def switch(name: str) -> bool:
    """True for 1, true, yes or on; False for 0, false, no, off or nothing. Raises `WrongSetting`."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"", "0", "false", "no", "off"}:
        return False
    raise WrongSetting(f"{name}: {value!r} is neither yes nor no")


def host_names(name: str, default: list[str]) -> list[str]:
    """The comma-separated host names in `name`, or `default`. Raises `WrongSetting` for addresses and patterns."""
    given = [host.strip() for host in os.environ.get(name, "").split(",") if host.strip()]
    for host in given:
        if "/" in host or "*" in host or " " in host:
            raise WrongSetting(
                f"{name}: {host!r} is not a host name (write names only, such as impact.example.nl)"
            )
    return given or default


def secret_key(var: Path) -> str:
    """The key of the environment, else the one kept in `var`, made on first need and readable by its owner only."""
    given = os.environ.get("KAPSTOK_SECRET_KEY")
    if given is not None:
        if len(given) < 32:
            raise WrongSetting("KAPSTOK_SECRET_KEY: at least 32 characters are needed")
        return given
    kept = var / "secret-key"
    if kept.is_file():
        return kept.read_text(encoding="ascii").strip()
    fresh = secrets.token_urlsafe(48)
    if var.is_dir():
        try:
            with os.fdopen(
                os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
            ) as file:
                file.write(fresh)
        except FileExistsError:  # another process was first: its key is the key
            return secret_key(var)
        except OSError:  # a read-only folder: this process signs for itself
            return fresh
    return fresh
