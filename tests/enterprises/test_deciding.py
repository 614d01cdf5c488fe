# SPDX-License-Identifier: EUPL-1.2
"""A person's word on a pair, and what the directory shows of it right after and ever after."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from kapstok.enterprises import sync
from kapstok.enterprises.actions import assemble
from kapstok.enterprises.finding import find
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.one_at_a_time import Turn, taken
from kapstok.enterprises.queries import by_slug, shown_day
from kapstok.resolution.deciding import DecidedMeanwhile
from kapstok.resolution.queries import open_count
from kapstok.resolution.reviewing import queue
from kapstok.search.shapes import Query
from tests.enterprises.region import LiveRegion
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db(transaction=True)

ANNA, BEA = "person:1", "person:2"
# All agrees but the legal form: these two are never joined unseen.
AT_HOME = {"city": "Zwolle", "postcode": "8011 AA", "website": "https://groenwerk.example"}
FIRM = {"id": "s", "name": "Groenwerk V.O.F.", "level": "1", **AT_HOME}
COMPANY = {"id": "g", "name": "Groenwerk B.V.", **AT_HOME}


@pytest.fixture
def doubted(region: LiveRegion) -> LiveRegion:
    region.shows("ladder", FIRM)
    region.shows("code", COMPANY)
    region.sync(1)
    return region


def the_pair() -> int:
    return queue().get().pk


def nothing_is_left_to_do(region: LiveRegion) -> bool:
    """Whether looking at every enterprise finds nothing that a look at the moved ones left behind."""
    today = shown_day(region.folder.region().today())
    return assemble(today, region.rules) == frozenset()


def slugs() -> list[str]:
    return sorted(Enterprise.objects.filter(merged_into=None).values_list("slug", flat=True))


def test_the_site_and_search_follow_at_once(doubted: LiveRegion) -> None:
    assert slugs() == ["groenwerk-bv", "groenwerk-vof"]
    spoken = sync.decide(doubted.folder, the_pair(), "same", ANNA, "zelfde mensen")
    assert spoken.followed
    (left,) = slugs()
    assert by_slug("groenwerk-bv")[0] == by_slug("groenwerk-vof")[0]
    assert by_slug(left)[0].memberships.count() == 2
    found = find(doubted.folder, Query("groenwerk", {}, 10, 0, doubted.folder.region().today()))
    assert [one.standing.enterprise.slug for one in found.finds] == [left]
    assert nothing_is_left_to_do(doubted)
    sync.undo(doubted.folder, spoken.said.pair_id, BEA)
    assert slugs() == ["groenwerk-bv", "groenwerk-vof"]
    assert open_count() == 1
    assert nothing_is_left_to_do(doubted)


def test_a_word_holds_through_syncs_changes_and_replays(doubted: LiveRegion) -> None:
    sync.decide(doubted.folder, the_pair(), "same", ANNA)
    (together,) = slugs()
    doubted.shows("code", COMPANY | {"name": "Heel Anders B.V.", "city": "Deventer", "kvk": "08123456"})
    doubted.sync(2)
    assert slugs() == [together]
    first = min(run.pk for run in doubted.sync(3).runs)
    sync.replay(doubted.folder, first, day(4), lambda register, step, done, of: None)
    assert slugs() == [together]
    doubted.shows("code")
    doubted.sync(5)
    doubted.shows("code", COMPANY)
    doubted.sync(6)
    assert slugs() == [together]
    assert open_count() == 0


def test_different_holds_when_the_entries_come_to_look_the_same(doubted: LiveRegion) -> None:
    sync.decide(doubted.folder, the_pair(), "different", ANNA)
    doubted.shows("code", FIRM)
    doubted.shows("ladder", FIRM | {"level": "2"})
    doubted.sync(2)
    assert (slugs(), open_count()) == (["groenwerk-bv", "groenwerk-vof"], 0)


@pytest.mark.parametrize("turn", [Turn.READING, Turn.FOLLOWING])
def test_while_another_process_works_the_word_is_kept_and_the_next_sync_follows(
    doubted: LiveRegion, monkeypatch: pytest.MonkeyPatch, turn: Turn
) -> None:
    monkeypatch.setattr(sync, "_PERSON_WAITS", 0.05)
    with _held(turn, doubted):
        spoken = sync.decide(doubted.folder, the_pair(), "same", ANNA)
    assert not spoken.followed
    assert (len(slugs()), open_count()) == (2, 0)
    doubted.sync(2)
    assert len(slugs()) == 1


def test_the_second_of_two_is_told_and_nothing_changes(doubted: LiveRegion) -> None:
    pair = the_pair()
    sync.decide(doubted.folder, pair, "same", ANNA, after=0)
    with pytest.raises(DecidedMeanwhile):
        sync.decide(doubted.folder, pair, "different", BEA, after=0)
    assert len(slugs()) == 1


class _held:  # noqa: N801 - reads as a with statement
    """Another thread has a turn while the block lasts."""

    def __init__(self, turn: Turn, region: LiveRegion):
        self._has, self._enough = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._hold, args=[turn, region])

    def _hold(self, turn: Turn, region: LiveRegion) -> None:
        try:
            with taken(turn, region.folder, patience=5):
                self._has.set()
                self._enough.wait(20)
        finally:
            connection.close()

    def __enter__(self) -> None:
        self._thread.start()
        assert self._has.wait(10)

    def __exit__(self, *_: object) -> None:
        self._enough.set()
        self._thread.join()
