# SPDX-License-Identifier: EUPL-1.2
"""The site as it is served, where the server itself could answer in place of the site."""

from __future__ import annotations

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
