# SPDX-License-Identifier: EUPL-1.2
"""The answers to a section's questions: read from what was typed or is said, and made into content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import get_language

from kapstok.enterprises.own_words.content import Content, changed
from kapstok.enterprises.own_words.faults import FieldFault, UnusableContent, sentence
from kapstok.web.mine.profile_lines import amount
from kapstok.web.mine.profile_places import municipalities, why_unknown
from kapstok.web.mine.profile_questions import SHEETS, Group, Question, Repeated
from kapstok.web.rows import municipality_name

# By its place in the content ("offerings.0.text"), as it was typed; several of what is ticked.
Answers = Mapping[str, str | list[str]]
_NEVER_EMPTY: Final = frozenset({"figure", "year", "date"})
_MUNICIPALITIES: Final = "area.municipalities"
# How the two languages write thousands, and the decimal point.
_MARKS: Final = {"nl": (".", ","), "en": (",", ".")}


def typed(section: str, data: QueryDict) -> dict[str, str | list[str]]:
    """What was sent for this section, without empty rows, and no more rows than may be sent and one."""
    found: dict[str, str | list[str]] = {}
    for block in SHEETS[section].blocks:
        if isinstance(block, Repeated):
            found |= _rows_typed(block, data)
        else:
            found |= {one.path: _sent(one, one.path, data) for one in _questions(block)}
    return found


def answers_of(section: str, content: Content) -> dict[str, str | list[str]]:
    """The answers that the content gives already."""
    plain = content.model_dump()
    found: dict[str, str | list[str]] = {}
    for block in SHEETS[section].blocks:
        if isinstance(block, Repeated):
            for at, row in enumerate(plain[block.path]):
                found |= {
                    f"{block.path}.{at}.{one.path}": _shown(one, row[one.path]) for one in block.questions
                }
        else:
            found |= {one.path: _shown(one, _at(plain, one.path)) for one in _questions(block)}
    return found


def content_with(content: Content, section: str, answers: Answers) -> Content:
    """The content with these answers in it. Raises `UnusableContent` with a reason for each place."""
    given: dict[str, Any] = {}
    unknown: list[FieldFault] = []
    for block in SHEETS[section].blocks:
        if isinstance(block, Repeated):
            given[block.path] = [_row_meant(block, at, answers) for at in range(row_count(block, answers))]
            continue
        for one in _questions(block):
            _put(given, one.path, _value(one, answers, unknown))
    if unknown:
        raise UnusableContent(unknown)
    return changed(content, given)


def _row_meant(block: Repeated, at: int, answers: Answers) -> dict[str, Any]:
    """A row as the content takes it; a number or a day that was left empty is absent, not wrong."""
    row = {one: _meant(one, answers.get(f"{block.path}.{at}.{one.path}", "")) for one in block.questions}
    return {one.path: value for one, value in row.items() if value != "" or one.kind not in _NEVER_EMPTY}


def row_count(block: Repeated, answers: Answers) -> int:
    """How many rows of this group were answered."""
    numbers = {path.split(".")[1] for path in answers if path.startswith(f"{block.path}.")}
    return len(numbers)


def reasons(faults: Iterable[FieldFault], answers: Answers) -> dict[str, str]:
    """What to say at each place about these answers, in the language of the page."""
    found: dict[str, str] = {}
    for fault in faults:
        found.setdefault(_place_of(fault), sentence(fault))
    _, strange = (
        municipalities(str(answers.get(_MUNICIPALITIES, ""))) if _MUNICIPALITIES in found else ([], [])
    )
    return {**found, _MUNICIPALITIES: why_unknown(strange)} if strange else found


def _rows_typed(block: Repeated, data: QueryDict) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {}
    at = 0
    for number in _row_numbers(block, data):
        row = {one: _sent(one, f"{block.path}.{number}.{one.path}", data) for one in block.questions}
        if at <= block.most and any(str(value).strip() for one, value in row.items() if one.kind != "choice"):
            # What was no question yet (the branch of a new row) is no answer either.
            found |= {
                f"{block.path}.{at}.{one.path}": value
                for one, value in row.items()
                if one.kind != "choice" or f"{block.path}.{number}.{one.path}" in data
            }
            at += 1
    return found


def _row_numbers(block: Repeated, data: QueryDict) -> list[int]:
    shape = re.compile(rf"{re.escape(block.path)}\.(\d{{1,3}})\.\w+")
    return sorted({int(found[1]) for name in data if (found := shape.fullmatch(name))})


def _questions(block: Question | Group) -> tuple[Question, ...]:
    return block.questions if isinstance(block, Group) else (block,)


def _sent(question: Question, name: str, data: QueryDict) -> str | list[str]:
    return data.getlist(name)[:100] if question.kind == "ticks" else data.get(name, "")


def _shown(question: Question, value: Any) -> str | list[str]:
    if question.kind == "ticks":
        return list(value)
    if question.path == _MUNICIPALITIES:
        return "\n".join(municipality_name(code) for code in value)
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, bool):
        return "ja" if value else ""
    return "" if value is None else str(value)


def _value(question: Question, answers: Answers, unknown: list[FieldFault]) -> Any:
    answer = answers.get(question.path, "")
    if question.path != _MUNICIPALITIES:
        return _meant(question, answer)
    if answers.get("area.kind") != "municipalities":
        return []
    codes, strange = municipalities(str(answer))
    if strange:
        unknown.append(FieldFault(question.path, "municipality"))
    return codes


def _meant(question: Question, answer: str | list[str]) -> Any:
    if isinstance(answer, list):
        return answer
    if question.kind == "tick":
        return answer == "ja"
    if question.kind == "figure":
        return _plain_number(answer.strip())
    return answer.strip() if question.kind in {"year", "date", "choice"} else answer


def _plain_number(text: str) -> str:
    """A number as the language of the page writes it ("1.234,5"), as a program reads it; anything else as it is."""
    thousands, point = _MARKS.get((get_language() or "nl")[:2], _MARKS["nl"])
    shape = rf"(\d{{1,3}}({re.escape(thousands)}\d{{3}})+|\d+)({re.escape(point)}\d+)?"
    return text.replace(thousands, "").replace(point, ".") if re.fullmatch(shape, text) else text


def _place_of(fault: FieldFault) -> str:
    """Where on the page a fault is shown: what is wrong with one municipality stands with all of them."""
    if fault.field == "area":
        return "area.km" if fault.reason == "km_needed" else _MUNICIPALITIES
    if fault.field.startswith(_MUNICIPALITIES):
        return _MUNICIPALITIES
    return "languages" if fault.field.startswith("languages") else fault.field


def _at(plain: Mapping[str, Any], path: str) -> Any:
    value: Any = plain
    for name in path.split("."):
        value = value[name]
    return value


def _put(given: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split(".")
    for name in parents:
        given = given.setdefault(name, {})
    given[last] = value
