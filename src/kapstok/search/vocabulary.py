# SPDX-License-Identifier: EUPL-1.2
"""The chain of one region: the thesaurus that comes with the program, the region's own words, its editors', its labels.

The region's own words stand in its `categories.toml`, those of editors in the database (region_words.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

from kapstok.regions.folder import RegionFolder
from kapstok.regions.region_file import Label
from kapstok.search.dutch import static_model
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.label_words import LabelWords
from kapstok.search.dutch.meaning import Meaning
from kapstok.search.dutch.prepared import Source, shipped_key, shipped_source
from kapstok.search.dutch.thesaurus import REGION_FILE, Thesaurus, extended, shipped
from kapstok.search.enums import EntryKind
from kapstok.search.folder import Signature, signature
from kapstok.search.queries import counting_words, words_mark

# Beside the index; what it is and when it counts: dutch/prepared.py.
_KEPT = "search/chain.json"
_MEANING = "meaning"
Mark = tuple[str, int] | None
# What editors added: concept, kind, entry.
Added = tuple[tuple[str, str, str], ...]


def chain_of(folder: RegionFolder) -> Chain:
    """How this region's documents and questions are read now; one small query. Raises FileFaults over its file."""
    return _now(folder, settings.SEMANTIC_MODEL)


def trial_chains(folder: RegionFolder, more: Added) -> tuple[Chain, Chain]:
    """The chain as it is, and as if editors had added these entries too; takes a second or two the first time.

    Both without the model of meaning, which comes when it comes: two measures would differ by that.
    """
    before = _now(folder, model="")
    return before, _with(before, _Labels(folder.region().labels), more)


def _now(folder: RegionFolder, model: str) -> Chain:
    words, labels = folder.path / REGION_FILE, _Labels(folder.region().labels)
    return _chain(labels, words, signature(words), folder.var / _KEPT, words_mark(), model)


def with_added(base: Thesaurus, added: Added) -> Thesaurus:
    """A thesaurus with what editors added; what they added to a concept that is gone counts no more."""
    known = [each for each in added if each[0] in base.concepts]

    def of_kind(wanted: EntryKind) -> dict[str, list[str]]:
        return {
            concept: [entry for name, kind, entry in known if (name, kind) == (concept, wanted)]
            for concept in {name for name, kind, _ in known if kind == wanted}
        }

    return base.with_words(of_kind(EntryKind.WORDS), of_kind(EntryKind.ASKS))


class _Labels:
    """A region's labels as a key: equal while what they say is equal."""

    def __init__(self, labels: Mapping[str, Label]):
        self.labels = labels
        self._said = repr(labels)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Labels) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)


@lru_cache(maxsize=4)
def _chain(
    labels: _Labels, words: Path, changed: Signature | None, kept: Path, mark: Mark, model: str
) -> Chain:
    source = _source(words, changed, kept, _added(mark))
    meaning = _meaning(model, source, kept.with_name(_MEANING)) if model else None
    return Chain(source, LabelWords.of(labels.labels), meaning=meaning)


def _meaning(name: str, source: Source, file: Path) -> Meaning:
    return Meaning(lambda: static_model.load(name), lambda: source.prepared.thesaurus, file)


@lru_cache(maxsize=4)
def _with(chain: Chain, labels: _Labels, more: Added) -> Chain:
    thesaurus = with_added(chain.thesaurus, more)
    return Chain(Source("", lambda: thesaurus), LabelWords.of(labels.labels))


@lru_cache(maxsize=4)
def _added(mark: Mark) -> Added:
    """Read again when the mark is another one."""
    return tuple(counting_words().values_list("concept", "kind", "entry")) if mark and mark[1] else ()


@lru_cache(maxsize=4)
def _source(words: Path, changed: Signature | None, kept: Path, added: Added) -> Source:
    if changed is None and not added:
        return shipped_source(kept)
    digest = blake2b(words.read_bytes() if changed else b"", digest_size=16)
    digest.update(repr(added).encode("utf-8", "replace"))
    source = Source(f"{shipped_key()} {digest.hexdigest()}", _making(words, changed, added), kept)
    # What is wrong with the file is told here, and not in the middle of a search.
    _ = source.version
    return source


def _making(words: Path, changed: Signature | None, added: Added) -> Callable[[], Thesaurus]:
    return lambda: with_added(extended(shipped(), words) if changed else shipped(), added)
