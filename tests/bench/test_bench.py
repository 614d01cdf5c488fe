# SPDX-License-Identifier: EUPL-1.2
"""The bench at a tiny scale: what it measures is really done, and every figure has its baseline."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from rich.console import Console

from bench import inside, reading, showing
from bench.directory import directory
from bench.figures import Figure, Part, quantile
from bench.processes import PYTHON, CommandFailed, run
from bench.sites import SITES
from kapstok.core.clock import today

DAY = today("Europe/Amsterdam")


@pytest.fixture(autouse=True)
def nothing_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Temporary folders of this test are made in one of its own, so that it can look into it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_five_registers_are_read_twice_beside_only_fetching_them(tmp_path: Path) -> None:
    part = reading.measured(60, DAY)
    assert "5 registers, 60 entries, 12 detail pages" in part.title
    assert {figure.beside for figure in part.figures} == {"target", "only fetch and parse", "first"}
    assert all(figure.value > 0 and figure.baseline > 0 for figure in part.figures)
    assert [*tmp_path.iterdir()] == []


def test_pages_of_a_directory_are_measured_beside_a_constant_page(tmp_path: Path) -> None:
    with directory(60, DAY) as (region, published):
        part = inside.measured("pages", 5, region)
    listed = published.figures[0]
    assert (listed.value, listed.baseline) == (60, 60)
    assert {figure.what.rpartition(", ")[0] for figure in part.figures} == {
        "/aanbod", "/aanbod?q=…", "/aanbod?label=…&gemeente=…", "/onderneming/…", "/onderneming/…/bewijs",
    }  # fmt: skip
    assert all(figure.ratio for figure in part.figures)
    assert [*tmp_path.iterdir()] == []


def test_a_served_site_is_visited_by_several_at_a_time_beside_a_bare_view(tmp_path: Path) -> None:
    with directory(40, DAY) as (region, _):
        part = inside.measured("crowd", 24, region)
    assert {figure.what for figure in part.figures} == {
        *(f"{kind}, {what}" for kind in ("/aanbod", "/onderneming/…") for what in (
            "answers a second", "processor of the workers", "p95", "the largest page",
        )),
        "heaviest worker",
        "our style sheets and scripts, compressed",
    }  # fmt: skip
    assert all(figure.value > 0 for figure in part.figures)
    assert [*tmp_path.iterdir()] == []


def test_every_kind_of_register_site_has_a_register_file() -> None:
    files = Path(str(inside.__file__)).parent / "registers"
    assert {file.stem for file in files.glob("*.toml")} == SITES.keys() == reading.registers(20, DAY).keys()


def test_the_memory_of_a_process_is_its_own_and_not_that_of_who_measures() -> None:
    ours = bytearray(120_000_000)
    ours[::4096] = b"." * len(ours[::4096])
    assert run(PYTHON, "-c", "pass").megabytes < 60


def test_what_a_process_needs_is_measured() -> None:
    cost = run(PYTHON, "-c", "print('done'); x = b'.' * 90_000_000; [n * n for n in range(300_000)]")
    assert cost.output == "done\n"
    assert cost.megabytes > 90
    assert cost.processor > 0
    assert cost.seconds > 0


def test_a_command_that_fails_gives_no_figure() -> None:
    with pytest.raises(CommandFailed, match="no such thing"):
        run(PYTHON, "-c", "import sys; sys.exit('no such thing')")


def test_a_measured_command_never_meets_the_database_of_whoever_measures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@elsewhere/precious")
    monkeypatch.setenv("KAPSTOK_HOME", "/precious")
    told = run(
        PYTHON, "-c", "import os; print(os.environ.get('DATABASE_URL'), os.environ.get('KAPSTOK_HOME'))"
    )
    assert told.output == "None None\n"


def test_a_quantile_is_a_value_that_was_measured() -> None:
    assert quantile([4, 1, 3, 2], 0.5) == 2
    assert quantile(range(1, 101), 0.95) == 95
    assert quantile([7], 0.95) == 7


def test_a_figure_is_shown_with_its_baseline_and_their_ratio() -> None:
    part = Part(
        "reading",
        (Figure("until it ends", 3.0, "s", "only fetching", 1.5), Figure("pages", 1, "queries", "none", 0)),
    )
    with (console := Console(width=showing.WIDTH)).capture() as captured:
        console.print(showing.shown([part]))
    lines = captured.get().splitlines()
    assert lines[0].strip() == "reading"
    assert (
        next(line.split() for line in lines if "until" in line)
        == "until it ends 3.00 s only fetching 1.50 2.00".split()
    )
    assert next(line.split()[-1] for line in lines if "queries" in line) == "–"
