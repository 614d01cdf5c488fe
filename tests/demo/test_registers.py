# SPDX-License-Identifier: EUPL-1.2
"""The register files of the demo, and those of the bundled region that wait for someone to settle their questions."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from kapstok.demo.courses import LEVELS
from kapstok.regions.folder import RegionFolder
from kapstok.registers.register_file import load_folder


def test_the_ladder_s_file_knows_every_writing_of_a_level_that_the_site_uses():
    file = tomllib.loads((files("kapstok.demo") / "registers" / "pso.toml").read_text(encoding="utf-8"))
    known = file["fields"]["level"]["map"]
    assert set(known) == {writing for writings in LEVELS.values() for writing in writings}
    for level, writings in LEVELS.items():
        assert {known[writing] for writing in writings} == {"3" if level == "30+" else level}


@pytest.mark.parametrize("name", ["pso", "cso", "senl", "cedris"])
def test_the_bundled_registers_are_off_have_no_address_and_put_their_questions(name: str, home: RegionFolder):
    read, faults = load_folder(home.registers, home.region().labels)
    assert faults == []
    assert not read[name].enabled
    assert read[name].request.urls == ()
    text = (home.registers / f"{name}.toml").read_text(encoding="utf-8")
    assert "has not been read for this file" in text
    assert text.count("?") >= 4
