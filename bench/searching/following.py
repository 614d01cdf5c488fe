# SPDX-License-Identifier: EUPL-1.2
"""What surrounds a search: building the index anew, a saved change that every worker finds, suggestions while typing.

python -m bench.searching.following measure DOCUMENTS     tells it as JSON
python -m bench.searching.following read FOLDER           is a worker that looks until it finds what it is asked for
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import django
from django.conf import settings

from bench.figures import quantile
from bench.processes import PYTHON, ROOT, run
from bench.searching.asked import questions
from bench.searching.documents import document, documents
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.prepared import shipped_source
from kapstok.search.index import SearchIndex
from kapstok.search.shapes import Document, Query

_SAVES = 40
_WORKERS = 2
_TYPED = 300
_PATIENCE = 30.0


@dataclass(frozen=True)
class Followed:
    """What a worker waits for.

    Seconds of processor until a fresh process understands a question, and of one process to build anew (a second one
    helps it); seconds by the clock of a save until every worker finds it; milliseconds of processor to suggest.
    """

    chain: float
    rebuilt: float
    saved_p50: float
    saved_p95: float
    suggested_p50: float
    suggested_p95: float


def measured(count: int) -> Followed:
    """Over so many documents, in a process of its own. Raises `CommandFailed`."""
    return Followed(
        **json.loads(run(PYTHON, "-m", "bench.searching.following", "measure", str(count)).output)
    )


def _start(folder: Path) -> None:
    sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "bench.sqlite3"}
    settings.configure(
        INSTALLED_APPS=["kapstok.search"],
        DATABASES={"default": {**sqlite, "OPTIONS": {"transaction_mode": "IMMEDIATE"}}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        LANGUAGE_CODE="nl",
        USE_TZ=True,
    )
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _measure(count: int) -> Followed:
    with tempfile.TemporaryDirectory(prefix="kapstok-bench-") as place:
        folder = Path(place)
        _start(folder)
        archive = _Archive(count)
        # Kept by an earlier process, as it is but for the first start after an upgrade.
        _ = _chain(folder).thesaurus
        chain, started = _clocked_chain(folder)
        rebuilt = archive.rebuilt(folder / "search", chain)
        saved = list(_saved(archive, folder / "search", chain))
        suggested = list(_suggested(folder / "search", chain))
        return Followed(
            started,
            rebuilt,
            quantile(saved, 0.5),
            quantile(saved, 0.95),
            quantile(suggested, 0.5),
            quantile(suggested, 0.95),
        )


def _chain(folder: Path) -> Chain:
    return Chain(shipped_source(folder / "chain.json"))


def _clocked_chain(folder: Path) -> tuple[Chain, float]:
    """A chain that can answer, and the seconds of a fresh process until it could."""
    program = (
        "import sys, time; from pathlib import Path; from bench.searching.following import _chain;"
        " _chain(Path(sys.argv[1])).understand('ramen wassen in Deventer'); print(time.process_time())"
    )
    return _chain(folder), float(run(PYTHON, "-c", program, str(folder)).output)


class _Archive:
    """The documents as a database would have them, and what was saved since."""

    def __init__(self, count: int):
        self._known = {one.key: one for one in documents(count)}

    def __call__(self, keys: Sequence[str]) -> Mapping[str, Document | None]:
        return {key: self._known.get(key) for key in keys}

    def save(self, changed: Document) -> None:
        from kapstok.search.actions import enqueue

        self._known[changed.key] = changed
        enqueue([changed.key])

    def rebuilt(self, path: Path, chain: Chain) -> float:
        from kapstok.search.actions import enqueue, rebuild

        enqueue(self._known)
        began = time.process_time()
        rebuild(self, path, chain=chain)
        return time.process_time() - began


def _saved(archive: _Archive, path: Path, chain: Chain) -> Iterator[float]:
    """Seconds from each save until this process has followed it and every other one found it."""
    from kapstok.search.actions import catch_up

    with _workers(path) as workers:
        for number in range(_SAVES):
            word = f"bewaardwoord{number}"
            for worker in workers:
                _tell(worker, word)
            began = time.time()
            archive.save(replace(document(number), offerings=(word,)))
            catch_up(archive, path, chain=chain)
            yield max(_told(worker) for worker in workers) - began


@contextmanager
def _workers(path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    command = [PYTHON, "-m", "bench.searching.following", "read", str(path)]
    workers = [
        subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        for _ in range(_WORKERS)
    ]
    for worker in workers:
        _told(worker)
    yield workers
    for worker in workers:
        worker.communicate()


def _tell(worker: subprocess.Popen[str], word: str) -> None:
    assert worker.stdin is not None
    worker.stdin.write(f"{word}\n")
    worker.stdin.flush()


def _told(worker: subprocess.Popen[str]) -> float:
    assert worker.stdout is not None
    return float(worker.stdout.readline())


def _read(path: Path) -> None:
    """For each word that comes in, the moment at which it was found."""
    index, chain = SearchIndex(path), _chain(path)
    index.search(Query("brood"), chain)
    sys.stdout.write(f"{time.time()}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        until = time.time() + _PATIENCE
        while not index.search(Query(f"{line.strip()} ", literal=True), chain).total and time.time() < until:
            time.sleep(0.005)
        sys.stdout.write(f"{time.time()}\n")
        sys.stdout.flush()


def _suggested(path: Path, chain: Chain) -> Iterator[float]:
    """Milliseconds for what is suggested at each of the letters that people type."""
    from kapstok.search.suggesting import concepts_begun, places_begun

    index = SearchIndex(path)

    def suggest(text: str) -> None:
        concepts_begun(text, chain, index.offered, 8, "nl")
        index.names_begun(text, 8)
        places_begun(text, lambda code: code < "GM0500", 8)

    suggest("warm")
    for number, text in enumerate(questions(_TYPED)):
        typed = text[: 2 + number % max(len(text) - 1, 1)]
        began = time.process_time()
        suggest(typed)
        yield (time.process_time() - began) * 1_000


def main(verb: str, what: str) -> None:
    """Measures, or is a worker."""
    if verb == "read":
        settings.configure(LANGUAGE_CODE="nl")
        django.setup()
        _read(Path(what))
    else:
        json.dump(asdict(_measure(int(what))), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
