# SPDX-License-Identifier: EUPL-1.2
"""The thesaurus: what is bought and sold here, how it is called, how people ask for it. How to write it: thesaurus.md.

One TOML file per CPV division, written by us; a region adds words and concepts of its own in `categories.toml`.
`python -m kapstok.search.dutch.thesaurus` lists what is wrong with the files.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kapstok.core import toml_files
from kapstok.core.errors import Fault, FileFaults, KapstokError
from kapstok.search.dutch.cpv import GROUP_DIGITS, codes, groups
from kapstok.search.dutch.stems import stem
from kapstok.search.dutch.tokens import SMALL_WORDS, tokens

# In a region's folder; there need be none.
REGION_FILE = "categories.toml"
_MAX_ENTRY_WORDS = 8

Entry = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
ConceptId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
CpvCode = Annotated[str, StringConstraints(pattern=r"^\d{8}$")]


class UnreadableThesaurus(KapstokError):
    """A file of the vocabulary is not as it must be; one line says which, where and why."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _ConceptPart(_Part):
    id: ConceptId
    cpv: tuple[CpvCode, ...] = Field(min_length=1)
    nl: Entry
    en: Entry
    words: tuple[Entry, ...] = ()
    asks: tuple[Entry, ...] = ()
    near: tuple[ConceptId, ...] = ()
    why: str = ""
    senses: dict[str, str] = {}


class _CategoryPart(_Part):
    cpv: CpvCode
    nl: Entry
    en: Entry
    concept: tuple[_ConceptPart, ...] = ()


class _DivisionFile(_Part):
    category: tuple[_CategoryPart, ...] = ()
    not_sold: dict[str, Entry] = {}


class _RegionFile(_Part):
    """`categories.toml`: words for concepts that exist, by their ids, and concepts of the region's own."""

    words: dict[ConceptId, tuple[Entry, ...]] = {}
    asks: dict[ConceptId, tuple[Entry, ...]] = {}
    senses: dict[ConceptId, dict[str, str]] = {}
    category: tuple[_CategoryPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """What siblings have in common, by its CPV code: what the filter "Branche" shows."""

    cpv: str
    names: Mapping[str, str]

    def name(self, language: str) -> str:
        """What a reader sees; Dutch where there is no other."""
        return _named(self.names, language)


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that one orders from one kind of supplier.

    `words` are what it is called, in questions and by sellers; `asks` are how people ask for it without naming it, in
    questions only; `near` are the next best answers. `senses` tell what a word means here that stands elsewhere too.
    """

    id: str
    category: str
    cpv: tuple[str, ...]
    names: Mapping[str, str]
    words: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    why: str = ""
    senses: Mapping[str, str] = field(default_factory=dict)

    def name(self, language: str) -> str:
        """What a reader sees; Dutch where there is no other."""
        return _named(self.names, language)


@dataclass(frozen=True, eq=False)
class Thesaurus:
    """Categories by CPV code, concepts by id, and the CPV groups that nobody sells here, with why."""

    categories: Mapping[str, Category]
    concepts: Mapping[str, Concept]
    not_sold: Mapping[str, str] = field(default_factory=dict)

    def with_words(
        self,
        words: Mapping[str, Iterable[str]],
        asks: Mapping[str, Iterable[str]],
        senses: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> Thesaurus:
        """The same with more words for concepts that exist; raises UnreadableThesaurus for a concept that does not."""
        concepts = dict(self.concepts)
        for concept in dict.fromkeys((*words, *asks, *senses)):
            known = concepts.get(concept)
            if known is None:
                raise UnreadableThesaurus(f"there is no concept {concept!r}")
            concepts[concept] = replace(
                known,
                words=tuple(dict.fromkeys((*known.words, *words.get(concept, ())))),
                asks=tuple(dict.fromkeys((*known.asks, *asks.get(concept, ())))),
                senses={**known.senses, **senses.get(concept, {})},
            )
        return replace(self, concepts=concepts)


@lru_cache(maxsize=1)
def shipped() -> Thesaurus:
    """The thesaurus that comes with the program."""
    found = Thesaurus({}, {}, {})
    for file in _files():
        found = _joined(found, _read(_DivisionFile, file.read_text("utf-8"), file.name))
    return found


def extended(base: Thesaurus, path: Path) -> Thesaurus:
    """The thesaurus with what a region's `categories.toml` adds; raises FileFaults."""
    added: _RegionFile = toml_files.read(path, _RegionFile)
    try:
        joined = _joined(base, _DivisionFile(category=added.category))
    except UnreadableThesaurus as fault:
        raise FileFaults([Fault(str(path), "category", str(fault))]) from None
    tables: dict[str, Mapping[str, object]] = {
        "words": added.words,
        "asks": added.asks,
        "senses": added.senses,
    }
    unknown = [
        (name, concept)
        for name, table in tables.items()
        for concept in table
        if concept not in joined.concepts
    ]
    if unknown:
        raise FileFaults(
            Fault(str(path), name, f"there is no concept {concept!r}") for name, concept in unknown
        )
    return joined.with_words(added.words, added.asks, added.senses)


def faults_of_region(path: Path) -> list[Fault]:
    """What is wrong with a region's file, beside the thesaurus that comes with the program; it may be absent."""
    if not path.exists():
        return []
    try:
        wrong = set(faults(extended(shipped(), path)))
    except FileFaults as found:
        return list(found.faults)
    # Looking takes seconds, so what is not the region's own fault is only looked for when there is something.
    ours = set(faults(shipped())) if wrong else set()
    return [Fault(str(path), "", line) for line in sorted(wrong - ours)]


def faults(thesaurus: Thesaurus) -> Iterator[str]:
    """What is wrong with a whole thesaurus, a line each: codes, neighbours, words of two senses, uncovered groups."""
    yield from _wrong_codes(thesaurus)
    for concept in thesaurus.concepts.values():
        for near in concept.near:
            if near not in thesaurus.concepts or near == concept.id:
                yield f"{concept.id}: near {near!r} is no other concept"
        for entry in (*concept.words, *concept.asks):
            words = list(tokens(entry))
            if len(entry) < 2 or not 1 <= len(words) <= _MAX_ENTRY_WORDS:
                yield f"{concept.id}: {entry!r} is one letter, or has no words, or more than {_MAX_ENTRY_WORDS}"
            elif sum(word not in SMALL_WORDS for word in words) < min(len(words), 2):
                yield f"{concept.id}: of {entry!r} only one word or none has a meaning of its own"
    yield from _two_senses(thesaurus)
    yield from _uncovered(thesaurus)


def _named(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or names["nl"]


def entry_key(entry: str) -> tuple[str, ...]:
    """Under which entries of one meaning meet: the stems, in no order."""
    return tuple(sorted(map(stem, tokens(entry))))


def _files() -> list[Traversable]:
    folder = files("kapstok.search.dutch").joinpath("thesaurus")
    return sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )


def _read(shape: type[Any], text: str, name: str) -> Any:
    try:
        return shape.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise UnreadableThesaurus(f"{name}: {fault}") from None
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UnreadableThesaurus(f"{name}: {place}: {first['msg']}") from None


def _joined(base: Thesaurus, more: _DivisionFile) -> Thesaurus:
    categories, concepts = dict(base.categories), dict(base.concepts)
    for part in more.category:
        categories.setdefault(part.cpv, Category(part.cpv, {"nl": part.nl, "en": part.en}))
        for each in part.concept:
            if each.id in concepts:
                raise UnreadableThesaurus(f"{each.id}: there are two concepts with this id")
            concepts[each.id] = _concept(each, part.cpv)
    return Thesaurus(categories, concepts, {**base.not_sold, **more.not_sold})


def _concept(part: _ConceptPart, category: str) -> Concept:
    return Concept(
        part.id,
        category,
        part.cpv,
        {"nl": part.nl, "en": part.en},
        tuple(dict.fromkeys((part.nl, *part.words))),
        part.asks,
        part.near,
        part.why,
        part.senses,
    )


def _wrong_codes(thesaurus: Thesaurus) -> Iterator[str]:
    for category in thesaurus.categories.values():
        if category.cpv not in codes():
            yield f"category {category.cpv}: no such CPV code"
    for concept in thesaurus.concepts.values():
        for code in concept.cpv:
            if code not in codes():
                yield f"{concept.id}: {code} is no CPV code"


def _two_senses(thesaurus: Thesaurus) -> Iterator[str]:
    """A word in two concepts without a note in each of them."""
    standing: defaultdict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for concept in thesaurus.concepts.values():
        for entry in (*concept.words, *concept.asks):
            standing[entry_key(entry)][concept.id] = entry
    for places in standing.values():
        for concept_id, entry in places.items():
            noted = {entry_key(each) for each in thesaurus.concepts[concept_id].senses}
            if len(places) > 1 and entry_key(entry) not in noted:
                others = ", ".join(sorted(set(places) - {concept_id}))
                yield f"{concept_id}: {entry!r} stands in {others} too, without a sense note here"


def _uncovered(thesaurus: Thesaurus) -> Iterator[str]:
    covered = {code[:GROUP_DIGITS] for concept in thesaurus.concepts.values() for code in concept.cpv}
    for group in sorted(groups()):
        if group in covered and group in thesaurus.not_sold:
            yield f"CPV {group}: has a concept and is among not_sold"
        if group not in covered and group not in thesaurus.not_sold:
            name = codes()[group.ljust(8, "0")].nl
            yield f"CPV {group} ({name}): neither a concept nor among not_sold"


def main() -> int:
    """Says what is wrong with the shipped files; 0 when nothing is."""
    try:
        found = list(faults(shipped()))
    except UnreadableThesaurus as fault:
        found = [str(fault)]
    for line in found:
        sys.stdout.write(line + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
