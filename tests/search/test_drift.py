# SPDX-License-Identifier: EUPL-1.2
"""An index that was damaged on purpose: what the check finds of it, and how following mends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kapstok.search import actions, drift
from kapstok.search.actions import begin_epoch, enqueue
from kapstok.search.engine import Reader, Writer
from kapstok.search.folder import IndexFolder
from kapstok.search.models import OutboxItem
from kapstok.search.shapes import Document, Query
from tests.search.directories import GLANS, LUNCH, PLAIN, TUIN, PlainIndex, everything, keys
from tests.search.test_actions import Archive

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "search"


@pytest.fixture
def archive(path: Path) -> Archive:
    """Three documents, all of them indexed."""
    enqueue(["glans", "tuin", "lunch"])
    archive = Archive(GLANS, TUIN, LUNCH)
    actions.catch_up(archive, path, chain=PLAIN)
    return archive


def damage(path: Path, documents: Mapping[str, Document | None]) -> None:
    """Writes in the index what the outbox knows nothing of."""
    generation = IndexFolder(path).current()
    assert generation is not None
    with Writer(generation, PLAIN) as writer:
        writer.put(documents)
        writer.commit(Reader(generation).latest().position())


def test_an_index_that_followed_has_not_drifted(path: Path, archive: Archive) -> None:
    assert drift.compared(archive, path) == drift.Drift(3)
    assert drift.mend(archive, path) == drift.Drift(3)
    assert actions.catch_up(archive, path, chain=PLAIN) == 0


def test_one_that_is_gone_one_that_is_otherwise_and_one_that_nobody_knows_are_found(
    path: Path, archive: Archive
) -> None:
    stranger = replace(LUNCH, key="vreemd", name="Nooit van gehoord")
    damage(path, {"glans": None, "tuin": replace(TUIN, description="Iets anders."), "vreemd": stranger})
    assert drift.compared(archive, path) == drift.Drift(3, ("glans",), ("tuin",), ("vreemd",))


def test_what_drifted_is_followed_again_and_then_right(path: Path, archive: Archive) -> None:
    damage(path, {"glans": None, "vreemd": replace(LUNCH, key="vreemd"), "tuin": replace(TUIN, name="Hark")})
    found = drift.mend(archive, path)
    assert found is not None
    assert len(found.keys) == 3
    actions.catch_up(archive, path, chain=PLAIN)
    index = PlainIndex(path)
    assert everything(index) == {"glans", "tuin", "lunch"}
    assert keys(index.search(Query("glans"))) == ["glans"]
    # The stranger is in the outbox now, and stays out of the index.
    assert drift.compared(archive, path) == drift.Drift(4)


def test_a_document_that_the_database_lost_without_a_word_goes(path: Path, archive: Archive) -> None:
    del archive["lunch"]
    assert drift.compared(archive, path) == drift.Drift(3, strange=("lunch",))
    drift.mend(archive, path)
    actions.catch_up(archive, path, chain=PLAIN)
    assert everything(PlainIndex(path)) == {"glans", "tuin"}


def test_what_is_still_to_be_followed_is_no_drift(path: Path, archive: Archive) -> None:
    archive["glans"] = replace(GLANS, name="Schitter")
    archive["nieuw"] = replace(LUNCH, key="nieuw")
    enqueue(["glans", "nieuw"])
    assert drift.compared(archive, path) == drift.Drift(2)


def test_what_changes_while_it_is_looked_at_is_no_drift(path: Path, archive: Archive) -> None:
    def changing(keys: list[str]) -> Mapping[str, Document | None]:
        archive["glans"] = replace(GLANS, name="Schitter")
        enqueue(["glans"])
        return {key: archive.get(key) for key in keys}

    assert drift.compared(changing, path) == drift.Drift(3)


def test_many_batches_are_looked_at(path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drift, "_BATCH", 2)
    damage(path, {"lunch": None, "vreemd": replace(LUNCH, key="vreemd")})
    assert drift.compared(archive, path) == drift.Drift(3, ("lunch",), (), ("vreemd",))


def test_an_index_that_is_missing_or_of_another_history_is_built_anew_and_not_compared(
    path: Path, archive: Archive, tmp_path: Path
) -> None:
    assert drift.compared(archive, tmp_path / "nowhere") is None
    begin_epoch()
    assert drift.compared(archive, path) is None
    assert drift.mend(archive, path) is None
    assert OutboxItem.objects.count() == 3
