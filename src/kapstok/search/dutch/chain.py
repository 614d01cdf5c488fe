# SPDX-License-Identifier: EUPL-1.2
"""How Dutch text becomes terms: one order of steps, in one place, for documents and for what people type.

fold -> tokens -> stems and parts of compounds -> concepts; for questions also correction, place, label words and
weights. Made here and not in the engine, because engines carry different stemmers under one name. A `Chain` is the only
door; what it learns, it learns for documents and questions at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

from kapstok.search.dutch.concepts import Concepts, Match
from kapstok.search.dutch.entries import Strength
from kapstok.search.dutch.gist import gist
from kapstok.search.dutch.label_words import LabelAsked, LabelWords
from kapstok.search.dutch.meaning import Meaning
from kapstok.search.dutch.offers import Telling, sentences
from kapstok.search.dutch.places import PlaceAsked, find_place, place_words
from kapstok.search.dutch.prepared import Source, shipped_source
from kapstok.search.dutch.questions import weights
from kapstok.search.dutch.reading import Analysed, Correction, Phrase, Trades, Understood, Unit, Word
from kapstok.search.dutch.spelling import Speller, Spells, may_be_wrong
from kapstok.search.dutch.stems import parts, stem
from kapstok.search.dutch.thesaurus import Thesaurus
from kapstok.search.dutch.tokens import MAX_TEXT, tokens
from kapstok.search.shapes import Document

# What counts less than 1 need not be found.
_NOT_NEEDED = 0.99
_BY_THE_WAY = 0.5

MAX_QUERY = 200
MAX_QUERY_WORDS = 24
MAX_PHRASES = 200
_REMEMBERED = 50_000
_SEEN = 2_000

_LEGAL_FORMS = frozenset(
    "bv nv vof cv ua ba bvba cooperatie stichting vereniging maatschap eenmanszaak".split()
)


class Chain:
    """Analyses documents and understands questions by one thesaurus; one chain gives the same terms always.

    `version` names all that `analyse` depends on. Making one costs nothing: what it works with comes at first need. It
    is shared by threads. `meaning` is asked where no word of a question is known.
    """

    def __init__(
        self,
        thesaurus: Thesaurus | Source,
        labels: LabelWords | None = None,
        *,
        meaning: Meaning | None = None,
    ):
        self._source = thesaurus if isinstance(thesaurus, Source) else Source.of(thesaurus)
        self._labels = labels
        self._meaning = meaning
        self._phrases: dict[str, Phrase] = {}
        self._seen: dict[tuple[object, ...], Analysed] = {}

    @property
    def version(self) -> str:
        """One name for one way to read documents."""
        return self._source.version

    @property
    def kept(self) -> tuple[str, Path] | None:
        """Under which key and in which file another process finds what this chain works with; see prepared.py."""
        return self._source.kept

    @property
    def thesaurus(self) -> Thesaurus:
        """The concepts that it knows."""
        return self._source.prepared.thesaurus

    @cached_property
    def _concepts(self) -> Concepts:
        return Concepts(self._source.prepared.entries, parts)

    @cached_property
    def _known(self) -> Speller:
        return Speller({**place_words(), **self._source.prepared.words})

    def analyse(self, document: Document) -> Analysed:
        """The terms under which a document can be found."""
        names = (document.name, *document.names)
        told = list(sentences(document.description[:MAX_TEXT]))
        columns = {
            "name": self._phrases_of(names),
            "offerings": self._phrases_of(document.offerings),
            "sectors": self._phrases_of(document.sectors),
            "place": self._phrases_of((document.city, document.municipality)),
            "description": self._phrases_of(sentence for sentence, _ in told),
        }
        by_sentence = {phrase.text: phrase.concepts for phrase in columns["description"]}
        described = [(telling, by_sentence.get(sentence, ())) for sentence, telling in told]
        titles = tuple(dict.fromkeys(filter(None, map(title, names[:MAX_PHRASES]))))
        return Analysed(columns, titles, self._trades(columns, described))

    def seen(self, document: Document) -> Analysed:
        """What `analyse` gives, remembered for texts that readers are shown again and again."""
        told = (document.name, document.names, document.offerings, document.sectors, document.description)
        key = (*told, document.city, document.municipality)
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) >= _SEEN:
                self._seen.clear()
            found = self._seen[key] = self.analyse(document)
        return found

    def understand(self, text: str, speller: Spells | None = None, *, literal: bool = False) -> Understood:
        """What a query asks. Any text is welcome: at most its first 200 characters and 24 words count.

        `speller` knows the words of an index besides those of the language; `literal` corrects nothing and reads no
        place and no label. The last word is unfinished, except when white space follows it.
        """
        head = text[:MAX_QUERY]
        typed = list(islice(tokens(head), MAX_QUERY_WORDS))
        unfinished = len(typed) - 1 if typed and not head[-1:].isspace() else -1
        if literal:
            return Understood(self._units(typed, frozenset(), unfinished), _without_legal_form(typed))
        labels = self._labels.find(typed, head) if self._labels else ()
        place = find_place(typed, head)
        taken = _words_of(*labels, place)
        words = self._corrected(typed, taken, speller or self._known)
        if place is None and words != typed:
            place = find_place(words, head)
            taken = _words_of(*labels, place)
        if place is not None and place.kind == "country":
            place = None
        corrections = tuple(Correction(a, b) for a, b in zip(typed, words, strict=True) if a != b)
        units = self._with_likeness(self._units(words, taken, unfinished))
        return Understood(units, _without_legal_form(typed), place, labels, corrections)

    def named_in(self, words: Sequence[str]) -> tuple[Match, ...]:
        """What a seller's text names, by its words (folded), and which parts of which words say so."""
        return self._concepts.in_text(words)

    def categories_of(self, asked: Understood) -> frozenset[str]:
        """The categories of the concepts that were asked."""
        return frozenset(self._category(match.concept) for unit in asked.units for match in unit.concepts)

    def category_names(self, language: str) -> Mapping[str, str]:
        """The name of every category by its code; Dutch where a category has no other."""
        return {code: category.name(language) for code, category in self.thesaurus.categories.items()}

    def is_known(self, word: str) -> bool:
        """Whether a folded word is one of the language, as far as we know it."""
        return self._known.is_known(word)

    def speller(self, words: Mapping[str, int]) -> Speller:
        """One that knows these words (with how common they are) besides those of the language."""
        return Speller(words, self._known)

    def _corrected(self, typed: Sequence[str], taken: frozenset[int], speller: Spells) -> list[str]:
        return [
            word if at in taken or not may_be_wrong(word, speller) else (speller.correct(word) or word)
            for at, word in enumerate(typed)
        ]

    def _units(self, typed: Sequence[str], taken: frozenset[int], unfinished: int) -> tuple[Unit, ...]:
        rest = [at for at in range(len(typed)) if at not in taken]
        texts = [typed[at] for at in rest]
        words = [
            Word(text, stem(text), parts(text), at == unfinished)
            for at, text in zip(rest, texts, strict=True)
        ]
        units = _balanced(tuple(self._united(words, weights(texts))))
        about = gist(texts, self._source.prepared.worths, parts) if units else ()
        return _with_gist(units, tuple(Match(concept, "", Strength.GIST, frozenset()) for concept in about))

    def _with_likeness(self, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """Where nothing is known, what it is like in meaning as one more thing; the words count as they did."""
        if self._meaning is None or not units or any(unit.concepts for unit in units):
            return units
        words = tuple(word for unit in units for word in unit.words)
        like = self._meaning.nearest(" ".join(word.text for word in words))
        matches = tuple(Match(concept, "", Strength.MEANING, frozenset()) for concept in like)
        return (*units, Unit(words, matches)) if matches else units

    def _united(self, words: Sequence[Word], counted: Sequence[float]) -> Iterable[Unit]:
        """The words that one concept takes together are one thing; every other word that counts is one by itself.

        Words that only frame belong to a thing where an entry has them (*dagje uit*), and make none by themselves.
        """
        found = self._concepts.in_question([word.text for word in words])
        matches = [match for match in found if any(counted[at] for at in match.words)]
        seen: set[str] = set()
        for group in _groups(len(words), matches):
            mine = tuple(match for match in matches if match.words <= set(group))
            weight = max(counted[at] for at in group)
            if not weight or (len(group) == 1 and words[group[0]].text in seen):
                continue
            seen |= {words[at].text for at in group}
            if not mine:
                mine = self._concepts.by_beginning(words[group[0]].text)
            yield Unit(tuple(words[at] for at in group), mine, weight)

    def _phrases_of(self, texts: Iterable[str]) -> tuple[Phrase, ...]:
        phrases = (self._phrase(text[:MAX_TEXT]) for text in islice(dict.fromkeys(texts), MAX_PHRASES))
        return tuple(phrase for phrase in phrases if phrase.words)

    def _phrase(self, text: str) -> Phrase:
        """Registers repeat themselves: a phrase is analysed once."""
        found = self._phrases.get(text)
        if found is None:
            words = tuple(tokens(text))
            concepts = dict.fromkeys(match.concept for match in self._concepts.in_text(words))
            found = Phrase(text, words, tuple(concepts))
            if len(self._phrases) >= _REMEMBERED:
                self._phrases.clear()
            self._phrases[text] = found
        return found

    def _trades(
        self, columns: Mapping[str, Sequence[Phrase]], described: Sequence[tuple[Telling, Sequence[str]]]
    ) -> Trades:
        """What is main and what is beside it: by what is stated first, else by the first offering, else by sector."""

        def told(least: Telling) -> list[str]:
            return [concept for telling, concepts in described if telling is least for concept in concepts]

        offered = _named(columns["offerings"])
        stated, beside, mentioned = told(Telling.MAIN), told(Telling.SIDE), told(Telling.MENTION)
        by_name, by_sector = _named(columns["name"]), _named(columns["sectors"])
        surest = next(
            (each for each in (stated, offered[:1], by_sector, by_name, beside, mentioned) if each), []
        )
        own = self._categories(surest)
        sure = {*offered, *stated, *by_name, *beside} or set(mentioned)
        told_as_own = (sure - set(beside)) | set(offered)
        # Of whom nobody tells more than the sector, that is the trade.
        main = (
            {concept for concept in told_as_own if self._category(concept) in own} if sure else set(by_sector)
        )
        return Trades(
            frozenset(main),
            frozenset(sure - main),
            frozenset(mentioned) - sure,
            own,
            frozenset(map(self._category, sure)) - set(own),
        )

    def _category(self, concept: str) -> str:
        return self.thesaurus.concepts[concept].category

    def _categories(self, concepts: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self._category, concepts)))


@lru_cache(maxsize=1)
def shipped_chain() -> Chain:
    """The chain of the thesaurus that comes with the program."""
    return Chain(shipped_source())


def _words_of(*asked: LabelAsked | PlaceAsked | None) -> frozenset[int]:
    return frozenset(at for each in asked if each for at in each.words)


def title(name: str) -> str:
    """A name as one term: folded, without punctuation and legal form."""
    return _without_legal_form(list(tokens(name)))


def _without_legal_form(words: list[str]) -> str:
    return " ".join([word for word in words if word not in _LEGAL_FORMS] or words)


def _groups(count: int, matches: Sequence[Match]) -> list[list[int]]:
    """The positions that hang together because a match takes them, in the order of their first."""
    group = list(range(count))
    for match in matches:
        first, *others = sorted(match.words)
        for other in others:
            group = [group[first] if each == group[other] else each for each in group]
    return [[at for at in range(count) if group[at] == number] for number in dict.fromkeys(group)]


def _balanced(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Where what is asked names nothing that is known, its purpose is what there is to go by: *iets voor de borrel*.

    An official name of the CPV counts only where no word of ours was found.
    """
    if any(match.strength > Strength.CPV for unit in units for match in unit.concepts):
        units = tuple(replace(unit, concepts=_ours(unit.concepts)) for unit in units)
    if any(unit.concepts and unit.weight >= 1 for unit in units):
        return units
    return tuple(replace(unit, weight=1.0) if unit.concepts else unit for unit in units)


def _with_gist(units: tuple[Unit, ...], about: tuple[Match, ...]) -> tuple[Unit, ...]:
    """The whole question as one more thing: what there is to go by where nothing else is known, never needed else."""
    if not about:
        return units
    words = tuple(word for unit in units for word in unit.words)
    if any(unit.concepts for unit in units):
        return (*units, Unit(words, about, _NOT_NEEDED))
    return (*(replace(unit, weight=min(unit.weight, _BY_THE_WAY)) for unit in units), Unit(words, about))


def _ours(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    return tuple(match for match in matches if match.strength > Strength.CPV)


def _named(phrases: Iterable[Phrase]) -> list[str]:
    return [concept for phrase in phrases for concept in phrase.concepts]
