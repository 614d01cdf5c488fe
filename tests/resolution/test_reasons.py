# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.resolution.model.alternatives import UNKNOWN, Levels, names
from kapstok.resolution.model.comparisons import COMPARED
from kapstok.resolution.reasons import CONTESTED, ENGLISH, MISCOPIED, NO_LONGER, reasons


def levels(**held: str) -> Levels:
    return tuple(names(one.name).index(held[one.name]) if one.name in held else UNKNOWN for one in COMPARED)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (
            {"municipality": "town", "core": "slip", "domain": "equal", "postcode": "equal"},
            ("zelfde website", "naam op één letter na", "zelfde postcode", "zelfde plaats"),
        ),
        ({"form": "foundation", "core": "equal"}, ("zelfde naam", "andere rechtsvorm (stichting)")),
        ({"domain": "other", "kvk": "equal"}, ("zelfde KvK-nummer", "andere website")),
        ({}, ()),
    ],
)
def test_what_agrees_is_said_first_and_then_what_contradicts(
    held: dict[str, str], said: tuple[str, ...]
) -> None:
    assert reasons(levels(**held), "stranger") == said


def test_what_it_may_be_instead_is_said_only_where_it_is_doubted() -> None:
    held = levels(core="equal")

    assert reasons(held, "sister", doubted=True)[-1] == "kan een zusteronderneming zijn"
    assert reasons(held, "sister") == reasons(held, "stranger", doubted=True) == ("zelfde naam",)


def test_every_phrase_is_short_and_has_its_english() -> None:
    assert {CONTESTED, MISCOPIED, NO_LONGER} < set(ENGLISH)
    assert all(len(phrase) <= 60 and len(said) <= 70 for phrase, said in ENGLISH.items())
    assert len(set(ENGLISH.values())) == len(ENGLISH)
