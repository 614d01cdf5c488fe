# SPDX-License-Identifier: EUPL-1.2
"""A register's runs as one readable line: "1 basis until=20; 3 -; 5 2 flags=30+".

Each part is one published run: its day (1 is 1 January 2026; 0 and below lie before), then "-" when the entry
is not in it, else its level ("." for none), its other facts, and "?fact" for a fact that was shown but not
read.
"""

from __future__ import annotations

from datetime import date, timedelta

from kapstok.registers.histories import EntryHistory, Version

_START = date(2025, 12, 31)


def day(number: int) -> date:
    return _START + timedelta(days=number)


def history(runs: str, *, label: str = "pso", entry: int = 1, register: str = "ladder") -> EntryHistory:
    versions: list[Version] = []
    seen: list[tuple[date, date | None]] = []
    run_days: list[date] = []
    present = False
    for run, (on, words) in enumerate(map(_run, runs.split(";")), start=1):
        if on not in run_days:
            run_days.append(on)
        is_here = words != ["-"]
        if is_here and not present:
            seen.append((on, None))
        if present and not is_here:
            seen[-1] = (seen[-1][0], on)
        present = is_here
        if is_here:
            version = Version(run, on, *_facts(words))
            if not versions or (versions[-1].values, versions[-1].unreadable) != (
                version.values,
                version.unreadable,
            ):
                versions.append(version)
    return EntryHistory(entry, register, label, f"key-{entry}", tuple(versions), tuple(seen), tuple(run_days))


def _run(text: str) -> tuple[date, list[str]]:
    number, *words = text.split()
    return day(int(number)), words


def _facts(words: list[str]) -> tuple[dict[str, str | tuple[str, ...]], dict[str, str]]:
    values: dict[str, str | tuple[str, ...]] = {} if words[0] == "." else {"level": words[0]}
    unreadable = {}
    for word in words[1:]:
        if word.startswith("?"):
            unreadable[word[1:]] = "onleesbaar"
            continue
        fact, _, value = word.partition("=")
        values[_FIELDS.get(fact, fact)] = day(int(value)).isoformat() if fact in _FIELDS else value
    return values, unreadable


_FIELDS = {"from": "valid_from", "until": "valid_until"}
