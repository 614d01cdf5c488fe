# SPDX-License-Identifier: EUPL-1.2
"""What is kept of a thesaurus is a shortcut: whatever becomes of the file, the answers are the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from kapstok.search.dutch import prepared
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.entries import Strength, entries, read
from kapstok.search.dutch.prepared import Source, kept_source, prepare, shipped_key
from kapstok.search.dutch.stems import parts
from kapstok.search.dutch.thesaurus import Thesaurus, UnreadableThesaurus
from kapstok.search.shapes import Document
from tests.search.directories import concept, thesaurus

SMALL = thesaurus(
    concept("glasbewassing", "ramen wassen", asks=("vieze ramen",), near=("gevel",)), concept("gevel")
)
_numbers = count()


class Making:
    """A thesaurus to be read, and how often it was."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Thesaurus:
        self.times += 1
        return SMALL


@pytest.fixture
def making() -> Making:
    return Making()


@pytest.fixture
def key() -> str:
    """One that no other test has."""
    return f"test {next(_numbers)}"


@pytest.fixture(autouse=True)
def _as_in_another_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(prepared, "_remembered", {})
    yield
    prepared._remembered.clear()


def anew(key: str, making: Making, *files: Path) -> Source:
    """A source as another process has it: nothing is remembered."""
    prepared._remembered.clear()
    return Source(key, making, *files)


def told(source: Source) -> object:
    """What a chain of this source makes of a document and of questions."""
    chain = Chain(source)
    document = Document("k", "Glans", offerings=("ramen wassen",))
    asked = [chain.understand(text) for text in ("ramen lappen", "vieze ramen", "glasbewasing ")]
    return chain.version, chain.thesaurus.concepts, chain.analyse(document), asked


def test_a_second_process_reads_what_the_first_one_kept(key: str, making: Making, tmp_path: Path) -> None:
    file = tmp_path / "var" / "chain.json"
    made = told(anew(key, making, file))
    assert told(anew(key, making, file)) == made
    assert making.times == 1


def test_the_version_is_known_without_reading_the_rest(key: str, making: Making, tmp_path: Path) -> None:
    file = tmp_path / "chain.json"
    version = anew(key, making, file).version
    head, _, _ = file.read_bytes().partition(b"\n")
    file.write_bytes(head + b"\n{half of it")
    assert anew(key, making, file).version == version == prepare(SMALL).version
    assert making.times == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole.replace(b"glasbewassing", b"glasbewasting", 1),
        lambda whole: whole[:-1] + b" ",
        lambda whole: b"[]\n" + whole.partition(b"\n")[2],
        lambda whole: b"\x00\xff" * 100,
        lambda whole: whole.replace(b'"sum"', b'"som"'),
    ],
)
def test_a_damaged_file_is_made_again(key: str, making: Making, tmp_path: Path, damage: object) -> None:
    file = tmp_path / "chain.json"
    made = told(anew(key, making, file))
    whole = file.read_bytes()
    assert callable(damage)
    file.write_bytes(damage(whole))
    assert told(anew(key, making, file)) == made
    assert making.times == 2
    assert file.read_bytes() == whole


def test_a_file_of_other_words_or_of_another_program_is_made_again(
    making: Making, tmp_path: Path, key: str
) -> None:
    file = tmp_path / "chain.json"
    told(anew(key, making, file))
    other = anew(f"{key} other", making, file)
    assert other.kept is None
    told(other)
    assert other.kept == (f"{key} other", file)
    assert making.times == 2


def test_where_nothing_can_be_written_it_is_made_each_time(key: str, making: Making, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    source = anew(key, making, tmp_path / "file" / "chain.json")
    assert told(source) == told(Source.of(SMALL))
    assert source.kept is None


def test_the_first_file_that_can_be_written_has_it(key: str, making: Making, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    source = anew(key, making, tmp_path / "file" / "chain.json", tmp_path / "chain.json")
    assert source.prepared.thesaurus.concepts
    assert source.kept == (key, tmp_path / "chain.json")
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith("chain")] == ["chain.json"]


def test_what_another_process_kept_and_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableThesaurus, match="there no more"):
        _ = kept_source("a key", tmp_path / "chain.json").prepared


def test_in_one_process_it_is_made_once(key: str, making: Making, tmp_path: Path) -> None:
    assert Source(key, making).prepared is Source(key, making, tmp_path / "chain.json").prepared
    assert making.times == 1


def test_the_key_of_the_program_names_its_code_and_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    known = shipped_key()
    shipped_key.cache_clear()
    monkeypatch.setattr(prepared, "CODE_VERSION", -1)
    assert shipped_key() != known
    shipped_key.cache_clear()


def test_what_is_kept_is_plain_text_that_a_person_can_read(key: str, making: Making, tmp_path: Path) -> None:
    file = tmp_path / "chain.json"
    _ = anew(key, making, file).prepared
    head, body = file.read_text("utf-8").splitlines()
    assert json.loads(head)["key"] == key
    assert json.loads(body)["words"]["ramen"] == 2


def test_every_entry_can_be_read_again_under_one_of_its_parts() -> None:
    found = {part: read(lines) for part, lines in entries(SMALL, parts).items()}
    assert sorted(entry.text for under in found.values() for entry in under) == [
        "gevel",
        "glasbewassing",
        "ramen wassen",
        "vieze ramen",
    ]
    assert all(part in entry.parts for part, under in found.items() for entry in under)
    strong = [entry.text for lines in entries(SMALL, parts).values() for entry in read(lines, Strength.WORD)]
    assert "vieze ramen" not in strong
