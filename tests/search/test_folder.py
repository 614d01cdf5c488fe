# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kapstok.core.errors import KapstokError, NeedsPerson
from kapstok.search.columns import LAYOUT
from kapstok.search.folder import IndexBusy, IndexFolder, IndexUnwritable
from kapstok.search.shapes import Query
from tests.search.directories import GLANS, LUNCH, TUIN, everything, keys, put_in_place, written

HOLDER = """
import sys, time
from pathlib import Path
from kapstok.search.folder import IndexFolder
with IndexFolder(Path(sys.argv[1])).writing(5):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(tmp_path: Path):
    """Another process that writes and does not end."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_writer_waits_and_then_says_why_not(tmp_path: Path, holder: subprocess.Popen[bytes]) -> None:
    with pytest.raises(IndexBusy, match="another process") as busy, IndexFolder(tmp_path).writing(0.05):
        pytest.fail("two writers")
    assert isinstance(busy.value, NeedsPerson)


def test_a_killed_writer_leaves_no_lock(tmp_path: Path, holder: subprocess.Popen[bytes]) -> None:
    holder.kill()
    holder.wait()
    with IndexFolder(tmp_path).writing(0.05):
        pass


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(IndexUnwritable) as told, IndexFolder(tmp_path / "file" / "search").writing(0):
        pytest.fail("written into a file")
    assert isinstance(told.value, KapstokError)
    assert "\n" not in str(told.value)


def test_the_generation_before_stays_and_older_ones_go(tmp_path: Path) -> None:
    folder, generations = IndexFolder(tmp_path), []
    for document in (GLANS, TUIN, LUNCH):
        written(tmp_path, [document])
        generations.append(folder.current())
    assert [generation.exists() for generation in generations if generation] == [False, True, True]


def test_what_a_killed_builder_left_is_cleared_at_the_next_swap(tmp_path: Path) -> None:
    left = IndexFolder(tmp_path).new_generation()
    (tmp_path / "current.half").write_text("{")
    written(tmp_path, [GLANS])
    assert not left.exists()
    assert not (tmp_path / "current.half").exists()


@pytest.mark.parametrize(
    "pointer",
    [
        "",
        "{",
        "[]",
        "null",
        "\x00",
        '{"generation": "../../etc", "layout": 1}',
        '{"generation": "g-../x", "layout": 1}',
        '{"generation": "g-gone", "layout": 1}',
        '{"generation": 7}',
    ],
)
def test_a_pointer_that_points_nowhere_leaves_nothing_to_read(tmp_path: Path, pointer: str) -> None:
    index = written(tmp_path, [GLANS])
    (tmp_path / "current").write_text(pointer)
    assert not index.search(Query()).available


def test_an_index_of_another_layout_is_left_alone(tmp_path: Path) -> None:
    index = written(tmp_path, [GLANS])
    pointer = tmp_path / "current"
    pointer.write_text(pointer.read_text().replace(f'"layout": {LAYOUT}', '"layout": 999'))
    assert not index.search(Query()).available
    assert not (tmp_path / "damaged").exists()


def spoil(file: Path, how: str) -> None:
    held = file.read_bytes()
    match how:
        case "gone":
            file.unlink()
        case "empty":
            put_in_place(file, b"")
        case "half":
            put_in_place(file, held[: len(held) // 2])
        case "noise":
            put_in_place(file, bytes(byte ^ 0x5A for byte in held))


@pytest.mark.parametrize("how", ["gone", "empty", "half", "noise"])
@pytest.mark.parametrize("kind", ["meta.json", "*.term", "*.idx", "*.store", "*.fast", "*.fieldnorm"])
def test_a_damaged_index_finds_nothing_and_asks_to_be_built_anew(tmp_path: Path, kind: str, how: str) -> None:
    index = written(tmp_path, [GLANS, TUIN])
    folder = IndexFolder(tmp_path)
    generation = folder.current()
    assert generation is not None
    for file in generation.glob(kind):
        spoil(file, how)

    assert not type(index)(tmp_path).search(Query("glans")).available
    assert folder.is_damaged(generation)

    written(tmp_path, [GLANS, TUIN])
    assert everything(index) == {"glans", "tuin"}


def test_damage_in_the_middle_of_a_file_is_an_answer_too(tmp_path: Path) -> None:
    """The engine notices only what it touches, and then may panic: whatever it does, a reader gets an answer."""
    for kind in ("*.term", "*.idx", "*.store", "*.fast"):
        written(tmp_path / kind[2:], [GLANS, TUIN, LUNCH])
        generation = IndexFolder(tmp_path / kind[2:]).current()
        assert generation is not None
        for file in generation.glob(kind):
            held = bytearray(file.read_bytes())
            middle = slice(len(held) // 4, len(held) // 2)
            held[middle] = bytes(byte ^ 0xFF for byte in held[middle])
            put_in_place(file, bytes(held))
        index = type(written(tmp_path / "sound", []))(tmp_path / kind[2:])
        for text in ("", "glans", "tuin de", "ramen"):
            result = index.search(Query(text, {"label": frozenset({"pso"})}))
            assert len(keys(result)) <= 3
