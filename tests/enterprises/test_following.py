# SPDX-License-Identifier: EUPL-1.2
"""Nothing is done again that would come out the same, and nothing is left out that would not."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from filelock import FileLock

from kapstok.enterprises import sync as chain
from kapstok.enterprises.export import export_rows
from kapstok.enterprises.models import Assembled, Enterprise
from kapstok.resolution.deciding import decide
from kapstok.resolution.models import JudgedPair
from tests.enterprises.region import LiveRegion
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db(transaction=True)

BRUG = {"id": "1", "name": "De Brug", "city": "Zwolle", "level": "1", "kvk": "08123456"}
HOEK = {"id": "2", "name": "Het Hoekje", "city": "Deventer", "level": "2", "kvk": "90123457"}


def steps(region: LiveRegion, on: int) -> list[str]:
    """What a sync did for all registers together."""
    told: list[str] = []

    def heard(register: str, step: str, done: int, of: int | None) -> None:
        if register == "all" and done == 0:
            told.append(step)

    chain.sync(region.folder, None, day(on), heard)
    return told


def states(region: LiveRegion, on: int) -> dict[str, list[str]]:
    rows = export_rows(day(on), region.rules, everyone=True)
    return {row["slug"]: [label["state"] for label in row["labels"]] for row in rows}


def listed() -> set[str]:
    """What pages list, by the rows they read."""
    return set(Enterprise.objects.filter(listed=True).values_list("slug", flat=True))


def test_a_sync_that_brings_nothing_new_resolves_and_assembles_nothing(region: LiveRegion) -> None:
    assert steps(region, 1) == ["resolve", "assemble", "index"]
    assert steps(region, 1) == steps(region, 2) == ["assemble", "index"]


def test_one_more_run_without_an_entry_counts_though_it_brings_nothing_new(region: LiveRegion) -> None:
    region.shows("ladder", BRUG, HOEK)
    region.sync(1)
    region.shows("ladder", BRUG)
    region.sync(2)
    assert "het-hoekje" in listed()
    assert steps(region, 3) == ["assemble", "index"]
    assert "het-hoekje" not in listed()
    assert states(region, 3)["het-hoekje"] == ["lapsed"]


def test_the_calendar_is_followed_though_nothing_new_was_read(region: LiveRegion) -> None:
    region.shows("ladder", BRUG, {**HOEK, "valid_until": day(5).isoformat()})
    region.sync(1)
    assert "het-hoekje" in listed()
    assert steps(region, 6) == ["assemble", "index"]
    assert "het-hoekje" not in listed()


def _other_rules(region: LiveRegion) -> None:
    file = region.folder.file
    file.write_text(file.read_text().replace('admits = ["basis", "1", "2", "3"]', 'admits = ["2"]'))


def _another_label(region: LiveRegion) -> None:
    file = region.folder.registers / "ladder.toml"
    file.write_text(file.read_text().replace('label = "pso"', 'label = "senl"'))


def _a_person_s_word(region: LiveRegion) -> None:
    decide(pair=JudgedPair.objects.get().pk, verdict="different", actor="person")


def _half_done(region: LiveRegion) -> None:
    Assembled.objects.all().delete()


@pytest.mark.parametrize("change", [_other_rules, _another_label, _a_person_s_word, _half_done])
def test_whatever_enterprises_are_made_of_has_them_made_again(
    region: LiveRegion, change: Callable[[LiveRegion], None]
) -> None:
    region.sync(1)
    change(region)
    assert steps(region, 1)[0] == "resolve"
    assert steps(region, 1) == ["assemble", "index"]


def test_a_run_that_a_person_accepts_is_followed_even_when_newer_ones_were_before(region: LiveRegion) -> None:
    region.shows("ladder", *[{**HOEK, "id": str(n), "name": f"Hoek {n}", "kvk": ""} for n in range(1, 21)])
    region.sync(1)
    region.shows("ladder", HOEK)
    [run] = region.sync(2, ["ladder"]).runs
    region.shows("code", {**BRUG, "id": "a"}, {**BRUG, "id": "b", "name": "Andere", "kvk": "30123458"})
    assert not region.sync(2, ["code"]).needs_person
    # Killed right after the decision: nothing followed it yet.
    chain.registers.accept_run(run.pk, "person", region.folder)
    assert "het-hoekje" not in listed()
    assert steps(region, 2)[0] == "resolve"
    assert Enterprise.objects.filter(listed=True, name="Het Hoekje").exists()


def test_an_earlier_day_than_pages_show_is_assembled_for_that_day(region: LiveRegion) -> None:
    region.shows("ladder", BRUG, {**HOEK, "valid_until": day(5).isoformat()})
    region.sync(1)
    chain.catch_up(region.folder, day(9))
    assert "het-hoekje" not in listed()
    assert region.sync(3).enterprises.listed == 2
    assert "het-hoekje" in listed()


def test_a_sync_waits_for_a_site_that_follows_the_calendar(region: LiveRegion) -> None:
    site = FileLock(region.folder.var / "following.lock", thread_local=False)
    site.acquire()
    done = threading.Timer(chain._PATIENCE + 0.3, site.release)
    done.start()
    assert not region.sync(1).needs_person
    done.join()
    assert listed() == {"de-brug"}
