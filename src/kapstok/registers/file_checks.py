# SPDX-License-Identifier: EUPL-1.2
"""What the keys of a register file must be to one another.

Faults are raised as pydantic's own error, which carries for each of them the key that it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from kapstok.registers.file_parts import Detail, Entries, FieldRule, Guard
from kapstok.registers.file_values import Kind

Place = tuple[str | int, ...]
Reasons = dict[Place, str]

# Keys of [entries] that mean something for some kinds only.
_KINDS_OF: Mapping[str, tuple[Kind, ...]] = {
    "inside": ("html",),
    "each": ("html", "json"),
    "next": ("html", "json"),
    "sheet": ("xlsx",),
    "header_row": ("csv", "xlsx"),
    "delimiter": ("csv",),
    "encoding": ("html", "json", "csv"),
}


def faults(reasons: Mapping[Place, str]) -> ValidationError:
    """One error that says each reason at its own key."""
    details = [
        InitErrorDetails(
            type=PydanticCustomError("value_error", "{error}", {"error": reason}), loc=place, input=None
        )
        for place, reason in reasons.items()
    ]
    return ValidationError.from_exception_data("register file", details)


def _refuse(reasons: Reasons) -> None:
    if reasons:
        raise faults(reasons)


def fields(rules: Mapping[str, FieldRule]) -> None:
    """There is a name among them."""
    if "name" not in rules:
        raise faults({("name",): "required, but absent"})


def detail(given: Detail, known: Mapping[str, Any]) -> None:
    """The field to follow is one of the list's."""
    if "fields" in known and given.follow not in known["fields"]:
        raise faults({("follow",): f"{given.follow!r} is not one of [fields]"})


def entries(given: Entries, known: Mapping[str, Any]) -> None:
    """Keys that fit the kind, and names of fields that are there."""
    named: dict[Place, str | None] = {
        ("key",): given.key,
        ("where", "field"): given.where.field if given.where else None,
    }
    _refuse(_misplaced(given, known.get("kind")) | _unnamed(named, known))


def _misplaced(given: Entries, kind: Kind | None) -> Reasons:
    reasons: Reasons = {
        (key,): f"means nothing for kind = {kind!r}"
        for key, kinds in _KINDS_OF.items()
        if kind and kind not in kinds and key in given.model_fields_set
    }
    if kind in {"csv", "xlsx", "python"} and given.page and given.page.last:
        reasons[("page", "last")] = f"means nothing for kind = {kind!r}"
    if kind == "html" and not given.each:
        reasons[("each",)] = "required, but absent"
    return reasons


def guard(given: Guard, known: Mapping[str, Any]) -> None:
    """Bounds on fields that are there, and a count only where one can be selected."""
    reasons = _unnamed({("required", name): name for name in given.required}, known)
    if given.total and known.get("kind") in {"csv", "xlsx", "python"}:
        reasons[("total",)] = f"means nothing for kind = {known['kind']!r}"
    _refuse(reasons)


def _unnamed(named: Mapping[Place, str | None], known: Mapping[str, Any]) -> Reasons:
    names = _names(known)
    if names is None:
        return {}
    return {
        p: f"{name!r} is not a field of this file" for p, name in named.items() if name and name not in names
    }


def _names(known: Mapping[str, Any]) -> set[str] | None:
    # None while [fields] or [detail] have faults of their own: what they lack is then not known.
    if "fields" not in known or "detail" not in known:
        return None
    return {*known["fields"], *(known["detail"].fields if known["detail"] else ())}
