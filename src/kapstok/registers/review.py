# SPDX-License-Identifier: EUPL-1.2
"""What a person has to see of a run: what it changed, or would change, in what the register left before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kapstok.regions.folder import RegionFolder
from kapstok.registers import kept
from kapstok.registers.blobs import BlobMissing
from kapstok.registers.differences import Difference, Standing, difference
from kapstok.registers.enums import RunStatus
from kapstok.registers.kept import Facts
from kapstok.registers.models import Entry, EntryVersion, Run
from kapstok.registers.queries import last_published, rows_of, snapshots, standing
from kapstok.registers.shapes import Value

# More than these nobody reads on a page; the numbers always tell of all.
SHOWN = 200


@dataclass(frozen=True)
class Change:
    """What changed in one field; None is absent."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class EntryLine:
    """An entry of the review. `entry` is its id where it has one: one that was never published has none."""

    key: str
    name: str
    entry: int | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Fill:
    """For how many entries a field was filled in the last published run, and in this one, as shares (0..1)."""

    field: str
    before: float
    now: float


@dataclass(frozen=True)
class Review:
    """What a run changes. The lines are the first `SHOWN` of each kind by name; `counts` has how many there are.

    `fills` has every field that is filled for less of the entries than before. `published`: it has already been done.
    `unknown`: what was read is not kept any more, or nothing was.
    """

    published: bool
    gone: tuple[EntryLine, ...] = ()
    new: tuple[EntryLine, ...] = ()
    changed: tuple[EntryLine, ...] = ()
    fills: tuple[Fill, ...] = ()
    unknown: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)


def review(run: Run, folder: RegionFolder) -> Review:
    """The review of a run: of a published one what it did, of any other what publishing it now would do."""
    if run.status == RunStatus.PUBLISHED:
        return _done(run)
    try:
        rows = rows_of(run, snapshots(folder))
    except BlobMissing:
        rows = []
    if not rows:
        return Review(published=False, unknown=True)
    stands = standing(run.register_id)
    return _to_do(run, difference(rows, stands), stands)


def _to_do(run: Run, change: Difference, stands: Standing) -> Review:
    ids = dict(Entry.objects.filter(register=run.register_id).values_list("key", "id"))
    lines = _Lines(stands.facts, change.facts, ids)
    before = last_published(run.register_id)
    return Review(
        published=False,
        gone=lines.of(change.gone),
        new=lines.of(change.new),
        changed=lines.of(change.changed),
        fills=_fills(before, change.filled, len(change.facts)) if before else (),
        counts={"gone": len(change.gone), "new": len(change.new), "changed": len(change.changed)},
    )


def _done(run: Run) -> Review:
    if run.unchanged:
        return Review(published=True)
    shown = Entry.objects.filter(register=run.register_id)
    came = dict(shown.filter(sightings__from_run=run).values_list("key", "id"))
    went = dict(shown.filter(sightings__gone_run=run).values_list("key", "id"))
    versions = dict(shown.filter(versions__run=run).exclude(id__in=came.values()).values_list("key", "id"))
    ids = came | went | versions
    lines = _Lines(_facts(ids, before=run), _facts(ids, until=run), ids)
    earlier = Run.objects.filter(register=run.register_id, status=RunStatus.PUBLISHED, id__lt=run.pk).first()
    return Review(
        published=True,
        gone=lines.of(went),
        new=lines.of(came),
        changed=lines.of(versions),
        fills=_fills(earlier, run.filled, run.seen) if earlier else (),
        counts={"gone": len(went), "new": len(came), "changed": len(versions)},
    )


def _facts(
    ids: Mapping[str, int], *, before: Run | None = None, until: Run | None = None
) -> dict[str, Facts]:
    """What held for these entries just before a run, or from it on."""
    versions = EntryVersion.objects.order_by("entry_id", "run_id")
    versions = versions.filter(run__lt=before) if before else versions.filter(run__lte=until)
    wanted = frozenset(ids.values())
    found: dict[str, Facts] = {}
    register = (before or until).register_id  # type: ignore[union-attr]
    rows = versions.filter(entry__register=register).values_list(
        "entry", "entry__key", "values", "unreadable"
    )
    for entry, key, values, unreadable in rows.iterator():
        if entry in wanted:
            found[key] = Facts(kept.values_from_json(values), unreadable)
    return found


@dataclass(frozen=True)
class _Lines:
    before: Mapping[str, Facts]
    after: Mapping[str, Facts]
    ids: Mapping[str, int]

    def of(self, keys: Iterable[str]) -> tuple[EntryLine, ...]:
        lines = (EntryLine(key, self._name(key), self.ids.get(key), self._changes(key)) for key in keys)
        return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.key))[:SHOWN])

    def _name(self, key: str) -> str:
        facts = self.after.get(key) or self.before.get(key)
        return kept.text(facts.values.get("name", key)) if facts else key

    def _changes(self, key: str) -> tuple[Change, ...]:
        before, after = self.before.get(key), self.after.get(key)
        return changes(before.values, after.values) if before and after else ()


def changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[Change, ...]:
    """The fields that differ, by name."""
    names = sorted({*before, *after})
    return tuple(
        Change(name, _said(before.get(name)), _said(after.get(name)))
        for name in names
        if before.get(name) != after.get(name)
    )


def _said(value: Value | None) -> str | None:
    return None if value is None else kept.text(value)


def _fills(before: Run, filled: Mapping[str, int], size: int) -> tuple[Fill, ...]:
    """Only what became emptier: that is what a guard doubts."""
    was = {name: count / before.seen for name, count in before.filled.items()} if before.seen else {}
    now = {name: filled.get(name, 0) / size if size else 0.0 for name in was}
    return tuple(Fill(name, was[name], now[name]) for name in sorted(was) if now[name] < was[name])
