# SPDX-License-Identifier: EUPL-1.2
"""KAPSTOK_ENGINE=spark as a person sets it: the same sync and the same scan, or one line that says what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kapstok.resolution.model.spark import NoSpark, here, spark
from tests.cli.live import write_register
from tests.program import said
from tests.scripted_site import Site, json_text, serving

FIELDS = """
[fields]
name = "naam"
city = "plaats"
postcode = "postcode"
kvk = "kvk"
website = "website"
level = "trede"
"""
NAMES = ("De Brug Schoonmaak", "Groenwerk Twente", "Drukkerij De Vlindertuin", "Catering Zilverhoeve")
LIST = """\
Crediteurnummer;Naam;Postcode;Plaats;KvK;Website;Bedrag
C00001;De Brug Schoonmaak B.V.;8011 AB;Zwolle;08123451;www.debrugschoonmaak.example;1.250,50
C00002;Groenwrek Twente;8012 AB;Zwolle;;;12.000,00
C00003;Bakkerij Van Buiten;1011 AA;Amsterdam;;;10,00
"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Two registers that show the same four companies, the second one without their legal form and numbers."""
    with serving() as site:
        for register, form in (("ladder", " B.V."), ("code", "")):
            members = [
                {
                    "naam": f"{name}{form}",
                    "plaats": "Zwolle",
                    "postcode": f"801{number} AB",
                    "kvk": f"0812345{number}" if form else "",
                    "website": f"https://www.{name.lower().replace(' ', '')}.example",
                    "trede": "2",
                }
                for number, name in enumerate(NAMES, start=1)
            ]
            site.pages[f"/{register}"] = json_text(json.dumps({"leden": members}))
        yield site


def made(folder: Path, site: Site, engine: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a sync and a scan by one engine say."""
    said(folder, "init", folder).check_returncode()
    for file in (folder / "registers").glob("*.toml"):
        file.unlink()
    for register in ("ladder", "code"):
        write_register(folder, site, register)
        file = folder / "registers" / f"{register}.toml"
        file.write_text(file.read_text().partition("[fields]")[0] + FIELDS.strip())
    synced = said(folder, "sync", "--json", KAPSTOK_ENGINE=engine)
    assert synced.returncode == 0, synced.stderr
    (folder.parent / "list.csv").write_text(LIST, encoding="utf-8")
    out = folder.parent / "answer.xlsx"
    scanned = said(folder, "scan", folder.parent / "list.csv", "--out", out, "--json", KAPSTOK_ENGINE=engine)
    assert (scanned.returncode, scanned.stderr) == (0, "")
    assert [*(folder / "var" / "scanning").glob("*")] == []
    return json.loads(synced.stdout), json.loads(scanned.stdout)


def test_a_sync_and_a_scan_say_the_same(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    synced, scanned = made(tmp_path / "a" / "oost", site, "duckdb")
    same_sync, same_scan = made(tmp_path / "b" / "oost", site, "spark")

    assert synced["enterprises"]["known"] == len(NAMES)
    assert (same_sync["enterprises"], same_sync["reviews"]) == (synced["enterprises"], synced["reviews"])
    assert len(scanned["matches"]) >= 1
    assert same_scan["matches"] == scanned["matches"]


def test_without_java_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(NoSpark, match=r"needs Java 17 .*openjdk-17-jre-headless"):
        here()


@pytest.mark.usefixtures("running")
def test_a_session_that_was_there_stays_and_keeps_its_tables_to_itself() -> None:
    from pyspark.sql import SparkSession

    before = SparkSession.getActiveSession()
    before.range(3).createOrReplaceTempView("faces")
    with spark(None) as database:
        assert database.spark is not before
        database.register([{"n": 1}], table_name="faces")
    assert before.sql("SELECT count(*) AS n FROM faces").first()["n"] == 3
