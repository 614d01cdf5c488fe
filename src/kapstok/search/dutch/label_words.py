# SPDX-License-Identifier: EUPL-1.2
"""Which of a region's labels a question asks for: "pso 30+", "trede 3", "sw-bedrijf", "voorbehouden opdracht".

Policy; the rule is label_words.md. What comes out are values of the facets label, level and flag, as documents hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from kapstok.core.text import fold
from kapstok.regions.region_file import Label
from kapstok.search.dutch.stems import stem
from kapstok.search.dutch.tokens import tokens

_MAX_WORDS: Final = 60
# Only these ask for a level without the label's name: courses and exams have a "niveau" too.
_STEPS: Final = frozenset({"trede", "treden", "tredes"})
_LEVEL_WORDS: Final = _STEPS | {"tree", "niveau", "niveaus", "level", "stap", "ladder"}
# Words around a label that only say that it is one.
_MARKS: Final = frozenset(
    """keurmerk keurmerken label labels certificaat certificaten gecertificeerd gecertificeerde gecertificeerden
    certificering erkend erkende erkenning erkenningen lid leden lidmaatschap aangesloten status register houder
    houders geregistreerd geregistreerde badge""".split()
)
_SMALL: Final = frozenset({"van", "de", "het", "op", "met", "bij", "een", "in", "is", "zijn"})
# Behind a label's name these ask for help with it, not for who holds it ("pso advies").
_HELP: Final = frozenset(
    """advies adviseur adviseurs begeleiding begeleiden audit auditor traject meting handboek aanvraag aanvragen behalen
    halen krijgen worden consultant consultancy training workshop subsidie netwerk lite""".split()
)
_MORE: Final = frozenset({"hoger", "meer", "hogere", "boven", "up", "higher"})
_AT_LEAST: Final = frozenset({"vanaf", "minimaal", "min", "minstens", "tenminste", "minimum"})
_AND_OR: Final = frozenset({"en", "of", "and", "or"})
_RESERVED: Final = frozenset("voorbehouden gereserveerd gereserveerde voorbehoud reserved".split())
_CONTRACT: Final = frozenset(
    """opdracht opdrachten overheidsopdracht overheidsopdrachten aanbesteding aanbestedingen contract contracten
    contracts procedure inkoop perceel percelen""".split()
)
# Aanbestedingswet 2012, article 2.82: contracts that may be kept for who employs people far from work.
_ARTICLE = re.compile(
    r"""(?:(?:volgens|op\ grond\ van|ex|cf)\ )?(?:(?P<article>art|artikel|article)\ )?2\ 82(?:\ lid\ \d)?
    (?:(?:\ van)?(?:\ de)?\ (?:aanbestedingswet|aw)(?:\ 2012)?)?(?=\ |$)""",
    re.VERBOSE,
)
_NUMBER_OF_THE_ARTICLE: Final = "2.82"
_COUNTRIES: Final = frozenset({"nl", "nederland"})
_SHORTEST_GLUED: Final = 4
_DOUBLE_VOWEL = re.compile(r"([aou])\1")
_PLUS_SIGN = re.compile(r"([^\W_]+)\s?\+")
# "pso30plus", "30plus"
_GLUED = re.compile(r"([a-z]*?)(\d+)(plus)?")


@dataclass(frozen=True, slots=True)
class LabelAsked:
    """A label, level or flag that is asked for: `values` of `facet`, any of which will do.

    `text` is how the region calls it ("PSO 3"); `words` are the positions of the words that say so.
    """

    facet: str
    values: frozenset[str]
    text: str
    words: frozenset[int]


class _Known(NamedTuple):
    """A label by its words: its id, what it is called, its levels (low to high) and flags by their folded words."""

    key: str
    shown: str
    levels: Mapping[str, str]
    flags: Mapping[str, str]


class _Token(NamedTuple):
    """A word or half of one, without its plus sign; it stands in the words first..last of the question."""

    word: str
    first: int
    last: int
    plus: bool = False


_Tokens = Sequence[_Token]


class LabelWords:
    """The words for the labels of one region."""

    def __init__(self, phrases: Mapping[tuple[str, ...], _Known], reserved: Mapping[str, str]):
        self._phrases = phrases
        self._known = tuple({one.key: one for one in phrases.values()}.values())
        self._reserved = reserved
        self._longest = max(map(len, phrases), default=0)

    @classmethod
    def of(cls, labels: Mapping[str, Label]) -> LabelWords:
        """Made of the labels of a region file; where two labels share a word, the first one has it."""
        phrases: dict[tuple[str, ...], _Known] = {}
        reserved: dict[str, str] = {}
        for key, label in labels.items():
            one = _Known(key, label.shown, _by_words(label.levels), _by_words(label.flags))
            for text in (key.replace("-", " "), label.name, label.short or "", *label.also):
                for words in _writings(text):
                    phrases.setdefault(words, one)
            reserved |= {f"{key}:{flag}": f"{label.shown} {flag}" for flag in label.reserved}
        return cls(phrases, reserved)

    def find(self, words: Sequence[str], typed: str = "") -> tuple[LabelAsked, ...]:
        """What the words of a question (folded) ask of labels, a facet at most once; nothing when they ask nothing.

        `typed` is the question as it was typed, with the signs that its words have lost ("30+", "2.82"). Any words are
        welcome, at most 60 are looked at.
        """
        signed = {word for match in _PLUS_SIGN.finditer(typed) for word in tokens(fold(match[1]))}
        question = list(self._read(words[:_MAX_WORDS], signed))
        return _merged(self._all_in(question, _NUMBER_OF_THE_ARTICLE in typed))

    def _read(self, words: Sequence[str], signed: Collection[str]) -> Iterator[_Token]:
        at = 0
        while at < len(words):
            word, last = words[at], at
            if word.isdigit() and words[at + 1 : at + 2] == ["plus"]:
                last = at + 1
            plus = word in signed or last > at
            glued = _GLUED.fullmatch(word)
            if glued and glued[1] and (_key(glued[1]),) in self._phrases:
                yield _Token(glued[1], at, at)
                yield _Token(glued[2], at, last, plus or bool(glued[3]))
            elif glued and glued[3]:
                yield _Token(glued[2], at, last, plus=True)
            else:
                yield _Token(word, at, last, plus)
            at = last + 1

    def _all_in(self, question: _Tokens, names_article: bool) -> Iterator[LabelAsked]:
        at = 0
        while at < len(question):
            found = (
                self._label_at(question, at)
                or self._level_at(question, at)
                or self._flag_at(question, at)
                or self._reserved_at(question, at, names_article)
            )
            if found is not None:
                asked, at = found
                yield asked
            else:
                at += 1

    def _label_at(self, question: _Tokens, at: int) -> _Result:
        """A label by name, with the level or flag that stands behind it ("pso trede 3", "pso 30+")."""
        one, end = self._named(question, at)
        if one is None or (end < len(question) and question[end].word in _HELP):
            return None
        flag, behind = _flag(one, question, _behind(question, end, _MARKS))
        if flag:
            return _asked("flag", [f"{one.key}:{flag}"], f"{one.shown} {flag}", question, at, behind)
        level = _behind(question, end, _LEVEL_WORDS | _AT_LEAST | _SMALL)
        is_joined = all(token.word not in _SMALL for token in question[end:level])
        levels, behind = _levels(one, question, at, level)
        if levels and (is_joined or _has_step(question, end, level)):
            return _asked_levels([one], levels, question, at, behind)
        return _asked("label", [one.key], one.shown, question, at, end)

    def _named(self, question: _Tokens, at: int) -> tuple[_Known | None, int]:
        for length in range(min(self._longest, len(question) - at), 0, -1):
            one = self._phrases.get(tuple(_key(token.word) for token in question[at : at + length]))
            if one is not None:
                return one, at + length
        return None, at

    def _level_at(self, question: _Tokens, at: int) -> _Result:
        """A level without its label before it: "trede 3", of every label that has it; "trede 3 van de PSO"."""
        if question[at].word not in _STEPS:
            return None
        found = {each.key: _levels(each, question, at, at + 1) for each in self._known}
        meant = [each for each in self._known if found[each.key][0]]
        if not meant:
            return None
        levels, end = found[meant[0].key]
        named, behind = self._named(question, _behind(question, end, _SMALL))
        if named is not None and named in meant:
            return _asked_levels([named], levels, question, at, behind)
        return _asked_levels(meant, levels, question, at, end)

    def _flag_at(self, question: _Tokens, at: int) -> _Result:
        """A flag without its label ("catering 30+"), where the sign is there and it counts nothing ("30+ stoelen")."""
        for one in self._known:
            flag, end = _flag(one, question, at)
            if not flag or not question[at].plus:
                continue
            is_marked = _behind(question, end, _MARKS) > end or (at > 0 and question[at - 1].word in _MARKS)
            if is_marked or end == len(question):
                return _asked("flag", [f"{one.key}:{flag}"], f"{one.shown} {flag}", question, at, end)
        return None

    def _reserved_at(self, question: _Tokens, at: int, names_article: bool) -> _Result:
        """What fits reserved contracts: by that word, or by the article of the law."""
        end = at
        if question[at].word in _RESERVED and (at == 0 or question[at - 1].word != "onder"):
            end = _behind(question, at + 1, _CONTRACT)
        end = _behind_article(question, end, names_article)
        if end == at or not self._reserved:
            return None
        start = at
        while start > 0 and question[start - 1].word in _CONTRACT:
            start -= 1
        return _asked("flag", list(self._reserved), ", ".join(self._reserved.values()), question, start, end)


_Result = tuple[LabelAsked, int] | None


def _by_words(values: Sequence[str]) -> Mapping[str, str]:
    return {words: value for value in values if (words := " ".join(tokens(value)))}


def _writings(text: str) -> Iterator[tuple[str, ...]]:
    """The ways to write a name: in full, without the country behind it, as one word."""
    words = tuple(map(_key, tokens(text)))
    if not words:
        return
    yield words
    if len(words) > 2 and words[-1] in _COUNTRIES:
        yield words[:-1]
    if len(words) > 1 and len("".join(words)) >= _SHORTEST_GLUED:
        yield (_key("".join(tokens(text))),)


@lru_cache(maxsize=8_192)
def _key(word: str) -> str:
    """One form for what readers take as one word: "sociale" and "sociaal", "werkplaats" and "werkplaatsen"."""
    return _DOUBLE_VOWEL.sub(r"\1", stem(word))


def _behind(question: _Tokens, at: int, words: Collection[str]) -> int:
    """The first place from `at` on where none of the words stands."""
    while at < len(question) and question[at].word in words:
        at += 1
    return at


def _has_step(question: _Tokens, start: int, end: int) -> bool:
    return any(token.word in _LEVEL_WORDS for token in question[start:end])


def _flag(one: _Known, question: _Tokens, at: int) -> tuple[str | None, int]:
    """The label's flag that stands at a place, and where it ends."""
    for words, flag in one.flags.items():
        length = len(words.split())
        if " ".join(token.word for token in question[at : at + length]) == words:
            return flag, at + length
    return None, at


def _levels(one: _Known, question: _Tokens, start: int, at: int) -> tuple[tuple[str, ...], int]:
    """The label's levels that stand at a place ("2 of 3", "2 of hoger"), and where they end.

    From `start` on words may stand before them that ask for the higher ones too ("minimaal").
    """
    said: list[str] = []
    end = at
    while end < len(question) and question[end].word in one.levels:
        said.append(one.levels[question[end].word])
        end += 1
        behind = _behind(question, end, _AND_OR)
        if behind < len(question) and question[behind].word in one.levels:
            end = behind
    if not said:
        return (), at
    more = _behind(question, _behind(question, end, _AND_OR), _MORE)
    is_more = more > end and question[more - 1].word in _MORE
    before = {token.word for token in question[max(start - 1, 0) : at]}
    if is_more or question[end - 1].plus or before & _AT_LEAST:
        all_levels = tuple(one.levels.values())
        return all_levels[all_levels.index(said[0]) :], more if is_more else end
    return tuple(dict.fromkeys(said)), end


def _behind_article(question: _Tokens, at: int, names_article: bool) -> int:
    """Where "artikel 2.82 (van de) Aanbestedingswet (2012)" ends that begins here; `at` when it does not."""
    match = _ARTICLE.match(" ".join(token.word for token in question[at:]))
    if match is None or not (match["article"] or names_article):
        return at
    return at + match.group().count(" ") + 1


def _asked(
    facet: str, values: Sequence[str], text: str, question: _Tokens, start: int, end: int
) -> tuple[LabelAsked, int]:
    """What is asked, with the words around it that only say that it is a label; and where it ends."""
    end = _behind(question, end, _MARKS)
    while start > 0 and question[start - 1].word in _MARKS | _AT_LEAST:
        start -= 1
    if start > 1 and question[start - 1].word in _SMALL and question[start - 2].word in _MARKS:
        start -= 2
    words = frozenset(at for token in question[start:end] for at in range(token.first, token.last + 1))
    return LabelAsked(facet, frozenset(values), text, words), end


def _asked_levels(
    labels: Sequence[_Known], levels: Sequence[str], question: _Tokens, start: int, end: int
) -> tuple[LabelAsked, int]:
    values = [f"{one.key}:{level}" for one in labels for level in levels]
    text = ", ".join(f"{one.shown} {'/'.join(levels)}" for one in labels)
    return _asked("level", values, text, question, start, end)


def _merged(found: Iterator[LabelAsked]) -> tuple[LabelAsked, ...]:
    """One answer for each facet: "pso of cso" is one question, and what is asked twice is asked once."""
    by_facet: dict[str, LabelAsked] = {}
    for one in found:
        before = by_facet.get(one.facet)
        if before is not None:
            text = before.text if one.text in before.text else f"{before.text}, {one.text}"
            one = LabelAsked(one.facet, before.values | one.values, text, before.words | one.words)
        by_facet[one.facet] = one
    return tuple(by_facet.values())
