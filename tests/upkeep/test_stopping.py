# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from kapstok.upkeep.stopping import stopping


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_waiting_at_once_and_a_second_one_does_what_it_always_did(
    number: signal.Signals,
) -> None:
    heard = []
    before = signal.signal(number, lambda *_: heard.append(number))
    try:
        with stopping() as stop:
            threading.Timer(0.05, os.kill, [os.getpid(), number]).start()
            began = time.monotonic()
            stop.wait(60)
            assert time.monotonic() - began < 30
            assert stop()
            assert heard == []
            os.kill(os.getpid(), number)
            assert heard == [number]
        os.kill(os.getpid(), number)
        assert heard == [number, number]
    finally:
        signal.signal(number, before)


def test_without_a_signal_it_waits_as_long_as_it_is_asked_to() -> None:
    with stopping() as stop:
        began = time.monotonic()
        stop.wait(0.05)
        assert time.monotonic() - began >= 0.05
        assert not stop()


def test_a_signal_that_came_before_waiting_is_not_missed() -> None:
    with stopping() as stop:
        os.kill(os.getpid(), signal.SIGTERM)
        began = time.monotonic()
        for _time in range(2):
            stop.wait(60)
        assert time.monotonic() - began < 30
