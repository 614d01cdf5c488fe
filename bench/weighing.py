# SPDX-License-Identifier: EUPL-1.2
"""Runs one command and writes what it cost, as JSON, to a file: `python weighing.py FILE COMMAND…`.

A program of its own, and a small one, because Linux counts the memory of whoever starts a process as that process's
own peak (exec keeps the high-water mark): started by a large one, every command would weigh as much as that.
"""

from __future__ import annotations

import json
import os
import sys
import time


def weigh(command: list[str]) -> dict[str, float]:
    """The exit code, seconds by the clock, seconds of processor, and peak memory in MB of one command."""
    began = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    return {
        "exit": os.waitstatus_to_exitcode(status),
        "seconds": time.perf_counter() - began,
        "processor": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1024,
    }


if __name__ == "__main__":
    cost = weigh(sys.argv[2:])
    with open(sys.argv[1], "w", encoding="utf-8") as result:  # noqa: PTH123 - pathlib would be half its memory
        json.dump(cost, result)
