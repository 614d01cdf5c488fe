# SPDX-License-Identifier: EUPL-1.2
"""What becomes of a run, read from a real server and kept in a real database."""

from __future__ import annotations

import errno
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from kapstok.core.clock import now
from kapstok.core.models import AuditEntry
from kapstok.core.trouble import Trouble
from kapstok.regions.folder import RegionFolder
from kapstok.registers import actions, publishing
from kapstok.registers.actions import (
    RunDecided,
    SyncTooEarly,
    UnknownRun,
    accept_run,
    read_register,
    reject_run,
)
from kapstok.registers.models import Entry, EntryVersion, Page, Register, Run, Sighting
from kapstok.registers.queries import entry_histories
from kapstok.registers.register_file import RegisterFile
from tests.registers.sites import DETAIL, JSON, QUICK, TABLE, detail, register, row, table
from tests.scripted_site import Answer, Site, html, json_text

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 2)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 3))


@pytest.fixture
def ladder(site: Site, tmp_path: Path) -> RegisterFile:
    return register(tmp_path, TABLE.format(site=site.address))


@pytest.fixture
def detailed(site: Site, tmp_path: Path) -> RegisterFile:
    return register(tmp_path, TABLE.format(site=site.address) + DETAIL)


def many(count: int, first: int = 0, level: str = "Trede 1") -> Answer:
    return table(*(row(f"Bedrijf {n:03}", key=f"b{n}", level=level) for n in range(first, first + count)))


def run(file: RegisterFile, day: date, folder: RegionFolder) -> Run:
    """The run as it is in the database afterwards."""
    return Run.objects.get(pk=read_register(file, day, folder, patience=QUICK).pk)


def counts(run: Run) -> tuple[int, int, int, int]:
    return run.seen, run.new, run.changed, run.gone


def values(key: str) -> list[tuple[date, dict[str, object]]]:
    return list(EntryVersion.objects.filter(entry__key=key).order_by("run_id").values_list("day", "values"))


# publishing


def test_a_first_run_publishes_every_entry(site: Site, ladder: RegisterFile, folder: RegionFolder) -> None:
    site.pages["/lijst"] = table(row("Dester"), row("Aksent", level="Trede 2"))
    first = run(ladder, MONDAY, folder)
    assert (first.status, first.reason, counts(first), first.page_count) == ("published", "", (2, 2, 0, 0), 1)
    aksent, dester = entry_histories()
    assert (aksent.register, aksent.label, aksent.key) == ("ladder", "pso", "/leden/aksent")
    assert [version.values["level"] for found in (aksent, dester) for version in found.versions] == ["2", "1"]
    assert dester.seen == ((MONDAY, None),)


def test_only_what_changes_is_written_again(site: Site, ladder: RegisterFile, folder: RegionFolder) -> None:
    site.pages["/lijst"] = table(row("Dester"), row("Aksent"), row("Larcom"))
    run(ladder, MONDAY, folder)
    site.pages["/lijst"] = table(row("Dester", level="Trede 2"), row("Aksent"), row("Presikhaaf"))
    second = run(ladder, TUESDAY, folder)
    assert counts(second) == (3, 1, 1, 1)
    assert [(day, found["level"]) for day, found in values("/leden/dester")] == [
        (MONDAY, "1"),
        (TUESDAY, "2"),
    ]
    assert len(values("/leden/aksent")) == 1
    histories = {history.key: history for history in entry_histories()}
    assert histories["/leden/larcom"].seen == ((MONDAY, TUESDAY),)
    assert histories["/leden/presikhaaf"].run_days == (MONDAY, TUESDAY)


def test_an_entry_that_comes_back_is_seen_twice_and_written_once(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    both, one = table(row("Dester"), row("Aksent")), table(row("Aksent"))
    for day, page in ((MONDAY, both), (TUESDAY, one), (WEDNESDAY, both)):
        site.pages["/lijst"] = page
        last = run(ladder, day, folder)
    assert counts(last) == (2, 1, 0, 0)
    (history,) = [history for history in entry_histories() if history.key == "/leden/dester"]
    assert history.seen == ((MONDAY, TUESDAY), (WEDNESDAY, None))
    assert len(history.versions) == 1


def test_the_same_bytes_touch_no_entry(
    site: Site,
    detailed: RegisterFile,
    folder: RegionFolder,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    site.etags = True
    site.pages |= {
        "/lijst": table(row("Dester"), row("Aksent")),
        "/leden/dester": detail(),
        "/leden/aksent": detail(),
    }
    run(detailed, MONDAY, folder)
    before = (EntryVersion.objects.count(), Sighting.objects.count(), Entry.objects.count())
    with django_assert_max_num_queries(20):
        second = run(detailed, TUESDAY, folder)
    assert (second.status, second.unchanged, counts(second)) == ("published", True, (2, 0, 0, 0))
    assert (EntryVersion.objects.count(), Sighting.objects.count(), Entry.objects.count()) == before
    assert entry_histories()[0].run_days == (MONDAY, TUESDAY)
    assert [page.status for page in Page.objects.filter(run=second)] == [304, 304, 304]


def test_another_way_of_reading_the_same_bytes_is_not_unchanged(
    site: Site, tmp_path: Path, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.etags = True
    site.pages["/lijst"] = table(row("Dester"))
    run(ladder, MONDAY, folder)
    shouting = TABLE.format(site=site.address).replace('"Trede 1" = "1"', '"Trede 1" = "basis"')
    second = run(register(tmp_path, shouting), TUESDAY, folder)
    assert (second.unchanged, counts(second)) == (False, (1, 0, 1, 0))


def test_another_name_or_label_of_a_register_holds_at_once(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = table(row("Dester"))
    run(ladder, MONDAY, folder)
    run(ladder.model_copy(update={"name": "Nieuwe Ladder", "label": "cso"}), MONDAY, folder)
    assert Register.objects.get().name == "Nieuwe Ladder"
    assert entry_histories()[0].label == "cso"


def test_two_runs_on_one_day_are_one_day(site: Site, ladder: RegisterFile, folder: RegionFolder) -> None:
    for page in (table(row("Dester"), row("Aksent")), table(row("Dester"))):
        site.pages["/lijst"] = page
        run(ladder, MONDAY, folder)
    dester, aksent = sorted(entry_histories(), key=lambda history: history.key, reverse=True)
    assert dester.run_days == (MONDAY,)
    assert aksent.seen == ((MONDAY, MONDAY),)


def test_a_day_before_the_last_published_one_is_refused(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = table(row("Dester"))
    run(ladder, TUESDAY, folder)
    with pytest.raises(SyncTooEarly) as caught:
        run(ladder, MONDAY, folder)
    assert str(caught.value) == "ladder: published for 2026-11-03, so not for 2026-11-02 any more"
    assert (caught.value.exit_code, Run.objects.count()) == (2, 1)


def test_a_broken_publication_leaves_nothing_behind(
    site: Site, ladder: RegisterFile, folder: RegionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise OSError("disk full")

    site.pages["/lijst"] = table(row("Dester"))
    with monkeypatch.context() as patch:
        patch.setattr(Sighting.objects, "bulk_create", broken)
        failed = run(ladder, MONDAY, folder)
    assert (failed.status, failed.reason) == ("failed", "the program failed: OSError: disk full")
    assert not Entry.objects.exists()
    assert not Page.objects.exists()
    assert run(ladder, MONDAY, folder).status == "published"


def test_a_run_that_was_interrupted_has_failed_and_the_next_one_goes_on(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = table(row("Dester"))
    killed = Run.objects.create(register=actions.describe(ladder), day=MONDAY, started_at=now())
    assert run(ladder, MONDAY, folder).status == "published"
    killed.refresh_from_db()
    assert (killed.status, killed.reason) == ("failed", "interrupted")


@pytest.mark.parametrize("hours", [-9000, 9000])
def test_a_clock_that_is_set_meanwhile_makes_no_run_longer_or_shorter(
    site: Site, ladder: RegisterFile, folder: RegionFolder, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    def jumped(*progress: object) -> None:
        monkeypatch.setattr(actions, "now", lambda: now() + timedelta(hours=hours))

    site.pages["/lijst"] = table(row("Dester"))
    done = read_register(ladder, MONDAY, folder, jumped, patience=QUICK)
    assert (done.status, done.day) == ("published", MONDAY)
    assert 0 <= done.seconds < 60


def test_half_a_page_that_a_killed_process_left_is_swept_away(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    drafts = folder.var / "snapshots" / "drafts"
    drafts.mkdir(parents=True, exist_ok=True)
    (drafts / ".draft-left").write_bytes(b"half")
    site.pages["/lijst"] = table(row("Dester"))
    assert run(ladder, MONDAY, folder).status == "published"
    assert list(drafts.iterdir()) == []


def test_a_disk_that_fails_stops_everything_and_is_no_fault_of_the_register(
    site: Site, ladder: RegisterFile, folder: RegionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    site.pages["/lijst"] = table(row("Dester"))
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(
            Trouble, match=r"snapshots/../.*: there is no room left on the disk\. What was stored"
        ):
            run(ladder, MONDAY, folder)
    failed = Run.objects.get()
    assert (failed.status, failed.reason[:18]) == ("failed", "the machine failed")
    assert run(ladder, MONDAY, folder).status == "published"


def test_stopping_by_hand_is_an_interruption(site: Site, ladder: RegisterFile, folder: RegionFolder) -> None:
    def stop(*progress: object) -> None:
        raise KeyboardInterrupt

    site.pages["/lijst"] = table(row("Dester"))
    with pytest.raises(KeyboardInterrupt):
        read_register(ladder, MONDAY, folder, stop, patience=QUICK)
    assert (Run.objects.get().status, Run.objects.get().reason) == ("failed", "interrupted")


# the guard


def test_a_strange_run_publishes_nothing_and_says_why(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = many(40)
    run(ladder, MONDAY, folder)
    site.pages["/lijst"] = many(30, first=10, level="Trede 2")
    second = run(ladder, TUESDAY, folder)
    assert (second.status, counts(second)) == ("quarantined", (30, 0, 30, 10))
    assert second.reason == (
        "10 of 40 entries are gone (25 %; at most 10 %): Bedrijf 000, Bedrijf 001, Bedrijf 002 and 7 more"
    )
    assert second.verdict[0]["code"] == "gone"
    assert EntryVersion.objects.count() == 40
    assert entry_histories()[0].run_days == (MONDAY,)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (html("<h1>Nieuwe site</h1>"), "the register shows no entries"),
        (Answer(status=500), "the host answers 500 (2 attempts)"),
        (Answer(b"<table>", length=90_000), "broke off"),
    ],
    ids=["redesigned", "failing", "cut off"],
)
def test_a_list_that_cannot_be_read_is_quarantined(
    site: Site, ladder: RegisterFile, folder: RegionFolder, page: Answer, reason: str
) -> None:
    site.pages["/lijst"] = many(3)
    run(ladder, MONDAY, folder)
    site.pages["/lijst"] = page
    second = run(ladder, TUESDAY, folder)
    assert second.status == "quarantined"
    assert reason in second.reason
    assert Sighting.objects.filter(gone_run=None).count() == 3


def test_a_list_that_may_not_be_read_fails(site: Site, ladder: RegisterFile, folder: RegionFolder) -> None:
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /")
    first = run(ladder, MONDAY, folder)
    assert first.status == "failed"
    assert first.reason.endswith("robots.txt of this host forbids it")


def test_a_quarantined_run_is_not_what_the_next_one_is_compared_with(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    for day, page in ((MONDAY, many(40)), (TUESDAY, many(20)), (WEDNESDAY, many(20))):
        site.pages["/lijst"] = page
        last = run(ladder, day, folder)
    assert last.status == "quarantined"
    site.pages["/lijst"] = many(39)
    assert counts(run(ladder, THURSDAY, folder)) == (39, 0, 0, 1)


# what an entry keeps


def test_a_value_that_cannot_be_read_keeps_the_last_published_one(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    bounds = "[guard]\nmax_failed = 0.5\nmax_fill_drop = 0.5"
    file = register(tmp_path, TABLE.format(site=site.address) + bounds)
    site.pages["/lijst"] = table(row("Dester"), row("Aksent"))
    run(file, MONDAY, folder)
    site.pages["/lijst"] = table(
        row("Dester", level="Trede 9"), row("Aksent"), row("Larcom", level="Trede 9"), row("X")
    )
    second = run(file, TUESDAY, folder)
    assert (second.status, counts(second)) == ("published", (4, 2, 0, 0))
    assert values("/leden/dester") == [(MONDAY, values("/leden/dester")[0][1])]
    larcom = EntryVersion.objects.get(entry__key="/leden/larcom")
    assert ("level" in larcom.values, larcom.unreadable) == (False, {"level": "Trede 9"})
    assert [(issue["key"], issue["value"]) for issue in second.issues] == [
        ("/leden/dester", "Trede 9"),
        ("/leden/larcom", "Trede 9"),
    ]


def test_a_failed_detail_page_keeps_what_the_last_published_run_knew(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    file = register(tmp_path, TABLE.format(site=site.address) + DETAIL + "[guard]\nmax_failed = 0.5")
    site.pages |= {
        "/lijst": table(row("Dester"), row("Aksent")),
        "/leden/dester": detail(),
        "/leden/aksent": detail(),
    }
    run(file, MONDAY, folder)
    site.pages |= {
        "/lijst": table(row("Dester", level="Trede 2"), row("Aksent")),
        "/leden/dester": Answer(status=404),
    }
    second = run(file, TUESDAY, folder)
    assert (second.status, counts(second)) == ("published", (2, 0, 1, 0))
    _monday, (day, found) = values("/leden/dester")
    assert (day, found["level"], found["valid_until"]) == (TUESDAY, "2", "2027-12-31")


def test_too_many_failed_detail_pages_are_quarantined(
    site: Site, detailed: RegisterFile, folder: RegionFolder
) -> None:
    site.pages |= {"/lijst": table(row("Dester"), row("Aksent")), "/leden/dester": detail()}
    first = run(detailed, MONDAY, folder)
    assert (first.status, first.reason) == (
        "quarantined",
        "1 of 2 detail pages failed (50 %; at most 5 %): the host answers 404",
    )


@pytest.mark.parametrize(
    "odd", ["\\u0000", "\\ud800", "\\u0000\\u0007", "\\ud83d\\ude00", "<b>&lt;", "x" * 100_000]
)
def test_whatever_text_a_register_shows_is_kept_or_told(
    site: Site, tmp_path: Path, folder: RegionFolder, odd: str
) -> None:
    member = f'{{"naam": "Dester {odd}", "plaats": "Zwolle {odd}", "id": "{odd}", "keurmerk": ["{odd}"]}}'
    site.pages["/api"] = json_text(f'{{"leden": [{member}, {{"naam": "Aksent", "id": "2"}}]}}')
    file = register(tmp_path, JSON.format(site=site.address, entries='key = "key"'))
    first = run(file, MONDAY, folder)
    assert (first.status, first.seen) == ("published", 2)
    assert run(file, TUESDAY, folder).unchanged


# a person decides


@pytest.fixture
def waiting(site: Site, ladder: RegisterFile, folder: RegionFolder) -> Run:
    """A quarantined run: of 40 entries 20 are left."""
    site.pages["/lijst"] = many(40)
    run(ladder, MONDAY, folder)
    site.pages["/lijst"] = many(20)
    return run(ladder, TUESDAY, folder)


def test_a_person_may_publish_a_quarantined_run(
    waiting: Run, ladder: RegisterFile, folder: RegionFolder
) -> None:
    accepted = accept_run(waiting.pk, "sanne@voorbeeld.nl")
    assert (accepted.status, counts(accepted)) == ("published", (20, 0, 0, 20))
    assert Sighting.objects.filter(gone_run=waiting).count() == 20
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.subject) == ("sanne@voorbeeld.nl", "accept", f"run:{waiting.pk}")
    again = run(ladder, WEDNESDAY, folder)
    assert (again.status, again.unchanged) == ("published", True)


def test_a_person_may_drop_a_quarantined_run(waiting: Run) -> None:
    assert reject_run(waiting.pk, "sanne@voorbeeld.nl").status == "rejected"
    assert AuditEntry.objects.get().verb == "reject"
    assert Sighting.objects.filter(gone_run=None).count() == 40
    with pytest.raises(RunDecided, match="is not in quarantine: it is rejected"):
        accept_run(waiting.pk, "sanne@voorbeeld.nl")


def test_only_the_newest_run_can_be_accepted(
    waiting: Run, ladder: RegisterFile, folder: RegionFolder
) -> None:
    newer = run(ladder, WEDNESDAY, folder)
    with pytest.raises(RunDecided, match=f"is not the newest of ladder: that is run {newer.pk}"):
        accept_run(waiting.pk, "sanne@voorbeeld.nl")
    assert accept_run(newer.pk, "sanne@voorbeeld.nl").status == "published"


def test_a_run_without_entries_cannot_be_accepted(
    site: Site, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = html("<p>leeg</p>")
    with pytest.raises(RunDecided, match="has no entries to publish"):
        accept_run(run(ladder, MONDAY, folder).pk, "sanne@voorbeeld.nl")


def test_a_run_that_is_not_there_cannot_be_decided(db: None) -> None:
    for decide in (accept_run, reject_run):
        with pytest.raises(UnknownRun):
            decide(4711, "sanne@voorbeeld.nl")


# kept bytes


def test_kept_bytes_can_be_parsed_again_by_a_better_file(
    site: Site, tmp_path: Path, ladder: RegisterFile, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = table(row("Dester", level="Trede 9"))
    first = run(ladder, MONDAY, folder)
    assert first.status == "quarantined"
    better = register(tmp_path, TABLE.format(site=site.address).replace('"Trede 2" = "2"', '"Trede 9" = "3"'))
    asked = len(site.asked)
    replayed = actions.replay_run(first.pk, better, MONDAY, folder)
    assert (replayed.status, counts(replayed)) == ("published", (1, 1, 0, 0))
    assert values("/leden/dester")[0][1]["level"] == "3"
    assert len(site.asked) == asked
    with pytest.raises(RunDecided):
        actions.replay_run(first.pk, better.model_copy(update={"id": "ander"}), MONDAY, folder)


def test_what_no_database_takes_is_left_out_of_what_is_told() -> None:
    assert publishing.storable("a\0b\ud800c") == "ab?c"
