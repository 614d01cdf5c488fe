# SPDX-License-Identifier: EUPL-1.2
"""A backup and its restoring while the site answers, as the person does it who runs it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.program import kapstok, said, site
from tests.web.region import code, crowd, ladder, region_on_loopback


@contextmanager
def _visited(address: str) -> Iterator[list[int]]:
    """Somebody who asks for pages all the while; what the site answered."""
    answers: list[int] = []
    enough = threading.Event()

    def visit() -> None:
        with httpx.Client(base_url=address, timeout=30) as client:
            while not enough.is_set():
                answers.extend(client.get(path).status_code for path in ("/", "/aanbod?q=montage"))
                # A visitor reads too; one who does not would take the machine from what is tested.
                enough.wait(0.2)

    visitor = threading.Thread(target=visit)
    visitor.start()
    try:
        yield answers
    finally:
        enough.set()
        visitor.join()


def test_a_serving_site_is_backed_up_and_goes_back_to_it_without_a_failed_page(tmp_path: Path) -> None:
    with region_on_loopback(tmp_path) as region:
        home, file = region.folder.path, tmp_path / "kept.tar.zst"
        region.tell(ladder=[*ladder(region.today), *crowd()], code=code())
        kapstok(home, "sync")
        before = kapstok(home, "export", "--all")
        with site(home) as address, _visited(address) as answers:
            kapstok(home, "backup", file)
            region.tell(ladder=[*ladder(region.today), *crowd(45)])
            kapstok(home, "sync")
            assert kapstok(home, "export", "--all") != before
            told = json.loads(kapstok(home, "restore", file, "--json"))
            assert kapstok(home, "export", "--all") == before
            listed = httpx.get(f"{address}/aanbod?q=montage").text
        assert Path(told["before"]).exists()
        assert {*answers} == {200}
        new = tmp_path / "elsewhere"
        kapstok(new, "restore", file)
        assert kapstok(new, "export", "--all") == before
        assert "Montage" in listed


def test_an_instance_that_cannot_start_any_more_is_examined_and_put_back(tmp_path: Path) -> None:
    with region_on_loopback(tmp_path) as region:
        home, file = region.folder.path, tmp_path / "kept.tar.zst"
        region.tell(ladder=ladder(region.today), code=code())
        kapstok(home, "sync")
        before = kapstok(home, "export", "--all")
        kapstok(home, "backup", file)
        with (home / "var" / "kapstok.sqlite3").open("r+b") as database:
            database.seek(3 * 4096)
            database.write(b"\x07" * 120_000)
        (home / "var" / "secret-key").write_text("garbage")
        ill = said(home, "doctor", "--json")
        assert ill.returncode == 1
        assert json.loads(ill.stdout)["findings"][0]["health"] == "ill"
        told = json.loads(kapstok(home, "restore", file, "--json"))
        assert Path(told["before"]).name.startswith("kapstok-before-restore-")
        assert Path(told["before"]).exists()
        assert kapstok(home, "export", "--all") == before
