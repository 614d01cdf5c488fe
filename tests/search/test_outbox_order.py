# SPDX-License-Identifier: EUPL-1.2
"""Transactions that overlap: whatever commits when, no change is ever skipped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction

from kapstok.search.actions import catch_up, enqueue
from kapstok.search.models import OutboxHead, OutboxItem
from kapstok.search.shapes import Document
from tests.search.directories import PLAIN, PlainIndex, everything

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30
Elsewhere = Callable[[Callable[[], None]], Future[None]]


def documents(keys: Sequence[str]) -> Mapping[str, Document | None]:
    return {key: Document(key, f"Bedrijf {key}") for key in keys}


@pytest.fixture
def another() -> Iterator[Elsewhere]:
    """Runs a call on other threads, each with a database connection of its own."""

    def closing(call: Callable[[], None]) -> None:
        try:
            call()
        finally:
            connection.close()

    with ThreadPoolExecutor() as threads:
        yield lambda call: threads.submit(closing, call)


def test_a_later_change_cannot_be_seen_before_an_earlier_one(tmp_path: Path, another: Elsewhere) -> None:
    enqueue(["first"])
    noted, commit = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            enqueue(["slow"])
            noted.set()
            assert commit.wait(PATIENCE)

    slow = another(slow_writer)
    assert noted.wait(PATIENCE)
    quick = another(lambda: enqueue(["quick"]))

    with pytest.raises(TimeoutError):
        quick.result(timeout=0.3)
    assert set(OutboxItem.objects.values_list("key", flat=True)) == {"first"}
    commit.set()
    slow.result(PATIENCE)
    quick.result(PATIENCE)

    assert list(OutboxItem.objects.order_by("position").values_list("key", flat=True)) == [
        "first",
        "slow",
        "quick",
    ]
    catch_up(documents, tmp_path, chain=PLAIN)
    assert everything(PlainIndex(tmp_path)) == {"first", "slow", "quick"}


def test_writers_that_write_while_the_index_follows_lose_nothing(tmp_path: Path, another: Elsewhere) -> None:
    def writer(name: str) -> Callable[[], None]:
        def write() -> None:
            for number in range(8):
                with transaction.atomic():
                    enqueue([f"{name}{number}", "shared"])

        return write

    writers = [another(writer(name)) for name in "abc"]
    while not all(one.done() for one in writers):
        catch_up(documents, tmp_path, chain=PLAIN)
    for one in writers:
        one.result()
    catch_up(documents, tmp_path, chain=PLAIN)

    index = PlainIndex(tmp_path)
    position = index.position()
    assert position is not None
    assert everything(index) == {f"{name}{number}" for name in "abc" for number in range(8)} | {"shared"}
    assert position.applied == OutboxHead.objects.get().position == 3 * 8 * 2
