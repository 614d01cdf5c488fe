# SPDX-License-Identifier: EUPL-1.2
"""What a person sees of a run before deciding, and afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from kapstok.regions.folder import RegionFolder
from kapstok.registers.actions import accept_run, read_register
from kapstok.registers.course import course, quarantined, register_line, register_lines
from kapstok.registers.models import Run
from kapstok.registers.queries import decision
from kapstok.registers.register_file import RegisterFile
from kapstok.registers.review import Change, Fill, Review, review
from tests.registers.sites import QUICK, TABLE, register, row, table
from tests.scripted_site import Answer, Site

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 2)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


@pytest.fixture
def ladder(site: Site, tmp_path: Path) -> RegisterFile:
    return register(tmp_path, TABLE.format(site=site.address))


def run(file: RegisterFile, day: date, folder: RegionFolder) -> Run:
    return Run.objects.get(pk=read_register(file, day, folder, patience=QUICK).pk)


def many(count: int) -> Answer:
    return table(*(row(f"Bedrijf {n:03}", key=f"b{n}") for n in range(count)))


def told(found: Review) -> tuple[list[str], list[str], list[str]]:
    return tuple([line.name for line in lines] for lines in (found.gone, found.new, found.changed))  # type: ignore[return-value]


def test_a_run_in_quarantine_shows_who_would_go_come_and_change(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = many(20)
    run(ladder, MONDAY, folder)
    site.pages["/lijst"] = table(row("Bedrijf 000", key="b0", level="Trede 2"), row("Nieuwkomer"))
    waiting = run(ladder, TUESDAY, folder)
    assert waiting.status == "quarantined"
    found = review(waiting, folder)
    assert told(found) == ([f"Bedrijf {n:03}" for n in range(1, 20)], ["Nieuwkomer"], ["Bedrijf 000"])
    assert found.changed[0].changes == (Change("level", "1", "2"),)
    assert found.changed[0].entry is not None
    assert found.new[0].entry is None
    assert not found.published


def test_a_run_in_quarantine_shows_which_fields_emptied(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = many(10)
    run(ladder, MONDAY, folder)
    site.pages["/lijst"] = table(*(row(f"Bedrijf {n:03}", key=f"b{n}", level="") for n in range(10)))
    waiting = run(ladder, TUESDAY, folder)
    assert waiting.status == "quarantined"
    assert review(waiting, folder).fills == (Fill("level", 1.0, 0.0),)


def test_a_published_run_shows_what_it_did_also_long_afterwards(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = table(row("Dester"), row("Aksent"), row("Larcom"))
    first = run(ladder, MONDAY, folder)
    site.pages["/lijst"] = table(row("Dester", level="Trede 2"), row("Aksent"), row("Presikhaaf"))
    second = run(ladder, TUESDAY, folder)
    site.pages["/lijst"] = table(row("Dester", level="Trede 3"), row("Aksent"), row("Presikhaaf"))
    run(ladder, WEDNESDAY, folder)
    assert told(review(first, folder)) == ([], ["Aksent", "Dester", "Larcom"], [])
    found = review(second, folder)
    assert told(found) == (["Larcom"], ["Presikhaaf"], ["Dester"])
    assert found.changed[0].changes == (Change("level", "1", "2"),)
    assert found.published


def test_a_run_without_anything_kept_is_unknown(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = Answer(b"gone", status=500)
    assert review(run(ladder, MONDAY, folder), folder) == Review(published=False, unknown=True)


def test_only_the_newest_run_waits_for_a_person(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = many(20)
    run(ladder, MONDAY, folder)
    site.pages["/lijst"] = many(3)
    run(ladder, TUESDAY, folder)
    newest = run(ladder, WEDNESDAY, folder)
    assert quarantined() == [newest]
    accept_run(newest.pk, "person:7", folder, why="the register was cleaned up")
    assert quarantined() == []
    decided = decision(Run.objects.get(pk=newest.pk))
    assert decided is not None
    assert (decided.actor, decided.accepted, decided.why) == ("person:7", True, "the register was cleaned up")


def test_the_course_of_a_register_is_what_each_of_its_runs_saw(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    for day, page in ((MONDAY, many(20)), (TUESDAY, many(3)), (WEDNESDAY, many(21))):
        site.pages["/lijst"] = page
        run(ladder, day, folder)
    assert [(point.day, point.seen, point.status) for point in course("ladder")] == [
        (MONDAY, 20, "published"), (TUESDAY, 3, "quarantined"), (WEDNESDAY, 21, "published"),
    ]  # fmt: skip
    assert [point.seen for point in course("ladder", most=2)] == [3, 21]


def test_a_register_stands_in_the_list_with_its_file_without_runs_and_with_runs_without_its_file(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = many(20)
    published = run(ladder, MONDAY, folder)
    site.pages["/lijst"] = many(3)
    waiting = run(ladder, TUESDAY, folder)
    lines, faults = register_lines(folder)
    found = {line.id: line for line in lines}
    assert found["pso"].file is not None
    assert (found["pso"].last, found["pso"].published) == (None, None)
    gone = found["ladder"]
    assert (gone.file, gone.last, gone.published) == (None, waiting, published)
    assert faults == []
    assert register_line(folder, "nowhere") is None
