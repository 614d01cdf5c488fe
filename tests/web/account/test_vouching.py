# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.web.account.vouching import NotItsOwn, NotVouchedFor, vouched_address

DOMAINS = frozenset({"gemeente.example"})
ANNA = {"sub": "1", "email": "Anna@Gemeente.example", "email_verified": True}


@pytest.mark.parametrize(
    ("answer", "token"),
    [
        (ANNA, {}),
        ({}, ANNA),
        (ANNA, {"sub": "1"}),
        ({"sub": "1"}, ANNA),
        (ANNA, {"sub": "1", "email": "x@y.example"}),
    ],
)
def test_an_address_is_taken_from_either_piece_in_lower_case(
    answer: dict[str, object], token: dict[str, object]
) -> None:
    assert vouched_address(answer, token, DOMAINS) == "anna@gemeente.example"


@pytest.mark.parametrize("verified", [False, None, "true", "false", 1, 0, [], {}])
def test_only_true_is_true(verified: object) -> None:
    with pytest.raises(NotVouchedFor):
        vouched_address({**ANNA, "email_verified": verified}, {}, DOMAINS)


@pytest.mark.parametrize("email", [None, "", 7, ["anna@gemeente.example"]])
def test_without_an_address_nobody_is_vouched_for(email: object) -> None:
    with pytest.raises(NotVouchedFor):
        vouched_address({**ANNA, "email": email}, {}, DOMAINS)


def test_an_address_of_one_piece_is_not_verified_by_the_other() -> None:
    with pytest.raises(NotVouchedFor):
        vouched_address(
            {"sub": "1", "email": "x@gemeente.example"}, {"sub": "1", "email_verified": True}, DOMAINS
        )


def test_two_pieces_about_two_people_vouch_for_neither() -> None:
    with pytest.raises(NotVouchedFor):
        vouched_address(ANNA, {**ANNA, "sub": "2"}, DOMAINS)


@pytest.mark.parametrize(
    "email",
    [
        "anna@elders.example",
        "anna@gemeente.example.kwaad.example",
        "anna@sub.gemeente.example",
        "anna@kwaadgemeente.example",
        "anna@gemeente.example@kwaad.example",
        "gemeente.example",
        "@gemeente.example",
        "anna@gemeente.example.",
    ],
)
def test_an_address_of_another_domain_is_not_its_own(email: str) -> None:
    with pytest.raises(NotItsOwn):
        vouched_address({**ANNA, "email": email}, {}, DOMAINS)
