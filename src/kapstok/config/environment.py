# SPDX-License-Identifier: EUPL-1.2
"""Typed reading of the environment; a value that cannot be meant is refused with one line."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kapstok.core.errors import KapstokError

_SHORTEST_KEY = 32


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


def one_of(name: str, choices: Sequence[str]) -> str:
    """What `name` chooses of these, the first when it says nothing. Raises `WrongSetting`."""
    value = os.environ.get(name, "").strip().lower() or choices[0]
    if value not in choices:
        raise WrongSetting(f"{name}: {value!r} is none of {', '.join(choices)}")
    return value


def host_names(name: str, default: list[str]) -> list[str]:
    """The comma-separated host names in `name`, or `default`. Raises `WrongSetting` for addresses and patterns."""
    given = [host.strip() for host in os.environ.get(name, "").split(",") if host.strip()]
    if os.environ.get(name, "").strip() and not given:
        raise WrongSetting(f"{name}: no host name in it")
    for host in given:
        if "/" in host or "*" in host or " " in host:
            raise WrongSetting(
                f"{name}: {host!r} is not a host name (write names only, such as impact.example.nl)"
            )
    return given or default


def whole_number(name: str, default: int, *, most: int) -> int:
    """The number from 0 to `most` in `name`, or `default`. Raises `WrongSetting`."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and int(value) <= most):
        raise WrongSetting(f"{name}: {value!r} is not a whole number from 0 to {most}")
    return int(value)


def site_address(hosts: list[str], *, https: bool) -> str | None:
    """Where people find the site, as "https://impact.example.nl": what links in mail begin with; None where not said.

    `hosts`: what KAPSTOK_HOSTS says; the first is the site's own name. Raises `WrongSetting` for https without a name.
    """
    if not hosts:
        if https:
            raise WrongSetting("KAPSTOK_HTTPS: KAPSTOK_HOSTS must say under which name the site answers")
        return None
    return f"{'https' if https else 'http'}://{hosts[0]}"


def secret_key(var: Path) -> str:
    """The key of the environment, else the one kept in `var`, made on first need and readable by its owner only."""
    given = os.environ.get("KAPSTOK_SECRET_KEY")
    if given is not None:
        if len(given) < _SHORTEST_KEY:
            raise WrongSetting(f"KAPSTOK_SECRET_KEY: at least {_SHORTEST_KEY} characters are needed")
        return given
    kept = var / "secret-key"
    is_there = kept.is_file()
    return _kept_key(kept) or _made_key(kept, instead=is_there)


def former_keys(name: str) -> list[str]:
    """The keys in `name`, apart by spaces: what was signed or sealed with one of them still counts.

    Raises `WrongSetting`, never repeating a key.
    """
    given = os.environ.get(name, "").split()
    if any(len(key) < _SHORTEST_KEY for key in given):
        raise WrongSetting(f"{name}: at least {_SHORTEST_KEY} characters are needed for each key")
    return given


def _kept_key(kept: Path) -> str | None:
    """The key in a file; None where there is no file, or nothing in it: whoever made it was stopped by a power cut."""
    try:
        key = kept.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting(f"{kept}: cannot be read: {getattr(error, 'strerror', 'not a key')}") from None
    if 0 < len(key) < _SHORTEST_KEY:
        raise WrongSetting(f"{kept}: not a key; take the file away to get a new one (all sign in again)")
    return key or None


def _made_key(kept: Path, *, instead: bool) -> str:
    """A new key, in the file whole or not at all, `instead` of an empty one; of programs that start together, one's."""
    fresh = secrets.token_urlsafe(48)
    try:
        handle, draft = tempfile.mkstemp(dir=kept.parent, prefix=".secret-key-")
    except OSError:  # no folder, or a read-only one: this process signs for itself
        return fresh
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(fresh)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(kept) if instead else os.link(draft, kept)
    except OSError:  # another process was first, or there is no room: then this process signs for itself
        return _kept_key(kept) or fresh
    finally:
        Path(draft).unlink(missing_ok=True)
    return fresh


def postgresql(name: str) -> dict[str, object]:
    """The PostgreSQL database in `name`, for Django's DATABASES. Raises `WrongSetting`, never repeating a password."""
    import dj_database_url

    form = f"{name}: not a database as postgres://user:password@host/name"
    try:
        found: dict[str, object] = dict(dj_database_url.parse(os.environ[name], conn_max_age=60))
    except ValueError:  # an unknown scheme, a port that is none
        raise WrongSetting(form) from None
    if found.get("ENGINE") != "django.db.backends.postgresql" or not found.get("NAME"):
        raise WrongSetting(form)
    return found
