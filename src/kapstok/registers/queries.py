# SPDX-License-Identifier: EUPL-1.2
"""What the rooms above may ask of the registers. Each answer takes the same few queries, however much there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Max, Model, Q, QuerySet

from kapstok.core.identifiers import domain
from kapstok.regions.folder import RegionFolder
from kapstok.registers import kept
from kapstok.registers.blobs import BlobMissing, Blobs
from kapstok.registers.differences import Standing
from kapstok.registers.enums import RunStatus
from kapstok.registers.histories import EntryHistory, Version
from kapstok.registers.kept import Facts, KeptRow
from kapstok.registers.models import Entry, EntryVersion, Page, Register, Run, Sighting
from kapstok.registers.pages import PageRecord
from kapstok.registers.reading import LABEL_FACTS

# Databases take some ten thousands of values in one query; above this many all rows are read and sifted here.
_MOST_ASKED_BY_ID = 1_000

_M = TypeVar("_M", bound=Model)


@dataclass(frozen=True)
class PageEvidence:
    """The page on which an entry's label was read: in which run, where, when, and the SHA-256 of its bytes.

    `pages` are all pages on which the run read the entry, as (kind, url, sha256).
    """

    run: int
    url: str
    fetched_at: datetime
    sha256: str
    pages: tuple[tuple[str, str, str], ...]


def register_names() -> dict[str, str]:
    """The name of every register that was ever read, by its id."""
    return dict(Register.objects.values_list("id", "name"))


def register_domains() -> frozenset[str]:
    """The registrable domains of the registers themselves, as far as their files name a homepage."""
    homepages = Register.objects.values_list("homepage", flat=True)
    return frozenset(found for homepage in homepages if (found := domain(homepage)))


def run_list(registers: Sequence[str] | None = None) -> list[Run]:
    """Every run, the newest first; of some registers where their ids are given."""
    runs = Run.objects.select_related("register")
    return list(runs.filter(register__in=registers) if registers is not None else runs)


def last_published(register: str) -> Run | None:
    """The newest run of a register that was published."""
    return Run.objects.filter(register=register, status=RunStatus.PUBLISHED).first()


def page_records(run: Run) -> tuple[PageRecord, ...]:
    """The pages of a run, in the order in which they were read."""
    return tuple(_record(page) for page in run.pages.order_by("position"))


def last_facts(register: str) -> dict[str, Facts]:
    """What last held for every entry that a register ever had, by its key."""
    newest = EntryVersion.objects.filter(entry__register=register).values("entry").annotate(newest=Max("id"))
    versions = EntryVersion.objects.filter(id__in=newest.values("newest"))
    rows = versions.order_by("entry_id").values_list("entry__key", "values", "unreadable")
    return {key: Facts(kept.values_from_json(values), unreadable) for key, values, unreadable in rows}


def standing(register: str) -> Standing:
    """What the last published run of a register left."""
    present = Sighting.objects.filter(entry__register=register, gone_run=None)
    return Standing(last_facts(register), frozenset(present.values_list("entry__key", flat=True)))


def entry_histories(entries: Iterable[int] | None = None) -> list[EntryHistory]:
    """The history of each of `entries` (ids), or of every entry, in the order of their ids; four queries."""
    wanted = None if entries is None else frozenset(entries)
    found = _of(Entry.objects.all(), wanted, "id").values_list("id", "register", "register__label", "key")
    versions = _versions(wanted)
    seen = _presences(wanted)
    days = _run_days()
    return [
        EntryHistory(
            entry, register, label, key, tuple(versions[entry]), tuple(seen[entry]), days.get(register, ())
        )
        for entry, register, label, key in found.order_by("id")
        if wanted is None or entry in wanted
    ]


def page_of(entry: int, day: date) -> PageEvidence | None:
    """The page that proves what an entry showed on `day`; None when no run at or before it had the entry.

    It is of the last published run at or before the day that read the entry's page: the page with the facts of the
    label, else the detail page, else the list page.
    """
    found = Entry.objects.filter(pk=entry).values_list("register", "key").first()
    if found is None:
        return None
    register, key = found
    spans = list(Sighting.objects.filter(entry=entry).values_list("from_run", "gone_run"))
    runs = Run.objects.filter(register=register, status=RunStatus.PUBLISHED, day__lte=day).order_by("-id")
    runs = runs.defer("issues", "verdict")
    shown = [
        run for run in runs if any(first <= run.id and (end is None or run.id < end) for first, end in spans)
    ]
    rows = ((run, row) for run in shown if (row := _kept_row(run, key)) is not None)
    incomplete = None
    for run, row in rows:
        if not row.unread:
            return _evidence(run, row)
        incomplete = incomplete or (run, row)
    return _evidence(*incomplete) if incomplete else None


def snapshots(folder: RegionFolder | None = None) -> Blobs:
    """Where the bytes of every page are kept."""
    return Blobs((folder or RegionFolder.current()).var / "snapshots")


def rows_of(run: Run, blobs: Blobs) -> list[KeptRow]:
    """The rows that a run read; none when it read none. Raises `BlobMissing`."""
    return kept.load(blobs.get(run.rows_sha256)) if run.rows_sha256 else []


def _of(queryset: QuerySet[_M], wanted: frozenset[int] | None, by: str) -> QuerySet[_M]:
    if wanted is None or len(wanted) > _MOST_ASKED_BY_ID:
        return queryset
    return queryset.filter(Q(**{f"{by}__in": wanted}))


def _versions(wanted: frozenset[int] | None) -> Mapping[int, Sequence[Version]]:
    rows = _of(EntryVersion.objects.order_by("run_id"), wanted, "entry")
    versions: defaultdict[int, list[Version]] = defaultdict(list)
    for entry, run, day, values, unreadable in rows.values_list(
        "entry", "run", "day", "values", "unreadable"
    ):
        versions[entry].append(Version(run, day, kept.values_from_json(values), unreadable))
    return versions


def _presences(wanted: frozenset[int] | None) -> Mapping[int, Sequence[tuple[date, date | None]]]:
    rows = _of(Sighting.objects.order_by("from_run_id"), wanted, "entry")
    seen: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for entry, first, gone in rows.values_list("entry", "from_run__day", "gone_run__day"):
        seen[entry].append((first, gone))
    return seen


def _run_days() -> Mapping[str, tuple[date, ...]]:
    published = Run.objects.filter(status=RunStatus.PUBLISHED).order_by("day").values_list("register", "day")
    days: defaultdict[str, list[date]] = defaultdict(list)
    for register, day in published.distinct():
        days[register].append(day)
    return {register: tuple(found) for register, found in days.items()}


def _record(page: Page) -> PageRecord:
    kind: Any = page.kind
    return PageRecord(
        position=page.position,
        kind=kind,
        asked=page.asked,
        url=page.url,
        fetched_at=page.fetched_at,
        status=page.status,
        sha256=page.sha256,
        content_type=page.content_type,
        etag=page.etag or None,
        last_modified=page.last_modified or None,
        fault=page.fault or None,
    )


def _kept_row(run: Run, key: str) -> KeptRow | None:
    try:
        return kept.find(snapshots().get(run.rows_sha256), key) if run.rows_sha256 else None
    except BlobMissing:
        return None


def _evidence(run: Run, row: KeptRow) -> PageEvidence | None:
    pages = {page.position: page for page in run.pages.filter(position__in=row.pages) if page.sha256}
    if not pages:
        return None
    last = max(pages, key=lambda position: (pages[position].kind == "detail", -position))
    proving = next((row.origin[name] for name in LABEL_FACTS if row.origin.get(name) in pages), last)
    page = pages[proving]
    shown = tuple((page.kind, page.url, page.sha256) for page in pages.values())
    return PageEvidence(run.pk, page.url, page.fetched_at, page.sha256, shown)
