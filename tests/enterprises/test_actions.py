# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kapstok.enterprises.actions import refresh
from kapstok.enterprises.enums import State
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import (
    Enterprise,
    EnterpriseLabel,
    EnterpriseNumber,
    EnterpriseSlug,
    Membership,
)
from kapstok.enterprises.queries import by_kvk, by_slug
from kapstok.search.models import OutboxItem
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db

BRUG = {"name": "De Brug", "city": "Zwolle", "level": "1"}
HOEK = {"name": "Het Hoekje", "city": "Deventer", "level": "2"}


def brug(**facts: str) -> dict[str, str]:
    return {**BRUG, **facts}


def test_an_entry_becomes_an_enterprise_with_what_its_register_says(rules: ListingRules) -> None:
    PublishedRegister().run(1, brug=brug(kvk="08 12 34 56", website="https://debrug.example/", flags=["30+"]))
    follow(1, rules)
    enterprise = Enterprise.objects.get()
    assert (enterprise.slug, enterprise.name, enterprise.municipality) == ("de-brug", "De Brug", "GM0193")
    assert (enterprise.listed, enterprise.first_seen) == (True, day(1))
    assert enterprise.facts["website"] == [
        {"value": "https://debrug.example/", "register": "ladder", "key": "brug", "since": day(1).isoformat()}
    ]
    assert by_kvk("08123456") == enterprise
    label = EnterpriseLabel.objects.get()
    assert (label.label, label.level, label.flags, label.state) == ("pso", "1", ["30+"], State.HOLDS)


def test_assembling_twice_writes_nothing_the_second_time(rules: ListingRules) -> None:
    PublishedRegister().run(1, brug=brug(kvk="08123456"), hoek=HOEK)
    assert len(follow(1, rules)) == 2
    position = max(OutboxItem.objects.values_list("position", flat=True))
    with CaptureQueriesContext(connection) as queries:
        assert follow(1, rules) == frozenset()
    assert not [q["sql"] for q in queries if "enterprises_" in q["sql"] and not q["sql"].startswith("SELECT")]
    assert max(OutboxItem.objects.values_list("position", flat=True)) == position


def test_a_run_that_shows_the_same_again_changes_nothing(rules: ListingRules) -> None:
    ladder = PublishedRegister()
    ladder.run(1, brug=BRUG)
    follow(1, rules)
    ladder.run(2, brug=BRUG)
    assert follow(2, rules) == frozenset()


def test_only_what_changed_goes_to_the_search_index(rules: ListingRules) -> None:
    ladder = PublishedRegister()
    ladder.run(1, brug=BRUG, hoek=HOEK)
    follow(1, rules)
    ladder.run(2, brug=brug(level="3"), hoek=HOEK)
    assert follow(2, rules) == {Enterprise.objects.get(name="De Brug").pk}


def test_an_enterprise_keeps_its_address_when_its_name_changes(rules: ListingRules) -> None:
    ladder = PublishedRegister()
    ladder.run(1, brug=BRUG)
    follow(1, rules)
    ladder.run(2, brug=brug(name="De Nieuwe Brug"))
    follow(2, rules)
    assert (Enterprise.objects.get().slug, Enterprise.objects.get().name) == ("de-brug", "De Nieuwe Brug")


def test_namesakes_get_addresses_of_their_own(rules: ListingRules) -> None:
    PublishedRegister().run(
        1,
        a=brug(kvk="11111112"),
        b=brug(kvk="22222223", city="Deventer"),
        c=brug(kvk="33333334", city="Deventer"),
    )
    follow(1, rules)
    assert set(EnterpriseSlug.objects.values_list("slug", flat=True)) == {
        "de-brug",
        "de-brug-deventer",
        "de-brug-deventer-2",
    }


def test_entries_that_turn_out_to_be_one_company_become_the_oldest_and_the_other_address_leads_there(
    rules: ListingRules,
) -> None:
    ladder, code = PublishedRegister(), PublishedRegister("code", "cso", "Code")
    ladder.run(1, brug=BRUG)
    code.run(1, hoek={"name": "Het Hoekje", "city": "Zwolle"})
    follow(1, rules)
    ladder.run(2, brug=brug(kvk="08123456"))
    code.run(2, hoek={"name": "Het Hoekje", "city": "Zwolle", "kvk": "08123456"})
    follow(2, rules)
    enterprise, redirected = by_slug("het-hoekje")
    assert (enterprise.slug, redirected) == ("de-brug", True)
    assert by_slug("de-brug") == (enterprise, False)
    assert {label.label for label in enterprise.labels.all()} == {"pso", "cso"}
    assert enterprise.values("names") == ["Het Hoekje"]
    assert by_kvk("08123456") == enterprise
    assert Enterprise.objects.filter(merged_into=None).count() == 1


def test_a_merge_that_is_undone_gives_each_its_own_address_back(rules: ListingRules) -> None:
    ladder, code = PublishedRegister(), PublishedRegister("code", "cso", "Code")
    hoek = {"name": "Het Hoekje", "city": "Zwolle"}
    ladder.run(1, brug=BRUG)
    code.run(1, hoek=hoek)
    follow(1, rules)
    before = dict(Membership.objects.values_list("entry_id", "enterprise_id"))
    ladder.run(2, brug=brug(kvk="08123456"))
    code.run(2, hoek={**hoek, "kvk": "08123456"})
    follow(2, rules)
    code.run(3, hoek={**hoek, "kvk": "90123457"})
    changed = follow(3, rules)
    assert dict(Membership.objects.values_list("entry_id", "enterprise_id")) == before
    assert changed == set(before.values())
    assert [by_slug(slug)[1] for slug in ("de-brug", "het-hoekje")] == [False, False]
    assert by_kvk("90123457").slug == "het-hoekje"
    assert EnterpriseNumber.objects.filter(kvk="08123456").count() == 1


def test_an_enterprise_that_comes_back_as_it_was_no_longer_points(rules: ListingRules) -> None:
    ladder, code = PublishedRegister(), PublishedRegister("code", "cso", "Code")
    far, hoek = brug(city="Groningen"), {"name": "Het Hoekje", "city": "Groningen"}
    for on, number in ((1, {}), (2, {"kvk": "08123456"}), (3, {})):
        ladder.run(on, brug={**far, **number})
        code.run(on, hoek={**hoek, **number})
        follow(on, rules)
        assert (on, by_slug("het-hoekje")[1]) == (on, bool(number))


def test_an_enterprise_that_only_lost_a_label_goes_to_the_search_index(rules: ListingRules) -> None:
    ladder, code = PublishedRegister(), PublishedRegister("code", "cso", "Code")
    ladder.run(1, brug=brug(kvk="08123456"))
    code.run(1, brug={"name": "De Brug", "city": "Zwolle", "kvk": "08123456"})
    follow(1, rules)
    before = Enterprise.objects.get()
    code.run(2, brug={"name": "De Brug", "city": "Zwolle", "kvk": "90123457"})
    changed = follow(2, rules)
    assert Enterprise.objects.get(pk=before.pk).facts == before.facts
    assert before.pk in changed
    assert [label.label for label in before.labels.all()] == ["pso"]


def test_a_slug_is_never_given_twice(rules: ListingRules) -> None:
    ladder, code = PublishedRegister(), PublishedRegister("code", "cso", "Code")
    ladder.run(1, brug=brug(kvk="08123456"))
    code.run(1, brug={"name": "De Brug Twee", "city": "Zwolle", "kvk": "90123457"})
    follow(1, rules)
    code.run(2, brug={"name": "De Brug Twee", "city": "Zwolle", "kvk": "08123456"})
    follow(2, rules)
    ladder.run(
        3,
        brug=brug(kvk="08123456"),
        twee={"name": "De Brug Twee", "city": "Ommen", "level": "1", "kvk": "77777779"},
    )
    follow(3, rules)
    assert by_slug("de-brug-twee")[0].slug == "de-brug"
    assert by_kvk("77777779").slug == "de-brug-twee-ommen"


def test_a_label_that_ends_leaves_the_list_when_its_day_comes_without_any_run(rules: ListingRules) -> None:
    PublishedRegister().run(1, brug=brug(valid_until=day(10).isoformat()), hoek=HOEK)
    follow(1, rules)
    enterprise = Enterprise.objects.get(name="De Brug")
    assert enterprise.next_change == day(11)
    assert refresh(day(10), rules) == frozenset()
    assert refresh(day(11), rules) == {enterprise.pk}
    enterprise.refresh_from_db()
    assert (enterprise.listed, enterprise.labels.get().state, enterprise.next_change) == (
        False,
        State.PENDING,
        day(41),
    )
    assert refresh(day(41), rules) == {enterprise.pk}
    enterprise.refresh_from_db()
    assert (enterprise.labels.get().state, enterprise.next_change) == (State.LAPSED, None)


def test_an_entry_that_left_its_register_stays_known(rules: ListingRules) -> None:
    ladder = PublishedRegister()
    ladder.run(1, brug=BRUG, hoek=HOEK)
    ladder.run(2, hoek=HOEK)
    follow(2, rules)
    assert Enterprise.objects.get(name="De Brug").listed
    ladder.run(3, hoek=HOEK)
    follow(3, rules)
    gone = Enterprise.objects.get(name="De Brug")
    assert (gone.listed, gone.labels.get().missing_since) == (False, day(2))
    assert by_slug("de-brug") == (gone, False)


def test_an_enterprise_outside_the_area_is_known_and_not_listed(rules: ListingRules) -> None:
    PublishedRegister().run(1, brug=brug(city="Groningen"))
    follow(1, rules)
    enterprise = Enterprise.objects.get()
    assert (enterprise.listed, enterprise.in_area, enterprise.municipality) == (False, False, "GM0014")


def test_hostile_names_are_names(rules: ListingRules) -> None:
    names = [
        "<script>alert(1)</script>",
        "'; DROP TABLE enterprises; --",
        "漢字",
        "\u202egruB eD",
        "x" * 5000,
    ]
    PublishedRegister().run(
        1, **{f"k{n}": brug(name=name, city=f"Plaats{n}") for n, name in enumerate(names)}
    )
    follow(1, rules)
    assert set(Enterprise.objects.values_list("name", flat=True)) == set(names)
    assert all(by_slug(slug)[0].slug == slug for slug in Enterprise.objects.values_list("slug", flat=True))


def test_the_number_of_queries_does_not_depend_on_the_number_of_enterprises(rules: ListingRules) -> None:
    def queries(count: int) -> int:
        ladder = PublishedRegister(f"ladder-{count}")
        entries = {
            f"k{n}": brug(name=f"Bedrijf {count} {n}", kvk=f"{count:02}{n:06}") for n in range(1, count + 1)
        }
        ladder.run(1, **entries)
        with CaptureQueriesContext(connection) as captured:
            follow(1, rules)
        return len([q for q in captured if "resolution" not in q["sql"]])

    queries(1)
    assert queries(3) == queries(50)
