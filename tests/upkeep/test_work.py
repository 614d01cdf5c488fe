# SPDX-License-Identifier: EUPL-1.2
"""The steps of the worker, with a clock that the test turns and registers on a real site."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from pytest_django import Settings

from kapstok.accounts.actions import add_person
from kapstok.accounts.enums import Role
from kapstok.core.heartbeat import Heartbeat, read
from kapstok.enterprises.models import Enterprise
from kapstok.notices.actions import notify
from kapstok.notices.models import Message, Notice
from kapstok.regions import folder as region_folder
from kapstok.regions.folder import RegionFolder
from kapstok.registers.models import Run
from kapstok.upkeep import work as steps
from kapstok.upkeep.nightly import NIGHTLY, NightTask
from kapstok.upkeep.work import STEPS, Step, Work, take
from tests.cli.live import shows, write_register
from tests.notices.people import SUMMARY, person, told
from tests.notices.post_office import PostOffice, open_post_office
from tests.scripted_site import Answer, Site, serving

pytestmark = pytest.mark.django_db

BY_NAME = {step.name: step for step in STEPS}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def work(tmp_path: Path, settings: Settings, site: Site) -> Work:
    """The worker of a region with two registers of five members, "a" and "b"."""
    folder = region_folder.make(tmp_path / "region")
    settings.KAPSTOK_HOME = folder.path
    for id_ in "ab":
        write_register(folder.path, site, id_)
        shows(site, id_, 5)
    at = datetime.now(UTC)
    return Work(folder, Heartbeat(1, at, at))


def at(work: Work, **later: float) -> Work:
    """The same worker when the clock shows so much later."""
    moment = datetime.now(UTC) + timedelta(**later)
    return replace(work, clock=lambda: moment)


def runs() -> list[tuple[str, str]]:
    return list(Run.objects.order_by("id").values_list("register", "status"))


# reading registers


def test_only_registers_that_are_due_are_read(work: Work, site: Site) -> None:
    write_register(work.folder.path, site, "b", every="7d")
    assert steps.read_due(work)
    assert steps.read_due(at(work, hours=20))
    assert runs() == [("a", "published"), ("b", "published")]
    assert Enterprise.objects.count() == 10
    assert steps.read_due(at(work, hours=25))
    assert runs()[2:] == [("a", "published")]


def test_a_register_that_fails_or_is_strange_stops_no_other_and_is_told(work: Work, site: Site) -> None:
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /a\n")
    shows(site, "b", 0)
    write_register(work.folder.path, site, "c")
    shows(site, "c", 5)
    assert not take(BY_NAME["registers"], work)
    assert runs() == [("a", "failed"), ("b", "quarantined"), ("c", "published")]
    assert not work.heartbeat.steps["registers"].well


def test_a_register_that_breaks_the_program_stops_no_other_and_is_left_alone_for_a_while(
    work: Work, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sync_one, tried = steps.sync_one, []

    def breaking(folder: RegionFolder, file: object, *rest: object) -> Run:
        tried.append(file.id)  # type: ignore[attr-defined]
        if tried[-1] == "a":
            raise OSError("no room")
        return sync_one(folder, file, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(steps, "sync_one", breaking)
    passed = 0.0
    timed = replace(work, seconds=lambda: passed)
    assert not steps.read_due(timed)
    assert runs() == [("b", "published")]
    passed = 600.0
    assert steps.read_due(timed)
    assert tried == ["a", "b"]
    passed = 901.0
    assert not steps.read_due(timed)
    assert tried == ["a", "b", "a"]


def test_a_register_file_that_is_wrong_stops_no_other_and_is_said_once(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    (work.folder.registers / "a.toml").write_text('id = "a"\n')
    said = logging.getLogger("kapstok.worker")
    said.addHandler(caplog.handler)
    try:
        assert not steps.read_due(work)
        first = len(caplog.records)
        assert not steps.read_due(work)
    finally:
        said.removeHandler(caplog.handler)
    assert runs() == [("b", "published")]
    assert any("a.toml" in record.getMessage() for record in caplog.records)
    assert len(caplog.records) == first


def test_while_another_sync_runs_the_worker_waits_and_reads_later(work: Work) -> None:
    with FileLock(work.folder.var / "sync.lock", thread_local=False):
        assert not steps.read_due(work)
        assert runs() == []
    assert steps.read_due(work)
    assert len(runs()) == 2


def test_told_to_stop_the_worker_stops_between_two_registers(work: Work) -> None:
    stopping = replace(work, stopping=lambda: Run.objects.exists())
    assert steps.read_due(stopping)
    assert runs() == [("a", "published")]


def test_a_clock_that_was_set_back_reads_nothing_twice_and_stops_nothing(work: Work) -> None:
    assert steps.read_due(work)
    assert steps.read_due(at(work, hours=-5))
    assert len(runs()) == 2


def test_a_clock_set_back_by_days_is_refused_by_the_register_and_outlived(work: Work) -> None:
    assert steps.read_due(work)
    assert not take(BY_NAME["registers"], at(work, days=-5))
    assert len(runs()) == 2


# telling people


def test_editors_hear_once_of_a_register_that_went_silent(work: Work) -> None:
    add_person(email="anna@voorbeeld.example", role=Role.EDITOR, actor="test")
    steps.read_due(work)
    assert steps.tell_overdue(at(work, days=2))
    assert not Notice.objects.exists()
    for _time in range(2):
        assert steps.tell_overdue(at(work, days=4))
    assert Notice.objects.count() == 2


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    with open_post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield office


def queue(count: int = 3) -> None:
    to = [f"p{number}@voorbeeld.example" for number in range(count)]
    notify(to=to, subject="Iets", text="Kijk", key="iets:1")


def test_all_that_is_due_is_sent_in_the_name_of_the_region(
    work: Work, office: PostOffice, settings: Settings
) -> None:
    queue(250)
    assert steps.send_notices(work)
    region = work.folder.region()
    assert len(office.accepted) == 250
    assert office.accepted[0]["From"] == f"{region.name} <{region.email}>"
    settings.EMAIL_SENDER = "post@impact.example"
    notify(to=["q@voorbeeld.example"], subject="Iets", text="Kijk", key="iets:2")
    assert steps.send_notices(work)
    assert office.accepted[-1]["From"] == "post@impact.example"


def test_without_a_mail_server_mail_stays_queued(work: Work, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    queue()
    assert steps.send_notices(work)
    assert Notice.objects.filter(state="queued").count() == 3


def test_a_mail_server_that_is_away_is_told_and_outlived(work: Work, settings: Settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    queue()
    assert not take(BY_NAME["notices"], work)
    assert Notice.objects.filter(state="queued", attempts=0).count() == 3


def test_mail_that_a_person_should_look_at_is_told(work: Work, office: PostOffice) -> None:
    office.recipient_answer = lambda address: "550 no such person"
    queue(1)
    assert not steps.send_notices(work)


def test_the_mail_of_the_day_is_queued_once_after_half_past_seven(work: Work) -> None:
    anna = person("anna")
    told(anna, topic=SUMMARY)
    Message.objects.update(at=datetime(2026, 11, 2, 12, tzinfo=UTC))
    queued = []
    for moment in (
        "2026-11-03T06:29:00",
        "2026-11-03T06:31:00",
        "2026-11-03T20:00:00",
        "2026-11-04T06:31:00",
    ):
        work.clock = lambda moment=moment: datetime.fromisoformat(f"{moment}+00:00")  # type: ignore[misc]
        assert take(BY_NAME["digests"], work)
        queued.append(Notice.objects.count())
    assert queued == [0, 1, 1, 1]
    assert Notice.objects.get().key == "digest:2026-11-03"


# the night


def test_the_night_s_work_is_done_once_a_night_by_the_region_s_clock(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[datetime] = []
    task = NightTask("count", lambda folder, moment: len(done) or done.append(moment) or 1)
    monkeypatch.setattr(steps, "NIGHTLY", (task,))
    counted = []
    # The clocks of the Netherlands go back on 25 October 2026.
    for moment, times in (
        ("2026-10-24T00:50:00", 1),  # 02:50: the night of the 23rd
        ("2026-10-24T01:10:00", 2),  # 03:10: the night of the 24th
        ("2026-10-24T20:00:00", 2),
        ("2026-10-25T01:30:00", 2),  # 02:30, after the hour was turned back
        ("2026-10-25T02:30:00", 3),  # 03:30
    ):
        work.clock = lambda moment=moment: datetime.fromisoformat(f"{moment}+00:00")  # type: ignore[misc]
        before = work.heartbeat.night
        assert steps.do_nightly(work)
        counted.append(before != work.heartbeat.night)
        assert sum(counted) == times


def test_a_fault_in_one_night_task_stops_no_other(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    def breaks(folder: RegionFolder, moment: datetime) -> int:
        raise RuntimeError("broken")

    def works(folder: RegionFolder, moment: datetime) -> int:
        done.append(moment)
        return 1

    monkeypatch.setattr(steps, "NIGHTLY", (NightTask("breaks", breaks), NightTask("works", works), *NIGHTLY))
    assert not steps.do_nightly(work)
    assert len(done) == 1
    assert steps.do_nightly(work)


# living on


def test_whatever_a_step_raises_the_worker_lives_on_and_shows_it(work: Work) -> None:
    def breaks(work: Work) -> bool:
        raise RuntimeError("broken")

    assert not take(Step("odd", 1, breaks), work)
    kept = read(work.folder.var / "worker.json")
    assert kept is not None
    assert (kept.steps["odd"].well, kept.doing) == (False, "")


def test_a_heartbeat_that_cannot_be_written_stops_nothing(work: Work) -> None:
    (work.folder.var / "worker.json").mkdir()
    assert take(BY_NAME["calendar"], work)


def test_the_worker_shows_which_register_it_reads(work: Work, site: Site) -> None:
    shown = []

    def page(_asked: object) -> Answer:
        kept = read(work.folder.var / "worker.json")
        shown.append(kept.doing if kept else None)
        return Answer(status=404)

    site.pages["/a"] = page
    steps.read_due(work)
    assert shown == ["registers: a: list"]


def test_every_step_has_its_own_name_and_can_be_done_again(work: Work) -> None:
    assert len(BY_NAME) == len(STEPS)
    for _time in range(2):
        assert [step.name for step in STEPS if not take(step, work)] == []
    assert len(runs()) == 2
