# SPDX-License-Identifier: EUPL-1.2
"""The program as a person starts it from a shell: its commands, and the site that it serves."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

KAPSTOK = (sys.executable, "-m", "kapstok")
_PATIENCE = 60.0  # seconds, before a site on a busy machine is given up


def shell(home: Path, **more: str) -> dict[str, str]:
    """What a person's shell has: nothing of this test run, whose database is another one."""
    ours = ("KAPSTOK_", "DATABASE_", "DJANGO_")
    own = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**own, "KAPSTOK_HOME": str(home), **more}


def said(home: Path, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command as it ended: its exit code, and what it said on both streams."""
    command = [*KAPSTOK, *map(str, arguments)]
    return subprocess.run(command, env=shell(home, **more), check=False, capture_output=True, text=True)


def kapstok(home: Path, *arguments: str | Path) -> str:
    """What a command that is done says on standard output; one that fails raises CalledProcessError."""
    done = said(home, *arguments)
    done.check_returncode()
    return done.stdout


@contextmanager
def site(home: Path, log: Path | None = None, **more: str) -> Iterator[str]:
    """The address of the site of a region folder, served for as long as the block lasts; what it logs goes to `log`."""
    port = free_port()
    command = [*KAPSTOK, "serve", "--port", str(port)]
    with (log or Path(os.devnull)).open("ab") as stderr:
        server = subprocess.Popen(command, env=shell(home, **more), stderr=stderr)
    try:
        yield _answering(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answering(address: str, server: subprocess.Popen[bytes]) -> str:
    """The address, as soon as the site says there that it is well."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            if httpx.get(f"{address}/healthz").status_code == 200:
                return address
        except httpx.TransportError:
            threading.Event().wait(0.05)
    raise RuntimeError("the site does not start")
