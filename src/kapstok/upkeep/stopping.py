# SPDX-License-Identifier: EUPL-1.2
"""Being told to stop: work is finished first, waiting ends at once."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS: tuple[int, ...] = (signal.SIGTERM, signal.SIGINT)


class Stop:
    """Called, it says whether this process was told to stop."""

    def __init__(self) -> None:
        self._told = False
        # A signal may arrive at any instruction; a byte in a pipe is what waiting cannot miss.
        self._read, self._write = os.pipe()

    def __call__(self) -> bool:
        return self._told

    def tell(self) -> None:
        self._told = True
        os.write(self._write, b".")

    def wait(self, seconds: float) -> None:
        """Waits so long, or until it is told to stop."""
        select.select([self._read], [], [], seconds)

    def close(self) -> None:
        os.close(self._read)
        os.close(self._write)


@contextmanager
def stopping() -> Iterator[Stop]:
    """SIGTERM and SIGINT tell the process to stop; a second one does what it always did, at once."""
    stop = Stop()
    before = {number: signal.getsignal(number) for number in _SIGNALS}

    def told(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, before[number])
        stop.tell()

    for number in _SIGNALS:
        signal.signal(number, told)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        stop.close()
