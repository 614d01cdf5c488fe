# SPDX-License-Identifier: EUPL-1.2
"""The site behind gunicorn: a few worker processes with threads, on one machine."""

from __future__ import annotations

import ctypes
import gc
import logging
import threading
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.checks.urls import check_url_config
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from gunicorn.app.base import BaseApplication
from gunicorn.http import message
from rich.console import Console

from kapstok.core.errors import KapstokError
from kapstok.enterprises.sync import catch_up
from kapstok.enterprises.visibility import tally as visibility
from kapstok.regions.folder import RegionFolder
from kapstok.search import asked
from kapstok.web.engine import compile_templates

# Two processes answer while one of them is busy; threads wait for the database together.
WORKERS = 2
THREADS = 4
_LONGEST_ADDRESS = 64 * 1024
_log = logging.getLogger(__name__)
_COLLECTED_AFTER = 10_000  # objects more than before; Python's own 700 is for small programs
_NEW_DAY_IS_NOTICED_WITHIN = 60  # seconds
# In glibc's malloc.h: how many stocks of memory the threads of a process share.
_M_ARENA_MAX, _STOCKS = -8, 2


class Site(BaseApplication):  # type: ignore[misc]
    """Our WSGI application with our settings; gunicorn's own command line is not asked."""

    def __init__(self, settings: dict[str, Any]):
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        application = get_wsgi_application()
        # Everything that a request needs is loaded now, while this process has one thread.
        check_url_config(None)
        compile_templates()
        _spare_the_collector()
        return application


def _spare_the_collector() -> None:
    """What is loaded by now stays for ever, and a page leaves few rings behind: else every hundredth page waits while
    all of it is looked through (0.2 s), and every page for small rounds in vain.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER)


def _share_memory() -> None:
    """Each thread would have a stock of its own and give nothing back: a worker grew to twice its size."""
    with suppress(OSError, AttributeError):  # another C library, which has no such thing
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _STOCKS)


def serve(folder: RegionFolder, host: str, port: int) -> None:
    """Serves the site until it is told to stop. What the calendar changes (a label ends) is kept up meanwhile."""
    _share_memory()
    # A question of 10,000 characters gets a page that says so, not the server's own refusal.
    message.MAX_REQUEST_LINE = _LONGEST_ADDRESS
    name = f"[{host}]" if ":" in host else host
    Console(stderr=True).print(f"{folder.region().name} on http://{name}:{port} (Ctrl-C stops)")
    Site(
        {
            "bind": f"{name}:{port}",
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": "gthread",
            "logconfig_dict": settings.LOGGING,
            "limit_request_line": _LONGEST_ADDRESS,
            "control_socket_disable": True,
            # In the workers: a worker that is forked while another thread holds a lock of SQLite never gets that lock.
            "post_worker_init": lambda _worker: _start_following_the_calendar(folder),
            "worker_exit": lambda _server, _worker: _write_down_counts(),
        }
    ).run()


def _start_following_the_calendar(folder: RegionFolder) -> None:
    threading.Thread(target=_follow_the_calendar, args=[folder], name="calendar", daemon=True).start()


def _follow_the_calendar(folder: RegionFolder) -> None:
    waiting = threading.Event()
    while True:
        try:
            catch_up(folder, folder.region().today())
        except (KapstokError, DatabaseError) as error:
            # The pages still answer by the dates they have; the next minute tries again.
            _log.warning("not caught up with the calendar: %s", error)
        finally:
            connection.close()
        _write_down_counts()
        waiting.wait(_NEW_DAY_IS_NOTICED_WITHIN)


def _write_down_counts() -> None:
    """What this process counted; where the database is busy, the next minute tries again."""
    for what, write_down in (("questions", asked.write_down), ("looks", visibility.write_down)):
        try:
            write_down()
        except DatabaseError as error:
            _log.warning("the %s that were counted are not written down yet: %s", what, error)
        finally:
            connection.close()
