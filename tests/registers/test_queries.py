# SPDX-License-Identifier: EUPL-1.2
"""What rooms above are told of the registers, in the same few queries however much there is."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from kapstok.regions.folder import RegionFolder
from kapstok.registers.actions import read_register
from kapstok.registers.models import Entry, Run
from kapstok.registers.queries import (
    PageEvidence,
    entry_histories,
    page_of,
    register_names,
    run_list,
    snapshots,
)
from kapstok.registers.register_file import RegisterFile
from tests.registers.sites import DETAIL, QUICK, TABLE, detail, register, row, table
from tests.scripted_site import Answer, Site

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 2)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
LENIENT = "[guard]\nmax_failed = 1.0\n"


@pytest.fixture
def ladder(site: Site, tmp_path: Path) -> RegisterFile:
    return register(tmp_path, TABLE.format(site=site.address) + DETAIL + LENIENT)


def fill(site: Site, names: list[str], until: str = "31-12-2027") -> None:
    site.pages["/lijst"] = table(*(row(name) for name in names))
    site.pages |= {f"/leden/{name.lower()}": detail(until=until) for name in names}


def run(file: RegisterFile, day: date, folder: RegionFolder) -> Run:
    return read_register(file, day, folder, patience=QUICK)


def proof(key: str, day: date) -> PageEvidence:
    found = page_of(Entry.objects.get(key=f"/leden/{key}").pk, day)
    assert found is not None
    return found


@pytest.mark.parametrize("count", [1, 3])
def test_histories_take_three_queries(
    site: Site,
    ladder: RegisterFile,
    folder: RegionFolder,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fill(site, [f"Bedrijf{n}" for n in range(count)])
    run(ladder, MONDAY, folder)
    with django_assert_num_queries(3):
        assert len(entry_histories()) == count


def test_histories_of_some_entries_are_those_of_all(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    fill(site, ["Dester", "Aksent", "Larcom"])
    run(ladder, MONDAY, folder)
    everything = entry_histories()
    some = [everything[2].entry, everything[0].entry]
    assert entry_histories(some) == [everything[0], everything[2]]
    assert entry_histories([*some, *range(10_000, 12_000)]) == [everything[0], everything[2]]
    assert entry_histories([]) == []


def test_many_values_come_back_as_they_were(site: Site, tmp_path: Path, folder: RegionFolder) -> None:
    text = TABLE.format(site=site.address) + 'sectors = { select = "td", many = true }\n'
    site.pages["/lijst"] = table(row("Dester"))
    run(register(tmp_path, text), MONDAY, folder)
    assert entry_histories()[0].versions[0].values["sectors"] == ("Dester", "Zwolle", "Trede 1", "meer")


def test_the_proof_is_the_page_with_the_facts_of_the_label(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    fill(site, ["Dester"])
    first = run(ladder, MONDAY, folder)
    found = proof("dester", MONDAY)
    # The level stands on the list, and comes before the term on the detail page.
    body = table(row("Dester")).body
    assert (found.run, found.url, found.sha256) == (
        first.pk,
        site.url("/lijst"),
        hashlib.sha256(body).hexdigest(),
    )
    assert [kind for kind, _url, _sha256 in found.pages] == ["list", "detail"]
    assert snapshots().get(found.sha256) == body


def test_without_a_level_the_proof_is_where_the_term_was_read(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    text = (TABLE.format(site=site.address) + DETAIL).replace("level =", "trede =")
    fill(site, ["Dester"])
    run(register(tmp_path, text), MONDAY, folder)
    assert proof("dester", MONDAY).url == site.url("/leden/dester")


def test_the_proof_of_a_day_is_of_the_last_run_at_or_before_it(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    fill(site, ["Dester", "Aksent"])
    first = run(ladder, MONDAY, folder)
    third = run(ladder, WEDNESDAY, folder)
    assert third.unchanged
    assert proof("dester", TUESDAY).run == first.pk
    assert proof("dester", WEDNESDAY).run == third.pk
    assert page_of(Entry.objects.all()[0].pk, MONDAY - timedelta(days=1)) is None
    assert page_of(4711, MONDAY) is None


def test_the_proof_of_an_entry_that_went_is_of_the_last_run_that_had_it(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    fill(site, ["Dester", "Aksent"])
    first = run(ladder, MONDAY, folder)
    fill(site, ["Aksent"])
    second = run(ladder, TUESDAY, folder)
    assert proof("dester", TUESDAY).run == first.pk
    assert proof("aksent", TUESDAY).run == second.pk


def test_the_proof_of_an_entry_whose_page_failed_is_of_the_run_that_had_the_page(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    fill(site, ["Dester", "Aksent"])
    first = run(ladder, MONDAY, folder)
    site.pages["/leden/dester"] = Answer(status=404)
    second = run(ladder, TUESDAY, folder)
    assert second.status == "published"
    assert proof("dester", TUESDAY).run == first.pk
    assert proof("aksent", TUESDAY).run == second.pk


def test_runs_are_told_newest_first(site: Site, ladder: RegisterFile, folder: RegionFolder) -> None:
    fill(site, ["Dester"])
    first, second = run(ladder, MONDAY, folder), run(ladder, TUESDAY, folder)
    assert [found.pk for found in run_list()] == [second.pk, first.pk]
    assert run_list(["ander"]) == []
    assert run_list(["ladder"])[0].as_json()["reason"] is None
    assert register_names() == {"ladder": "De Ladder"}
