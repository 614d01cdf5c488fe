# SPDX-License-Identifier: EUPL-1.2
"""What the doctor finds of an instance that is well, and of each thing that may be wrong with it."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from kapstok.core.clock import now
from kapstok.core.heartbeat import Heartbeat, write
from kapstok.enterprises.models import Enterprise
from kapstok.notices.actions import notify
from kapstok.registers.models import Run
from kapstok.search.engine import Reader, Writer
from kapstok.search.folder import IndexFolder
from kapstok.search.vocabulary import chain_of
from kapstok.upkeep.doctor import examine
from kapstok.upkeep.findings import Health
from kapstok.upkeep.nightly import mend_index
from tests.enterprises.region import LiveRegion

pytestmark = pytest.mark.django_db(transaction=True)


def found(region: LiveRegion, about: str) -> list[tuple[str, str]]:
    return [(one.health.value, one.said) for one in examine(region.folder) if one.about == about]


def test_an_instance_that_is_well(region: LiveRegion) -> None:
    region.sync(1)
    everything = examine(region.folder)
    assert [one.said for one in everything if one.health is Health.ILL] == []
    assert [one.about for one in everything] == [
        "files", "database", "disk", "snapshots", "search", "registers", "clock", "worker", "mail", "people", "trail",
        "settings",
    ]  # fmt: skip


def test_a_register_that_was_not_published_for_too_long(region: LiveRegion) -> None:
    region.sync(1)
    Run.objects.filter(register="ladder").update(started_at=now() - timedelta(days=4))
    [(health, said)] = found(region, "registers")
    assert (health, said) == (
        "ill",
        f"ladder was not published since {Run.objects.get(register='ladder').day}",
    )


def test_a_register_file_that_is_wrong(region: LiveRegion) -> None:
    (region.folder.registers / "ladder.toml").write_text("id = 3")
    assert any(health == "ill" and "ladder.toml" in said for health, said in found(region, "files"))


def test_a_page_that_is_not_what_it_was(region: LiveRegion) -> None:
    region.sync(1)
    for file in (region.folder.var / "snapshots").rglob("*.zst"):
        file.write_bytes(b"something else")
    [(health, said)] = found(region, "snapshots")
    assert health == "ill"
    assert "cannot be read" in said


def test_a_search_index_that_is_gone(region: LiveRegion) -> None:
    region.sync(1)
    shutil.rmtree(region.folder.var / "search")
    assert found(region, "search")[0][0] == "ill"


def test_a_search_index_that_drifted_and_how_a_night_mends_it(region: LiveRegion) -> None:
    region.sync(1)
    path = region.folder.var / "search"
    generation = IndexFolder(path).current()
    assert generation is not None
    with Writer(generation, chain_of(region.folder)) as writer:
        writer.put(dict.fromkeys(map(str, Enterprise.objects.values_list("pk", flat=True))))
        writer.commit(Reader(generation).latest().position())
    [(health, said)] = found(region, "search")
    listed = Enterprise.objects.filter(listed=True).count()
    assert (health, f"{listed} documents are missing" in said, listed > 0) == ("ill", True, True)
    assert mend_index(region.folder, now()) == listed
    assert [health for health, _ in found(region, "search")] == ["well"]
    assert mend_index(region.folder, now()) == 0


def test_a_run_that_waits_for_a_person(region: LiveRegion) -> None:
    region.shows("ladder")
    region.sync(1)
    assert any("in quarantine" in said for _health, said in found(region, "registers"))


def test_a_clock_that_was_set_back(region: LiveRegion) -> None:
    region.sync(1)
    Run.objects.update(started_at=now() + timedelta(days=2))
    [(health, said)] = found(region, "clock")
    assert health == "ill"
    assert "yet to come" in said


def test_a_sync_that_was_dated_in_time_to_come(region: LiveRegion) -> None:
    region.sync(1)
    Run.objects.update(day=region.folder.region().today() + timedelta(days=200))
    [(health, said)] = found(region, "clock")
    assert health == "ill"
    assert "no sync is done before that day" in said


def test_a_worker_that_fell_silent(region: LiveRegion) -> None:
    long_ago = now() - timedelta(hours=3)
    assert found(region, "worker") == [("note", "it does not run")]
    write(region.folder.var / "worker.json", Heartbeat(1, long_ago, long_ago, "registers"))
    [(health, said)] = found(region, "worker")
    assert health == "ill"
    assert "silent" in said
    write(region.folder.var / "worker.json", Heartbeat(1, long_ago, now()))
    assert found(region, "worker")[0][0] == "well"


def test_mail_that_cannot_be_sent(region: LiveRegion) -> None:
    notify(to=["redactie@voorbeeld.nl"], subject="Een lezing wacht", text="Kijk.", key="k")
    assert found(region, "mail") == [("note", "no mail server; 1 notices wait")]


def test_a_key_that_others_may_read(region: LiveRegion) -> None:
    key = region.folder.var / "secret-key"
    key.write_text("x" * 50)
    key.chmod(0o644)
    assert found(region, "settings")[0][0] == "ill"


def test_a_model_that_cannot_be_read_and_none_that_was_not_asked_for(
    region: LiveRegion, settings: Settings, tmp_path: Path
) -> None:
    assert found(region, "meaning") == []
    settings.SEMANTIC_MODEL = str(tmp_path / "none")
    assert found(region, "meaning") == [("ill", f"there is no folder {tmp_path / 'none'}")]
