# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from kapstok.core.errors import FileFaults
from kapstok.regions.folder import FolderInUse, RegionFolder, make

REGION = """
[region]
slug = "west"
name = "West"
languages = ["nl"]
email = "info@west.voorbeeld.example"
[area]
municipalities = ["GM0363"]
[labels.pso]
name = "PSO"
"""


def write(folder: Path, text: str) -> RegionFolder:
    folder.mkdir(exist_ok=True)
    (folder / "region.toml").write_text(text)
    return RegionFolder(folder)


def faults(folder: RegionFolder) -> list[tuple[str, str]]:
    with pytest.raises(FileFaults) as raised:
        folder.region()
    return [(fault.place, fault.reason) for fault in raised.value.faults]


def test_the_bundled_region_is_the_east_with_its_four_labels(tmp_path: Path) -> None:
    region = make(tmp_path / "oost").region()
    assert list(region.labels) == ["pso", "cso", "senl", "cedris"]
    assert region.labels["pso"].admits == ("basis", "1", "2", "3")
    assert len(region.area.codes) == 25 + 51 + 2
    assert region.area.covers("GM0119")  # Meppel
    assert not region.area.covers("GM0106")  # Assen
    assert not region.area.covers(None)


def test_what_a_file_leaves_out_has_the_contracts_defaults(tmp_path: Path) -> None:
    region = write(tmp_path, REGION).region()
    assert region.timezone.key == "Europe/Amsterdam"
    assert (region.listing.missing_runs, region.listing.grace_days) == (2, 30)
    assert region.labels["pso"].admits is None
    assert isinstance(region.today(), date)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    folder = write(tmp_path, REGION)
    assert folder.region().name == "West"
    write(tmp_path, REGION.replace('"West"', '"Verder West"'))
    os.utime(folder.file, ns=(1, 1))
    assert folder.region().name == "Verder West"


@pytest.mark.parametrize(
    ("change", "place", "reason"),
    [
        (('slug = "west"', ""), "region.slug", "required, but absent"),
        (
            ('municipalities = ["GM0363"]', ""),
            "area",
            "name at least one of provinces, labour_market_regions, municipalities",
        ),
        (
            ('"GM0363"', '"GM9999"'),
            "area.municipalities.0",
            "'GM9999' is not the CBS code of a municipality (such as 'GM0193')",
        ),
        (('name = "PSO"', 'nmae = "PSO"'), "labels.pso.nmae", "unknown key 'nmae'"),
        (
            ('name = "PSO"', 'name = "PSO"\nalso = [" "]'),
            "labels.pso.also.0",
            "string should have at least 1 character (got ' ')",
        ),
        (
            ('languages = ["nl"]', 'languages = ["fy"]'),
            "region.languages.0",
            "'fy' is not a language of this program (nl, en)",
        ),
        (
            ('name = "PSO"', 'name = "PSO"\nlevels = ["1"]\nadmits = ["2"]'),
            "labels.pso",
            "admits '2', not among its levels",
        ),
        (
            ('languages = ["nl"]', 'languages = ["nl"]\ntimezone = "Europe/Zwolle"'),
            "region.timezone",
            "'Europe/Zwolle' is not a time zone",
        ),
    ],
)
def test_each_fault_is_said_where_it_is(
    tmp_path: Path, change: tuple[str, str], place: str, reason: str
) -> None:
    assert (place, reason) in faults(write(tmp_path, REGION.replace(*change)))


def test_a_folder_without_a_region_says_how_to_make_one(tmp_path: Path) -> None:
    assert "kapstok init" in faults(RegionFolder(tmp_path))[0][1]


def test_a_region_is_copied_without_what_the_program_made(tmp_path: Path) -> None:
    first = write(tmp_path / "first", REGION)
    (first.var / "kapstok.sqlite3").write_text("data")
    first.registers.mkdir()
    (first.registers / "ladder.toml").write_text("# a register")
    (first.path / "notes.txt").write_text("private")
    second = make(tmp_path / "second", first.path)
    assert sorted(p.name for p in second.path.iterdir()) == ["region.toml", "registers"]
    assert (second.registers / "ladder.toml").read_text() == "# a register"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_text("mine")
    with pytest.raises(FolderInUse):
        make(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["photo.jpg"]


def test_a_region_that_cannot_be_read_is_not_copied(tmp_path: Path) -> None:
    with pytest.raises(FileFaults):
        make(tmp_path / "new", tmp_path / "nothing")
    assert not (tmp_path / "new").exists()


def test_the_flags_for_reserved_contracts_are_among_the_labels_flags(tmp_path: Path) -> None:
    told = write(tmp_path, REGION + 'flags = ["30+"]\nreserved = ["30+"]\n').region()
    assert told.reserved == (("pso", "30+"),)
    wrong = write(tmp_path, REGION + 'flags = ["30+"]\nreserved = ["40+"]\n')
    assert faults(wrong) == [("labels.pso", "reserved '40+', not among its flags")]
    assert make(tmp_path / "oost").region().reserved == (("pso", "30+"),)


def test_a_map_has_no_background_unless_the_region_names_one(tmp_path: Path) -> None:
    assert write(tmp_path, REGION).region().map is None
    tiles = '[map]\ntiles = "https://tiles.example/{z}/{x}/{y}.png"\nattribution = "© Iemand"\n'
    told = write(tmp_path, REGION + tiles).region().map
    assert told is not None
    assert (told.host, told.attribution) == ("https://tiles.example", "© Iemand")


@pytest.mark.parametrize(
    "address",
    [
        "http://tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}.png",
        "https://tiles.example; script-src *;/{z}/{x}/{y}.png",
        "https://tiles.example' *//{z}/{x}/{y}.png",
        "javascript:alert(1)//{z}{x}{y}",
    ],
)
def test_an_address_of_tiles_can_only_be_one(tmp_path: Path, address: str) -> None:
    folder = write(tmp_path, f'{REGION}[map]\ntiles = "{address}"\nattribution = "x"\n')
    assert [place for place, _ in faults(folder)] == ["map.tiles"]
