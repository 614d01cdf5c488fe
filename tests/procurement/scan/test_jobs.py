# SPDX-License-Identifier: EUPL-1.2
"""The life of a list that is sent to be scanned; its process can be made to wait, end and die."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from kapstok.core.clock import now
from kapstok.core.models import AuditEntry
from kapstok.procurement.creditors import Why
from kapstok.procurement.enums import ScanState
from kapstok.procurement.models import Scan
from kapstok.procurement.scan import files as scan_files
from kapstok.procurement.scan import jobs as scan_jobs
from kapstok.procurement.scan.files import files_of
from kapstok.procurement.scan.jobs import EDITOR, VISITOR, Begun, begin, caller_of, find
from kapstok.regions.folder import RegionFolder, make
from tests.procurement.scan.scan_processes import end, gone, waiting_processes

pytestmark = pytest.mark.django_db
LIST = "Naam;Plaats;Bedrag\nDe Gouden Bezem;Zwolle;1.240,50\n"


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> RegionFolder:
    made = make(tmp_path / "region")
    settings.KAPSTOK_HOME = made.path
    return made


@pytest.fixture
def working(monkeypatch: pytest.MonkeyPatch, folder: RegionFolder) -> Iterator[None]:
    """Scans are done by a process that waits until a test ends it."""
    with waiting_processes(monkeypatch, folder):
        yield


def arrived(folder: RegionFolder, who: str = "192.0.2.1", text: str = LIST) -> Begun:
    """A list that has arrived."""
    begun = begin(folder, caller=caller_of(network=who), allowance=VISITOR, size=len(text))
    begun.files.upload.write_text(text)
    return begun


def sent(folder: RegionFolder, who: str = "192.0.2.1", text: str = LIST) -> Begun:
    """A list that has arrived and was read."""
    begun = arrived(folder, who, text)
    scan_jobs.read_columns(begun)
    return begun


def asked(folder: RegionFolder, who: str = "192.0.2.1") -> Begun:
    """A list of which a scan was asked; that its columns were read is only said, which is sooner done."""
    begun = arrived(folder, who)
    scan_jobs._move(begun.scan, ScanState.CHOOSING)
    scan_jobs.start(folder, begun.scan, chosen={"name": 0}, language="nl", site="http://localhost")
    return begun


def state(folder: RegionFolder, begun: Begun) -> str:
    return str(find(folder, begun.token)[0].state)


def test_a_list_that_was_read_waits_for_its_sender(folder: RegionFolder) -> None:
    begun = sent(folder)
    assert state(folder, begun) == ScanState.CHOOSING
    assert scan_files.read(begun.files.columns)["rows"] == 1


def test_the_database_knows_neither_the_address_nor_the_list(folder: RegionFolder) -> None:
    begun = sent(folder)
    row = Scan.objects.values().get()
    assert begun.token not in str(row)
    assert "192.0.2.1" not in str(row)
    assert "Bezem" not in str(row)
    assert begun.token not in str(begun.files.path)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("token", ["", "niets", "a" * 43, "../../etc/passwd"])
def test_only_who_has_the_address_finds_it(folder: RegionFolder, token: str) -> None:
    sent(folder)
    with pytest.raises(scan_jobs.NoSuchScan):
        find(folder, token)


def test_a_list_that_cannot_be_read_says_why(folder: RegionFolder) -> None:
    with pytest.raises(scan_jobs.NotReadable) as refused:
        sent(folder, text="")
    assert refused.value.kind == Why.EMPTY


def test_a_list_that_did_not_come_in_leaves_nothing_but_that_it_was_sent(folder: RegionFolder) -> None:
    begun = sent(folder)
    scan_jobs.give_up(begun)
    assert not begun.files.path.exists()
    assert Scan.objects.get().state == ScanState.REMOVED
    with pytest.raises(scan_jobs.NoSuchScan):
        find(folder, begun.token)


@pytest.mark.usefixtures("working")
def test_a_scan_runs_and_its_answer_stands_when_it_ends(folder: RegionFolder) -> None:
    begun = asked(folder)
    assert state(folder, begun) == ScanState.RUNNING
    end(begun.files)
    assert state(folder, begun) == ScanState.DONE
    assert not begun.files.upload.exists()


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize("how", ["ends", "dies"])
def test_a_scan_whose_process_is_gone_without_an_answer_failed(
    folder: RegionFolder, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    begun = asked(folder)
    if how == "ends":
        end(begun.files, well=False)
    else:
        os.kill(scan_files.read(begun.files.process), signal.SIGKILL)
        gone(begun.files)
    assert [state(folder, begun) for _time in range(2)] == [ScanState.FAILED] * 2
    assert scan_jobs.fault_of(begun.files) == scan_jobs.STOPPED
    assert not begun.files.upload.exists()
    assert [record.getMessage() for record in caplog.records] == ["a scan failed: its process was ended"]


@pytest.mark.usefixtures("working")
def test_asking_twice_begins_once(folder: RegionFolder) -> None:
    begun = asked(folder)
    pid = scan_files.read(begun.files.process)
    scan_jobs.start(folder, begun.scan, chosen={"name": 1}, language="en", site="")
    assert scan_files.read(begun.files.process) == pid
    assert scan_files.read(begun.files.asked)["chosen"] == {"name": 0}


@pytest.mark.usefixtures("working")
def test_two_run_at_once_and_the_others_wait_in_line(folder: RegionFolder) -> None:
    line = [asked(folder, f"192.0.2.{number}") for number in range(1, 5)]
    assert [state(folder, one) for one in line] == ["running", "running", "waiting", "waiting"]
    assert [scan_jobs.place_in_line(one.scan) for one in line[2:]] == [0, 1]
    end(line[1].files)
    assert [state(folder, one) for one in line] == ["running", "done", "running", "waiting"]


@pytest.mark.usefixtures("working")
def test_of_one_sender_one_runs_and_the_next_of_another_goes_first(folder: RegionFolder) -> None:
    first, second, other = asked(folder), asked(folder), asked(folder, "192.0.2.9")
    assert [state(folder, one) for one in (first, second, other)] == ["running", "waiting", "running"]
    end(first.files)
    assert state(folder, second) == ScanState.RUNNING


@pytest.mark.usefixtures("working")
def test_a_scan_that_runs_can_be_stopped_and_leaves_nothing(folder: RegionFolder) -> None:
    begun = asked(folder)
    pid = scan_files.read(begun.files.process)
    scan_jobs.remove(folder, begun.scan)
    assert not begun.files.path.exists()
    with pytest.raises(scan_jobs.NoSuchScan):
        find(folder, begun.token)
    with pytest.raises(ProcessLookupError):
        for _ in range(1_000):
            os.kill(pid, 0)
            threading.Event().wait(0.01)


def test_a_sender_may_have_few_lists_at_a_time(folder: RegionFolder) -> None:
    for _ in range(scan_jobs.OPEN_AT_ONCE):
        last = arrived(folder)
    with pytest.raises(scan_jobs.TooManyScans):
        arrived(folder)
    arrived(folder, "192.0.2.2")
    scan_jobs.remove(folder, last.scan)
    arrived(folder)


def test_a_sender_may_send_so_many_an_hour_whatever_became_of_them(folder: RegionFolder) -> None:
    for _ in range(scan_jobs.PER_HOUR):
        scan_jobs.give_up(begin(folder, caller=caller_of(network="192.0.2.1"), allowance=VISITOR, size=1))
    with pytest.raises(scan_jobs.TooManyScans):
        arrived(folder)
    Scan.objects.update(made_at=now() - timedelta(hours=1, minutes=1))
    arrived(folder)


def test_all_senders_together_may_have_so_many(folder: RegionFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_jobs, "OPEN_IN_ALL", 2)
    arrived(folder, "192.0.2.1")
    arrived(folder, "192.0.2.2")
    with pytest.raises(scan_jobs.TooManyScans):
        arrived(folder, "192.0.2.3")


def test_a_list_for_which_the_disk_has_no_room_is_refused(folder: RegionFolder) -> None:
    with pytest.raises(scan_jobs.NoRoom):
        begin(folder, caller=caller_of(person=1), allowance=EDITOR, size=2**60)
    assert not Scan.objects.exists()


def test_a_whole_network_is_one_sender_and_a_person_another() -> None:
    assert caller_of(network="2001:db8::1") == caller_of(network="2001:db8::2")
    assert len({caller_of(network="2001:db8:1::1"), caller_of(network="192.0.2.1"), caller_of(person=1)}) == 3


@pytest.mark.usefixtures("working")
def test_after_an_hour_everything_is_gone(folder: RegionFolder) -> None:
    chosen, done = sent(folder, "192.0.2.1"), asked(folder, "192.0.2.2")
    end(done.files)
    at = now()
    assert scan_jobs.sweep(folder, at) == 0
    assert scan_jobs.sweep(folder, at + timedelta(minutes=59)) == 0
    assert scan_jobs.sweep(folder, at + timedelta(minutes=61)) == 2
    assert not Scan.objects.exists()
    assert not any(one.files.path.exists() for one in (chosen, done))


def test_an_answer_of_more_than_an_hour_ago_is_not_shown_although_nobody_swept(folder: RegionFolder) -> None:
    begun = sent(folder)
    Scan.objects.update(moved_at=now() - timedelta(minutes=61))
    with pytest.raises(scan_jobs.NoSuchScan):
        find(folder, begun.token)
    assert not begun.files.path.exists()


@pytest.mark.usefixtures("working")
def test_what_runs_is_not_swept_away(folder: RegionFolder) -> None:
    begun = asked(folder)
    assert scan_jobs.sweep(folder, now() + timedelta(hours=2)) == 0
    assert state(folder, begun) == ScanState.RUNNING


def test_files_of_which_nobody_knows_are_swept_away_when_they_are_old(folder: RegionFolder) -> None:
    stray = files_of(folder.var, "stray")
    stray.make()
    scan_jobs.sweep(folder, now())
    assert stray.path.exists()
    scan_jobs.sweep(folder, now() + timedelta(minutes=61))
    assert not stray.path.exists()


@pytest.mark.usefixtures("working")
def test_a_scan_of_another_machine_is_left_to_that_machine(folder: RegionFolder) -> None:
    begun = asked(folder)
    scan_jobs._stop(begun.files)
    gone(begun.files)
    begun.files.remove()
    scan_jobs.move_on(folder)
    assert Scan.objects.get().state == ScanState.RUNNING


def test_the_process_of_a_scan_that_breaks_says_that_it_failed_and_nothing_else(
    folder: RegionFolder, capfd: pytest.CaptureFixture[str]
) -> None:
    """The real process; the database of this run is not the one that it finds."""
    begun = asked(folder)
    gone(begun.files)
    assert state(folder, begun) == ScanState.FAILED
    assert not begun.files.upload.exists()
    assert "Bezem" not in "".join(capfd.readouterr())
