# SPDX-License-Identifier: EUPL-1.2
"""A thesaurus made ready for use: taking its words apart costs a second, so it is done once and kept in a file.

What is kept is plain data, and no more than a shortcut: it counts only while its key is that of all it was made of, and
while it is whole. A file that is missing, old, damaged or unwritable costs time and nothing else.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from threading import Lock
from typing import Any

import Stemmer

from kapstok.search.dutch import compounds
from kapstok.search.dutch.entries import entries
from kapstok.search.dutch.gist import word_worths
from kapstok.search.dutch.stems import EXCEPTIONS, parts
from kapstok.search.dutch.thesaurus import Category, Concept, Thesaurus, UnreadableThesaurus, shipped
from kapstok.search.dutch.tokens import tokens

# Raise it when the code gives other terms for the same document; the data that it works with counts by itself.
CODE_VERSION = 2

# What documents are read by, besides the thesaurus.
_DATA = (EXCEPTIONS, compounds.TABLE)
_SIZE = 16
# So many thesauri stay in memory; a process works with one, an editor's trial with two.
_REMEMBERED = 4
_remembered: dict[str, Prepared] = {}
_preparing = Lock()


@dataclass(frozen=True)
class Prepared:
    """A thesaurus with its entries (entries.py), its words with how often each stands there, their worths (gist.py).

    `version` names all that the terms of a document depend on.
    """

    version: str
    thesaurus: Thesaurus
    entries: Mapping[str, str]
    words: Mapping[str, int]
    worths: Mapping[str, str]


def prepare(thesaurus: Thesaurus) -> Prepared:
    """Does the work: some tenths of a second for a thousand concepts, more where its words are new to this process."""
    texts = (entry for concept in thesaurus.concepts.values() for entry in (*concept.words, *concept.asks))
    words = Counter(word for text in texts for word in tokens(text))
    return Prepared(
        _version(thesaurus), thesaurus, entries(thesaurus, parts), dict(words), word_worths(thesaurus, parts)
    )


class Source:
    """A prepared thesaurus that comes at first need: from memory, from a file, else made.

    Then it is kept in the first of its files that can be written.

    `key` names all that it is made of, and is empty for what is to be remembered nowhere; `make` gives the thesaurus,
    and may raise what reading it raises. Shared by threads.
    """

    def __init__(self, key: str, make: Callable[[], Thesaurus], *files: Path):
        self._key = key
        self._make = make
        self._files = files

    @classmethod
    @lru_cache(maxsize=_REMEMBERED)
    def of(cls, thesaurus: Thesaurus) -> Source:
        """Of a thesaurus that is in memory."""
        return cls("", lambda: thesaurus)

    @cached_property
    def version(self) -> str:
        """The version alone, which is read without the rest."""
        known = _remembered.get(self._key)
        heads = (head for file in self._files if known is None and (head := _head(file, self._key)))
        head = next(heads, None)
        return str(head["version"]) if head else self.prepared.version

    @property
    def kept(self) -> tuple[str, Path] | None:
        """The key, and a file that has it."""
        found = (file for file in self._files if _head(file, self._key))
        file = next(found, None)
        return (self._key, file) if file else None

    @cached_property
    def prepared(self) -> Prepared:
        """All of it."""
        if not self._key:
            return prepare(self._make())
        with _preparing:
            found = _remembered.get(self._key) or self._read() or self._prepare()
            while len(_remembered) >= _REMEMBERED:
                _remembered.pop(next(iter(_remembered)))
            _remembered[self._key] = found
        return found

    def _read(self) -> Prepared | None:
        return next((kept for file in self._files if (kept := _kept(file, self._key))), None)

    def _prepare(self) -> Prepared:
        made = prepare(self._make())
        any(_keep(file, self._key, made) for file in self._files)
        return made


@lru_cache(maxsize=1)
def shipped_key() -> str:
    """Names all that comes with the program and that a prepared thesaurus is made of, code included."""
    digest = blake2b(f"{CODE_VERSION} {Stemmer.version()}".encode(), digest_size=_SIZE)
    for file in sorted(_ours(files("kapstok.search.dutch")), key=lambda file: file.name):
        digest.update(f"{file.name} ".encode())
        digest.update(file.read_bytes())
    digest.update(files("kapstok.core").joinpath("text.py").read_bytes())
    return digest.hexdigest()


def shipped_source(*files: Path) -> Source:
    """The thesaurus that comes with the program, kept in this user's cache, where there is one, else in a file."""
    return Source(shipped_key(), shipped, *_in_cache(), *files)


def _in_cache() -> list[Path]:
    """One file for all regions and processes of this user; a service without a home of its own has none."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    try:
        cache = Path(given) if Path(given).is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return []
    return [cache / "kapstok" / "thesaurus.json"]


def kept_source(key: str, file: Path) -> Source:
    """What another process kept."""

    def make() -> Thesaurus:
        raise UnreadableThesaurus(f"{file}: it is there no more")

    return Source(key, make, file)


def _ours(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for each in folder.iterdir():
        if each.is_file():
            found.append(each)
        elif not each.name.startswith("__"):
            found += _ours(each)
    return found


def _version(thesaurus: Thesaurus) -> str:
    digest = blake2b(digest_size=8)
    for concept in thesaurus.concepts.values():
        said = [concept.id, concept.category, concept.words, concept.names.get("en")]
        digest.update(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"))
    for name in _DATA:
        digest.update(files("kapstok.search.dutch").joinpath(name).read_bytes())
    return f"{CODE_VERSION}-snowball-{Stemmer.version()}-{digest.hexdigest()}"


# The file: one line about it, then all of it as JSON.


def _head(file: Path, key: str) -> dict[str, str] | None:
    try:
        with file.open("rb") as kept:
            head = json.loads(kept.readline())
        return head if head["key"] == key and isinstance(head["version"], str) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _kept(file: Path, key: str) -> Prepared | None:
    head = _head(file, key)
    if head is None:
        return None
    try:
        _, _, body = file.read_bytes().partition(b"\n")
        return _from_plain(head["version"], json.loads(body)) if _sum(body) == head.get("sum") else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(file: Path, key: str, prepared: Prepared) -> bool:
    """In one step, so that nobody reads half of it; whether it could be written."""
    body = json.dumps(_as_plain(prepared), ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
    head = json.dumps({"key": key, "version": prepared.version, "sum": _sum(body)}).encode()
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(head + b"\n" + body)
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        return False
    return True


def _sum(body: bytes) -> str:
    return blake2b(body, digest_size=_SIZE).hexdigest()


def _as_plain(prepared: Prepared) -> dict[str, Any]:
    thesaurus = prepared.thesaurus
    return {
        "categories": [[each.cpv, each.names] for each in thesaurus.categories.values()],
        "concepts": [astuple(each) for each in thesaurus.concepts.values()],
        "not_sold": thesaurus.not_sold,
        "entries": prepared.entries,
        "words": prepared.words,
        "worths": prepared.worths,
    }


def _from_plain(version: str, plain: dict[str, Any]) -> Prepared:
    categories = {cpv: Category(cpv, names) for cpv, names in plain["categories"]}
    concepts = {each[0]: _concept(*each) for each in plain["concepts"]}
    return Prepared(
        version,
        Thesaurus(categories, concepts, plain["not_sold"]),
        plain["entries"],
        plain["words"],
        plain["worths"],
    )


def _concept(
    name: str,
    category: str,
    cpv: list[str],
    names: dict[str, str],
    words: list[str],
    asks: list[str],
    near: list[str],
    why: str,
    senses: dict[str, str],
) -> Concept:
    return Concept(name, category, tuple(cpv), names, tuple(words), tuple(asks), tuple(near), why, senses)
