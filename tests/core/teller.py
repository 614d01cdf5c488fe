# SPDX-License-Identifier: EUPL-1.2
"""A process of its own that tells the audit trail things, over the database of a test, so that it can be killed.

teller.py DATABASE NAME COUNT           tells so many things, each in a transaction of its own
teller.py DATABASE NAME COUNT killed    as many; is killed right after the last was kept, before it was sealed
teller.py DATABASE NAME COUNT together  all of them in one transaction
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django
from django.conf import settings


def start(database: dict[str, Any]) -> None:
    settings.configure(
        INSTALLED_APPS=["kapstok.core"],
        DATABASES={"default": database},
        SECRET_KEY="a key for tests only, of the length that is asked for",
        USE_TZ=True,
    )
    django.setup()


def tell(name: str, count: int, *, killed: bool) -> None:
    from django.db import transaction

    from kapstok.core.actions import record

    for number in range(count):
        with transaction.atomic():
            if killed and number == count - 1:
                transaction.on_commit(lambda: os._exit(9))
            record(name, "told", f"thing:{number}", number=number)


if __name__ == "__main__":
    chosen, actor, times, *how = sys.argv[1:]
    start(json.loads(chosen))
    if how == ["together"]:
        from django.db import transaction

        with transaction.atomic():
            tell(actor, int(times), killed=False)
    else:
        tell(actor, int(times), killed=how == ["killed"])
