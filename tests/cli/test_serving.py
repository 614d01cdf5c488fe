# SPDX-License-Identifier: EUPL-1.2
"""The site as it is served, where the server itself could answer in place of the site."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import httpx

from kapstok.regions.folder import make
from tests.program import said, site
from tests.web.region import ladder, region_on_loopback


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


def test_what_is_counted_is_written_down_by_every_process_at_the_latest_when_it_stops(tmp_path: Path) -> None:
    reader = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
    with region_on_loopback(tmp_path) as region:
        home = region.folder.path
        region.tell(ladder=ladder(region.today))
        assert said(home, "sync", "--register", "ladder").returncode == 0
        with site(home) as address:
            for _ in range(8):
                answer = httpx.get(f"{address}/aanbod", params={"q": "glasbewassing"}, headers=reader)
                assert answer.status_code == 200
    [database] = (home / "var").glob("*.sqlite3")
    with closing(sqlite3.connect(database)) as connection:
        asked = connection.execute("SELECT text, count FROM search_askedquestion").fetchall()
        seen = connection.execute("SELECT shown, opened FROM enterprises_seen").fetchall()
        seen_for = connection.execute("SELECT text, count FROM enterprises_seenfor").fetchall()
    assert asked == [("glasbewassing", 8)]
    assert seen == [(8, 0)]
    assert seen_for == [("glasbewassing", 8)]
