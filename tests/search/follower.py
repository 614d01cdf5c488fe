# SPDX-License-Identifier: EUPL-1.2
"""A process of its own that writes an outbox or follows it, over a database file of its own, so that it can be killed.

follower.py FOLDER change FIRST LAST     documents FIRST..LAST change; every seventh vanishes
follower.py FOLDER follow [DIE [WORDS]]  catches up in small batches; killed for real at the DIE-th batch; by a chain
                                         whose one concept has so many words, if any
follower.py FOLDER … -- …                one thing after another
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

import django
from django.conf import settings

BATCH = 10


def start(folder: Path) -> None:
    settings.configure(
        INSTALLED_APPS=["kapstok.search"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "test.sqlite3",
                "OPTIONS": {"transaction_mode": "IMMEDIATE"},
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()


def change(first: int, last: int) -> None:
    from django.core.management import call_command

    from kapstok.search.actions import enqueue

    call_command("migrate", verbosity=0)
    enqueue(f"k{number:03}" for number in range(first, last))


def follow(folder: Path, die: int = 0, words: int = 0, into: str = "search") -> None:
    from kapstok.search import actions
    from kapstok.search.dutch.chain import Chain
    from kapstok.search.dutch.thesaurus import Category, Concept, Thesaurus
    from kapstok.search.shapes import Document

    actions._BATCH = BATCH
    calls = count(1)

    def documents(keys: Sequence[str]) -> Mapping[str, Document | None]:
        if next(calls) == die:
            os.kill(os.getpid(), signal.SIGKILL)
        return {key: document(Document, key) for key in keys}

    known = [Concept("brood", "1", (), {"nl": "brood"}, tuple(f"brood{each}" for each in range(words)))]
    category = {"1": Category("1", {"nl": "Eten"})}
    chain = Chain(Thesaurus(category, {one.id: one for one in known if words}))
    sys.stdout.write("following\n")
    sys.stdout.flush()
    actions.catch_up(documents, folder / into, chain=chain)


def document(document_type: type, key: str) -> object:
    if int(key[1:]) % 7 == 0:
        return None
    return document_type(key, f"Bedrijf {key}", offerings=("brood",), facets={"label": ("pso",)})


def steps(told: list[str]) -> Iterator[tuple[str, list[int], str]]:
    """What is to be done one after another, as `--` parts it; `follow@elsewhere` follows in another folder."""
    for step in " ".join(told).split(" -- "):
        what, *numbers = step.split()
        verb, _, into = what.partition("@")
        yield verb, list(map(int, numbers)), into or "search"


if __name__ == "__main__":
    home = Path(sys.argv[1])
    start(home)
    for verb, numbers, into in steps(sys.argv[2:]):
        if verb == "change":
            change(*numbers)
        else:
            follow(home, *numbers, into=into)
