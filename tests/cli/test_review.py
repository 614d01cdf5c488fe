# SPDX-License-Identifier: EUPL-1.2
"""`review`, from a terminal: what waits, what a person says of it, and what the directory shows then."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import program
from tests.web.region import region_on_loopback

# All agrees but the legal form: these two are never joined unseen.
AT_HOME = {"city": "Zwolle", "postcode": "8011 AA", "website": "https://groenwerk.nl"}
FIRM = {"key": "s", "name": "Groenwerk V.O.F.", "level": "1", **AT_HOME}
COMPANY = {"key": "g", "name": "Groenwerk B.V.", **AT_HOME}


@pytest.fixture(scope="module")
def doubted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A region that was read once, in which a firm and a company may be one."""
    with region_on_loopback(tmp_path_factory.mktemp("review")) as region:
        region.tell(ladder=[FIRM], code=[COMPANY])
        program.kapstok(region.folder.path, "sync")
        yield region.folder.path


@pytest.fixture
def home(doubted: Path, tmp_path: Path) -> Path:
    """The same region, of a test's own."""
    shutil.copytree(doubted, tmp_path / "region")
    return tmp_path / "region"


# One process runs several commands, each as `kapstok` does: to start it costs more than all of them together.
_SEVERAL = """
import contextlib, io, json, sys
from kapstok.cli.start import run
done = []
for words in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(words)
    done.append([code, out.getvalue(), err.getvalue()])
json.dump(done, sys.stdout)
"""


def said(home: Path, *commands: str) -> list[tuple[int, str, str]]:
    """How each command ended: its exit code, and what it said on both streams."""
    ran = subprocess.run(
        [sys.executable, "-c", _SEVERAL], input=json.dumps([shlex.split(one) for one in commands]),
        env=program.shell(home), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [tuple(one) for one in json.loads(ran.stdout)]


def told(home: Path, *commands: str) -> list[Any]:
    """What each command says; lines of JSON as what they hold."""
    done = said(home, *commands)
    assert [(code, err) for code, _, err in done] == [(0, "")] * len(done)
    return [[json.loads(line) for line in out.splitlines()] if out[:1] == "{" else out for _, out, _ in done]


def test_a_pair_is_listed_shown_decided_and_taken_back_and_the_directory_follows(home: Path) -> None:
    (waiting,), (shown,), (decided,), one, (none,), (everything,), (again,), (back,), two, (log,) = told(
        home,
        "review list --json",
        "review show 1 --json",
        "review decide 1 same --because 'zelfde mensen' --json",
        "export --all",
        "review list --json",
        "review list --all --json",
        "review decide 1 related --json",
        "review undo 1 --json",
        "export --all",
        "review log --json",
    )
    assert waiting["open"] == 1
    (pair,) = waiting["pairs"]
    assert [pair[side]["slug"] for side in ("first", "second")] == ["groenwerk-bv", "groenwerk-vof"]
    assert (pair["id"], pair["open"], pair["decision"], bool(pair["reasons"])) == (1, True, None, True)
    assert (shown["together"], shown["entries"], shown["contradicts"]) == (False, 2, [])
    assert {row["field"]: row["agreement"] for row in shown["fields"]} == {
        "name": "different",
        "legal_form": "different",
        "postcode": "equal",
        "city": "equal",
        "website": "equal",
    }
    assert (decided["verdict"], decided["because"], decided["replaced"]) == ("same", "zelfde mensen", None)
    assert decided["followed"]
    assert {decided["now"][side]["slug"] for side in ("first", "second")} == {row["slug"] for row in one}
    assert none == {"open": 0, "pairs": []}
    assert everything["pairs"][0]["decision"]["because"] == "zelfde mensen"
    assert again["replaced"]["verdict"] == "same"
    assert (back["verdict"], back["now"]["open"]) == ("withdrawn", True)
    assert {row["slug"] for row in two} == {"groenwerk-bv", "groenwerk-vof"}
    assert [(line["verdict"], line["counts"]) for line in log["decisions"]] == [
        ("withdrawn", False),
        ("related", False),
        ("same", False),
    ]


def test_a_person_reads_the_same_in_words(home: Path) -> None:
    listed, shown, decided, over, log, back, _ = told(
        home,
        "review list",
        "review show 1",
        "review decide 1 same",
        "review decide 1 different --because [bold]x[/bold]",
        "review log",
        "review undo 1",
        "review log --limit 1",
    )
    assert "Groenwerk B.V., Zwolle (code: g)" in listed
    assert "1 pair waits for a person" in listed
    assert "Groenwerk [B.V.]" in shown
    assert "same makes them one enterprise with 2 entries" in shown
    assert "now: " in decided
    assert "this replaces: same by command line" in over
    assert "different by command line" in log
    assert "[bold]x[/bold]" in log
    assert "this takes back: different" in back


def test_what_cannot_be_done_is_said_in_one_line(doubted: Path) -> None:
    lines = {
        "review show 9999": "no pair with id 9999",
        "review decide 9999 same": "no pair with id 9999",
        "review undo 1": "nobody decided pair 1, or that was taken back already",
        "review decide 1 perhaps": "'perhaps' is not one of",
        "review decide x same": "a valid integer",
        f"review decide 1 same --because {'x' * 501}": "the reason has 501 characters; at most 500 are kept",
        "review list --limit 0": "--limit",
    }
    for (code, out, err), line in zip(said(doubted, *lines), lines.values(), strict=True):
        assert (code, out, err.count("\n")) == (2, "", 1), line
        assert line in err
