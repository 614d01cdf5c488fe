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
        INSTALLED_APPS=["kapstok.notices"],
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
        USE_TZ=True,
    )
    django.setup()


def queue(count: int) -> None:
    from django.core.management import call_command

    from kapstok.notices.actions import notify

    call_command("migrate", verbosity=0)
    to = [f"p{number}@voorbeeld.example" for number in range(count)]
    notify(to=to, subject="Er is iets", text="Kijk even.\n", key="iets:1")


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
