# SPDX-License-Identifier: EUPL-1.2
"""The whole main job over real HTTP: each day's directory must be the truth's, exactly."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils.translation import override
from pytest_django import DjangoDbBlocker

from kapstok.core.identifiers import kvk
from kapstok.demo import days
from kapstok.demo.changes import Change, Row
from kapstok.demo.days import Day
from kapstok.demo.enterprise import EntryId, Known, World
from kapstok.demo.folder import point_at, prepare
from kapstok.demo.invitation import invite
from kapstok.demo.living import DayLived, live
from kapstok.demo.owners import settle_in
from kapstok.demo.sites import Sites
from kapstok.enterprises.evidence import evidence
from kapstok.enterprises.export import export_rows
from kapstok.enterprises.finding import find
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.queries import by_slug
from kapstok.enterprises.sync import sync
from kapstok.regions.folder import RegionFolder
from kapstok.registers.enums import RunStatus
from kapstok.registers.queries import entry_histories, last_published
from kapstok.search.shapes import Query

# One worker lives the days for all of these tests.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("three days")]


@dataclass(frozen=True)
class Lived:
    """Three days, lived: the folder, the sites as they still stand open, and what came of each day."""

    folder: RegionFolder
    sites: Sites
    days: list[DayLived]

    @property
    def rules(self) -> ListingRules:
        return ListingRules.of(self.folder.region())


@pytest.fixture(scope="module")
def lived(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    world: World,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Lived]:
    """The demo's three days, lived once for all tests of this module, and thrown away after them."""
    folder = prepare(tmp_path_factory.mktemp("demo") / "region")
    with (
        django_db_blocker.unblock(),
        override_settings(KAPSTOK_HOME=folder.path),
        override("nl"),
        Sites(world) as sites,
    ):
        point_at(folder, sites.addresses)
        try:
            past = list(live(folder, sites, world.dates, lambda register, phase, done, of: None))
            yield Lived(folder, sites, past)
        finally:
            call_command("flush", interactive=False, verbosity=0)


def entries(row: Row) -> frozenset[EntryId]:
    return frozenset((entry["register"], entry["key"]) for entry in row["entries"])


def of(changes: tuple[Change, ...]) -> set[frozenset[EntryId]]:
    return {entries(change.row) for change in changes}


@pytest.mark.parametrize("day", days.ALL)
def test_the_listing_of_each_day_is_the_truth_s(lived: Lived, world: World, day: Day):
    listed = {entries(row) for row in lived.days[day].rows if row["listed"]}
    assert listed == {known.entries for known in world.known(day) if known.listed}


@pytest.mark.parametrize("day", days.ALL)
def test_entries_become_the_enterprises_that_they_are(lived: Lived, world: World, day: Day):
    assert {Known(entries(row), row["listed"]) for row in lived.days[day].rows} == world.known(day)
    assert len(lived.days[day].rows) == len(world.known(day)) == lived.days[day].report.enterprises.known


def test_every_label_of_every_entry_holds_when_it_should(lived: Lived, world: World):
    truth = {entry.id: entry for entry in world.entries}
    for day in days.ALL:
        for label in (label for row in lived.days[day].rows for label in row["labels"]):
            entry = truth[label["register"], label["key"]]
            assert (label["state"] == "holds") is entry.holds[day], (entry.course, day, label)


def test_the_broken_register_is_quarantined_with_its_reasons_and_the_others_are_not(lived: Lived):
    statuses = [{run.register_id: run.status for run in day.report.runs} for day in lived.days]
    assert statuses[days.BROKEN_DAY].pop(days.BROKEN_REGISTER) == RunStatus.QUARANTINED
    assert {status for day in statuses for status in day.values()} == {RunStatus.PUBLISHED}
    (broken,) = [
        run for run in lived.days[days.BROKEN_DAY].report.runs if run.status == RunStatus.QUARANTINED
    ]
    assert "208 of 217 entries are gone" in broken.reason


def test_the_broken_register_delists_nobody(lived: Lived):
    before, broken = lived.days[days.FIRST].rows, lived.days[days.BROKEN_DAY]
    known = {entry for row in before for entry in entries(row) if entry[0] == days.BROKEN_REGISTER}
    assert known == {
        entry for row in broken.rows for entry in entries(row) if entry[0] == days.BROKEN_REGISTER
    }
    for change in broken.changes.left:
        assert {pair.after["state"] for pair in change.labels} == {"pending"}, (
            "only a term that ended may delist"
        )


def test_what_is_told_of_each_day_is_what_became_different(lived: Lived, world: World):
    for day in (days.SECOND, days.THIRD):
        before = {entry for k in world.known(days.ALL[day - 1]) if k.listed for entry in k.entries}
        now = world.known(day)
        assert of(lived.days[day].changes.joined) == {
            k.entries for k in now if k.listed and not k.entries & before
        }
        assert of(lived.days[day].changes.left) == {
            k.entries for k in now if not k.listed and k.entries & before
        }


def test_labels_that_rose_are_told_on_the_day_they_did(lived: Lived, world: World):
    courses = {entry.id: entry.course for entry in world.entries}
    rising = {"upgraded from 1 to 2", "upgraded from 2 to 3", "gains 30+"}
    moved = {
        courses[p.after["register"], p.after["key"]] for c in lived.days[2].changes.moved for p in c.labels
    }
    assert moved == rising
    assert lived.days[1].changes.moved == ()


def test_whoever_is_missing_once_waits(lived: Lived, world: World):
    second, third = (
        {(p.after["register"], p.after["key"]) for c in day.changes.waiting for p in c.labels}
        for day in lived.days[1:]
    )
    courses = {entry.id: entry.course for entry in world.entries}
    assert {courses[entry] for entry in second} == {"gone", "gone for a day"}
    assert {courses[entry] for entry in third} == {"gone on the third day"}


def test_only_the_pairs_that_need_a_person_wait_for_one(lived: Lived, world: World):
    waiting = [e for e in world.enterprises if e.for_a_person] + [
        e for e in world.enterprises if "a person is asked" in e.case
    ]
    assert {day.report.reviews for day in lived.days} == {3}
    assert len({e.case for e in waiting}) == 3


def test_evidence_of_a_past_day_still_says_what_held(lived: Lived, world: World):
    upgraded = {e.id for e in world.entries if e.course == "upgraded from 1 to 2"}
    for row in (row for row in lived.days[2].rows if entries(row) & upgraded):
        levels = []
        for date in world.dates:
            proof = evidence(by_slug(row["slug"])[0], date, lived.rules)
            levels += [p.on_day.level for p in proof.held if (p.register, p.key) in upgraded]
        assert levels == ["1", "1", "2"]


def test_evidence_leads_to_the_bytes_that_the_site_showed_that_day(
    lived: Lived, world: World, visitor: httpx.Client
):
    (entry,) = [e for e in world.entries if e.register == "pso" and e.course == "prolonged"]
    row = next(row for row in lived.days[2].rows if entry.id in entries(row))
    enterprise = by_slug(row["slug"])[0]
    for day, believed in ((days.FIRST, days.FIRST), (days.SECOND, days.FIRST), (days.THIRD, days.THIRD)):
        proof = evidence(enterprise, world.dates[day], lived.rules)
        (page,) = [p.page for p in (*proof.held, *proof.not_held) if p.key == entry.key and p.page]
        lived.sites.show(believed)
        assert hashlib.sha256(visitor.get(page.url).content).hexdigest() == page.sha256
    lived.sites.show(days.THIRD)


def test_asked_now_who_left_its_register_was_already_absent_when_it_first_lacked(lived: Lived, world: World):
    gone = {e.id for e in world.entries if e.course == "gone"}
    now = {entries(row): row for row in export_rows(world.dates[1], lived.rules, everyone=True)}
    for row in (now[key] for key in now if len(key) == 1 and key <= gone):
        assert row["labels"][0]["missing_since"] == world.dates[1].isoformat()
        assert not row["listed"]


def test_every_field_is_read_as_its_site_shows_it(lived: Lived, world: World):
    read = {(h.register, h.key): h.versions[-1].values for h in entry_histories()}
    for entry in world.entries:
        published = [d for d in days.ALL if days.published(entry.register, d) and entry.showings[d]]
        last = entry.showings[published[-1]]
        assert last is not None
        profile, values = last.profile, read[entry.id]
        assert values["name"] == profile.name
        assert values["city"] == profile.city
        assert values["description"] == profile.description
        assert set(values["offerings"]) == set(profile.offerings)
        assert values.get("website", "") == profile.website
        assert kvk(str(values.get("kvk", ""))) == kvk(profile.kvk)
        if entry.register not in ("cso", "bcorp"):
            assert values.get("postcode", "") == profile.postcode
            assert values.get("street", "") == profile.street
        assert values.get("valid_from") == (last.standing.since and last.standing.since.isoformat())


def test_a_level_that_nobody_knows_keeps_the_one_before(lived: Lived, world: World):
    (odd,) = [e for e in world.entries if e.course == "odd level"]
    (history,) = [h for h in entry_histories() if (h.register, h.key) == odd.id]
    assert history.versions[-1].values["level"] == "2"


def test_the_search_finds_who_is_listed_and_no_one_else(lived: Lived):
    listed = {row["slug"] for row in lived.days[2].rows if row["listed"]}
    found = find(lived.folder, Query(limit=1000, day=lived.days[2].day.date))
    assert {one.standing.enterprise.slug for one in found.finds} == listed
    cakes = find(lived.folder, Query("taart met logo", limit=10, day=lived.days[2].day.date))
    assert any("taart met logo" in one.standing.enterprise.values("offerings") for one in cakes.finds[:3])


def test_a_label_that_the_region_has_not_admitted_is_known_and_lists_nobody(lived: Lived, world: World):
    only = {
        frozenset({e.entries[0].id})
        for e in world.enterprises
        if {x.register for x in e.entries} == {"bcorp"}
    }
    rows = {entries(row): row for row in lived.days[2].rows}
    assert len(only) >= 3
    assert all(not rows[one]["listed"] for one in only)
    assert {label["state"] for one in only for label in rows[one]["labels"]} <= {"excluded", "lapsed"}
    both = [row for row in lived.days[2].rows if len({e["register"] for e in row["entries"]} | {"bcorp"}) > 1]
    assert any(row["listed"] and "bcorp" in {e["register"] for e in row["entries"]} for row in both)


def test_keys_of_the_sites_are_read_afresh_and_pages_that_did_not_change_are_not_sent_again(lived: Lived):
    first, second, third = ({v.register: v for v in day.day.visits} for day in lived.days)
    corps, senl = (next(n for n in first if word in n) for word in ("B Corps", "sociaal"))
    code, ladder = (next(n for n in first if word in n) for word in ("Code", "Ladder"))
    assert {name for name, visit in first.items() if visit.key} == {corps, senl}
    assert first[corps].key != second[corps].key == third[corps].key
    assert len({day[senl].key for day in (first, second, third)}) == 3
    assert all(visit.unchanged == 0 for visit in first.values())
    assert third[ladder].unchanged > 150
    assert third[code].unchanged >= 1
    assert third[corps].unchanged == third[senl].unchanged == 0


def test_the_reading_itself_is_told(lived: Lived):
    first, second, third = (
        "\n".join(line for s in day.story.sections if s.title == "Het lezen zelf" for line in s.lines)
        for day in lived.days
    )
    assert first.count("de site wil een sleutel zien") == 2
    assert second.count("de sleutel is een andere dan gisteren") == 2
    assert third.count("de sleutel is een andere dan gisteren") == 1
    assert "pagina's niet opnieuw gehaald, want niet veranderd" in third


def test_the_day_told_in_words_has_the_figures_of_the_reports(lived: Lived):
    for day in lived.days:
        text = "\n".join(line for section in day.story.sections for line in section.lines)
        assert (
            f"samen {day.report.enterprises.known} ondernemingen; {day.report.enterprises.listed} daarvan"
            in text
        )
        for run in day.report.runs:
            if run.status == RunStatus.PUBLISHED:
                assert f"{run.register.name}: {run.seen} vermeldingen" in text
    second = "\n".join(line for section in lived.days[1].story.sections for line in section.lines)
    assert "Van de 217 vermeldingen zijn er 208 weg" in second
    assert "kapstok runs accept" in second


def test_reading_the_third_day_again_changes_nothing(lived: Lived, world: World):
    lived.sites.show(days.THIRD)
    before = {register: last_published(register) for register in days.REGISTERS}
    again = sync(lived.folder, None, world.dates[2], lambda register, phase, done, of: None)
    assert all((run.new, run.changed, run.gone) == (0, 0, 0) for run in again.runs)
    assert all(run.seen == before[run.register_id].seen for run in again.runs if before[run.register_id])
    rows = list(export_rows(world.dates[2], lived.rules, everyone=True))
    assert rows == lived.days[2].rows


def test_a_visitor_is_led_to_pages_that_are_there(lived: Lived, world: World, client: Client):
    owners = settle_in(lived.folder, world.dates[2])
    invitation = invite([day.day for day in lived.days], owners, "", lived.sites.addresses, "demo")
    on_the_site, registers = invitation.sections
    for line in on_the_site.lines:
        assert client.get(line.partition(": ")[0]).status_code == 200
    assert len(on_the_site.lines) == 3 + len(owners)
    assert f"kapstok admin link {owners[0].email} --home demo" in on_the_site.lines[-1]
    assert registers.lines == tuple(lived.sites.addresses.values())


def test_owners_say_more_and_are_found_by_it_and_what_registers_decide_stays(
    lived: Lived, world: World, client: Client
):
    (owner,) = settle_in(lived.folder, world.dates[2])
    page = client.get(f"/onderneming/{owner.slug}").content.decode()
    assert "Opleveringsschoonmaak na een verbouwing" in page
    found = find(lived.folder, Query("opleveringsschoonmaak", day=world.dates[2]))
    assert owner.slug in [one.standing.enterprise.slug for one in found.finds]
    decided = ("slug", "name", "listed", "labels", "kvk", "municipality")
    rows = export_rows(world.dates[2], lived.rules, everyone=True)
    assert [{name: row[name] for name in decided} for row in rows] == [
        {name: row[name] for name in decided} for row in lived.days[2].rows
    ]
