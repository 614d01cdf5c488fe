# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.enterprises.assembling import Profile, profile
from kapstok.enterprises.enums import State
from kapstok.enterprises.label_state import LabelPolicy
from kapstok.enterprises.listing import ListingRules
from kapstok.regions.region_file import Area
from kapstok.registers.histories import EntryHistory
from tests.enterprises.timelines import day, history

EAST = ListingRules(
    Area(provinces=("Overijssel", "Gelderland")),
    {
        "pso": LabelPolicy(admits=frozenset({"basis", "1", "2", "3"})),
        "cso": LabelPolicy(),
        "senl": LabelPolicy(),
    },
)


def entry(number: int, runs: str = "1 1", /, label: str = "pso", **facts: Any) -> EntryHistory:
    """An entry whose every version shows these facts besides what `runs` says."""
    told = history(runs, entry=number, label=label, register=f"register-{label}")
    shown = {"name": "De Brug", **facts}
    return replace(told, versions=tuple(replace(v, values={**shown, **v.values}) for v in told.versions))


def assembled(*entries: EntryHistory, on: int = 5) -> Profile:
    found = profile(entries, day(on), EAST)
    assert found is not None
    return found


def test_before_its_first_sighting_there_is_no_enterprise() -> None:
    assert profile([entry(1, "3 1")], day(2), EAST) is None
    assert profile([], day(2), EAST) is None


# Names


def test_the_name_is_the_one_that_most_entries_show() -> None:
    found = assembled(entry(1, name="Sociaal Werk Zwolle"), entry(2, label="cso"), entry(3, label="senl"))
    assert (found.name, found.values("names")) == ("De Brug", ("Sociaal Werk Zwolle",))


def test_between_two_names_the_one_that_is_no_statutory_name_goes_first() -> None:
    found = assembled(
        entry(1, name="Brug Holding B.V."),
        entry(2, label="cso", name="De Brug", statutory_name="Brug Holding B.V."),
    )
    assert (found.name, found.values("statutory_names")) == ("De Brug", ("Brug Holding B.V.",))


def test_of_one_name_the_writing_without_its_legal_form_is_shown() -> None:
    found = assembled(
        entry(1, name="De Brug B.V."), entry(2, label="cso", name="De Brug B.V."), entry(3, label="senl")
    )
    assert (found.name, found.values("names")) == ("De Brug", ("De Brug B.V.",))
    assert assembled(entry(1, name="De Brug B.V.")).name == "De Brug B.V."


def test_of_one_name_a_writing_in_capitals_only_is_shown_when_there_is_no_other() -> None:
    assert assembled(entry(1, name="DE BRUG"), entry(2, label="cso", name="de Brug")).name == "de Brug"
    assert assembled(entry(1, name="DE BRUG")).name == "DE BRUG"


def test_an_entry_whose_name_nobody_could_read_goes_by_its_key() -> None:
    told = history("1 1", entry=3)
    assert assembled(told).name == "key-3"


def test_between_equals_the_name_we_have_known_longest_stays() -> None:
    older, newer = entry(1, "1 1", name="De Brug"), entry(2, "3 1", label="cso", name="Werkhuis")
    assert assembled(older, newer).name == assembled(newer, older).name == "De Brug"


def test_spellings_of_one_name_count_together_in_the_writing_that_is_shown_most() -> None:
    found = assembled(entry(1, name="DE BRUG"), entry(2, label="cso"), entry(3, label="senl"))
    assert (found.name, found.values("names")) == ("De Brug", ())


def test_an_entry_that_left_its_register_no_longer_names_the_enterprise() -> None:
    gone = entry(1, "1 1; 2 -; 3 -", name="De Oude Brug")
    assert assembled(gone, entry(2, "2 1", label="cso")).name == "De Brug"
    assert assembled(gone).name == "De Oude Brug"


# Facts


def test_every_fact_has_its_register_and_the_day_since_which_it_stands_there() -> None:
    told = history("1 1; 3 1; 5 2", entry=7)
    phones = ["038-1", "038-2", "038-2"]
    told = replace(
        told,
        versions=tuple(
            replace(told.versions[0], run=n + 1, day=day(on), values={"name": "De Brug", "phone": phone})
            for n, (on, phone) in enumerate(zip((1, 3, 5), phones, strict=True))
        ),
    )
    [phone] = assembled(told, on=6).facts["phone"]
    assert (phone.value, phone.register, phone.key, phone.since) == ("038-2", "ladder", "key-7", day(3))
    [before] = assembled(told, on=2).facts["phone"]
    assert (before.value, before.since) == ("038-1", day(1))


def test_only_certain_kvk_numbers_are_numbers_and_others_are_shown_as_given() -> None:
    found = assembled(
        entry(1, kvk="0812.34.56"),
        entry(2, label="cso", kvk="8123456"),
        entry(3, label="senl", kvk="123456789"),
    )
    assert found.values("kvk") == ("08123456",)
    assert found.values("kvk_as_given") == ("8123456", "123456789")


def test_one_number_written_in_two_ways_is_one_number() -> None:
    assert assembled(entry(1, kvk="08 123456"), entry(2, label="cso", kvk="08123456")).values("kvk") == (
        "08123456",
    )


def test_an_entry_may_give_several_numbers_and_offerings() -> None:
    found = assembled(
        entry(1, kvk=("08123456", "90123457"), offerings=("Groen", "Catering")),
        entry(2, label="cso", offerings=("groen",)),
    )
    assert found.values("kvk") == ("08123456", "90123457")
    assert found.values("offerings") == ("Groen", "Catering")


@pytest.mark.parametrize(
    "website", ["javascript:alert(1)", "data:text/html,x", "www.debrug.example", "ftp://x.example"]
)
def test_what_is_no_web_address_is_no_website(website: str) -> None:
    assert assembled(entry(1, website=website)).value("website") is None
    real = entry(2, label="cso", website="https://debrug.example/")
    assert assembled(entry(1, website=website), real).value("website") == "https://debrug.example/"


# Place


def test_a_postcode_says_where_it_is_before_a_municipality_or_place() -> None:
    found = assembled(entry(1, city="Deventer"), entry(2, label="cso", postcode="8011 AA", city="Zwolle"))
    assert (found.location.municipality, found.location.basis, found.value("city")) == (
        "GM0193",
        "postcode",
        "Zwolle",
    )


def test_an_open_place_name_is_settled_by_a_sister_entry() -> None:
    alone = assembled(entry(1, city="Hengelo"))
    assert (alone.location.municipality, alone.location.candidates) == (None, ("GM0164", "GM1876"))
    together = assembled(entry(1, city="Hengelo"), entry(2, label="cso", municipality="Bronckhorst"))
    assert (together.location.municipality, together.location.note) == ("GM1876", None)


def test_an_open_place_name_is_settled_by_what_a_sister_entry_tells() -> None:
    sister = entry(2, label="cso", description="Onze werkplaats ligt in Gelderland.")
    assert assembled(entry(1, city="Hengelo"), sister).location.municipality == "GM1876"


def test_an_open_place_name_lies_in_no_area_even_where_every_candidate_would() -> None:
    alone = assembled(entry(1, city="Hengelo"))
    assert [label.on_day.holds for label in alone.labels] == [True]
    assert not alone.is_listed


def test_other_facts_of_the_entry_settle_an_open_place_name() -> None:
    assert assembled(entry(1, city="Hengelo", province="Gelderland")).location.municipality == "GM1876"
    assert (
        assembled(entry(1, city="Hengelo", description="Wij zitten in Gelderland.")).location.municipality
        == "GM1876"
    )


def test_of_two_branches_the_one_in_the_area_is_shown() -> None:
    west, east = (
        entry(1, postcode="1012 AB", city="Amsterdam"),
        entry(2, label="cso", postcode="8011 AA", city="Zwolle"),
    )
    found = assembled(west, east)
    assert (found.location.municipality, found.is_listed, found.value("postcode")) == (
        "GM0193",
        True,
        "8011 AA",
    )


def test_a_street_is_never_taken_from_another_town() -> None:
    west = entry(1, street="Damrak 1", city="Amsterdam")
    assert assembled(west, entry(2, label="cso", postcode="8011 AA", city="Zwolle")).value("street") is None
    near = entry(3, label="senl", street="Grote Markt 1", city="Zwolle")
    assert (
        assembled(west, entry(2, label="cso", postcode="8011 AA", city="Zwolle"), near).value("street")
        == "Grote Markt 1"
    )


def test_a_place_that_nobody_knows_is_said_to_be_unknown() -> None:
    found = assembled(entry(1, city="Luilekkerland"))
    assert (found.location.municipality, found.in_area, found.value("city")) == (None, False, "Luilekkerland")
    assert "Luilekkerland" in (found.location.note or "")


# Labels and listing


def test_an_enterprise_is_listed_when_one_of_its_labels_holds_in_the_area() -> None:
    lapsed = entry(1, "1 1 until=-90", city="Zwolle")
    assert not assembled(lapsed).is_listed
    assert assembled(lapsed, entry(2, label="cso", city="Zwolle")).is_listed


def test_a_pending_label_does_not_list() -> None:
    found = assembled(entry(1, "1 1 until=2", city="Zwolle"))
    assert (found.labels[0].on_day.state, found.is_listed) == (State.PENDING, False)


def test_a_label_that_the_region_no_longer_knows_does_not_count() -> None:
    found = assembled(entry(1, label="vergeten", city="Zwolle"))
    assert (found.labels[0].on_day.state, found.is_listed) == (State.EXCLUDED, False)


def test_an_entry_that_was_not_seen_yet_gives_no_label_but_a_day_on_which_it_changes() -> None:
    found = assembled(entry(1, city="Zwolle"), entry(2, "9 1", label="cso"))
    assert [label.entry for label in found.labels] == [1]
    assert found.next_change == day(9)


entries = st.builds(
    lambda label, name, city, kvk, runs: (
        label,
        {k: v for k, v in {"name": name, "city": city, "kvk": kvk}.items() if v},
        runs,
    ),
    st.sampled_from(["pso", "cso", "senl"]),
    st.sampled_from(["De Brug", "Brug B.V.", "DE BRUG"]),
    st.sampled_from(["", "Zwolle", "Hengelo", "Beek", "Amsterdam"]),
    st.sampled_from(["", "08123456", "123"]),
    st.sampled_from(["1 1", "2 1 until=3", "1 1; 2 -; 3 -", "9 1"]),
)


@given(st.lists(entries, min_size=1, max_size=5), st.randoms(), st.integers(1, 12))
def test_the_order_in_which_entries_come_does_not_matter(told, random, on: int) -> None:
    histories = [entry(n, runs, label=label, **facts) for n, (label, facts, runs) in enumerate(told, 1)]
    shuffled = list(histories)
    random.shuffle(shuffled)
    assert profile(histories, day(on), EAST) == profile(shuffled, day(on), EAST)


@given(st.lists(entries, min_size=1, max_size=4), st.integers(1, 12))
def test_listing_changes_on_no_day_before_the_next_change(told, on: int) -> None:
    histories = [entry(n, runs, label=label, **facts) for n, (label, facts, runs) in enumerate(told, 1)]
    found = profile(histories, day(on), EAST)
    if found is not None:
        last = found.next_change or day(60)
        later = [profile(histories, day(n), EAST) for n in range(on, 60) if day(n) < last]
        assert {one.is_listed for one in later if one} == {found.is_listed}
