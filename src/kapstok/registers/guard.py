# SPDX-License-Identifier: EUPL-1.2
"""Whether a run may be believed; the rule in words is in guard.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from kapstok.registers.file_parts import Guard

# So few entries may leave a register in one go, whatever its size (docs/register-file.md).
MAY_ALWAYS_GO = 5
_NAMES_SHOWN = 3


@dataclass(frozen=True)
class RunSummary:
    """What the guard has to know of a run: `names` of its entries by key, and counts.

    `filled` tells for each field how many entries carry it, values kept from an earlier run included. `unreadable`
    counts the entries with a value that could not be read and those that could not be named, `nameless` only these:
    they are entries of the register, but none of `names`. `total` is the
    register's own count and `shown` ours of all that it shows, the rows that `where` leaves out included. `fault` is
    what kept the list from being read to its end, `detail_fault` what most of the failed detail pages had.
    """

    names: Mapping[str, str]
    filled: Mapping[str, int] = field(default_factory=dict)
    details: int = 0
    failed_details: int = 0
    unreadable: int = 0
    nameless: int = 0
    total: int | None = None
    shown: int | None = None
    fault: str | None = None
    detail_fault: str | None = None

    @property
    def size(self) -> int:
        return len(self.names)

    def fill(self, field: str) -> Fraction:
        """The share of the entries that carry `field`."""
        return Fraction(self.filled.get(field, 0), self.size) if self.size else Fraction(0)


@dataclass(frozen=True)
class GuardFault:
    """One reason not to believe a run: for a person, and for a program the numbers in it and the field it is about."""

    code: str
    message: str
    numbers: Mapping[str, float] = field(default_factory=dict)
    field: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What the guard found; without faults the run may be published."""

    faults: tuple[GuardFault, ...] = ()

    @property
    def believed(self) -> bool:
        return not self.faults

    @property
    def reason(self) -> str | None:
        """Every fault in one line; None when there is none."""
        return "; ".join(fault.message for fault in self.faults) or None


def judge(now: RunSummary, before: RunSummary | None, bounds: Guard) -> Verdict:
    """The verdict on a run by every rule of [guard]; `before` is the last published run, None when there is none."""
    faults = list(_unread(now))
    if now.size:
        for rule in _RULES:
            faults += rule(now, before, bounds)
    return Verdict(tuple(faults))


def _unread(now: RunSummary) -> Iterator[GuardFault]:
    if now.fault is not None:
        yield GuardFault("list", now.fault)
    elif not now.size:
        yield GuardFault("empty", "the register shows no entries")


def _too_few(now: RunSummary, before: RunSummary | None, bounds: Guard) -> Iterator[GuardFault]:
    if now.size < bounds.at_least:
        message = f"{_entries(now.size)}, where at least {bounds.at_least} are expected"
        yield GuardFault("at_least", message, {"entries": now.size, "at_least": bounds.at_least})


def _gone(now: RunSummary, before: RunSummary | None, bounds: Guard) -> Iterator[GuardFault]:
    if before is None or not before.size:
        return
    gone = [name for key, name in before.names.items() if key not in now.names]
    share = Fraction(len(gone), before.size)
    numbers = {"gone": len(gone), "before": before.size, "share": float(share), "max_gone": bounds.max_gone}
    if len(gone) == before.size:
        yield GuardFault("gone", f"all {before.size} entries are gone: {_some(gone)}", numbers)
    elif len(gone) > MAY_ALWAYS_GO and share > exact(bounds.max_gone):
        found = f"{len(gone)} of {before.size} entries are gone"
        message = f"{found} ({percent(share)}; at most {percent(exact(bounds.max_gone))}): {_some(gone)}"
        yield GuardFault("gone", message, numbers)


def _failed(now: RunSummary, before: RunSummary | None, bounds: Guard) -> Iterator[GuardFault]:
    for code, found, of, what in (
        ("failed_details", now.failed_details, now.details, "detail pages failed"),
        (
            "unreadable",
            now.unreadable,
            now.size + now.nameless,
            "entries have a value that cannot be read",
        ),
    ):
        share = Fraction(found, of) if of else Fraction(0)
        if share > exact(bounds.max_failed):
            message = (
                f"{found} of {of} {what} ({percent(share)}; at most {percent(exact(bounds.max_failed))})"
            )
            if code == "failed_details" and now.detail_fault:
                message += f": {now.detail_fault}"
            numbers = {"failed": found, "of": of, "share": float(share), "max_failed": bounds.max_failed}
            yield GuardFault(code, message, numbers)


def _emptied(now: RunSummary, before: RunSummary | None, bounds: Guard) -> Iterator[GuardFault]:
    for name in sorted(before.filled) if before else ():
        was, is_now = before.fill(name) if before else Fraction(0), now.fill(name)
        if was - is_now > exact(bounds.max_fill_drop):
            found = f"{name} is filled for {percent(is_now)} of the entries, was {percent(was)}"
            message = f"{found} (at most {_points(exact(bounds.max_fill_drop))} points less)"
            numbers = {"fill": float(is_now), "before": float(was), "max_fill_drop": bounds.max_fill_drop}
            yield GuardFault("fill_drop", message, numbers, name)


def _missing(now: RunSummary, before: RunSummary | None, bounds: Guard) -> Iterator[GuardFault]:
    for name, least in bounds.required.items():
        share = Fraction(now.filled.get(name, 0), now.size + now.nameless)
        if share < exact(least):
            found = f"{name} is filled for {percent(share)} of the entries"
            message = f"{found}, where at least {percent(exact(least))} is required"
            yield GuardFault("required", message, {"fill": float(share), "required": least}, name)


def _miscounted(now: RunSummary, before: RunSummary | None, bounds: Guard) -> Iterator[GuardFault]:
    if bounds.total is None:
        return
    if now.total is None:
        yield GuardFault("total", "the register's own count is not on its pages")
    elif now.total not in (now.size, now.shown):
        message = f"the register says that it has {now.total} entries, {now.size} were read"
        yield GuardFault("total", message, {"total": now.total, "entries": now.size})


_Rule = Callable[[RunSummary, RunSummary | None, Guard], Iterable[GuardFault]]
_RULES: tuple[_Rule, ...] = (_too_few, _gone, _failed, _emptied, _missing, _miscounted)


def exact(share: float) -> Fraction:
    """A share as it was written: 0.1 is one tenth, so that exactly one tenth is not more than it."""
    return Fraction(str(share))


def percent(share: Fraction) -> str:
    """A share for people: "17.6 %"."""
    return f"{_points(share)} %"


def _points(share: Fraction) -> str:
    return f"{float(share) * 100:.1f}".removesuffix(".0")


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _some(names: list[str]) -> str:
    shown = ", ".join(sorted(names)[:_NAMES_SHOWN])
    return f"{shown} and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else shown
