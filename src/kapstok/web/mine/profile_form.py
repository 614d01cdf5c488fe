# SPDX-License-Identifier: EUPL-1.2
"""A section's questions as its page shows them: with the answers, what is wrong with them, and what registers say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language, gettext

from kapstok.enterprises.own_words.languages import LANGUAGES, language_name
from kapstok.regions.folder import RegionFolder
from kapstok.search.dutch.chain import Chain
from kapstok.search.vocabulary import chain_of
from kapstok.web.mine.profile_answers import Answers, row_count
from kapstok.web.mine.profile_questions import SHEETS, Group, Question, Repeated
from kapstok.web.mine.profile_suggestions import suggested

_INPUTS: Final = {"figure": "decimal", "year": "numeric"}


@dataclass(frozen=True)
class RegisterSays:
    """What counts while the enterprise says nothing itself, and where it stands."""

    values: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Option:
    """One answer to choose."""

    id: str
    value: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Field:
    """One question with its answer. `kind` as in `Question`; `keys` is the keyboard that a phone shows."""

    name: str
    id: str
    label: str
    kind: str
    value: str = ""
    hint: str = ""
    error: str = ""
    options: tuple[Option, ...] = ()
    most: int = 0
    keys: str = ""
    fill: str = ""
    register: RegisterSays | None = None


@dataclass(frozen=True)
class Row:
    """The questions of a group that repeats, once; `is_new` is the empty one at the end."""

    title: str
    fields: tuple[Field, ...]
    is_new: bool = False


@dataclass(frozen=True)
class Block:
    """Questions under one heading (none: a question by itself). `id` is where a reader comes back to."""

    id: str
    title: str = ""
    hint: str = ""
    error: str = ""
    fields: tuple[Field, ...] = ()
    rows: tuple[Row, ...] = ()
    one: str = ""
    may_grow: bool = False
    register: RegisterSays | None = None


@dataclass(frozen=True)
class _Given:
    answers: Answers
    faults: Mapping[str, str]
    registers: Mapping[str, RegisterSays]
    chain: Chain
    categories: Mapping[str, str]


def blocks(
    section: str, answers: Answers, faults: Mapping[str, str], registers: Mapping[str, RegisterSays]
) -> tuple[Block, ...]:
    """All that a section asks, with what was answered, what is wrong with it, and what registers say (by fact)."""
    chain = chain_of(RegionFolder.current())
    given = _Given(answers, faults, registers, chain, chain.category_names(get_language() or "nl"))
    return tuple(_block(block, given) for block in SHEETS[section].blocks)


def _block(block: Question | Repeated | Group, given: _Given) -> Block:
    if isinstance(block, Question):
        return Block(_id(block.path), fields=(_field(block, "", given),))
    if isinstance(block, Group):
        fields = tuple(_field(one, "", given) for one in block.questions)
        return Block(
            _id(block.questions[0].path) + "-groep", str(block.title), str(block.hint), fields=fields
        )
    count = row_count(block, given.answers)
    may_grow = count < block.most
    return Block(
        block.path,
        str(block.title),
        str(block.hint),
        given.faults.get(block.path, ""),
        rows=tuple(_row(block, at, given, is_new=at == count) for at in range(count + may_grow)),
        one=str(block.one),
        may_grow=may_grow,
        register=given.registers.get(block.fact),
    )


def _row(block: Repeated, at: int, given: _Given, *, is_new: bool) -> Row:
    beginning = f"{block.path}.{at}."
    asked = [one for one in block.questions if not (is_new and one.path == "category")]
    title = str(block.one) % {"n": at + 1}
    return Row(title, tuple(_field(one, beginning, given) for one in asked), is_new)


def _field(question: Question, beginning: str, given: _Given) -> Field:
    name = beginning + question.path
    answer = given.answers.get(name, "")
    options = _options(question, name, answer, beginning, given)
    return Field(
        name=name,
        id=_id(name),
        label=str(question.label),
        kind=question.kind,
        value="" if isinstance(answer, list) else answer,
        hint=_no_category() if question.path == "category" and len(options) == 1 else str(question.hint),
        error=given.faults.get(name, ""),
        options=options,
        most=question.most,
        keys=_INPUTS.get(question.kind, ""),
        fill=question.fill,
        register=given.registers.get(question.fact) if question.fact else None,
    )


def _options(
    question: Question, name: str, answer: str | list[str], beginning: str, given: _Given
) -> tuple[Option, ...]:
    if question.path == "category":
        text = str(given.answers.get(f"{beginning}text", ""))
        codes = dict.fromkeys(
            [*([str(answer)] if answer in given.categories else []), *suggested(given.chain, text)]
        )
        choices = [*((code, given.categories[code]) for code in codes), ("", gettext("Niet gekozen"))]
    elif question.path == "area.kind":
        choices = _areas()
    elif question.path == "languages":
        choices = [(code, language_name(code)) for code in LANGUAGES]
    else:
        return ()
    chosen = answer if isinstance(answer, list) else [answer]
    return tuple(
        Option(f"{_id(name)}-{value or 'geen'}", value, text, value in chosen) for value, text in choices
    )


def _areas() -> list[tuple[str, str]]:
    return [
        ("everywhere", gettext("Overal in Nederland")),
        ("municipalities", gettext("In deze gemeenten")),
        ("around", gettext("Rond onze vestiging")),
        ("", gettext("Dat zeggen wij niet")),
    ]


def _no_category() -> str:
    return gettext("Wij vonden hier geen branche bij. Uw eigen woorden tellen wel mee bij het zoeken.")


def _id(name: str) -> str:
    return name.replace(".", "-")
