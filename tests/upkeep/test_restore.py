# SPDX-License-Identifier: EUPL-1.2
"""What a backup brings back, and that nothing is touched by a file that is none."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import zstandard
from django.db import connection

from kapstok.core.models import AuditEntry
from kapstok.enterprises.export import export_rows
from kapstok.enterprises.finding import find
from kapstok.enterprises.own_words.media import Media
from kapstok.enterprises.own_words.picture_words import Picture
from kapstok.registers.models import Page
from kapstok.registers.queries import snapshots
from kapstok.search.shapes import Query
from kapstok.upkeep.archive import UnusableBackup
from kapstok.upkeep.backup import NoRoomForBackup, backup
from kapstok.upkeep.restore import restore
from tests.enterprises.region import LiveRegion
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db(transaction=True)

BRUG = {"id": "1", "name": "De Brug", "city": "Zwolle", "level": "1", "kvk": "08123456"}
HOEK = {"id": "2", "name": "Het Hoekje", "city": "Deventer", "level": "2", "kvk": "90123457"}


def state(region: LiveRegion, on: int) -> list[dict[str, Any]]:
    return list(export_rows(day(on), region.rules))


def found(region: LiveRegion, text: str) -> list[str]:
    return [one.standing.enterprise.slug for one in find(region.folder, Query(text, day=day(2))).finds]


def put_back(region: LiveRegion, file: Path) -> Any:
    return restore(region.folder.path, file, lambda: region.folder)


def rewritten(file: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> Path:
    """A copy of a backup in which each member was changed, or left out."""
    target = file.with_name("changed.tar.zst")
    with (
        zstandard.open(file) as source,
        tarfile.open(fileobj=source, mode="r|") as old,
        zstandard.open(target, "wb") as sink,
        tarfile.open(fileobj=sink, mode="w|") as new,
    ):
        for member in old:
            content = old.extractfile(member)
            assert content is not None
            if changed := change(member.name, content.read()):
                name, body = changed
                info = tarfile.TarInfo(name)
                info.size = len(body)
                new.addfile(info, io.BytesIO(body))
    return target


def manifest(file: Path, **other: object) -> Path:
    def change(name: str, body: bytes) -> tuple[str, bytes]:
        return (
            (name, json.dumps({**json.loads(body), **other}).encode())
            if name == "manifest.json"
            else (name, body)
        )

    return rewritten(file, change)


@pytest.fixture
def kept(region: LiveRegion, tmp_path: Path) -> Path:
    """A backup of day 1, after which the register went on to day 2."""
    region.sync(1)
    made = backup(region.folder, tmp_path / "kept.tar.zst")
    region.shows("ladder", {**BRUG, "level": "3"}, HOEK)
    region.sync(2)
    return made.file


def test_everything_is_again_as_it_was(region: LiveRegion, kept: Path) -> None:
    assert len(state(region, 2)) == 2
    done = put_back(region, kept)
    [only] = state(region, 2)
    assert (only["slug"], {label["level"] for label in only["labels"]}) == ("de-brug", {"1", None})
    assert found(region, "hoekje") == []
    assert found(region, "brug") == ["de-brug"]
    assert done.region == "oost"


def test_the_instance_goes_on_from_there(region: LiveRegion, kept: Path) -> None:
    put_back(region, kept)
    region.sync(3)
    assert {row["slug"] for row in state(region, 3)} == {"de-brug", "het-hoekje"}
    assert found(region, "hoekje") == ["het-hoekje"]


def test_what_was_there_until_then_is_kept_apart(region: LiveRegion, kept: Path) -> None:
    before = put_back(region, kept).before
    assert before is not None
    put_back(region, before)
    assert {row["slug"] for row in state(region, 2)} == {"de-brug", "het-hoekje"}


def test_every_page_that_was_ever_read_comes_along(region: LiveRegion, kept: Path) -> None:
    for file in (region.folder.var / "snapshots").rglob("*.zst"):
        file.unlink()
    put_back(region, kept)
    for page in Page.objects.all():
        assert snapshots(region.folder).get(page.sha256)


def test_photos_come_along_and_what_is_being_written_does_not(region: LiveRegion, tmp_path: Path) -> None:
    region.sync(1)
    media = Media(region.folder.var / "media")
    with media.held():
        sha256 = media.keep(Picture(b"groot", b"klein", 1, 1))
    (media.file(sha256).parent / ".draft-x").write_bytes(b"half")
    made = backup(region.folder, tmp_path / "photos.tar.zst")
    shutil.rmtree(media.folder)
    put_back(region, made.file)
    assert [media.file(sha256, small=small).read_bytes() for small in (False, True)] == [b"groot", b"klein"]
    assert len(list(media.folder.rglob("*.webp"))) == len(
        [one for one in media.folder.rglob("*") if one.is_file()]
    )


def test_files_of_the_region_come_along(region: LiveRegion, kept: Path) -> None:
    (region.folder.registers / "code.toml").unlink()
    region.folder.file.write_text("broken")
    put_back(region, kept)
    assert region.folder.region().slug == "oost"
    [broken] = region.folder.var.glob("region-before-restore-*.toml")
    assert broken.read_text() == "broken"
    assert (region.folder.registers / "code.toml").exists()


def test_the_file_is_for_its_owner_only(kept: Path) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_file_that_was_cut_off_anywhere_is_refused_and_nothing_is_touched(
    region: LiveRegion, kept: Path
) -> None:
    content = kept.read_bytes()
    for share in (0.0, 0.01, 0.5, 0.9, 0.999):
        kept.write_bytes(content[: int(len(content) * share)])
        untouched(region, kept)


def test_a_file_without_its_manifest_is_refused(region: LiveRegion, kept: Path) -> None:
    untouched(region, rewritten(kept, lambda name, body: None if name == "manifest.json" else (name, body)))


def test_a_member_that_is_not_what_it_was_is_refused(region: LiveRegion, kept: Path) -> None:
    def change(name: str, body: bytes) -> tuple[str, bytes]:
        return name, body.replace(b"Oost-Nederland", b"West-Nederland") if name.endswith(
            "region.toml"
        ) else body

    untouched(region, rewritten(kept, change), "region.toml is not what it was")


def test_a_member_that_is_missing_is_refused(region: LiveRegion, kept: Path) -> None:
    untouched(
        region, rewritten(kept, lambda name, body: None if "code.toml" in name else (name, body)), "damaged"
    )


def test_a_member_that_would_land_outside_the_folder_is_refused(region: LiveRegion, kept: Path) -> None:
    for outside in ("../outside", "/tmp/outside", "region/../../outside", "."):
        renamed = partial(_renamed, "region/region.toml", outside)
        untouched(region, rewritten(kept, renamed), "outside its folder")


def _renamed(old: str, new: str, name: str, body: bytes) -> tuple[str, bytes]:
    return (new if name == old else name), body


def test_a_backup_of_a_newer_version_is_refused(region: LiveRegion, kept: Path) -> None:
    untouched(
        region, manifest(kept, migrations=["core.9999_tomorrow"], version="99.0"), "newer version (99.0)"
    )


def test_a_backup_of_another_engine_is_refused(region: LiveRegion, kept: Path) -> None:
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    untouched(region, manifest(kept, engine=other), f"of a {other} database")


def test_a_file_that_is_no_backup_is_refused(region: LiveRegion, kept: Path) -> None:
    kept.write_text("name;city\nDe Brug;Zwolle\n")
    untouched(region, kept, "not a backup")


def test_a_folder_of_something_else_is_left_alone(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"miaow")
    with pytest.raises(UnusableBackup, match="neither empty nor a region folder"):
        restore(tmp_path / "photos", kept, lambda: pytest.fail("nothing is started"))
    assert [file.name for file in (tmp_path / "photos").iterdir()] == ["cat.jpg"]


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(region: LiveRegion, tmp_path: Path) -> None:
    with pytest.raises(NoRoomForBackup, match="cannot be written"):
        backup(region.folder, tmp_path / "nowhere" / "kept.tar.zst")
    assert list(region.folder.var.glob(".backup-*")) == []


def untouched(region: LiveRegion, file: Path, reason: str = ".") -> None:
    before = (state(region, 2), AuditEntry.objects.count(), sorted(region.folder.path.rglob("*")))
    with pytest.raises(UnusableBackup, match=reason.replace("(", r"\(").replace(")", r"\)")):
        put_back(region, file)
    assert (state(region, 2), AuditEntry.objects.count(), sorted(region.folder.path.rglob("*"))) == before
