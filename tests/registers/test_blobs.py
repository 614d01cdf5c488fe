# SPDX-License-Identifier: EUPL-1.2
"""Bytes that were read come back as they were, or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapstok.registers.blobs import BlobMissing, Blobs, Memory


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=500))
def test_bytes_come_back_under_their_own_name(tmp_path: Path, content: bytes) -> None:
    for sink in (Blobs(tmp_path), Memory()):
        sha256 = sink.put(content)
        assert sha256 == hashlib.sha256(content).hexdigest()
        assert (sink.get(sha256), sink.has(sha256)) == (content, True)


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    blobs.put(b"<table>" * 1000)
    blobs.put(b"<table>" * 1000)
    (file,) = files(tmp_path)
    assert file.stat().st_size < 100


@pytest.mark.parametrize("left", [b"", b"half", None])
def test_bytes_that_are_damaged_or_lost_are_said_to_be_and_can_be_put_again(
    tmp_path: Path, left: bytes | None
) -> None:
    blobs = Blobs(tmp_path)
    sha256 = blobs.put(b"ja")
    (file,) = files(tmp_path)
    file.unlink() if left is None else file.write_bytes(left)
    with pytest.raises(BlobMissing):
        blobs.get(sha256)
    assert blobs.get(blobs.put(b"ja")) == b"ja"


def test_bytes_of_another_name_are_not_taken_for_these(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    one, two = blobs.put(b"een"), blobs.put(b"twee")
    path = {sha256: tmp_path / sha256[:2] / f"{sha256[2:]}.zst" for sha256 in (one, two)}
    path[one].write_bytes(path[two].read_bytes())
    with pytest.raises(BlobMissing, match="not what they were"):
        blobs.get(one)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="disk full"):
        Blobs(tmp_path).put(b"ja")
    assert files(tmp_path) == []


def test_memory_has_only_what_was_put() -> None:
    with pytest.raises(BlobMissing):
        Memory().get("0" * 64)
