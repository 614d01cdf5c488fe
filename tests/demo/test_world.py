# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from kapstok.core.identifiers import domain
from kapstok.demo import days, tables
from kapstok.demo.enterprise import Entry, Profile, World
from kapstok.demo.world import SIZE, build
from kapstok.regions.folder import RegionFolder
from kapstok.regions.gazetteer import gazetteer


def profiles(entry: Entry) -> list[Profile]:
    return [showing.profile for showing in entry.showings if showing]


def test_the_same_days_give_the_same_world(world: World):
    assert build(world.dates) == world


def test_other_days_give_the_same_enterprises_with_the_same_truth(world: World):
    later = build(days.ending(date(2028, 3, 1)))
    assert [e.id for e in later.enterprises] == [e.id for e in world.enterprises]
    assert all(later.known(day) == world.known(day) for day in days.ALL)


def test_some_have_only_the_label_that_is_not_admitted_and_more_have_it_beside_another(world: World):
    registers = [{entry.register for entry in e.entries} for e in world.enterprises]
    assert registers.count({"bcorp"}) >= 3
    assert sum("bcorp" in one for one in registers) >= 2 * registers.count({"bcorp"})
    assert not any(any(e.holds) for e in world.entries if e.register == "bcorp")


def test_there_are_four_hundred_enterprises_in_registers_of_different_sizes(world: World):
    assert len(world.enterprises) == SIZE == len({e.id for e in world.enterprises})
    shown = {register: len(world.shown(register, days.FIRST)) for register in days.REGISTERS}
    assert shown["pso"] > 200 > shown["senl"] > 100 > shown["cedris"] > 8
    assert shown["cso"] > 100
    assert 10 < shown["bcorp"] < 30


def test_a_register_names_each_of_its_entries_once(world: World):
    keys = Counter(entry.id for entry in world.entries)
    assert max(keys.values()) == 1


def test_nothing_in_it_leads_to_a_real_company_or_person(world: World):
    for profile in (p for entry in world.entries for p in profiles(entry)):
        assert not profile.website or (domain(profile.website) or "").endswith(".example")
        assert not profile.kvk or profile.kvk.startswith("00") or profile.kvk == "618273"
        assert not re.search(r"@|\d{2,4}[- ]\d{6,8}", f"{profile.description} {profile.street}")


def test_every_town_lies_where_its_table_says(home: RegionFolder):
    area = home.region().area
    for town in tables.towns():
        for digits in town.postcodes:
            assert gazetteer().locate(postcode=f"{digits} AB").municipality == town.municipality_code
        assert area.covers(town.municipality_code) is town.in_area
        assert gazetteer().municipality(town.municipality_code).province == town.province
        assert town.municipality_code in {place.municipality for place in gazetteer().places_named(town.city)}


def test_what_is_drawn_goes_by_its_own_word_in_its_town(world: World):
    drawn = [e for e in world.enterprises if not e.case]
    names = Counter(profiles(e.entries[0])[0].name for e in drawn)
    assert max(names.values()) == 1


def test_entries_of_one_drawn_enterprise_share_a_number_or_a_site_or_a_name(world: World):
    for enterprise in (e for e in world.enterprises if not e.case and len(e.entries) > 1):
        shown = [profiles(entry)[0] for entry in enterprise.entries]
        numbers, sites = ({p.kvk for p in shown}, {p.website and domain(p.website) for p in shown})
        word = tables.words()
        same_word = {
            core for core in (*word.cores, *word.surnames) if all(_bare(core) in _bare(p.name) for p in shown)
        }
        assert (len(numbers) == 1 and all(numbers)) or (len(sites) == 1 and all(sites)) or same_word
        assert len({p.city for p in shown}) == 1


def _bare(text: str) -> str:
    return re.sub(r"^(de|het) ", "", text.casefold().replace("&", "en"))


@pytest.mark.parametrize("day", days.ALL)
def test_most_are_listed_and_some_are_not(world: World, day: days.Day):
    known = world.known(day)
    listed = sum(k.listed for k in known)
    assert 0.85 < listed / len(known) < 0.95


def test_each_day_differs_from_the_one_before(world: World):
    first, second, third = ({k.entries for k in world.known(day) if k.listed} for day in days.ALL)
    assert second - first
    assert first - second
    assert third - second
    assert second - third


def test_a_broken_register_makes_nothing_known(world: World):
    fresh = {e.id for e in world.entries if e.register == "pso" and not e.showings[0]}
    known = {entry for k in world.known(days.BROKEN_DAY) for entry in k.entries}
    assert fresh
    assert not fresh & known
    assert fresh <= {entry for k in world.known(days.THIRD) for entry in k.entries}


def test_the_registers_lose_no_more_than_the_guard_lets_go(world: World):
    for register in days.REGISTERS:
        before = {entry.key for entry, _ in world.shown(register, days.FIRST)}
        for day in (days.SECOND, days.THIRD):
            now = {entry.key for entry, _ in world.shown(register, day)}
            assert len(before - now) <= max(5, len(before) // 10)
            before = now


def test_every_course_is_followed_by_someone(world: World):
    from kapstok.demo.courses import MAKERS

    followed = {(entry.register, entry.course) for entry in world.entries}
    assert followed >= {(r, name) for r in ("pso", "cso", "bcorp") for name in MAKERS[r]}
    assert ("cedris", "gone") in followed


def test_who_is_written_by_hand_says_why(world: World):
    special = [e for e in world.enterprises if e.case]
    assert len(special) == sum(len(case["enterprise"]) for case in tables.cases())
    assert len({e.case for e in special}) == len(tables.cases())
