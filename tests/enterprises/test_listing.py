# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date

import pytest

from kapstok.enterprises.assembling import profile
from kapstok.enterprises.layer import BY_EDITORS, Layer, PlaceSaid
from kapstok.enterprises.listing import ListingRules, is_listed
from kapstok.registers.histories import EntryHistory, Version
from tests.enterprises.timelines import day

ENSCHEDE, ZWOLLE, GRONINGEN, BRONCKHORST = "GM0153", "GM0193", "GM0014", "GM1876"


@pytest.mark.parametrize(
    ("in_area", "holds", "withheld", "listed"),
    [
        (True, True, False, True),
        (True, False, False, False),
        (False, True, False, False),
        (False, False, False, False),
        (True, True, True, False),
        (True, False, True, False),
        (False, True, True, False),
        (False, False, True, False),
    ],
)
def test_listed_is_in_the_area_with_a_label_that_holds_and_not_withheld(
    in_area: bool, holds: bool, withheld: bool, listed: bool
) -> None:
    assert is_listed(in_area=in_area, holds=holds, withheld=withheld) is listed


def entry(number: int = 1, **values: str) -> EntryHistory:
    version = Version(1, day(1), {"name": "De Brug", "level": "1", **values}, {})
    return EntryHistory(number, "ladder", "pso", f"k{number}", (version,), ((day(1), None),), (day(1),))


def said(municipality: str, number: int = 1, of: int = 1, **address: str) -> Layer:
    return Layer({of: PlaceSaid(number, of, municipality, date(2026, 5, 1), **address)})


def test_a_place_that_nobody_knows_is_where_the_editors_say(rules: ListingRules) -> None:
    hengelo = entry(city="Hengelo")
    before, after = profile([hengelo], day(2), rules), profile([hengelo], day(2), rules, said(BRONCKHORST))
    assert before is not None
    assert after is not None
    assert (before.location.municipality, before.is_listed) == (None, False)
    assert (after.location.municipality, after.location.place, after.is_listed) == (
        BRONCKHORST,
        "Hengelo",
        True,
    )
    assert after.place_said is not None
    assert after.value("city") == "Hengelo"


def test_what_editors_say_decides_before_postcode_and_municipality(rules: ListingRules) -> None:
    found = profile(
        [entry(city="Groningen", postcode="9712 AA", municipality="Groningen")], day(2), rules, said(ZWOLLE)
    )
    assert found is not None
    assert (found.location.municipality, found.is_listed) == (ZWOLLE, True)
    # The register's street and postcode are of another place, so they are not shown beside this one.
    assert (found.value("postcode"), found.value("city")) == (None, None)


def test_an_enterprise_can_be_said_to_lie_outside(rules: ListingRules) -> None:
    found = profile([entry(city="Zwolle")], day(2), rules, said(GRONINGEN))
    assert found is not None
    assert not found.is_listed


def test_an_address_of_the_editors_names_them_as_its_source(rules: ListingRules) -> None:
    layer = said(ZWOLLE, postcode="8011AA", street="Marktplein 1", city="Zwolle")
    found = profile([entry(city="Hengelo", street="Dorpsstraat 5")], day(2), rules, layer)
    assert found is not None
    [street] = found.facts["street"]
    assert (street.value, street.register, street.since) == ("Marktplein 1", BY_EDITORS, date(2026, 5, 1))
    assert (found.value("postcode"), found.value("city")) == ("8011 AA", "Zwolle")


def test_a_street_of_the_editors_is_not_shown_with_a_postcode_of_the_register(rules: ListingRules) -> None:
    found = profile([entry(city="Zwolle", postcode="8011AA")], day(2), rules, said(ZWOLLE, street="Brink 3"))
    assert found is not None
    assert (found.value("street"), found.value("postcode"), found.value("city")) == (
        "Brink 3",
        None,
        "Zwolle",
    )


def test_what_editors_say_counts_for_past_days_too(rules: ListingRules) -> None:
    found = profile([entry(city="Hengelo")], day(1), rules, said(ENSCHEDE))
    assert found is not None
    assert found.is_listed


def test_of_several_on_one_enterprise_the_last_counts_and_each_goes_with_its_entry(
    rules: ListingRules,
) -> None:
    one, other = entry(1, city="Hengelo"), entry(2, city="Hengelo")
    layer = Layer({**said(BRONCKHORST, 1, 1).places, **said(ENSCHEDE, 2, 2).places})
    placed = [profile(entries, day(2), rules, layer) for entries in ([one, other], [one], [other])]
    assert [found.location.municipality for found in placed if found] == [ENSCHEDE, BRONCKHORST, ENSCHEDE]


def test_a_withheld_enterprise_keeps_its_labels_and_tells_nothing_private(rules: ListingRules) -> None:
    private = {
        "street": "Brink 3", "postcode": "8011AA", "website": "https://debrug.example/", "phone": "0381234567",
        "email": "jan@debrug.example", "description": "Wij zijn er voor u.",
    }  # fmt: skip
    one, other = entry(1, city="Zwolle", kvk="08123456", **private), entry(2, city="Zwolle")
    found = profile([one, other], day(2), rules, Layer(withheld=frozenset({2})))
    assert found is not None
    assert (found.is_listed, found.withheld, len(found.labels)) == (False, True, 2)
    assert not private.keys() & found.facts.keys()
    assert (found.location.lat, found.location.lon, found.location.municipality) == (None, None, ZWOLLE)
    assert (found.name, found.value("kvk")) == ("De Brug", "08123456")
