# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.web.account.mailed_link import Asked, asked_with, token, use

pytestmark = pytest.mark.django_db

ASKED = Asked(email="iris@voorbeeld.example", language="en", further="/mijn")


def test_what_belongs_to_a_token_is_given_to_the_first_only() -> None:
    given = token(ASKED)
    assert asked_with(given) == asked_with(given) == ASKED
    assert use(given) == ASKED
    assert (use(given), asked_with(given)) == (None, None)


def test_no_two_tokens_are_alike_and_one_does_not_end_another() -> None:
    first, second = token(ASKED), token(ASKED)
    assert first != second
    assert (use(second), use(first)) == (ASKED, ASKED)


@pytest.mark.parametrize("given", ["", ".", "..", "a.b", "a.b.c", "\x00", "é" * 300])
def test_what_was_never_a_token_is_none(given: str) -> None:
    assert (asked_with(given), use(given)) == (None, None)


def test_a_changed_token_is_none() -> None:
    given = token(ASKED)
    assert use(given[:-1] + ("A" if given[-1] != "A" else "B")) is None
    assert use("x" + given) is None
    assert use(given) == ASKED
