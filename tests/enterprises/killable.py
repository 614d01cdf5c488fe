# SPDX-License-Identifier: EUPL-1.2
"""A process that runs the real program in children of its own, quickly, so that they can be killed for real.

It reads one order a line on standard input and answers each with one line (see `Order` and `Ended` in
`tests/enterprises/lives.py`). Nothing of it opens a database or a thread before it forks: a child is as a fresh process
is that has just imported everything.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Order = dict[str, Any]
Told = Callable[[str, str, int, int | None], None]


def main() -> None:
    import django

    django.setup()
    _import_everything()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_lived(json.loads(line))) + "\n")
        sys.stdout.flush()


def _import_everything() -> None:
    import kapstok.cli.app
    import kapstok.cli.telling
    import kapstok.core.fetching
    import kapstok.enterprises.evidence_pdf
    import kapstok.enterprises.sync  # noqa: F401 - imported so that children need not
    from kapstok.regions.gazetteer import gazetteer

    gazetteer().locate(postcode="8011 AA")


def _lived(order: Order) -> Order:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            _live(order, out.fileno(), err.fileno())
        code = _ended(child, order.get("kill_after"))
        seconds = time.monotonic() - began
        said = [_text(file) for file in (out, err)]
    return {"code": code, "seconds": seconds, "out": said[0], "err": said[1]}


def _ended(child: int, after: float | None) -> int:
    """The exit code of a child, negative for the signal that ended it; killed `after` seconds unless it ends before."""
    handle = os.pidfd_open(child)
    try:
        if not select.select([handle], [], [], 120 if after is None else after)[0]:
            os.kill(child, signal.SIGKILL)
    finally:
        os.close(handle)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _text(file: Any) -> str:
    file.seek(0)
    return file.read().decode()


def _live(order: Order, out: int, err: int) -> None:
    os.dup2(out, 1)
    os.dup2(err, 2)
    code = 70
    try:
        _move_in(order)
        code = _VERBS[order["verb"]](order)
    except BaseException:  # noqa: BLE001 - a child that returned would answer for its parent
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _move_in(order: Order) -> None:
    """Makes this process work for another region folder and database than the one that it was started for."""
    import dj_database_url
    from django.conf import settings
    from django.db import connections

    os.environ["KAPSTOK_HOME"] = settings.KAPSTOK_HOME = order["home"]
    known = connections.databases["default"]
    if order.get("database"):
        known.update(dj_database_url.parse(order["database"]))
    else:
        known["NAME"] = str(Path(order["home"]) / "var" / "kapstok.sqlite3")
        known["OPTIONS"] = {**known["OPTIONS"], "timeout": order.get("patience", 20)}
    if order.get("largest_file") is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest_file"], order["largest_file"]))


def _command(order: Order) -> int:
    """The program with these arguments, as anyone calls it; it dies where `die` says."""
    from kapstok.cli import start, telling

    @contextmanager
    def progress(*, quiet: bool) -> Iterator[Told]:
        yield _mortal(order)

    telling.progress = progress  # type: ignore[assignment]
    return start.run(order["arguments"])


def _accept(order: Order) -> int:
    from kapstok.enterprises import sync
    from kapstok.regions.folder import RegionFolder

    sync.accept(RegionFolder(Path(order["home"])), order["run"], "person", told=_mortal(order))
    return 0


def _follow(order: Order) -> int:
    from datetime import date

    from kapstok.enterprises import sync
    from kapstok.regions.folder import RegionFolder

    sync.catch_up(RegionFolder(Path(order["home"])), date.fromisoformat(order["day"]))
    return 0


def _state(order: Order) -> int:
    from tests.enterprises.state import state

    sys.stdout.write(json.dumps(state(), default=str, sort_keys=True))
    return 0


def _mortal(order: Order) -> Told:
    """Hears how far the work is, and dies at the moment that the order names; tells every moment on request."""

    def told(register: str, step: str, done: int, of: int | None) -> None:
        if order.get("tell"):
            sys.stderr.write(f"{register} {step} {done}\n")
        if order.get("die") == [register, step, done]:
            os.kill(os.getpid(), signal.SIGKILL)

    return told


_VERBS: dict[str, Callable[[Order], int]] = {
    "command": _command,
    "accept": _accept,
    "follow": _follow,
    "state": _state,
}

if __name__ == "__main__":
    main()
