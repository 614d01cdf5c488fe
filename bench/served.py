# SPDX-License-Identifier: EUPL-1.2
"""A site as `kapstok serve` serves it, in processes of its own; `python -m bench.served PORT` has one view only."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.processes import KAPSTOK, PYTHON, CommandFailed

_STARTS_WITHIN = 30.0  # seconds
_PAUSE = 0.05


@dataclass(frozen=True)
class Served:
    """A site that answers on this port of loopback; its first process starts the workers."""

    port: int
    first: int

    def heaviest(self) -> float:
        """The memory (RSS) of its heaviest worker, in MB."""
        return max(map(_megabytes, self._workers()))

    def processor(self) -> float:
        """The milliseconds of processor that its workers took until now."""
        return sum(map(_processor, self._workers()))

    def _workers(self) -> list[str]:
        return Path(f"/proc/{self.first}/task/{self.first}/children").read_text(encoding="ascii").split()


@contextmanager
def served() -> Iterator[Served]:
    """The site of the region folder that this process works for."""
    with _process(KAPSTOK, "serve", "--port") as site:
        yield site


@contextmanager
def bare() -> Iterator[Served]:
    """The site with one view, behind the same server."""
    with _process(PYTHON, "-m", "bench.served", DJANGO_SETTINGS_MODULE="bench.bare_settings") as site:
        yield site


@contextmanager
def _process(*command: str, **more: str) -> Iterator[Served]:
    port = _free_port()
    with subprocess.Popen(  # noqa: S603 - our own commands
        [*command, str(port)],
        env=_environment(more),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as first:
        try:
            _await(port, first)
            yield Served(port, first.pid)
        finally:
            first.terminate()


def _environment(more: Mapping[str, str]) -> Mapping[str, str]:
    return {**os.environ, **more}


def _await(port: int, first: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until and first.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(_PAUSE)
    raise CommandFailed("the site did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _megabytes(process: str) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _processor(process: str) -> float:
    # After the name, which may hold spaces: state is field 3; user and system time are fields 14 and 15 (proc(5)).
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1_000 / os.sysconf("SC_CLK_TCK")


def main(port: str) -> None:
    """Serves the site with one view."""
    import django

    django.setup()
    from kapstok.cli.serving import serve
    from kapstok.regions.folder import RegionFolder

    serve(RegionFolder.current(), "127.0.0.1", int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
