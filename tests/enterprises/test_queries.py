# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import uuid

import pytest
from pytest_django import DjangoAssertNumQueries

from kapstok.enterprises.cards import cards
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.queries import (
    Counts,
    SeveralEnterprises,
    by_kvk,
    counted,
    counted_as_shown,
    documents,
    profile_of,
)
from kapstok.search.shapes import Point
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db

BRUG = {
    "name": "De Brug B.V.", "statutory_name": "Brug Holding B.V.", "city": "Zwolle", "level": "3", "flags": ["30+"],
    "website": "debrug.example",
    "offerings": ["Groen", "Catering"], "sectors": ["Horeca"], "description": "Wij snoeien en koken.",
}  # fmt: skip


@pytest.fixture
def brug(rules: ListingRules) -> Enterprise:
    PublishedRegister().run(1, brug=BRUG, ver={"name": "Ver Weg", "city": "Groningen", "level": "1"})
    code = PublishedRegister("code", "cso", "Code")
    code.run(
        1, brug={"name": "De Brug", "city": "Zwolle", "status": "aangevraagd", "website": "debrug.example"}
    )
    follow(1, rules)
    return Enterprise.objects.get(listed=True)


def test_a_listed_enterprise_is_a_document_with_what_people_look_for(brug: Enterprise) -> None:
    document = documents([str(brug.pk)])[str(brug.pk)]
    assert document is not None
    assert (document.name, document.city, document.municipality) == ("De Brug", "Zwolle", "Zwolle")
    assert document.names == ("De Brug B.V.", "Brug Holding B.V.")
    assert (document.offerings, document.sectors) == (("Groen", "Catering"), ("Horeca",))
    assert document.description == "Wij snoeien en koken."


def test_only_labels_that_hold_are_facets(brug: Enterprise) -> None:
    document = documents([str(brug.pk)])[str(brug.pk)]
    assert document is not None
    assert document.facets == {
        "label": ("pso",), "level": ("pso:3",), "flag": ("pso:30+",), "municipality": ("GM0193",),
        "labour_market_region": ("Regio Zwolle",), "province": ("Overijssel",),
    }  # fmt: skip


def test_a_document_tells_where_and_since_when(brug: Enterprise) -> None:
    document = documents([str(brug.pk)])[str(brug.pk)]
    assert document is not None
    assert (document.point, document.since) == (Point(52.5125, 6.0944), day(1))
    Enterprise.objects.update(lat=None)
    document = documents([str(brug.pk)])[str(brug.pk)]
    assert document is not None
    assert document.point is None


@pytest.mark.usefixtures("brug")
def test_what_is_not_listed_is_no_document() -> None:
    elsewhere = str(Enterprise.objects.get(listed=False).pk)
    nobody = str(uuid.uuid4())
    assert documents([elsewhere, nobody, "no-id"]) == {elsewhere: None, nobody: None, "no-id": None}


def test_cards_come_in_the_order_that_is_asked_for_in_one_query(
    brug: Enterprise, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = Enterprise.objects.get(listed=False)
    with django_assert_num_queries(1):
        found = cards([str(other.pk), str(uuid.uuid4()), str(brug.pk)])
        labels = [[label.label for label in card.labels] for card in found]
    assert [card.enterprise.slug for card in found] == [other.slug, brug.slug]
    assert labels == [["pso"], ["pso", "cso"]]


def test_who_is_known_and_listed_is_counted_for_any_day(brug: Enterprise, rules: ListingRules) -> None:
    assert counted(day(0), rules) == Counts(0, 0, 0)
    assert counted(day(1), rules) == counted_as_shown() == Counts(known=2, listed=1, unplaced=0)
    assert profile_of(brug, day(0), rules) is None


def test_who_holds_a_label_at_a_place_that_nobody_knows_is_counted_apart(rules: ListingRules) -> None:
    PublishedRegister().run(
        1,
        somewhere={"name": "De Brug", "city": "Hengelo", "level": "3"},
        nowhere={"name": "De Hoek", "level": "2"},
        placed={"name": "De Kade", "city": "Zwolle", "level": "3"},
        without_label={"name": "De Dam", "level": "aspirant"},
    )
    follow(1, rules)
    assert counted(day(1), rules) == counted_as_shown() == Counts(known=4, listed=1, unplaced=2)


def test_a_number_that_stands_with_two_enterprises_is_said_to(rules: ListingRules) -> None:
    PublishedRegister().run(1, brug={"name": "De Brug", "city": "Zwolle", "level": "1", "kvk": "08123456"})
    code = PublishedRegister("code", "cso", "Code")
    code.run(1, x={"name": "Xylos", "city": "Groningen", "kvk": "08123456"})
    follow(1, rules)
    with pytest.raises(SeveralEnterprises, match="de-brug, xylos"):
        by_kvk("08123456")
