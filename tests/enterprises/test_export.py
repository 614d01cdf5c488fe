# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json

import pytest

from kapstok.enterprises.export import export_rows
from kapstok.enterprises.listing import ListingRules
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db

CONTRACT = {
    "slug", "name", "statutory_names", "kvk", "municipality", "city", "postcode", "street", "website", "lat", "lon",
    "listed", "labels", "entries", "offerings", "categories", "description",
}  # fmt: skip
LABEL = {
    "label", "level", "flags", "valid_from", "valid_until", "state", "register", "key", "first_seen", "last_seen",
    "missing_since",
}  # fmt: skip


def names(on: int, rules: ListingRules, *, everyone: bool = False) -> list[str]:
    return [row["name"] for row in export_rows(day(on), rules, everyone=everyone)]


@pytest.fixture
def _registers(rules: ListingRules) -> None:
    ladder = PublishedRegister()
    brug = {
        "name": "De Brug",
        "city": "Zwolle",
        "postcode": "8011AA",
        "level": "1",
        "kvk": "08123456",
        "offerings": ["Groen"],
    }
    hoek = {"name": "Het Hoekje", "city": "Deventer", "level": "2", "valid_until": day(6).isoformat()}
    ladder.run(2, brug=brug)
    ver = {"name": "Ver Weg", "city": "Groningen", "level": "3"}
    ladder.run(4, brug=brug, hoek=hoek, ver=ver)
    ladder.run(8, hoek=hoek, ver=ver)
    ladder.run(9, hoek=hoek, ver=ver)
    follow(9, rules)


@pytest.mark.usefixtures("_registers")
def test_a_row_is_as_the_contract_has_it(rules: ListingRules) -> None:
    [row] = [row for row in export_rows(day(4), rules) if row["name"] == "De Brug"]
    assert set(row) >= CONTRACT
    assert (row["slug"], row["kvk"], row["municipality"], row["listed"]) == (
        "de-brug",
        ["08123456"],
        "GM0193",
        True,
    )
    assert (row["offerings"], row["categories"], row["website"]) == (["Groen"], [], None)
    assert row["entries"] == [{"register": "ladder", "key": "brug"}]
    [label] = row["labels"]
    assert set(label) >= LABEL
    assert (label["state"], label["first_seen"], label["last_seen"]) == (
        "holds",
        day(2).isoformat(),
        day(4).isoformat(),
    )
    assert json.loads(json.dumps(row)) == row


@pytest.mark.usefixtures("_registers")
def test_the_list_of_a_day_is_what_is_known_now_of_that_day(rules: ListingRules) -> None:
    assert names(1, rules) == []
    assert names(2, rules) == ["De Brug"]
    assert names(6, rules) == ["De Brug", "Het Hoekje"]
    assert names(7, rules) == ["De Brug"]
    assert names(8, rules) == []


@pytest.mark.usefixtures("_registers")
def test_everyone_is_everyone_who_was_known_by_then(rules: ListingRules) -> None:
    assert names(2, rules, everyone=True) == ["De Brug"]
    assert names(9, rules, everyone=True) == ["De Brug", "Het Hoekje", "Ver Weg"]
    states = {
        row["name"]: [label["state"] for label in row["labels"]]
        for row in export_rows(day(9), rules, everyone=True)
    }
    assert states == {"De Brug": ["lapsed"], "Het Hoekje": ["pending"], "Ver Weg": ["holds"]}
