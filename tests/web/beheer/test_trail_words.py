# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import kapstok
from kapstok.accounts.enums import OrganisationKind, Role
from kapstok.enterprises.enums import ClaimState
from kapstok.web.beheer.trail_words import VERBS

SOURCE = Path(kapstok.__file__).parent
# Rooms tell of themselves through `record`, or through one function of theirs that ends in it.
TELLERS = {"record", "_tell", "_told"}


def told() -> Iterator[str]:
    """Every verb that stands in the source as a text."""
    for path in sorted(SOURCE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and len(call.args) >= 2 and _name(call.func) in TELLERS:
                verb = call.args[1]
                for one in (verb.body, verb.orelse) if isinstance(verb, ast.IfExp) else (verb,):
                    if isinstance(one, ast.Constant) and isinstance(one.value, str):
                        yield one.value


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def test_every_verb_of_the_trail_has_words() -> None:
    found = set(told())
    assert len(found) > 40
    assert found - set(VERBS) == set()


def test_verbs_that_are_put_together_have_words() -> None:
    put_together = {f"made {role}" for role in Role}
    put_together |= {f"made an organisation of the kind {kind}" for kind in OrganisationKind}
    put_together |= {f"claim {state}" for state in ClaimState if state is not ClaimState.OPEN}
    assert put_together - set(VERBS) == set()
