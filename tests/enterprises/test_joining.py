# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.enterprises.joining import enterprises_of, prospect
from kapstok.enterprises.listing import ListingRules
from kapstok.resolution.deciding import decide
from kapstok.resolution.models import JudgedPair
from tests.enterprises.published import PublishedRegister, follow

pytestmark = pytest.mark.django_db

ANNA = "person:1"
# All agrees but the legal form: a firm and a company are never joined unseen.
AT_HOME = {"city": "Zwolle", "postcode": "8011 AA", "website": "https://groenwerk.nl"}
FIRM = {"name": "Groenwerk V.O.F.", "kvk": "08123456", **AT_HOME}


@pytest.fixture
def registers(rules: ListingRules) -> tuple[PublishedRegister, ...]:
    """A firm that two registers show, and a company of the same name: is that one company too?"""
    ladder, code, third = (
        PublishedRegister(*one) for one in (("ladder",), ("code", "cso"), ("leden", "senl"))
    )
    ladder.run(1, a=FIRM)
    follow(1, rules)
    third.run(2, b=FIRM)
    code.run(2, c={"name": "Groenwerk B.V.", **AT_HOME})
    follow(2, rules)
    return ladder, code, third


def test_what_same_would_make_of_two_enterprises(
    registers: tuple[PublishedRegister, ...], rules: ListingRules
) -> None:
    ladder, code, _ = registers
    would = prospect(ladder.entry("a"), code.entry("c"))
    assert (would.together, would.entries, would.in_the_way) == (False, 3, ())
    assert would.stays is not None
    assert would.stays.enterprise.slug == "groenwerk-vof"
    decide(pair=_pair(ladder.entry("a"), code.entry("c")), verdict="same", actor=ANNA)
    follow(2, rules)
    would = prospect(ladder.entry("a"), code.entry("c"))
    assert (would.together, would.entries) == (True, 3)


def test_a_word_on_another_pair_of_the_same_enterprises_stands_in_the_way(
    registers: tuple[PublishedRegister, ...], rules: ListingRules
) -> None:
    ladder, code, third = registers
    a, c = ladder.entry("a"), code.entry("c")
    said = decide(pair=_pair(a, c), verdict="different", actor=ANNA)
    follow(2, rules)
    assert prospect(a, c).in_the_way == ()
    assert prospect(third.entry("b"), c).in_the_way == (said,)


def test_an_entry_that_no_enterprise_has_yet_is_of_nobody(
    registers: tuple[PublishedRegister, ...],
) -> None:
    ladder, code, _ = registers
    ladder.run(3, a=FIRM, z={"name": "Nieuw", "city": "Zwolle"})
    would = prospect(ladder.entry("z"), code.entry("c"))
    assert (would.first, would.together, would.entries) == (None, False, 1)
    assert set(enterprises_of([ladder.entry("z"), code.entry("c")])) == {code.entry("c")}


def _pair(one: int, other: int) -> int:
    return JudgedPair.objects.get(first_id=min(one, other), second_id=max(one, other)).pk
