# SPDX-License-Identifier: EUPL-1.2
"""A process of its own that queues notices or sends them, over a database file of its own, so that it can be killed.

postman.py FOLDER queue COUNT
postman.py FOLDER send NAME PORT     sends all that is due to the mail server on this port of loopback
"""

from __future__ import annotations

import sys
from pathlib import Path

import django
from django.conf import settings


def start(folder: Path) -> None:
    settings.configure(
        INSTALLED_APPS=["kapstok.accounts", "kapstok.notices"],
        AUTH_USER_MODEL="accounts.Person",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "test.sqlite3",
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
                },
            }
        },
        EMAIL_HOST="127.0.0.1",
        LANGUAGES=[("nl", "Nederlands")],
        LANGUAGE_CODE="nl",
        SITE_ADDRESS="https://oost.example",
        SECRET_KEY="a key for this process only",
        USE_TZ=True,
    )
    django.setup()


def queue(count: int) -> None:
    from django.core.management import call_command

    from kapstok.accounts.models import Person
    from kapstok.core.clock import now
    from kapstok.notices.telling import Words, tell
    from kapstok.notices.topics import Topic

    call_command("migrate", verbosity=0)
    people = [Person(email=f"p{number}@voorbeeld.example", joined_at=now()) for number in range(count)]
    topic = Topic("iets", "Iets")
    tell(
        people=Person.objects.bulk_create(people),
        topic=topic,
        key="iets:1",
        words=lambda: Words("Er is iets", "Kijk even."),
        path="/mijn",
    )


def send(name: str, port: int) -> None:
    from kapstok.notices.actions import send_due
    from kapstok.notices.mail import MailServer

    while send_due(100, MailServer(port=port), sender="o@impact.example", worker=name).sent:
        pass


if __name__ == "__main__":
    home, verb, *rest = Path(sys.argv[1]), sys.argv[2], *sys.argv[3:]
    start(home)
    if verb == "queue":
        queue(int(rest[0]))
    else:
        send(rest[0], int(rest[1]))
