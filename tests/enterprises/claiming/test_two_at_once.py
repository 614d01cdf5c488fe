# SPDX-License-Identifier: EUPL-1.2
"""Of two who prove at the same moment that an enterprise is theirs, one is first."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from kapstok.accounts.models import Organisation
from kapstok.enterprises.claiming.actions import ClaimClosed, Try, try_code
from kapstok.enterprises.models import Claim, Ownership
from tests.enterprises.claiming.conftest import MakePerson, Shown, code_in_mail
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(bezem: Shown, *tries: tuple[Claim, str]) -> list[Try | None]:
    """What came of each code; None for one of a claim that was closed by then. They start together."""
    start, came = threading.Barrier(len(tries)), list[Try | None]([None] * len(tries))

    def prove(number: int) -> None:
        claim, code = tries[number]
        try:
            start.wait(10)
            came[number] = try_code(claim=claim, typed=code, today=day(1), rules=bezem.rules)
        except ClaimClosed:
            came[number] = None
        finally:
            connection.close()

    threads = [threading.Thread(target=prove, args=[number]) for number in range(len(tries))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return came


def test_one_is_granted_and_the_other_is_for_an_editor(bezem: Shown, person: MakePerson) -> None:
    claims = [bezem.claim(person(name)) for name in ("anna", "bram")]
    assert at_once(bezem, *((one, code_in_mail(one)) for one in claims)) == [Try.RIGHT, Try.RIGHT]
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["contested", "granted"]
    assert Organisation.objects.count() == Ownership.objects.count() == 1


def test_one_code_typed_twice_at_once_counts_once(bezem: Shown, person: MakePerson) -> None:
    claim = bezem.claim(person("anna"))
    came = at_once(bezem, (claim, code_in_mail(claim)), (claim, code_in_mail(claim)))
    assert sorted(map(str, came)) == ["None", "right"]
    assert Organisation.objects.count() == 1
