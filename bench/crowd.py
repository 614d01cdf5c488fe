# SPDX-License-Identifier: EUPL-1.2
"""The site as it is served, with eight visitors at a time on the same machine, beside a bare Django view likewise."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

import kapstok
from bench.figures import Figure, Part, quantile
from bench.questions import questions
from bench.served import Served, bare, served
from bench.visitors import Crowd, visited
from kapstok.enterprises.models import Enterprise
from kapstok.regions.folder import RegionFolder

_CONNECTIONS = 8
_WARM = 40
_TARGETS = {"/aanbod": 150, "/onderneming/…": 300}
_SLOWEST = 80  # milliseconds
_LARGEST = 60  # kB
_HEAVIEST = 180  # MB
_OWN_FILES = 30  # kB
_STATIC = Path(kapstok.__file__).parent / "web" / "static" / "web"


def figures(folder: RegionFolder, visits: int) -> Part:
    """So many visits to lists, each with a question of its own, and to profiles; then to a bare view."""
    listed = Enterprise.objects.filter(listed=True).count()
    with served() as site:
        found = {kind: _crowd(site, asked) for kind, asked in _addresses(visits).items()}
        memory = site.heaviest()
    with bare() as site:
        least = _crowd(site, ["/"] * visits)
    return Part(
        f"the site of {listed:,} enterprises as it is served, {_CONNECTIONS} visitors at a time on the same machine",
        (
            *(figure for kind, crowd in found.items() for figure in _figures(kind, crowd, least)),
            Figure("heaviest worker", memory, "MB", "target", _HEAVIEST),
            Figure("our style sheets and scripts, compressed", _own_files(), "kB", "target", _OWN_FILES),
        ),
    )


def _addresses(visits: int) -> Mapping[str, Sequence[str]]:
    slugs = Enterprise.objects.filter(listed=True).order_by("pk").values_list("slug", flat=True)[:visits]
    kinds = {
        "/aanbod": [f"/aanbod?{urlencode(pairs, doseq=True)}" for pairs in _questions(visits)],
        "/onderneming/…": [f"/onderneming/{slug}" for slug in slugs],
    }
    return {kind: list(islice(cycle(addresses), visits)) for kind, addresses in kinds.items()}


def _questions(visits: int) -> list[dict[str, object]]:
    """One in four without a question, on some page of the list; the others with words, some with filters."""
    asked = questions(visits)
    return [
        {"pagina": number % 40 + 1}
        if number % 4 == 0
        else {
            "q": question.text,
            **{_PARAMETERS[facet]: sorted(of) for facet, of in question.filters.items()},
        }
        for number, question in enumerate(asked)
    ]


_PARAMETERS = {"label": "label", "level": "trede", "municipality": "gemeente"}


def _crowd(site: Served, addresses: Sequence[str]) -> tuple[Crowd, float]:
    """What came of it, and the milliseconds of processor that the workers took for each answer."""
    visited(site.port, addresses[:_WARM], _CONNECTIONS)
    before = site.processor()
    crowd = visited(site.port, addresses, _CONNECTIONS)
    return crowd, (site.processor() - before) / len(addresses)


def _figures(kind: str, found: tuple[Crowd, float], least: tuple[Crowd, float]) -> tuple[Figure, ...]:
    (crowd, processor), (bare_crowd, bare_processor) = found, least
    beside = "a bare Django view"
    return (
        Figure(f"{kind}, answers a second", crowd.per_second, "", "target", _TARGETS[kind]),
        Figure(f"{kind}, answers a second", crowd.per_second, "", beside, bare_crowd.per_second),
        Figure(f"{kind}, processor of the workers", processor, "ms", beside, bare_processor),
        Figure(f"{kind}, p95", quantile(crowd.took, 0.95), "ms", "target", _SLOWEST),
        Figure(f"{kind}, the largest page", max(crowd.sizes) / 1_000, "kB", "target", _LARGEST),
    )


def _own_files() -> float:
    """The weight of all that a browser may fetch of us, in kB as it is sent."""
    files = [file for kind in ("*.css", "*.js") for file in _STATIC.glob(kind)]
    return sum(len(gzip.compress(file.read_bytes())) for file in files) / 1_000
