# SPDX-License-Identifier: EUPL-1.2
"""From sites over HTTP to what a search finds; what a sync says of it, and that it may be repeated and broken off."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from filelock import FileLock

from kapstok.core.errors import FileFaults, NeedsPerson
from kapstok.enterprises import following
from kapstok.enterprises import sync as chain
from kapstok.enterprises.export import export_rows
from kapstok.enterprises.finding import find, index_path
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.sync import UnknownRegister
from kapstok.registers.actions import SyncTooEarly, UnknownRun
from kapstok.registers.models import Run
from kapstok.search.index import search_index
from kapstok.search.shapes import Query
from tests.enterprises.region import LiveRegion
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db(transaction=True)

BRUG = {"id": "1", "name": "De Brug", "city": "Zwolle", "level": "1", "kvk": "08123456"}
HOEK = {"id": "2", "name": "Het Hoekje", "city": "Deventer", "level": "2", "kvk": "90123457"}


def listed(region: LiveRegion, on: int) -> list[str]:
    return [row["slug"] for row in export_rows(day(on), region.rules)]


def found(region: LiveRegion, text: str, on: int = 3) -> list[str]:
    return [one.standing.enterprise.slug for one in find(region.folder, Query(text, day=day(on))).finds]


def indexed(region: LiveRegion, text: str) -> int:
    """How many the index itself knows, before the database has its say."""
    return search_index(index_path(region.folder)).search(Query(text)).total


def test_a_sync_reads_resolves_lists_and_indexes_and_says_so(region: LiveRegion) -> None:
    report = region.sync(1).as_json()
    assert [(run["register"], run["status"], run["seen"]) for run in report["runs"]] == [
        ("code", "published", 1), ("ladder", "published", 1),
    ]  # fmt: skip
    assert report["enterprises"] == {"known": 1, "listed": 1, "unplaced": 0}
    assert report["reviews"] == 0
    assert listed(region, 1) == found(region, "brug") == ["de-brug"]


def test_a_disabled_register_is_left_out_and_said_so(region: LiveRegion) -> None:
    report = region.sync(1).as_json()
    disabled = {left["register"] for left in report["skipped"]}
    assert disabled
    assert disabled.isdisjoint(run["register"] for run in report["runs"])
    assert all("enabled = false" in left["reason"] for left in report["skipped"])
    region.register("code", "cso", enabled=False)
    assert [run.register_id for run in region.sync(2, ["code"]).runs] == []


def test_a_register_that_fails_takes_nothing_away_and_needs_a_person(region: LiveRegion) -> None:
    assert not region.sync(1).needs_person
    region.fails("ladder")
    report = region.sync(2)
    assert report.needs_person
    assert [run.status for run in report.runs] == ["published", "quarantined"] or report.runs[
        1
    ].status == "failed"
    assert report.runs[1].reason
    assert listed(region, 2) == ["de-brug"]


def test_an_empty_register_takes_nothing_away(region: LiveRegion) -> None:
    region.sync(1)
    region.shows("ladder")
    region.shows("code")
    report = region.sync(2)
    assert [run.status for run in report.runs] == ["quarantined", "quarantined"]
    assert listed(region, 2) == found(region, "brug") == ["de-brug"]


def test_only_the_register_that_is_asked_for_is_read(region: LiveRegion) -> None:
    report = region.sync(1, ["ladder"])
    assert [run.register_id for run in report.runs] == ["ladder"]
    assert region.site.paths() == ["/ladder"]


def test_an_unknown_register_is_refused_before_anything_is_read(region: LiveRegion) -> None:
    with pytest.raises(UnknownRegister, match="'ladders'"):
        region.sync(1, ["code", "ladders"])
    assert region.site.asked == []
    assert not Run.objects.exists()


def test_a_file_that_is_wrong_is_refused_before_anything_is_read(region: LiveRegion) -> None:
    (region.folder.registers / "wrong.toml").write_text("id = ")
    with pytest.raises(FileFaults):
        region.sync(1)
    assert region.site.asked == []


def test_a_day_before_the_last_published_run_is_refused_before_anything_is_read(region: LiveRegion) -> None:
    region.sync(5, ["ladder"])
    asked = len(region.site.asked)
    with pytest.raises(SyncTooEarly):
        region.sync(4)
    assert len(region.site.asked) == asked


def test_a_second_sync_says_so_and_stops(region: LiveRegion) -> None:
    with (
        FileLock(region.folder.var / "sync.lock"),
        pytest.raises(NeedsPerson, match="another sync is running"),
    ):
        region.sync(1)
    assert region.site.asked == []


def test_a_register_whose_file_is_gone_keeps_its_labels(region: LiveRegion) -> None:
    region.sync(1)
    (region.folder.registers / "ladder.toml").unlink()
    region.sync(2)
    region.sync(40)
    [row] = export_rows(day(40), region.rules)
    assert {label["label"]: label["state"] for label in row["labels"]} == {"pso": "holds", "cso": "holds"}


def test_the_same_sync_again_changes_nothing(region: LiveRegion) -> None:
    region.sync(1)
    before = list(Enterprise.objects.order_by("pk").values())
    rows = list(export_rows(day(1), region.rules))
    region.sync(1)
    assert list(Enterprise.objects.order_by("pk").values()) == before
    assert list(export_rows(day(1), region.rules)) == rows


@pytest.mark.parametrize("step", ["_resolve", "assemble"])
def test_a_sync_that_is_broken_off_and_run_again_ends_the_same(
    region: LiveRegion, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise DatabaseError("killed here")

    with monkeypatch.context() as patched:
        patched.setattr(following, step, broken)
        with pytest.raises(DatabaseError):
            region.sync(1)
    region.shows("ladder", BRUG, HOEK)
    report = region.sync(1)
    assert (report.enterprises.known, report.enterprises.listed) == (2, 2)
    assert listed(region, 1) == ["de-brug", "het-hoekje"]
    assert found(region, "hoekje") == ["het-hoekje"]


def test_an_index_that_was_not_caught_up_follows_at_the_next_sync(
    region: LiveRegion, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(following.search, "catch_up", lambda *args, **options: None)
        region.sync(1)
    assert not find(region.folder, Query("brug")).available
    region.sync(1)
    assert found(region, "brug") == ["de-brug"]


def test_what_leaves_the_list_leaves_the_search(region: LiveRegion) -> None:
    region.shows("ladder", BRUG, HOEK)
    region.shows(
        "code",
        *[{"id": n, "name": f"Ander {n}", "city": "Zwolle", "kvk": f"4000000{n}"} for n in range(1, 9)],
    )
    region.sync(1)
    assert found(region, "hoekje") == ["het-hoekje"]
    region.shows("ladder", BRUG)
    region.sync(2)
    assert found(region, "hoekje") == ["het-hoekje"]
    region.sync(3)
    assert found(region, "hoekje") == []
    assert "het-hoekje" in [row["slug"] for row in export_rows(day(3), region.rules, everyone=True)]


def test_the_calendar_takes_an_ended_label_off_the_list_without_a_sync(region: LiveRegion) -> None:
    region.shows("ladder", {**HOEK, "valid_until": day(5).isoformat()})
    region.sync(1)
    chain.catch_up(region.folder, day(5))
    assert indexed(region, "hoekje") == 1
    chain.catch_up(region.folder, day(6))
    assert indexed(region, "hoekje") == 0


def test_a_label_that_has_ended_is_not_found_even_before_the_index_follows(region: LiveRegion) -> None:
    region.shows("ladder", {**HOEK, "valid_until": day(5).isoformat()})
    region.sync(1)
    assert found(region, "hoekje", on=5) == ["het-hoekje"]
    assert found(region, "hoekje", on=6) == []


def test_the_calendar_leaves_everything_to_a_sync_that_does_it_already(region: LiveRegion) -> None:
    region.shows("ladder", {**HOEK, "valid_until": day(5).isoformat()})
    region.sync(1)
    with FileLock(region.folder.var / "following.lock"):
        chain.catch_up(region.folder, day(6))
    assert indexed(region, "hoekje") == 1


def test_a_run_that_a_person_accepts_reaches_the_search(region: LiveRegion) -> None:
    region.shows(
        "ladder", *[{**HOEK, "id": str(n), "name": f"Hoek {n}", "kvk": f"{n:08}"} for n in range(1, 21)]
    )
    region.sync(1)
    region.shows("ladder", {**BRUG, "id": "new", "name": "Nieuw Begin", "kvk": "55555551"})
    [run] = region.sync(2, ["ladder"]).runs
    assert run.status == "quarantined"
    accepted = chain.accept(region.folder, run.pk, "person")
    assert accepted.status == "published"
    assert found(region, "nieuw begin") == ["nieuw-begin"]


def test_a_run_that_a_person_rejects_changes_nothing(region: LiveRegion) -> None:
    region.sync(1)
    region.shows("ladder")
    run = region.sync(2, ["ladder"]).runs[0]
    assert chain.reject(region.folder, run.pk, "person").status == "rejected"
    assert listed(region, 2) == ["de-brug"]


def test_kept_bytes_are_parsed_again_by_a_mended_file_without_visiting_the_site(region: LiveRegion) -> None:
    region.shows("ladder", {**BRUG, "grade": "3"})
    first = next(run for run in region.sync(1).runs if run.register_id == "ladder")
    file = region.folder.registers / "ladder.toml"
    file.write_text(file.read_text().replace('level = "level"', 'level = "grade"'))
    asked = len(region.site.asked)
    report = chain.replay(region.folder, first.pk, day(1), lambda *progress: None)
    assert len(region.site.asked) == asked
    assert [(run.register_id, run.status, run.changed) for run in report.runs] == [("ladder", "published", 1)]
    [row] = export_rows(day(1), region.rules)
    assert "3" in {label["level"] for label in row["labels"]}


def test_a_run_that_is_not_there_cannot_be_replayed(region: LiveRegion) -> None:
    with pytest.raises(UnknownRun):
        chain.replay(region.folder, 999, day(1), lambda *progress: None)


def test_two_companies_with_a_page_on_one_register_s_site_stay_two(region: LiveRegion) -> None:
    for id_, name in (("ladder", "De Brug"), ("code", "Het Hoekje")):
        file = region.folder.registers / f"{id_}.toml"
        file.write_text('homepage = "https://www.ladder.example/"\n' + file.read_text())
        site = f"https://www.ladder.example/leden/{id_}"
        region.shows(id_, {"id": id_, "name": name, "city": "Zwolle", "level": "1", "website": site})
    assert region.sync(1).enterprises.known == 2
