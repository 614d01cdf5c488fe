# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from django.db import transaction

from kapstok.search import actions
from kapstok.search.actions import begin_epoch, enqueue
from kapstok.search.dutch.chain import Chain
from kapstok.search.folder import IndexBusy, IndexFolder, IndexUnwritable
from kapstok.search.models import OutboxHead, OutboxItem
from kapstok.search.shapes import Document, Query
from tests.search.directories import (
    GLANS,
    LUNCH,
    PLAIN,
    TUIN,
    PlainIndex,
    concept,
    everything,
    keys,
    put_in_place,
    thesaurus,
)

pytestmark = pytest.mark.django_db
catch_up = partial(actions.catch_up, chain=PLAIN)
rebuild = partial(actions.rebuild, chain=PLAIN)


class Archive(dict[str, Document]):
    """The documents as a database would have them, and how often it was asked."""

    def __init__(self, *documents: Document):
        super().__init__({document.key: document for document in documents})
        self.asked: list[list[str]] = []

    def __call__(self, keys: Sequence[str]) -> Mapping[str, Document | None]:
        self.asked.append(list(keys))
        return {key: self[key] for key in keys if key in self}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "search"


@pytest.fixture
def archive() -> Archive:
    enqueue(["glans", "tuin"])
    return Archive(GLANS, TUIN)


def generation(path: Path) -> str:
    current = IndexFolder(path).current()
    assert current is not None
    return current.name


def test_the_first_catch_up_makes_the_index(path: Path, archive: Archive) -> None:
    assert catch_up(archive, path) == 2
    assert everything(PlainIndex(path)) == {"glans", "tuin"}


def test_only_what_changed_is_looked_at(path: Path, archive: Archive) -> None:
    catch_up(archive, path)
    archive.asked.clear()
    archive["lunch"] = LUNCH
    enqueue(["lunch"])
    assert catch_up(archive, path) == 1
    assert archive.asked == [["lunch"]]
    assert everything(PlainIndex(path)) == {"glans", "tuin", "lunch"}


def test_with_nothing_new_nothing_is_written(path: Path, archive: Archive) -> None:
    catch_up(archive, path)
    before = {file: file.stat().st_mtime_ns for file in path.rglob("*") if file.is_file()}
    assert catch_up(archive, path) == 0
    assert {file: file.stat().st_mtime_ns for file in path.rglob("*") if file.is_file()} == before


def test_a_changed_document_replaces_itself_and_a_vanished_one_goes(path: Path, archive: Archive) -> None:
    catch_up(archive, path)
    archive["glans"] = replace(GLANS, offerings=("dakbedekking",))
    del archive["tuin"]
    enqueue(["glans", "tuin"])
    catch_up(archive, path)
    index = PlainIndex(path)
    assert everything(index) == {"glans"}
    assert keys(index.search(Query("dakbedekking"))) == ["glans"]
    assert keys(index.search(Query("gevelreiniging"))) == []


def test_a_reader_in_this_process_sees_each_commit_at_its_next_call(path: Path, archive: Archive) -> None:
    index = PlainIndex(path)
    assert not index.search(Query()).available
    catch_up(archive, path)
    assert everything(index) == {"glans", "tuin"}
    archive["lunch"] = LUNCH
    enqueue(["lunch"])
    catch_up(archive, path)
    assert everything(index) == {"glans", "tuin", "lunch"}


def test_a_change_that_is_rolled_back_was_never_noted(path: Path, archive: Archive) -> None:
    catch_up(archive, path)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue(["lunch"])
        _ = 1 / 0
    assert catch_up(archive, path) == 0


def test_a_key_stands_in_the_outbox_once_at_its_last_change() -> None:
    enqueue(["a", "b", "a"])
    enqueue(["c", "a"])
    order = OutboxItem.objects.order_by("position").values_list("key", flat=True)
    assert list(order) == ["b", "c", "a"]


def test_enqueueing_nothing_is_nothing() -> None:
    enqueue([])
    assert not OutboxHead.objects.exists()


def test_an_outbox_of_many_batches_is_followed_to_its_end(
    path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "_BATCH", 3)
    catch_up(archive, path)
    archive.update({f"k{number}": Document(f"k{number}", "Brood") for number in range(10)})
    enqueue([f"k{number}" for number in range(10)])
    assert catch_up(archive, path) == 10
    assert len(everything(PlainIndex(path))) == 12


def test_a_document_that_changes_while_it_is_indexed_is_looked_at_again(path: Path, archive: Archive) -> None:
    def changing(keys: Sequence[str]) -> Mapping[str, Document | None]:
        found = archive(keys)
        enqueue(["glans"])
        return found

    catch_up(changing, path)
    archive["glans"] = replace(GLANS, name="Blinkend")
    assert catch_up(archive, path) == 1
    assert keys(PlainIndex(path).search(Query("blinkend"))) == ["glans"]


@pytest.mark.django_db(transaction=True)
def test_catching_up_inside_a_transaction_is_refused(path: Path, archive: Archive) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        catch_up(archive, path)


def test_while_another_writes_catching_up_waits_and_then_says_so(path: Path, archive: Archive) -> None:
    with IndexFolder(path).writing(0), pytest.raises(IndexBusy):
        catch_up(archive, path, wait=0.05)


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path, archive: Archive) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnwritable):
        catch_up(archive, tmp_path / "file")


# Building anew


def test_a_rebuild_swaps_to_a_new_generation_with_the_same_documents(path: Path, archive: Archive) -> None:
    catch_up(archive, path)
    index, before = PlainIndex(path), generation(path)
    assert rebuild(archive, path) == 2
    assert generation(path) != before
    assert everything(index) == {"glans", "tuin"}
    assert catch_up(archive, path) == 0


def test_a_rebuild_that_fails_leaves_the_old_index(path: Path, archive: Archive) -> None:
    catch_up(archive, path)

    def failing(keys: Sequence[str]) -> Mapping[str, Document | None]:
        raise ConnectionError("the database went away")

    with pytest.raises(ConnectionError):
        rebuild(failing, path)
    assert everything(PlainIndex(path)) == {"glans", "tuin"}


def test_another_chain_builds_anew_beside_the_old_index(path: Path, archive: Archive) -> None:
    catch_up(archive, path)
    index, served = PlainIndex(path), []
    another = Chain(thesaurus(concept("glasbewassing")))
    assert another.version != PLAIN.version

    def watched(keys: Sequence[str]) -> Mapping[str, Document | None]:
        served.append(everything(index))
        return archive(keys)

    assert catch_up(watched, path, chain=another) == 2
    assert served == [{"glans", "tuin"}]
    position = index.position()
    assert position is not None
    assert position.analysis == another.version
    assert catch_up(archive, path, chain=another) == 0


def test_an_index_ahead_of_the_database_is_built_anew(path: Path, archive: Archive) -> None:
    """A backup of the database was put back: what the index learnt since never happened."""
    catch_up(archive, path)
    backup = OutboxHead.objects.get().position
    archive["lunch"] = LUNCH
    enqueue(["lunch"])
    catch_up(archive, path)

    OutboxItem.objects.filter(position__gt=backup).delete()
    OutboxHead.objects.update(position=backup)
    del archive["lunch"]

    assert catch_up(archive, path) == 2
    assert everything(PlainIndex(path)) == {"glans", "tuin"}


def test_an_index_of_another_database_is_built_anew(path: Path, archive: Archive) -> None:
    catch_up(archive, path)
    OutboxHead.objects.all().delete()
    OutboxItem.objects.all().delete()
    enqueue(["lunch", "tuin", "glans"])
    catch_up(Archive(LUNCH), path)
    assert everything(PlainIndex(path)) == {"lunch"}


def test_a_new_epoch_builds_every_index_anew(path: Path, archive: Archive) -> None:
    catch_up(archive, path)
    begin_epoch()
    assert catch_up(archive, path) == 2
    assert catch_up(archive, path) == 0


@pytest.mark.parametrize("loss", ["folder", "pointer", "generation", "contents", "marker"])
def test_what_is_lost_is_built_anew(path: Path, archive: Archive, loss: str) -> None:
    catch_up(archive, path)
    index = PlainIndex(path)
    assert everything(index) == {"glans", "tuin"}
    match loss:
        case "folder":
            shutil.rmtree(path)
        case "pointer":
            (path / "current").write_text("nonsense")
        case "generation":
            shutil.rmtree(path / generation(path))
        case "contents":
            for file in (path / generation(path)).iterdir():
                put_in_place(file, b"\0" * file.stat().st_size)
        case "marker":
            IndexFolder(path).publish(IndexFolder(path).new_generation())
    # Files that are open already stay as they were; who opens them now finds the damage.
    reader = PlainIndex(path) if loss == "contents" else index
    assert not reader.search(Query()).available
    assert catch_up(archive, path) == 2
    assert everything(index) == {"glans", "tuin"}


def test_what_a_reader_found_damaged_is_built_anew(path: Path, archive: Archive) -> None:
    catch_up(archive, path)
    IndexFolder(path).report_damage(path / generation(path))
    assert catch_up(archive, path) == 2
    assert catch_up(archive, path) == 0


def scores(path: Path) -> list[tuple[str, float]]:
    return [(hit.key, hit.score) for hit in PlainIndex(path).search(Query("lunch tuin glans", limit=10)).hits]


def test_a_small_index_is_built_anew_when_there_is_something_to_follow_and_only_then(
    path: Path, archive: Archive, tmp_path: Path
) -> None:
    catch_up(archive, path, anew_up_to=10)
    before = generation(path)
    archive["lunch"] = LUNCH
    enqueue(["lunch", "tuin"])
    assert catch_up(archive, path, anew_up_to=10) == 3
    assert generation(path) != before
    catch_up(archive, tmp_path / "fresh")
    assert scores(path) == scores(tmp_path / "fresh")
    before = generation(path)
    assert catch_up(archive, path, anew_up_to=10) == 0
    assert generation(path) == before
    enqueue(["tuin"])
    assert catch_up(archive, path, anew_up_to=2) == 1
    assert generation(path) == before
