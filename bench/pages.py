# SPDX-License-Identifier: EUPL-1.2
"""The pages of the directory, asked for in one process, in turns with one of them as a page that never changes."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from itertools import cycle, islice
from urllib.parse import urlencode

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from bench import bare_site
from bench.figures import Figure, Part, quantile
from bench.inside import timed
from bench.questions import questions
from kapstok.enterprises.models import Enterprise
from kapstok.regions.folder import RegionFolder

_WARM = 5
_PLACES = ("Zwolle", "Deventer", "Enschede", "Apeldoorn", "Arnhem", "Nijmegen", "Ede")
_TARGET_QUERIES = 8


@dataclass(frozen=True)
class _Visit:
    """One answer: the milliseconds of processor that it took, and its body as it was sent."""

    took: float
    sent: bytes


@override_settings(ROOT_URLCONF=bare_site.__name__)
def figures(folder: RegionFolder, visits: int) -> Part:
    """Every kind of page of the directory, visited so often."""
    listed = Enterprise.objects.filter(listed=True).count()
    return Part(
        f"pages of a directory of {listed:,} enterprises, in one process, processor time",
        tuple(each for kind, addresses in _addresses(visits).items() for each in _figures(kind, addresses)),
    )


def _addresses(visits: int) -> Mapping[str, Sequence[str]]:
    """What is asked for of each kind, one after another."""
    words = [question.text for question in questions(visits)]
    slugs = Enterprise.objects.filter(listed=True).order_by("pk").values_list("slug", flat=True)[:visits]
    kinds = {
        "/aanbod": ["/aanbod"],
        "/aanbod?q=…": [f"/aanbod?{urlencode({'q': text})}" for text in words],
        "/aanbod?label=…&gemeente=…": [f"/aanbod?label=pso&gemeente={place}" for place in _PLACES],
        "/onderneming/…": [f"/onderneming/{slug}" for slug in slugs],
        "/onderneming/…/bewijs": [f"/onderneming/{slug}/bewijs" for slug in slugs],
    }
    return {kind: list(islice(cycle(addresses), visits)) for kind, addresses in kinds.items()}


def _figures(kind: str, addresses: Sequence[str]) -> tuple[Figure, ...]:
    visitor = Client(headers={"accept-encoding": "gzip"}, SERVER_NAME="localhost")
    # The first visits find nothing warm and are not counted.
    bare_site.body = _typical([_visit(visitor, address) for address in addresses[:_WARM]])
    visits, bare = zip(
        *[(_visit(visitor, address), _visit(visitor, bare_site.CONSTANT)) for address in addresses],
        strict=True,
    )
    took, constant = [visit.took for visit in visits], [visit.took for visit in bare]
    sent, body = len(bare[-1].sent) / 1_000, len(bare_site.body) / 1_000
    beside = "such a page, constant"
    return (
        Figure(f"{kind}, median", quantile(took, 0.5), "ms", beside, quantile(constant, 0.5)),
        Figure(f"{kind}, p95", quantile(took, 0.95), "ms", beside, quantile(constant, 0.95)),
        Figure(
            f"{kind}, most queries", _most_queries(visitor, addresses), "queries", "target", _TARGET_QUERIES
        ),
        Figure(f"{kind}, as sent", sent, "kB", "not compressed", body),
    )


def _typical(visits: Sequence[_Visit]) -> bytes:
    """The page of middle size among those that were sent."""
    return sorted((gzip.decompress(visit.sent) for visit in visits), key=len)[len(visits) // 2]


def _visit(visitor: Client, address: str) -> _Visit:
    answer, took = timed(partial(visitor.get, address))
    if answer.status_code != HTTPStatus.OK:
        raise LookupError(f"{address}: answered {answer.status_code}, so there is nothing to measure")
    return _Visit(took, answer.content)


def _most_queries(visitor: Client, addresses: Sequence[str]) -> int:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            visitor.get(address)
        return len(captured)

    return max(map(queries, set(addresses)))
