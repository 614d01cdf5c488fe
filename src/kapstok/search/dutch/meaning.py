# SPDX-License-Identifier: EUPL-1.2
"""What a question is like, where nothing of it names or asks for a concept. The rule, in our own words: meaning.md.

Vectors are of concepts, never of documents: what is found so can be told in words, and no document is read otherwise.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from kapstok.core.errors import KapstokError
from kapstok.search.dutch.thesaurus import Concept, Thesaurus
from kapstok.search.dutch.tokens import tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.floating[Any]]

_MOST_CONCEPTS = 3
_MOST_ENTRIES = 40
# A question must be nearer to a concept than a quarter of all entries are to the nearest concept of another trade.
_FOREIGN = 0.25
_COMPARED = 1_000
# Nearer than this it must be by any model, as a cosine.
_LEAST = 0.25
# The others must come at least half as far above what is asked as the nearest.
_ABOUT_AS_NEAR = 0.5
# Raise it when the vectors are made otherwise.
_CODE_VERSION = 1
_SIZE = 16
log = logging.getLogger(__name__)
_arrived = 0


class NoModel(KapstokError):
    """There is no model to be had; one line says why."""


class Model(Protocol):
    """Makes a vector of each text, all of one length, zeros where it knows nothing; `key` names all that it goes by."""

    @property
    def key(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class Meaning:
    """Finds the concepts that a text is most like. Shared by threads.

    Knows none until its vectors are there: the first question has them made beside it, and does not wait. Where they
    cannot be made, one line in the log says so and it never knows any.
    """

    def __init__(
        self, model: Callable[[], Model], thesaurus: Callable[[], Thesaurus], file: Path | None = None
    ):
        # The model may raise NoModel; the file keeps the vectors for the next process.
        self._model = model
        self._thesaurus = thesaurus
        self._file = file
        self._begun = threading.Lock()
        self._ready: tuple[Model, _Space] | None = None

    def nearest(self, text: str) -> tuple[str, ...]:
        """At most three concepts, the nearest first; none where no concept is near."""
        if self._ready is None:
            if self._begun.acquire(blocking=False):
                threading.Thread(target=self._load_quietly, name="meaning", daemon=True).start()
            return ()
        model, space = self._ready
        try:
            return space.nearest(model.encode([text]))
        except Exception as error:  # noqa: BLE001 - whatever a stranger's model raises, a search is no place to fail
            log.warning("a question was not asked by its meaning: %s", _one_line(error))
            return ()

    def load(self) -> int:
        """Waits until everything is there; returns how many concepts it can tell apart. Raises NoModel."""
        global _arrived
        model = self._model()
        try:
            space = _space(model, self._thesaurus(), self._file)
        except Exception as error:
            raise NoModel(f"the model cannot be used: {_one_line(error)}") from error
        self._ready = model, space
        _arrived += 1
        return len(set(space.concepts))

    def _load_quietly(self) -> None:
        try:
            self.load()
        except NoModel as error:
            log.warning("questions are not asked by their meaning: %s", error)


def arrived() -> int:
    """Another number whenever this process may understand a question better than it did before."""
    return _arrived


class _Said(NamedTuple):
    """What a concept is embedded by, folded as questions are."""

    concept: str
    category: str
    names: list[str]
    entries: list[str]


@dataclass(frozen=True)
class _Space:
    """A vector of length 1 in every row, the concept of each row, and the cosine from which a text is like one."""

    concepts: tuple[str, ...]
    vectors: Vectors
    least: float

    def nearest(self, asked: Vectors) -> tuple[str, ...]:
        likeness = self.vectors @ _unit(asked)[0]
        found: list[str] = []
        least = self.least
        for row in likeness.argsort()[::-1]:
            # Not "<": a model may make what is no number at all.
            if not likeness[row] >= least or len(found) == _MOST_CONCEPTS:
                break
            if not found:
                least += _ABOUT_AS_NEAR * (float(likeness[row]) - least)
            if self.concepts[row] not in found:
                found.append(self.concepts[row])
        return tuple(found)


def _space(model: Model, thesaurus: Thesaurus, file: Path | None) -> _Space:
    said = [_said(concept) for concept in thesaurus.concepts.values()]
    digest = blake2b(json.dumps([_CODE_VERSION, model.key, said]).encode(), digest_size=_SIZE)
    key = digest.hexdigest()
    space = _kept(file, key) if file else None
    if space is None:
        space = _made(model, said)
        if file:
            _keep(file, key, space)
    return space


def _said(concept: Concept) -> _Said:
    names = list(dict.fromkeys(_folded(concept.names.values())))
    entries = list(dict.fromkeys(_folded([*concept.words, *concept.asks])))
    # Evenly, so that what people ask counts beside what sellers say.
    step = max(len(entries) / _MOST_ENTRIES, 1.0)
    spread = [entries[int(at * step)] for at in range(min(len(entries), _MOST_ENTRIES))]
    return _Said(concept.id, concept.category, names, spread or names)


def _folded(texts: Iterable[str]) -> Iterator[str]:
    return (" ".join(tokens(text)) for text in texts)


def _made(model: Model, said: Sequence[_Said]) -> _Space:
    """A row for every name of a concept, and one for the mean of its entries."""
    import numpy as np

    names = [(each, name) for each in said for name in each.names]
    entries = [(each, entry) for each in said for entry in each.entries]
    every = _unit(model.encode([text for _, text in (*names, *entries)]))
    of_entries = every[len(names) :]
    starts = np.cumsum([0, *(len(each.entries) for each in said)])[:-1]
    means = _unit(np.add.reduceat(of_entries, starts, axis=0))
    owners = [each for each, _ in names] + list(said)
    vectors = np.concatenate([every[: len(names)], means])
    least = _least(of_entries, [each for each, _ in entries], vectors, owners)
    return _Space(tuple(each.concept for each in owners), vectors, least)


def _least(entries: Vectors, whose: Sequence[_Said], vectors: Vectors, owners: Sequence[_Said]) -> float:
    """How near entries come to the concepts of other categories: models differ too much for a number of ours."""
    import numpy as np

    step = len(whose) // _COMPARED + 1
    mine = np.array([each.category for each in whose[::step]])
    theirs = np.array([each.category for each in owners])
    likeness = np.where(mine[:, None] == theirs[None, :], -1.0, entries[::step] @ vectors.T)
    return max(_LEAST, float(np.quantile(likeness.max(axis=1), _FOREIGN)))


def _unit(vectors: Vectors) -> Vectors:
    import numpy as np

    wide = vectors.astype(np.float32)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    return wide / np.where(lengths > 0, lengths, 1.0)


# The file: one line about it as JSON, then the rows as little-endian floats of four bytes.


def _kept(file: Path, key: str) -> _Space | None:
    import numpy as np

    try:
        line, _, body = file.read_bytes().partition(b"\n")
        head = json.loads(line)
        if head["key"] != key or head["sum"] != _sum(body):
            return None
        concepts = tuple(head["concepts"])
        vectors = np.frombuffer(body, "<f4").reshape(len(concepts), -1)
        return _Space(concepts, vectors, float(head["least"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(file: Path, key: str, space: _Space) -> None:
    """In one step, so that nobody reads half of it; where it cannot be written, the next process makes it again."""
    body = space.vectors.astype("<f4").tobytes()
    head = {"key": key, "sum": _sum(body), "least": space.least, "concepts": space.concepts}
    fresh = file.with_name(f"{file.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(json.dumps(head).encode() + b"\n" + body)
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _sum(body: bytes) -> str:
    return blake2b(body, digest_size=_SIZE).hexdigest()


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
