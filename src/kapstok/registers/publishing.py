# SPDX-License-Identifier: EUPL-1.2
"""Writing what a run found into the entries over time; always inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from kapstok.registers.differences import Difference
from kapstok.registers.kept import Facts
from kapstok.registers.models import Entry, EntryVersion, Page, Run, Sighting
from kapstok.registers.pages import PageRecord
from kapstok.registers.shapes import Issue

# Rows in one statement; databases allow some thousands of values in each.
_BATCH = 500
_MOST_ISSUES_KEPT = 200


def publish(run: Run, change: Difference) -> None:
    """Writes the entries, versions and sightings that `change` asks for; what has not changed is not touched."""
    known = dict(Entry.objects.filter(register=run.register_id).values_list("key", "id"))
    ids = known | _new_entries(run, change.facts.keys() - known.keys())
    EntryVersion.objects.bulk_create(
        (_version(run, ids[key], change.facts[key]) for key in sorted(change.versions)), batch_size=_BATCH
    )
    Sighting.objects.bulk_create(
        (Sighting(entry_id=ids[key], from_run=run) for key in sorted(change.new)), batch_size=_BATCH
    )
    gone = sorted(ids[key] for key in change.gone)
    for start in range(0, len(gone), _BATCH):
        leaving = Sighting.objects.filter(entry__in=gone[start : start + _BATCH], gone_run=None)
        leaving.update(gone_run=run)


def keep_pages(run: Run, pages: Iterable[PageRecord]) -> None:
    """Writes where each page of a run was, and what came of it."""
    Page.objects.bulk_create((_page(run, page) for page in pages), batch_size=_BATCH)


def issues_as_json(issues: Iterable[Issue]) -> list[dict[str, str]]:
    """The first issues of a run, without what they do not say."""
    told = [{name: storable(value) for name, value in vars(issue).items() if value} for issue in issues]
    return told[:_MOST_ISSUES_KEPT]


def storable(text: str) -> str:
    """Text as every database takes it: no NUL, no halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _new_entries(run: Run, keys: Iterable[str]) -> dict[str, int]:
    entries = [Entry(register_id=run.register_id, key=key) for key in sorted(keys)]
    return {entry.key: entry.pk for entry in Entry.objects.bulk_create(entries, batch_size=_BATCH)}


def _version(run: Run, entry: int, facts: Facts) -> EntryVersion:
    return EntryVersion(
        entry_id=entry, run=run, day=run.day, values=dict(facts.values), unreadable=dict(facts.unreadable)
    )


def _page(run: Run, page: PageRecord) -> Page:
    return Page(
        run=run,
        position=page.position,
        kind=page.kind,
        asked=storable(page.asked),
        url=storable(page.url),
        status=page.status,
        fetched_at=page.fetched_at,
        sha256=page.sha256,
        content_type=page.content_type and storable(page.content_type),
        etag=storable(page.etag or ""),
        last_modified=storable(page.last_modified or ""),
        fault=storable(page.fault or ""),
    )
