# SPDX-License-Identifier: EUPL-1.2
"""Killed anywhere, a sender loses nothing, doubles nothing, and leaves at most one notice uncertain each time."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.db import connection

from kapstok.notices.actions import notify, send_due
from kapstok.notices.mail import MailServer
from tests.notices import postman
from tests.notices.post_office import OK, PostOffice, open_post_office

COUNT = 60


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_post_office() as office:
        yield office


def program(folder: Path, *what: object) -> list[str]:
    return [sys.executable, *map(str, (postman.__file__, folder, *what))]


def run(folder: Path, *what: object) -> None:
    subprocess.run(program(folder, *what), check=True)


def states(folder: Path) -> Counter[str]:
    with closing(sqlite3.connect(folder / "test.sqlite3")) as database:
        return Counter(dict(database.execute("SELECT state, count(*) FROM notices_notice GROUP BY state")))


@pytest.mark.parametrize("moment", ["recipient", "text"])
def test_killed_with_a_notice_in_hand_only_that_one_is_uncertain(
    moment: str, tmp_path: Path, office: PostOffice
) -> None:
    run(tmp_path, "queue", COUNT)
    sending: list[subprocess.Popen[bytes]] = []

    def killing(_what: object) -> str:
        if sending and len(office.accepted) == COUNT // 2:
            sending.pop().kill()
        return OK

    if moment == "text":
        office.text_answer = killing
    else:
        office.recipient_answer = killing
    with subprocess.Popen(program(tmp_path, "send", "w1", office.port)) as sender:
        sending.append(sender)
        assert sender.wait(60) == -9
    in_between = states(tmp_path)
    assert (in_between["sending"], in_between["uncertain"]) == (1, 0)
    run(tmp_path, "send", "w1", office.port)
    arrived = Counter(office.addresses())
    assert max(arrived.values()) == 1
    assert len(arrived) == (COUNT if moment == "text" else COUNT - 1)
    assert states(tmp_path) == {"sent": COUNT - 1, "uncertain": 1}


def test_killed_twice_at_any_moment_none_is_lost_and_none_doubled(tmp_path: Path, office: PostOffice) -> None:
    run(tmp_path, "queue", COUNT)
    for share in (0.25, 0.6):
        enough = threading.Event()

        def counting(_message: EmailMessage, enough: threading.Event = enough, share: float = share) -> str:
            if len(office.accepted) >= COUNT * share:
                enough.set()
            return OK

        office.text_answer = counting
        with subprocess.Popen(program(tmp_path, "send", "w1", office.port)) as sender:
            assert enough.wait(60)
            threading.Event().wait(random.random() / 50)
            sender.kill()
    run(tmp_path, "send", "w1", office.port)
    told, arrived = states(tmp_path), Counter(office.addresses())
    assert max(arrived.values()) == 1
    assert set(told) <= {"sent", "uncertain"}
    assert told["uncertain"] <= 2
    assert told["sent"] <= len(arrived) <= COUNT == told["sent"] + told["uncertain"]


@pytest.mark.django_db(transaction=True)
def test_several_workers_share_the_queue_and_none_sends_what_another_has(office: PostOffice) -> None:
    notify(to=[f"p{n}@voorbeeld.example" for n in range(COUNT)], subject="Iets", text="Kijk", key="iets:1")
    sent: Counter[str] = Counter()
    server = {"host": "127.0.0.1", "port": office.port, "use_tls": False, "use_ssl": False}

    def work(name: str) -> None:
        done = send_due(COUNT, MailServer(**server), sender="o@impact.example", worker=name)  # type: ignore[arg-type]
        sent[name] = done.sent
        connection.close()

    workers = [threading.Thread(target=work, args=[name]) for name in ("w1", "w2", "w3")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(sent.values()) == COUNT
    assert all(sent.values())
    assert set(Counter(office.addresses()).values()) == {1}
