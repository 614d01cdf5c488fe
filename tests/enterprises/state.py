# SPDX-License-Identifier: EUPL-1.2
"""What an instance is, in one value: equal for two instances of which nobody could say a different thing.

Left out is what may differ: numbers and random ids (entries go by register and key, enterprises by slug, runs by
register and day), moments, runs that were interrupted, and a second run on one day that says what the first one said.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from kapstok.enterprises.evidence import evidence
from kapstok.enterprises.export import export_rows
from kapstok.enterprises.finding import index_path
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import (
    Assembled,
    Enterprise,
    EnterpriseLabel,
    EnterpriseNumber,
    EnterpriseSlug,
    LabelEvent,
)
from kapstok.regions.folder import RegionFolder
from kapstok.registers.models import EntryVersion, Run, Sighting
from kapstok.registers.queries import snapshots
from kapstok.resolution.models import Judgement
from kapstok.resolution.queries import clusters, open_pairs
from kapstok.search.index import search_index
from kapstok.search.models import OutboxHead
from kapstok.search.shapes import FACETS, Query

_NOT_OF_ENTERPRISES = ("id", "made_at", "merged_into_id", "former_entries")
_NOT_OF_LABELS = ("entry_id", "enterprise_id")


def state() -> dict[str, Any]:
    """Everything that the region folder of this process and its database say, as plain values."""
    folder = RegionFolder.current()
    keys = dict(_keys())
    slugs = {enterprise.pk: enterprise.slug for enterprise in Enterprise.objects.all()}
    days = sorted(set(Run.objects.filter(status="published").values_list("day", flat=True)))
    rules = ListingRules.of(folder.region())
    return {
        "runs": _runs(),
        "versions": sorted(
            [keys[v.entry_id], v.day, v.values, v.unreadable] for v in EntryVersion.objects.all()
        ),
        "sightings": sorted(
            [keys[entry], first, str(gone)]
            for entry, first, gone in Sighting.objects.values_list("entry", "from_run__day", "gone_run__day")
        ),
        "clusters": sorted(sorted(keys[entry] for entry in cluster) for cluster in clusters()),
        "judgements": [
            [keys[j.pair.first_id], keys[j.pair.second_id], j.verdict, j.by, j.strength, j.why]
            for j in Judgement.objects.select_related("pair")
        ],
        "open": [[keys[pair.first], keys[pair.second], pair.worth] for pair in open_pairs()],
        "enterprises": _enterprises(slugs),
        "slugs": sorted([slug.slug, slugs[slug.enterprise_id]] for slug in EnterpriseSlug.objects.all()),
        "numbers": sorted(
            [number.kvk, slugs[number.enterprise_id]] for number in EnterpriseNumber.objects.all()
        ),
        "labels": sorted(
            [slugs[row.enterprise_id], keys[row.entry_id], _columns(row, _NOT_OF_LABELS)]
            for row in EnterpriseLabel.objects.all()
        ),
        "events": sorted(_event(event, keys) for event in LabelEvent.objects.all()),
        "assembled for": [str(assembled.day) for assembled in Assembled.objects.all()],
        "export": {str(day): list(export_rows(day, rules, everyone=True)) for day in days},
        "evidence": [_evidence(one, day, rules) for one in _shown() for day in days],
        "index": _index(folder, slugs),
        "left over": _left_over(folder),
    }


def _keys() -> Iterable[tuple[int, str]]:
    from kapstok.registers.models import Entry

    for entry in Entry.objects.all():
        yield entry.pk, f"{entry.register_id} {entry.key}"


def _runs() -> list[list[Any]]:
    runs = Run.objects.exclude(status="failed", reason="interrupted").order_by("register", "pk")
    told: list[list[Any]] = []
    for (_register, _day), same in groupby(runs, key=lambda run: (run.register_id, run.day)):
        of_day: list[list[Any]] = []
        for run in same:
            what = [run.register_id, str(run.day), run.status, run.reason, run.seen, run.filled, run.issues]
            news = [run.new, run.changed, run.gone, run.verdict]
            if not of_day or of_day[-1][:7] != what:
                of_day.append([*what, *news, run.page_count, bool(run.rows_sha256)])
        told += of_day
    return told


def _enterprises(slugs: dict[Any, str]) -> list[Any]:
    return sorted(
        [row.slug, _columns(row, _NOT_OF_ENTERPRISES), row.merged_into_id and slugs[row.merged_into_id]]
        for row in Enterprise.objects.all()
    )


def _columns(row: Any, but: tuple[str, ...]) -> dict[str, str]:
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in but]
    return {name: str(getattr(row, name)) for name in names}


def _event(event: LabelEvent, keys: dict[int, str]) -> list[Any]:
    columns = _columns(event, ("id", "entry_id", "run_id", "at"))
    return [keys[event.entry_id], str(event.day), event.kind, str(sorted(columns.items()))]


def _shown() -> Iterable[Enterprise]:
    return Enterprise.objects.filter(merged_into=None).order_by("slug")


def _evidence(enterprise: Enterprise, day: date, rules: ListingRules) -> dict[str, Any]:
    told = evidence(enterprise, day, rules).as_json()
    for label in (*told["labels"], *told["not_held"]):
        label["run"] = label["run"] and str(Run.objects.get(pk=label["run"]).day)
        label["corrected"] = label["corrected"] and {**label["corrected"], "run": None}
        label["fetched_at"] = bool(label["fetched_at"])
        # The bytes are there and are those of the hash, else this raises.
        label["bytes"] = label["sha256"] and len(snapshots().get(label["sha256"]))
    return told


def _index(folder: RegionFolder, slugs: dict[Any, str]) -> dict[str, Any]:
    index = search_index(index_path(folder))
    head, position = OutboxHead.objects.first(), index.position()
    by_key = {str(key): slug for key, slug in slugs.items()}
    found = {text: index.search(Query(text, limit=1_000)) for text in ("", "bedrijf", "zwolle")}
    return {
        "up to date": bool(
            head and position and head.position == position.applied and head.epoch == position.epoch
        ),
        "found": {
            text: sorted([by_key[hit.key], round(hit.score, 3)] for hit in result.hits)
            for text, result in found.items()
        },
        "facets": {facet: dict(found[""].facets[facet]) for facet in FACETS},
    }


def _left_over(folder: RegionFolder) -> dict[str, Any]:
    return {
        "drafts": [file.name for file in (folder.var / "snapshots" / "drafts").glob("*")],
        "open runs": Run.objects.filter(status="running").count(),
        "more generations than two": len(list(index_path(folder).glob("g-*"))) > 2,
    }
