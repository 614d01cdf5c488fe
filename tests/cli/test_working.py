# SPDX-License-Identifier: EUPL-1.2
"""The worker as a machine runs it: a process that reads, mails, is told to stop, and is killed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.live import shows, write_register
from tests.cli.test_start import kapstok
from tests.notices.post_office import OK, PostOffice, open_post_office
from tests.scripted_site import Answer, Asked, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_post_office() as office:
        yield office


@pytest.fixture
def region(tmp_path: Path, site: Site) -> Path:
    """A region with two registers of twenty members, "a" and "b", nothing read yet."""
    assert kapstok("init", tmp_path / "oost").returncode == 0
    for id_ in "ab":
        write_register(tmp_path / "oost", site, id_)
        shows(site, id_, 20)
    return tmp_path / "oost"


@contextmanager
def working(
    region: Path, *arguments: str, office: PostOffice | None = None
) -> Iterator[subprocess.Popen[str]]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("KAPSTOK_", "DATABASE_URL"))
    }
    if office:
        clean["KAPSTOK_EMAIL_URL"] = office.url
    with subprocess.Popen(
        [sys.executable, "-m", "kapstok", "worker", "--home", str(region), *arguments],
        env=clean, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def heartbeat(region: Path) -> dict[str, object]:
    try:
        told: dict[str, object] = json.loads((region / "var" / "worker.json").read_text())
    except FileNotFoundError:
        return {}
    return told


def asked(region: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(region / "var" / "kapstok.sqlite3")) as database, database:
        return database.execute(statement).fetchall()


def runs(region: Path) -> list[tuple[object, ...]]:
    return asked(region, "SELECT register_id, status FROM registers_run ORDER BY id")


def test_once_does_what_is_due_and_a_second_time_nothing(region: Path, site: Site) -> None:
    shows(site, "b", 0)
    first = kapstok("worker", "--once", "--home", region)
    assert (first.returncode, first.stdout) == (1, "")
    assert "register=b" in first.stderr
    assert runs(region) == [("a", "published"), ("b", "quarantined")]
    visits = len(site.asked)
    second = kapstok("worker", "--once", "--home", region)
    assert (second.returncode, second.stderr, len(site.asked)) == (0, "", visits)
    assert len(kapstok("export", "--all", "--home", region).stdout.splitlines()) == 20


def test_a_worker_waits_until_it_is_told_to_stop_and_a_second_one_is_refused(region: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        with working(region) as process:
            until(lambda: "nightly" in heartbeat(region).get("steps", {}))  # type: ignore[operator]
            if number == signal.SIGTERM:
                second = kapstok("worker", "--once", "--home", region)
                assert (second.returncode, second.stderr) == (
                    1,
                    f"{region} has a worker already; this one stops\n",
                )
            process.send_signal(number)
            assert process.wait(10) == 0
            assert process.stderr is not None
            assert process.stderr.read() == ""
        assert heartbeat(region)["stopped"] is True
        (region / "var" / "worker.json").unlink()


def test_told_to_stop_while_it_reads_it_ends_that_register_and_no_more(region: Path, site: Site) -> None:
    with working(region) as process:

        def page(_asked: Asked) -> Answer:
            process.terminate()
            shows(site, "a", 20)
            return site.pages["/a"]  # type: ignore[return-value]

        site.pages["/a"] = page
        assert process.wait(60) == 0
    assert runs(region) == [("a", "published")]


def test_each_editor_gets_one_mail_of_a_quarantine_though_the_worker_was_killed_before_and_in_the_middle_of_it(
    region: Path, site: Site, office: PostOffice
) -> None:
    assert kapstok("worker", "--once", "--home", region).returncode == 0
    for email in ("anna@voorbeeld.example", "bram@voorbeeld.example"):
        assert kapstok("admin", "add", email, "--home", region).returncode == 0
    asked(region, "UPDATE registers_run SET started_at = datetime(started_at, '-30 hours')")
    shows(site, "a", 1)
    strange = site.pages["/a"]
    with working(region, "--once", office=office) as process:

        def page(_asked: Asked) -> Answer:
            process.kill()
            return strange  # type: ignore[return-value]

        site.pages["/a"] = page
        assert process.wait(60) == -9
    asked(region, "UPDATE registers_run SET started_at = datetime(started_at, '-3 hours')")
    site.pages["/a"] = strange
    with working(region, "--once", office=office) as process:
        office.text_answer = lambda message: process.kill() or OK
        assert process.wait(60) == -9
    office.text_answer = lambda message: OK
    again = kapstok("sync", "--register", "a", "--home", region)
    assert again.returncode == 1
    with working(region, "--once", office=office) as process:
        assert process.wait(60) == 1
    assert Counter(office.addresses()) == {"anna@voorbeeld.example": 1, "bram@voorbeeld.example": 1}
    states = asked(region, "SELECT state, count(*) FROM notices_notice GROUP BY state ORDER BY state")
    assert states == [("sent", 1), ("uncertain", 1)]
    assert [status for register, status in runs(region) if register == "a"] == [
        "published", "failed", "quarantined", "quarantined",
    ]  # fmt: skip


def test_editors_get_mail_of_a_register_that_went_silent(
    region: Path, site: Site, office: PostOffice
) -> None:
    assert kapstok("worker", "--once", "--home", region).returncode == 0
    assert kapstok("admin", "add", "anna@voorbeeld.example", "--home", region).returncode == 0
    asked(region, "UPDATE registers_run SET started_at = datetime(started_at, '-80 hours')")
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /a\n")
    for _time in range(2):
        with working(region, "--once", office=office) as process:
            process.wait(60)
    [message] = office.accepted
    assert message["Subject"] == "Kapstok Oost-Nederland: Register a is al lang niet gepubliceerd"
    assert "robots.txt of this host forbids it" in message.get_body(("plain",)).get_content().replace(
        "\r\n", " "
    )


def test_a_wrong_mail_server_is_refused_in_one_line(region: Path) -> None:
    done = kapstok(
        "worker", "--once", "--home", region, env={"KAPSTOK_EMAIL_URL": "smtp://anna:geheim@mail?ssl=1"}
    )
    assert (done.returncode, done.stderr) == (
        2,
        "KAPSTOK_EMAIL_URL: behind the ? only tls=starttls, tls=implicit or tls=none can stand\n",
    )
