# SPDX-License-Identifier: EUPL-1.2
"""What the rooms above may ask of the registers. Each answer takes the same few queries, however much there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from django.db.models import Count, Max, Min, Q, QuerySet

from kapstok.core.identifiers import domain
from kapstok.core.models import AuditEntry
from kapstok.regions.folder import RegionFolder
from kapstok.registers import kept
from kapstok.registers.blobs import BlobMissing, Blobs
from kapstok.registers.differences import Standing
from kapstok.registers.enums import ACCEPT, REJECT, RunStatus
from kapstok.registers.histories import EntryHistory, Version
from kapstok.registers.kept import Facts, KeptRow
from kapstok.registers.models import Entry, EntryVersion, Page, Register, Run, Sighting
from kapstok.registers.pages import PageRecord
from kapstok.registers.reading import LABEL_FACTS

# Databases take some ten thousands of values in one query; above this many all rows are read and sifted here.
_MOST_ASKED_BY_ID = 1_000

_Q = TypeVar("_Q", bound=QuerySet[Any, Any])


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


class _EntryRow(NamedTuple):
    """Which entry of which register: its id, the register's id and label, its key there."""

    entry: int
    register: str
    label: str
    key: str


def register_names() -> dict[str, str]:
    """The name of every register that was ever read, by its id."""
    return dict(_name_rows().all())


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


@dataclass(frozen=True)
class PublishedSpan:
    """The first day of a register's published runs, and the newest of those runs."""

    first_day: date
    last_run: int | None


def published_spans() -> dict[str, PublishedSpan]:
    """The span of every register that was ever published, by its id; one query."""
    published = Run.objects.filter(status=RunStatus.PUBLISHED).order_by()
    spans = published.values_list("register").annotate(Min("day"), Max("id"))
    return {register: PublishedSpan(first, last) for register, first, last in spans}


def last_published_day() -> date | None:
    """The latest day that any register was published for."""
    last: date | None = Run.objects.filter(status=RunStatus.PUBLISHED).aggregate(last=Max("day"))["last"]
    return last


def publications() -> tuple[object, ...]:
    """Differs whenever anything was published that was not there before, or a register is described otherwise.

    A run that only confirms its register (`unchanged`) does not count; two queries.
    """
    news = Run.objects.filter(status=RunStatus.PUBLISHED, unchanged=False).order_by("register")
    return (
        *Register.objects.order_by("id").values_list("id", "label", "homepage"),
        *news.values_list("register").annotate(Max("id"), Count("id")),
    )


def published_mark() -> tuple[object, ...]:
    """Differs whenever a run was published, also one that only confirms, or a register is called otherwise."""
    published = Run.objects.filter(status=RunStatus.PUBLISHED).order_by()
    return (*register_names().items(), *published.aggregate(Max("id"), Count("id")).values())


def absent_entries() -> QuerySet[Entry]:
    """The entries that the last published run of their register did not show."""
    return Entry.objects.exclude(pk__in=Sighting.objects.filter(gone_run=None).values("entry"))


@dataclass(frozen=True)
class Decision:
    """What a person decided about a run in quarantine: who (as the audit trail names them), when and why."""

    actor: str
    at: datetime
    accepted: bool
    why: str


def decision(run: Run) -> Decision | None:
    """What a person decided about a run; None where nobody did."""
    found = AuditEntry.objects.filter(subject=f"run:{run.pk}", verb__in=(ACCEPT, REJECT)).first()
    if found is None:
        return None
    return Decision(found.actor, found.at, found.verb == ACCEPT, str(found.details.get("why", "")))


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
    """The history of each of `entries` (ids), or of every entry, in the order of their ids; three queries."""
    wanted = None if entries is None else frozenset(entries)
    versions = _versions(wanted)
    seen = _presences(wanted)
    days = _run_days()
    return [
        EntryHistory(entry, register, label, key, tuple(known), tuple(seen[entry]), days.get(register, ()))
        for (entry, register, label, key), known in versions.items()
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


def pages_of(entries: Iterable[int], day: date) -> dict[int, PageEvidence]:
    """`page_of` for many entries at once; those without a page are left out.

    The run that read a register last is opened once, not once for each of its entries.
    """
    asked = {(entry.register_id, entry.key): entry.pk for entry in _entries(frozenset(entries))}
    found: dict[int, PageEvidence] = {}
    for register in sorted({register for register, _ in asked}):
        newest = Run.objects.filter(register=register, status=RunStatus.PUBLISHED, day__lte=day)
        run = newest.defer("issues", "verdict").order_by("-id").first()
        wanted = {key: entry for (of, key), entry in asked.items() if of == register}
        found |= _proven_by(run, wanted) if run else {}
    others = ((entry, page_of(entry, day)) for entry in asked.values() if entry not in found)
    return found | {entry: page for entry, page in others if page}


def snapshots(folder: RegionFolder | None = None) -> Blobs:
    """Where the bytes of every page are kept."""
    return Blobs((folder or RegionFolder.current()).var / "snapshots")


def rows_of(run: Run, blobs: Blobs) -> list[KeptRow]:
    """The rows that a run read; none when it read none. Raises `BlobMissing`."""
    return kept.load(blobs.get(run.rows_sha256)) if run.rows_sha256 else []


def _entries(wanted: frozenset[int]) -> list[Entry]:
    return [entry for entry in _of(Entry.objects.all(), wanted, "id") if entry.pk in wanted]


def _proven_by(run: Run, wanted: Mapping[str, int]) -> dict[int, PageEvidence]:
    """The pages of one run for those entries (by key) that it read whole."""
    try:
        content = snapshots().get(run.rows_sha256) if run.rows_sha256 else b""
    except BlobMissing:
        return {}
    rows = [row for row in kept.find_all(content, wanted) if not row.unread]
    pages = run.pages.only("run", "position", "kind", "url", "fetched_at", "sha256")
    read = {page.position: page for page in pages}
    shown = ((wanted[row.key], _shown(run, row, read)) for row in rows)
    return {entry: page for entry, page in shown if page}


def _of(queryset: _Q, wanted: frozenset[int] | None, by: str) -> _Q:
    if wanted is None or len(wanted) > _MOST_ASKED_BY_ID:
        return queryset.all()
    return queryset.filter(Q(**{f"{by}__in": wanted}))


# Every profile asks these. So what does not differ from one time to the next is put together once (`all` and `filter`
# ask anew), and the few rows are sorted here: to say in SQL how costs more than to do it.
@cache
def _name_rows() -> QuerySet[Register, tuple[str, str]]:
    return Register.objects.order_by().values_list("id", "name")


@cache
def _version_rows() -> QuerySet[EntryVersion, tuple[Any, ...]]:
    entry = ("entry", "entry__register", "entry__register__label", "entry__key")
    return EntryVersion.objects.order_by().values_list(*entry, "run", "day", "values", "unreadable")


@cache
def _presence_rows() -> QuerySet[Sighting, tuple[Any, ...]]:
    return Sighting.objects.order_by().values_list("entry", "from_run", "from_run__day", "gone_run__day")


@cache
def _run_day_rows() -> QuerySet[Run, tuple[Any, ...]]:
    published = Run.objects.filter(status=RunStatus.PUBLISHED).order_by()
    return published.values_list("register", "day").distinct()


_BY_RUN = itemgetter(0, 4)  # of a row with a version: the entry, then the run


def _versions(wanted: frozenset[int] | None) -> Mapping[_EntryRow, Sequence[Version]]:
    """The versions of each entry, by its id, register, label and key; every entry has one."""
    versions: defaultdict[_EntryRow, list[Version]] = defaultdict(list)
    for *entry, run, day, values, unreadable in sorted(_of(_version_rows(), wanted, "entry"), key=_BY_RUN):
        versions[_EntryRow(*entry)].append(Version(run, day, kept.values_from_json(values), unreadable))
    return versions


def _presences(wanted: frozenset[int] | None) -> Mapping[int, Sequence[tuple[date, date | None]]]:
    seen: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for entry, _, first, gone in sorted(_of(_presence_rows(), wanted, "entry"), key=itemgetter(1)):
        seen[entry].append((first, gone))
    return seen


def _run_days() -> Mapping[str, tuple[date, ...]]:
    days: defaultdict[str, list[date]] = defaultdict(list)
    for register, day in sorted(_run_day_rows().all()):
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
    return _shown(run, row, {page.position: page for page in run.pages.filter(position__in=row.pages)})


def _shown(run: Run, row: KeptRow, read: Mapping[int, Page]) -> PageEvidence | None:
    pages = {position: read[position] for position in row.pages if position in read and read[position].sha256}
    if not pages:
        return None
    last = max(pages, key=lambda position: (pages[position].kind == "detail", -position))
    proving = next((row.origin[name] for name in LABEL_FACTS if row.origin.get(name) in pages), last)
    page = pages[proving]
    shown = tuple((page.kind, page.url, page.sha256) for page in pages.values())
    return PageEvidence(run.pk, page.url, page.fetched_at, page.sha256, shown)
