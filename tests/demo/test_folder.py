# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path

import pytest

from kapstok.demo.folder import NotADemo, point_at, prepare
from kapstok.demo.sites import Sites
from kapstok.regions.folder import make
from kapstok.registers.register_file import load_folder


def test_a_demo_begins_in_a_copy_of_the_bundled_region(tmp_path: Path):
    folder = prepare(tmp_path / "demo")
    assert folder.region().slug == "oost"
    assert folder.var.is_dir()


def test_an_earlier_demo_is_thrown_away_with_all_that_it_made(tmp_path: Path):
    folder = prepare(tmp_path)
    (folder.var / "kapstok.sqlite3").write_text("an earlier day")
    assert prepare(tmp_path) == folder
    assert not (folder.var / "kapstok.sqlite3").exists()
    assert prepare(tmp_path) == folder


def test_a_demo_has_a_label_more_that_lists_nobody_and_gets_it_once(tmp_path: Path):
    bundled, demo = make(tmp_path / "region").region(), prepare(tmp_path / "demo")
    assert set(demo.region().labels) - set(bundled.labels) == {"bcorp"}
    assert demo.region().labels["bcorp"].admits == ()
    before = demo.file.read_text()
    assert prepare(demo.path).file.read_text() == before
    demo.file.write_text(before.replace("admits = []", "admits = ['x']"))
    assert "admits = ['x']" in prepare(demo.path).file.read_text()


def test_what_someone_changed_in_the_region_of_a_demo_stays(tmp_path: Path):
    folder = prepare(tmp_path)
    folder.theme.write_text(":root { --x: 1 }")
    prepare(tmp_path)
    assert folder.theme.read_text() == ":root { --x: 1 }"


@pytest.mark.parametrize("name", ["notes.txt", "var"])
def test_a_folder_with_anything_else_is_refused_and_left_as_it_is(tmp_path: Path, name: str):
    region = make(tmp_path / "real")
    (region.path / name).mkdir()
    with pytest.raises(NotADemo, match="holds something else"):
        prepare(region.path)
    assert (region.path / name).is_dir()


def test_a_file_is_no_folder_for_a_demo(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(NotADemo):
        prepare(tmp_path / "file")


def test_a_region_made_from_a_demo_is_no_demo(tmp_path: Path):
    folder = prepare(tmp_path / "demo")
    copy = make(tmp_path / "copy", folder.path)
    with pytest.raises(NotADemo):
        prepare(copy.path)


def test_the_register_files_lead_to_the_sites_and_have_no_fault(tmp_path: Path, sites: Sites):
    folder = prepare(tmp_path)
    point_at(folder, sites.addresses)
    files, faults = load_folder(folder.registers, folder.region().labels)
    assert faults == []
    assert set(files) == {"pso", "cso", "senl", "cedris", "bcorp"}
    assert sorted("/".join(url.split("/")[:3]) for f in files.values() for url in f.request.urls) == sorted(
        sites.addresses.values()
    )
    assert all(file.enabled and file.homepage in sites.addresses.values() for file in files.values())
