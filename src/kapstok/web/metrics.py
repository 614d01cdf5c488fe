# SPDX-License-Identifier: EUPL-1.2
"""What a monitoring system may ask (`/metrics`): counts and moments of the instance, nothing of anyone.

Read from the database at each request, so that every web process gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Count
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from kapstok import __version__
from kapstok.core.clock import now
from kapstok.core.heartbeat import read as read_heartbeat
from kapstok.enterprises.finding import index_path
from kapstok.enterprises.queries import counted_as_shown
from kapstok.notices.queries import counts as notice_counts
from kapstok.regions.folder import RegionFolder
from kapstok.registers.course import quarantined_count, register_lines
from kapstok.registers.due import overdue_registers
from kapstok.registers.models import Run
from kapstok.resolution.queries import open_count
from kapstok.search.index import search_index
from kapstok.search.queries import behind
from kapstok.search.vocabulary import chain_of


def metrics(folder: RegionFolder) -> bytes:
    """The metrics as Prometheus reads them (text format 0.0.4)."""
    registry = CollectorRegistry()
    registry.register(_Instance(folder))
    return generate_latest(registry)


class _Instance(Collector):
    def __init__(self, folder: RegionFolder):
        self._folder = folder

    def collect(self) -> Iterable[GaugeMetricFamily]:
        yield _gauge("kapstok_info", "The version that runs.", [((("version", __version__),), 1)])
        yield from self._directory()
        yield from self._registers()
        yield from self._background()

    def _directory(self) -> Iterator[GaugeMetricFamily]:
        known = counted_as_shown()
        yield _gauge(
            "kapstok_enterprises",
            "Enterprises known, listed, and of unknown place with a label that holds.",
            [((("kind", kind),), getattr(known, kind)) for kind in ("known", "listed", "unplaced")],
        )
        yield _one("kapstok_reviews_open", "Pairs of entries that wait for a person.", open_count())
        waiting = behind(search_index(index_path(self._folder)).position(), chain_of(self._folder).version)
        yield _one(
            "kapstok_search_index_behind",
            "Changes that the search index has not followed yet; -1: it has to be built anew.",
            -1 if waiting is None else waiting,
        )

    def _registers(self) -> Iterator[GaugeMetricFamily]:
        lines, faults = register_lines(self._folder)
        late = {one.file.id for one in overdue_registers([line.file for line in lines if line.file], now())}
        published = [line for line in lines if line.published]
        by_status = Run.objects.order_by().values_list("status").annotate(Count("id"))
        yield _one("kapstok_register_file_faults", "What is wrong with register files.", len(faults))
        yield _gauge(
            "kapstok_runs", "Runs by what became of them.", [((("status", s),), n) for s, n in by_status]
        )
        yield _one("kapstok_runs_waiting", "Runs in quarantine that wait for a person.", quarantined_count())
        yield _gauge(
            "kapstok_register_published_timestamp_seconds",
            "When the last published run of a register began.",
            [
                ((("register", line.id),), line.published.started_at.timestamp())
                for line in published
                if line.published
            ],
        )
        yield _gauge(
            "kapstok_register_entries",
            "Entries that the last published run of a register saw.",
            [((("register", line.id),), line.published.seen) for line in published if line.published],
        )
        yield _gauge(
            "kapstok_register_overdue",
            "Whether a register went unpublished for three times its interval.",
            [((("register", line.id),), line.id in late) for line in lines],
        )

    def _background(self) -> Iterator[GaugeMetricFamily]:
        notices = vars(notice_counts())
        yield _gauge(
            "kapstok_notices", "Notices by state.", [((("state", s),), n) for s, n in notices.items()]
        )
        beat = read_heartbeat(self._folder.var / "worker.json")
        yield _one(
            "kapstok_worker_heartbeat_timestamp_seconds",
            "When the worker last showed that it lives; 0: never.",
            beat.at.timestamp() if beat else 0,
        )


Sample = tuple[tuple[tuple[str, str], ...], float]


def _gauge(name: str, text: str, samples: Iterable[Sample]) -> GaugeMetricFamily:
    found = list(samples)
    labels = [label for label, _value in found[0][0]] if found else []
    made = GaugeMetricFamily(name, text, labels=labels)
    for pairs, value in found:
        made.add_metric([text for _label, text in pairs], float(value))
    return made


def _one(name: str, text: str, value: float) -> GaugeMetricFamily:
    return _gauge(name, text, [((), value)])
