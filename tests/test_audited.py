# SPDX-License-Identifier: EUPL-1.2
"""Everything that writes leaves a line in the audit trail, or stands here with the reason why it does not.

Found in the source itself: a function writes when it, or a function of ours that it calls, saves, makes, changes or
removes rows; it tells when it, or a function of ours that it calls, calls `core.actions.record`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import kapstok

SOURCE = Path(kapstok.__file__).parent
ROOMS = (
    "accounts", "notices", "search", "registers", "resolution", "enterprises", "procurement", "privacy",
    "upkeep", "web",
)  # fmt: skip
WRITES: Final = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "update",
}  # fmt: skip
RECORD: Final = "kapstok.core.actions.record"

_RUN = "the run itself keeps what was read, when, and what became of it"
_FOLLOWS = "follows from runs and from what people said, which are kept where it was said"
_QUEUE = "the message itself keeps what became of it and when; whoever is told something did nothing"
_COUNT = "counts, or erases what was counted, without knowing of whom"
_VISITOR = "a visitor's own list or scan, which is nobody's business"
_INDEX = "the search index and its outbox follow the rows that were written"
_TERM = "carries out a declared term each night, and logs how much"
_NO_ROWS = "changes no rows of the database"

# By function; every one of them writes, and nothing of it is told in the audit trail.
SILENT: Final[Mapping[str, str]] = {
    "enterprises.following.advance": _FOLLOWS,
    "enterprises.following.follow": _FOLLOWS,
    "enterprises.writing.Changes.write": _FOLLOWS,
    "enterprises.renewing.forget": _TERM,
    "enterprises.reporting.report": "the report itself is the record; of a reader nothing more is kept than they gave",
    "enterprises.throttle.may_report": _COUNT,
    "enterprises.visibility.tally.forget": _COUNT,
    "enterprises.visibility.tally.write_down": _COUNT,
    "notices.actions.notify": _QUEUE,
    "notices.actions.send_due": _QUEUE,
    "notices.digest.queue_digests": _QUEUE,
    "notices.inbox.open_message": _QUEUE,
    "notices.inbox.read_all": _QUEUE,
    "notices.telling.tell": _QUEUE,
    "procurement.actions.copy": _VISITOR,
    "procurement.actions.empty": _VISITOR,
    "procurement.actions.move": _VISITOR,
    "procurement.actions.opened": _VISITOR,
    "procurement.actions.remove": _VISITOR,
    "procurement.actions.save": _VISITOR,
    "procurement.actions.write": _VISITOR,
    "procurement.scan.jobs.begin": _VISITOR,
    "procurement.scan.jobs.give_up": _VISITOR,
    "procurement.scan.jobs.move_on": _VISITOR,
    "procurement.scan.jobs.read_columns": _VISITOR,
    "procurement.scan.jobs.remove": _VISITOR,
    "procurement.scan.jobs.start": _VISITOR,
    "procurement.scan.jobs.sweep": _VISITOR,
    "registers.actions._Attempt.fail": _RUN,
    "registers.actions._Attempt.finish": _RUN,
    "registers.actions.describe": _RUN,
    "registers.actions.read_register": _RUN,
    "registers.actions.replay_run": _RUN,
    "registers.publishing.keep_pages": _RUN,
    "registers.publishing.publish": _RUN,
    "resolution.actions.resolve": _FOLLOWS,
    "resolution.model.spark.spark": _NO_ROWS,
    "search.actions.begin_epoch": _INDEX,
    "search.actions.catch_up": _INDEX,
    "search.actions.enqueue": _INDEX,
    "search.actions.rebuild": _INDEX,
    "search.asked.forget": _COUNT,
    "search.asked.write_down": _COUNT,
    "upkeep.retention.carry_out": _TERM,
    "web.engine.environment": _NO_ROWS,
    "web.views.lists.save": _VISITOR,
    "web.views.lists.surely_save": _VISITOR,
}


@dataclass
class Function:
    """What one function of the source does itself, and which names of ours it calls."""

    writes: bool = False
    calls: set[str] = field(default_factory=set)


@cache
def functions() -> dict[str, Function]:
    """Every function and method of the rooms, by its whole name."""
    found: dict[str, Function] = {}
    for room in ROOMS:
        for path in sorted((SOURCE / room).rglob("*.py")):
            if "migrations" not in path.parts:
                found |= _of_module(path)
    return found


def _of_module(path: Path) -> dict[str, Function]:
    module = ".".join(("kapstok", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")
    tree = ast.parse(path.read_text())
    known = {**_imported(tree), **{name: f"{module}.{name}" for name, _node in _defined(tree)}}
    return {f"{module}.{name}": _looked_at(node, known) for name, node in _defined(tree)}


def _defined(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{node.name}.{inner.name}", inner


def _imported(tree: ast.Module) -> dict[str, str]:
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kapstok")
        for alias in node.names
    }


def _looked_at(node: ast.AST, known: Mapping[str, str]) -> Function:
    found = Function()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id in known:
            found.calls.add(known[inner.id])
        elif (
            isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name) and inner.value.id in known
        ):
            found.calls.add(f"{known[inner.value.id]}.{inner.attr}")
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
            found.writes |= inner.func.attr in WRITES and _on_rows(inner)
    return found


def _on_rows(call: ast.Call) -> bool:
    """Whether a call is one on rows, and not the `update` of a digest or a dictionary."""
    assert isinstance(call.func, ast.Attribute)
    if call.func.attr == "update":
        return bool(call.keywords) and not call.args
    return not (call.func.attr == "save" and len(call.args) > 0)


def writers(found: Mapping[str, Function]) -> set[str]:
    """The functions that others may call and that write themselves, or by private ones of theirs."""
    return {name for name in found if not _is_private(name) and _writes_itself(name, found)}


def told(name: str, found: Mapping[str, Function], callers: Mapping[str, set[str]]) -> bool:
    """Whether what a function does is told by itself, or by all that call it."""
    seen: set[str] = set()

    def so(one: str) -> bool:
        if RECORD in _reached(one, found):
            return True
        if one in seen or not callers.get(one):
            return False
        seen.add(one)
        return all(so(caller) for caller in callers[one])

    return so(name)


def silent() -> set[str]:
    """The functions that write, and of which nothing is told."""
    found = functions()
    callers: dict[str, set[str]] = {}
    for name, function in found.items():
        for called in function.calls - {name}:
            callers.setdefault(called, set()).add(name)
    return {name for name in writers(found) if not told(name, found, callers)}


def _is_private(name: str) -> bool:
    return name.rpartition(".")[2].startswith("_")


def _writes_itself(name: str, found: Mapping[str, Function]) -> bool:
    seen, waiting = {name}, [name]
    while waiting:
        function = found.get(waiting.pop(), Function())
        if function.writes:
            return True
        own = {called for called in function.calls if _is_private(called)} - seen
        seen |= own
        waiting += own
    return False


def _reached(start: str, found: Mapping[str, Function]) -> set[str]:
    """Every name of ours that a function comes to."""
    seen, waiting = {start}, [start]
    while waiting:
        for name in found.get(waiting.pop(), Function()).calls - seen:
            seen.add(name)
            waiting.append(name)
    return seen


def test_every_function_that_writes_tells_or_has_its_reason_and_no_reason_is_left_over() -> None:
    assert silent() == {f"kapstok.{name}" for name in SILENT}


def test_the_search_for_them_finds_what_it_is_for() -> None:
    found = functions()
    assert "kapstok.accounts.actions.change_role" in writers(found)
    assert RECORD in _reached("kapstok.accounts.actions.change_role", found)
    assert RECORD not in _reached("kapstok.notices.actions.notify", found)
    assert len(writers(found)) > len(SILENT) + 40


def test_no_details_of_the_trail_are_given_an_address() -> None:
    """What is recorded is read by colleagues, and stays when a person is erased."""
    personal = {"email", "address", "name", "phone", "text"}
    given = [
        f"{path.relative_to(SOURCE)}:{call.lineno} {word.arg}"
        for path in sorted(SOURCE.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and _called(call) == "record"
        for word in call.keywords
        if word.arg in personal
    ]
    assert given == []


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))
