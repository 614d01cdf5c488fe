# SPDX-License-Identifier: EUPL-1.2
"""One entry of a register through time, and the bytes that it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kapstok.enterprises.models import Enterprise
from kapstok.regions.folder import RegionFolder
from kapstok.registers import kept
from kapstok.registers.blobs import BlobMissing
from kapstok.registers.models import Entry
from kapstok.registers.queries import PageEvidence, page_of, snapshots
from kapstok.registers.review import Change, changes
from kapstok.registers.rules import READ_RUNS
from kapstok.registers.shapes import Value
from kapstok.registers.wording import field_words
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed

# Each version asks for the page that it was read on; of older ones the run's own page tells.
_PROVEN = 20
_TEXT_SHOWN = 200_000


@dataclass(frozen=True)
class Episode:
    """From one published run on: what the entry showed, what of that was new, and the page that it was read on."""

    run: int
    day: date
    changes: tuple[Change, ...]
    unreadable: tuple[tuple[str, str], ...]
    page: PageEvidence | None


@require_safe
@door.opened_by(READ_RUNS)
def entry(request: HttpRequest, entry: int) -> HttpResponse:
    """What a register showed of one entry, the newest first."""
    found = Entry.objects.filter(pk=entry).select_related("register").first()
    if found is None:
        raise Http404
    episodes = list(_episodes(found))[::-1]
    return framed(
        request,
        "beheer/entry.html",
        {
            "entry": found,
            "name": _name(found),
            "episodes": episodes,
            "seen": found.sightings.select_related("from_run", "gone_run").order_by("-from_run_id"),
            "enterprise": Enterprise.objects.filter(memberships__entry=found).first(),
            "field_words": field_words,
        },
    )


@require_safe
@door.opened_by(READ_RUNS)
def kept_bytes(request: HttpRequest, sha256: str) -> HttpResponse:
    """The bytes of this SHA-256 as they came from the site: to keep as a file, or with `?als=tekst` to read.

    Never shown as what they claim to be: they are a stranger's.
    """
    try:
        content = snapshots(RegionFolder.current()).get(sha256)
    except BlobMissing:
        raise Http404 from None
    if request.GET.get("als") == "tekst":
        text = content[:_TEXT_SHOWN].decode("utf-8", errors="replace")
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{sha256[:16]}.bin"'},
    )


def _episodes(entry: Entry) -> Iterator[Episode]:
    versions = list(entry.versions.order_by("run_id"))
    before: dict[str, Value] = {}
    for place, version in enumerate(versions, start=1):
        values = kept.values_from_json(version.values)
        proven = len(versions) - place < _PROVEN
        yield Episode(
            run=version.run_id,
            day=version.day,
            changes=changes(before, values),
            unreadable=tuple(sorted(version.unreadable.items())),
            page=page_of(entry.pk, version.day) if proven else None,
        )
        before = values


def _name(entry: Entry) -> str:
    last = entry.versions.order_by("-run_id").first()
    return kept.text(last.values.get("name", entry.key)) if last else entry.key
