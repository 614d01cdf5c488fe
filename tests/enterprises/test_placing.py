# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from typing import Any

import pytest

from kapstok.core.models import AuditEntry
from kapstok.enterprises.evidence import evidence
from kapstok.enterprises.export import export_rows
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, PlaceCorrection
from kapstok.enterprises.placing import (
    NothingSaid,
    PlaceGiven,
    UnusablePlace,
    correct_place,
    withdraw_place,
)
from kapstok.enterprises.queries import by_slug, documents, place_corrections, unplaced
from kapstok.search.models import OutboxItem
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db

ENSCHEDE, ZWOLLE, BRONCKHORST = "GM0153", "GM0193", "GM1876"
HENGELO = {"name": "De Brug", "city": "Hengelo", "level": "1"}


@pytest.fixture
def ladder(rules: ListingRules) -> PublishedRegister:
    """A register with De Brug in one of the two Hengelo's."""
    register = PublishedRegister()
    register.run(1, brug=HENGELO)
    follow(1, rules)
    return register


def brug() -> Enterprise:
    return by_slug("de-brug")[0]


def correct(rules: ListingRules, place: PlaceGiven, on: int = 1) -> PlaceCorrection:
    return correct_place(
        enterprise=brug(), place=place, reason="Gebeld", actor="person:1", day=day(on), rules=rules
    )


def rows(on: int, rules: ListingRules) -> list[dict[str, Any]]:
    return list(export_rows(day(on), rules))


@pytest.mark.usefixtures("ladder")
def test_what_was_nowhere_is_listed_searched_exported_and_queued_at_once(rules: ListingRules) -> None:
    assert [one.slug for one in unplaced()] == ["de-brug"]
    assert rows(1, rules) == []
    OutboxItem.objects.all().delete()
    correct(rules, PlaceGiven(BRONCKHORST))
    enterprise = brug()
    assert (enterprise.municipality, enterprise.listed, enterprise.place_said_on) == (
        BRONCKHORST,
        True,
        day(1),
    )
    assert [one.slug for one in unplaced()] == []
    assert [row["municipality"] for row in rows(1, rules)] == [BRONCKHORST]
    key = str(enterprise.pk)
    assert list(OutboxItem.objects.values_list("key", flat=True)) == [key]
    found = documents([key])[key]
    assert found is not None
    assert found.facets["municipality"] == (BRONCKHORST,)
    assert [proven.on_day.label for proven in evidence(enterprise, day(1), rules).held] == ["pso"]


def test_it_outlives_every_sync_and_the_registers_other_word(
    ladder: PublishedRegister, rules: ListingRules
) -> None:
    correct(rules, PlaceGiven(BRONCKHORST))
    ladder.run(2, brug={**HENGELO, "postcode": "7551AA", "level": "2"})
    follow(2, rules)
    assert (brug().municipality, brug().labels.get().level) == (BRONCKHORST, "2")
    assert follow(2, rules) == frozenset()


def test_it_goes_with_its_entry_into_a_merge_and_out_of_it(
    ladder: PublishedRegister, rules: ListingRules
) -> None:
    code = PublishedRegister("code", "cso", "Code")
    hoek = {"name": "Het Hoekje", "city": "Hengelo", "website": "brug.example"}
    code.run(1, hoek=hoek)
    follow(1, rules)
    correct_place(
        enterprise=by_slug("het-hoekje")[0],
        place=PlaceGiven(BRONCKHORST),
        reason="Gebeld",
        actor="person:1",
        day=day(1),
        rules=rules,
    )
    ladder.run(2, brug={**HENGELO, "kvk": "08123456", "website": "brug.example"})
    code.run(2, hoek={**hoek, "kvk": "08123456"})
    follow(2, rules)
    assert by_slug("het-hoekje") == (brug(), True)
    assert brug().municipality == BRONCKHORST
    code.run(3, hoek={**hoek, "kvk": "90123457"})
    follow(3, rules)
    assert (brug().municipality, by_slug("het-hoekje")[0].municipality) == (None, BRONCKHORST)


def test_a_correction_of_an_enterprise_that_became_part_of_another_is_of_that_one(
    ladder: PublishedRegister, rules: ListingRules
) -> None:
    code = PublishedRegister("code", "cso", "Code")
    code.run(1, hoek={"name": "Het Hoekje", "city": "Hengelo"})
    follow(1, rules)
    part = by_slug("het-hoekje")[0]
    ladder.run(2, brug={**HENGELO, "kvk": "08123456", "website": "brug.example"})
    code.run(2, hoek={"name": "Het Hoekje", "city": "Hengelo", "kvk": "08123456", "website": "brug.example"})
    follow(2, rules)
    correct_place(
        enterprise=part, place=PlaceGiven(ZWOLLE), reason="x", actor="person:1", day=day(2), rules=rules
    )
    assert brug().municipality == ZWOLLE


@pytest.mark.usefixtures("ladder")
def test_the_last_correction_counts_and_all_are_kept(rules: ListingRules) -> None:
    correct(rules, PlaceGiven(BRONCKHORST))
    correct(rules, PlaceGiven(ENSCHEDE, postcode="7511 jm", street=" Markt  1 "))
    assert (brug().municipality, brug().value("street"), brug().value("postcode")) == (
        ENSCHEDE,
        "Markt 1",
        "7511 JM",
    )
    told = [(said.municipality, said.is_last, said.actor) for said in place_corrections()]  # type: ignore[attr-defined]
    assert told == [(ENSCHEDE, True, "person:1"), (BRONCKHORST, False, "person:1")]
    assert AuditEntry.objects.filter(verb="correct place", subject=f"enterprise:{brug().pk}").count() == 2


@pytest.mark.usefixtures("ladder")
def test_taken_back_the_register_is_heard_again(rules: ListingRules) -> None:
    correct(rules, PlaceGiven(BRONCKHORST))
    correct(rules, PlaceGiven(ENSCHEDE))
    withdraw_place(enterprise=brug(), reason="Vergissing", actor="person:1", day=day(2), rules=rules)
    assert (brug().municipality, brug().listed, brug().place_said_on) == (None, False, None)
    assert PlaceCorrection.objects.count() == 3
    with pytest.raises(NothingSaid):
        withdraw_place(enterprise=brug(), reason="Nog eens", actor="person:1", day=day(2), rules=rules)


@pytest.mark.usefixtures("ladder")
@pytest.mark.parametrize(
    ("place", "why"),
    [
        (PlaceGiven("GM9999"), "not the CBS code"),
        (PlaceGiven("Zwolle"), "not the CBS code"),
        (PlaceGiven(""), "not the CBS code"),
        (PlaceGiven(ZWOLLE, postcode="8011"), "not a postcode"),
        (PlaceGiven(ZWOLLE, postcode="7511JM"), "lies in GM0153"),
    ],
)
def test_a_place_that_cannot_be_is_refused(place: PlaceGiven, why: str, rules: ListingRules) -> None:
    with pytest.raises(UnusablePlace, match=why):
        correct(rules, place)
    assert PlaceCorrection.objects.count() == 0


@pytest.mark.usefixtures("ladder")
def test_a_correction_needs_a_reason(rules: ListingRules) -> None:
    with pytest.raises(UnusablePlace, match="reason"):
        correct_place(
            enterprise=brug(), place=PlaceGiven(ZWOLLE), reason=" \n", actor="a", day=day(1), rules=rules
        )


def test_pages_that_are_ahead_of_today_stay_there(rules: ListingRules) -> None:
    """A sync for a later day has been published: a correction made before it does not take labels back in time."""
    PublishedRegister().run(1, brug={**HENGELO, "valid_until": day(5).isoformat()})
    PublishedRegister("code", "cso", "Code").run(9, x={"name": "X", "city": "Zwolle"})
    follow(9, rules)
    correct(rules, PlaceGiven(ZWOLLE), on=1)
    assert (brug().municipality, brug().labels.get().state) == (ZWOLLE, "pending")
    assert follow(9, rules) == frozenset()
