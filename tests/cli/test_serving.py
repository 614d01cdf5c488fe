# SPDX-License-Identifier: EUPL-1.2
"""The site as it is served, where the server itself could answer in place of the site."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import httpx

from kapstok.regions.folder import make
from tests.program import said, site


def test_the_longest_questions_get_a_page_of_the_site_and_scanners_fill_no_log(tmp_path: Path) -> None:
    home, log = make(tmp_path / "oost").path, tmp_path / "log"
    with site(home, log) as address:
        for path in (
            f"/aanbod?q={'a' * 10_000}",
            f"/aanbod?q={'%E2%80%AE' * 5_000}",
            f"/lijst/{'a' * 10_000}",
        ):
            answer = httpx.get(f"{address}{path}")
            assert answer.status_code in {200, 404}
            assert "Content-Security-Policy" in answer.headers
        assert httpx.get(f"{address}/", headers={"Host": "evil.example"}).status_code == 400
    assert "evil.example" not in log.read_text()


def test_a_database_that_does_not_answer_is_no_wrong_call(tmp_path: Path) -> None:
    make(tmp_path / "oost")
    away = said(tmp_path / "oost", "serve", DATABASE_URL="postgres://u:geheim@127.0.0.1:1/x")
    assert away.returncode == 1
    assert "does not answer" in away.stderr
    assert "geheim" not in away.stderr
    assert len(away.stderr.splitlines()) == 1


def test_questions_are_written_down_by_every_process_at_the_latest_when_it_stops(tmp_path: Path) -> None:
    home = make(tmp_path / "oost").path
    for file in (home / "registers").glob("*.toml"):
        file.unlink()
    assert said(home, "sync").returncode == 0
    with site(home) as address:
        for _ in range(8):
            assert httpx.get(f"{address}/aanbod", params={"q": "vuurtoren"}).status_code == 200
    [database] = (home / "var").glob("*.sqlite3")
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT text, count FROM search_askedquestion").fetchall()
    assert rows == [("vuurtoren", 8)]
