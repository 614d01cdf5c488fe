# SPDX-License-Identifier: EUPL-1.2
"""The enterprises of a list as page and files show them, through merges, corrections and calendar."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from kapstok.enterprises.enums import State
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.procurement.actions import save, share
from kapstok.procurement.columns import changes
from kapstok.procurement.lines import Line, lines
from kapstok.procurement.models import Share, Shortlist
from kapstok.procurement.proofs import proofs
from kapstok.procurement.queries import choices
from kapstok.procurement.unlisted import Why
from kapstok.regions.folder import RegionFolder
from tests.enterprises.published import PublishedRegister, Values, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db
BRUG = {"name": "Brug", "city": "Zwolle", "level": "2"}


@pytest.fixture
def ladder() -> PublishedRegister:
    return PublishedRegister()


def shared_on(on: int, rules: ListingRules) -> Share:
    """All that is known, on a list that is shared that day."""
    key = None
    for one in Enterprise.objects.order_by("name"):
        key = save(key=key, enterprise=one.pk).key
    assert key
    return share(key=key, day=day(on), rules=rules)


def publish(ladder: PublishedRegister, rules: ListingRules, on: int, **entries: Values) -> None:
    ladder.run(on, **entries)
    follow(on, rules)


def seen(made: Share, on: int, rules: ListingRules) -> list[Line]:
    return lines(choices(made), day(on), rules, made.day)


def test_a_shared_list_shows_both_days_and_says_the_difference(
    ladder: PublishedRegister, rules: ListingRules, home: RegionFolder
) -> None:
    publish(ladder, rules, 1, brug=BRUG, wilg={**BRUG, "name": "Wilg"})
    made = shared_on(2, rules)
    publish(ladder, rules, 5, brug={**BRUG, "level": "3"})
    publish(ladder, rules, 6, brug={**BRUG, "level": "3"})
    brug, wilg = seen(made, 7, rules)
    assert changes(brug, home.region()) == ["Op 2 januari 2026 gold PSO trede 2, nu PSO trede 3."]
    assert changes(wilg, home.region()) == [
        "PSO trede 2 gold op 2 januari 2026, nu niet meer: sinds 5 januari 2026 niet meer in het register."
    ]
    assert wilg.unlisted is not None
    assert (wilg.unlisted.why, wilg.unlisted.since) == (Why.GONE, day(5))
    assert wilg.then is not None
    assert [one.on_day.state for one in wilg.then.known] == [State.HOLDS]


def test_a_later_correction_of_the_shared_day_is_said_beside_what_was_shown(
    ladder: PublishedRegister, rules: ListingRules, home: RegionFolder
) -> None:
    until = {**BRUG, "valid_until": day(90).isoformat()}
    publish(ladder, rules, 1, brug=until)
    made = shared_on(5, rules)
    publish(ladder, rules, 7, brug={**BRUG, "valid_until": day(3).isoformat()})
    (line,) = seen(made, 8, rules)
    assert line.then is not None
    assert line.then.is_corrected
    assert changes(line, home.region()) == [
        "Op 5 januari 2026 toonde deze lijst: PSO trede 2. Nu weten wij dat die dag gold: geen label."
    ]


def test_enterprises_that_became_one_show_the_labels_of_both(
    ladder: PublishedRegister, rules: ListingRules
) -> None:
    code = PublishedRegister("code", "cso", "Code")
    ladder.run(1, brug=BRUG)
    code.run(1, brug={"name": "Iets Anders", "city": "Deventer"})
    follow(1, rules)
    made = shared_on(2, rules)
    numbered = {"kvk": "08123456", "name": "Brug", "city": "Zwolle"}
    ladder.run(3, brug={**BRUG, **numbered})
    code.run(3, brug=numbered)
    follow(3, rules)
    (line,) = seen(made, 4, rules)
    assert [one.on_day.label for one in line.labels] == ["pso", "cso"]
    assert line.then is not None
    assert (line.then.differences, line.then.is_corrected) == ((), False)


def test_one_that_moved_out_of_the_region_stays_and_it_is_said_since_when(
    ladder: PublishedRegister, rules: ListingRules
) -> None:
    publish(ladder, rules, 1, brug=BRUG)
    made = shared_on(2, rules)
    publish(ladder, rules, 5, brug={**BRUG, "city": "Groningen"})
    (line,) = seen(made, 6, rules)
    assert line.unlisted is not None
    assert (line.unlisted.why, line.unlisted.since) == (Why.ELSEWHERE, day(5))


def test_of_one_that_is_not_shown_at_request_nothing_is_told(
    ladder: PublishedRegister, rules: ListingRules
) -> None:
    publish(ladder, rules, 1, brug=BRUG)
    made = shared_on(2, rules)
    Enterprise.objects.update(withheld=True, listed=False)
    (line,) = seen(made, 3, rules)
    assert (line.labels, line.then) == ((), None)
    assert line.unlisted is not None
    assert line.unlisted.why is Why.WITHHELD
    assert proofs([line], day(3)) == [()]


def test_the_number_of_queries_does_not_grow_with_the_list(
    ladder: PublishedRegister, rules: ListingRules, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    publish(ladder, rules, 1, **{f"e{n}": {**BRUG, "name": f"E {n}"} for n in range(30)})
    made = shared_on(2, rules)
    assert Shortlist.objects.get().items.count() == 30
    with django_assert_max_num_queries(10):
        assert len(seen(made, 3, rules)) == 30
