# SPDX-License-Identifier: EUPL-1.2
"""`kapstok scan` as a buyer calls it: a list in, a workbook out, one line where that cannot be."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import threading
import time
from pathlib import Path

import openpyxl
import pytest

from kapstok.cli.scan import chosen_columns
from kapstok.core.errors import KapstokError
from kapstok.procurement.creditors import Role, open_list
from tests.cli.live import write_register
from tests.program import KAPSTOK, kapstok, said, shell
from tests.scripted_site import json_text, serving
from tests.web.conftest import compile_translations

# The answer is in English, and a checkout may have an older one.
compile_translations()
_PATIENCE = 60.0  # seconds
LIST = """\
Crediteurnummer;Naam;Postcode;Plaats;KvK;Website;Bedrag;Categorie
C00001;De Brug Schoonmaak B.V.;8011 AB;Zwolle;08123456;www.debrugschoonmaak.example;1.250,50;Schoonmaak
C00002;Drukkerij Van Buiten;1011 AA;Amsterdam;;;12.000,00;Drukwerk
C00003;;;;;;10,00;
"""
REGISTER = """
[fields]
name = "naam"
city = "plaats"
postcode = "postcode"
kvk = "kvk"
website = "website"
level = "trede"
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region that was read once: three enterprises, one of them without a label that counts."""
    folder = tmp_path_factory.mktemp("scan") / "oost"
    kapstok(folder, "init", folder)
    for file in (folder / "registers").glob("*.toml"):
        file.unlink()
    names = ("De Brug Schoonmaak", "1"), ("Groenwerk Twente", "2"), ("De Leerling", "aspirant")
    members = [
        {
            "naam": name,
            "plaats": "Zwolle",
            "postcode": f"801{number} AB",
            "kvk": f"0812345{5 + number}",
            "website": f"https://www.{name.lower().replace(' ', '')}.example",
            "trede": level,
        }
        for number, (name, level) in enumerate(names, start=1)
    ]
    with serving() as site:
        write_register(folder, site, "ladder")
        file = folder / "registers" / "ladder.toml"
        file.write_text(file.read_text().partition("[fields]")[0] + REGISTER.strip())
        site.pages["/ladder"] = json_text(json.dumps({"leden": members}))
        kapstok(folder, "sync")
    return folder


@pytest.fixture
def creditors(tmp_path: Path) -> Path:
    file = tmp_path / "crediteuren.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["amount="], {Role.AMOUNT: None}),
        (["statutory_name=naam"], {Role.STATUTORY_NAME: 1, Role.NAME: None}),
        (["category=1", "kvk= KvK "], {Role.CATEGORY: 0, Role.KVK: 4}),
    ],
)
def test_a_column_is_named_by_its_header_or_number_and_the_others_stay(
    creditors: Path, columns: list[str], expected: dict[Role, int | None]
) -> None:
    recognised = open_list(creditors).roles
    chosen = chosen_columns(creditors, columns)
    assert chosen == {role: index for role, index in {**recognised, **expected}.items() if index is not None}


@pytest.mark.parametrize("column", ["kleur=Naam", "kvk", "kvk=Onbekend", "kvk=99", "kvk=Dubbel"])
def test_a_column_that_is_none_is_refused(tmp_path: Path, column: str) -> None:
    file = tmp_path / "dubbel.csv"
    file.write_text(LIST.replace("Postcode", "Dubbel").replace("Website", "Dubbel"), encoding="utf-8")
    with pytest.raises(KapstokError, match=r"^--column: "):
        chosen_columns(file, [column])


def left(home: Path) -> list[str]:
    """What a scan left on disk beside its answer."""
    folder = home / "var" / "scanning"
    return [path.name for path in folder.rglob("*")] if folder.is_dir() else []


def test_a_list_becomes_a_workbook_and_one_document(home: Path, creditors: Path) -> None:
    out = creditors.with_name("antwoord.xlsx")
    found = json.loads(kapstok(home, "scan", creditors, "--out", out, "--json"))
    assert {name: found[name] for name in ("rows", "matched", "review", "unmatched")} == {
        "rows": 3,
        "matched": 1,
        "review": 0,
        "unmatched": 2,
    }
    (match,) = found["matches"]
    assert (match["row"], match["slug"]) == ("C00001", "de-brug-schoonmaak")
    assert 0.9 < match["confidence"] <= 1
    assert "same trade register number" in match["reasons"]
    assert found["summary"]["total"]["amount"] == "13260.50"
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["labelled now", "labelled before", "please check", "no match", "summary"]
    assert [cell.value for cell in book["labelled now"][2]][:4] == [
        "C00001", "De Brug Schoonmaak B.V.", "Zwolle", 1250.5,
    ]  # fmt: skip
    assert [row[-1] for row in book["no match"].iter_rows(min_row=2, values_only=True)] == [
        None,
        "not readable: no name and no number",
    ]
    assert left(home) == []
    assert [path.name for path in creditors.parent.iterdir() if path.suffix not in {".csv", ".xlsx"}] == []


def test_a_person_reads_the_figures_and_may_say_which_column_is_what(home: Path, creditors: Path) -> None:
    out = creditors.with_name("antwoord.xlsx")
    out.write_text("van vorig jaar")
    told = said(
        home, "scan", creditors, "--out", out, "--language", "nl", "--column", "amount=", "--column", "name=2"
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert "labelled now" in told.stdout
    assert f"{out}: written" in told.stdout
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[0] == "nu een label"
    assert book["nu een label"]["D2"].value is None


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("{list}", "--out", "{dir}/nergens/a.xlsx"), "there is no folder"),
        (("{dir}/niets.csv", "--out", "{dir}/a.xlsx"), "niets.csv"),
        (("{list}", "--out", "{dir}/a.xlsx", "--language", "fy"), "neither nl nor en"),
        (("{list}", "--out", "{dir}/a.xlsx", "--column", "kvk=Onbekend"), "no column is called 'Onbekend'"),
    ],
)
def test_what_cannot_be_is_one_line_and_leaves_nothing(
    home: Path, creditors: Path, arguments: tuple[str, ...], expected: str
) -> None:
    told = said(home, "scan", *(one.format(list=creditors, dir=creditors.parent) for one in arguments))
    assert (told.returncode, told.stdout) == (2, "")
    assert expected in told.stderr
    assert len(told.stderr.splitlines()) == 1
    assert {path.name for path in creditors.parent.iterdir()} == {"crediteuren.csv"}
    assert left(home) == []


def test_a_region_that_knows_nobody_answers_that_it_knows_nobody(tmp_path: Path, creditors: Path) -> None:
    kapstok(tmp_path, "init", tmp_path / "leeg")
    found = json.loads(
        kapstok(tmp_path / "leeg", "scan", creditors, "--out", tmp_path / "antwoord.xlsx", "--json")
    )
    assert (found["rows"], found["matched"], found["matches"]) == (3, 0, [])
    assert openpyxl.load_workbook(tmp_path / "antwoord.xlsx")["no match"].max_row == 4


def long_list(file: Path, rows: int) -> Path:
    lines = (f"C{n};Leverancier nummer {n};Zwolle;{n},50\n" for n in range(rows))
    file.write_text("Nummer;Naam;Plaats;Bedrag\n" + "".join(lines))
    return file


def test_a_full_disk_is_one_line_and_leaves_nothing(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "antwoord.xlsx"
    out.write_text("van vorig jaar")
    limit = 200_000
    told = subprocess.run(
        [*KAPSTOK, "scan", long_list(tmp_path / "lang.csv", 20_000), "--out", out],
        env=shell(home),
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert told.returncode == 1
    assert "a file may not become that large" in told.stderr
    assert len(told.stderr.splitlines()) == 1
    assert out.read_text() == "van vorig jaar"
    assert {path.name for path in tmp_path.iterdir()} == {"antwoord.xlsx", "lang.csv"}
    assert left(home) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_scan_that_is_stopped_leaves_nothing_of_the_list(
    home: Path, tmp_path: Path, number: signal.Signals
) -> None:
    command = [*KAPSTOK, "scan", long_list(tmp_path / "lang.csv", 300_000), "--out", tmp_path / "a.xlsx"]
    scan = subprocess.Popen(
        command, env=shell(home), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + _PATIENCE
    while "rows" not in left(home) and time.monotonic() < until:
        threading.Event().wait(0.02)
    scan.send_signal(number)
    _out, told = scan.communicate(timeout=_PATIENCE)
    assert scan.returncode == 128 + number
    assert "Traceback" not in told
    assert left(home) == []
    assert [path.name for path in tmp_path.iterdir()] == ["lang.csv"]
