# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import os
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, Seen
from kapstok.enterprises.own_words.media import Media
from kapstok.enterprises.own_words.picture_words import Picture
from kapstok.enterprises.renewing import say_under_way
from kapstok.procurement.models import Need, NeedSent
from kapstok.procurement.needs import NeedGiven
from kapstok.procurement.needs_sending import send_need
from kapstok.regions.folder import RegionFolder
from kapstok.search.models import AskedQuestion
from kapstok.upkeep.nightly import NIGHTLY
from tests.enterprises.owners import buyer_of, owner_of
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db

TASKS = {task.name: task.do for task in NIGHTLY}


def test_questions_that_nobody_asked_again_are_forgotten(home: RegionFolder) -> None:
    day = datetime.now(UTC).date()
    AskedQuestion.objects.create(text="een naam", week=day, last_day=day, count=2)
    assert TASKS["questions"](home, datetime.now(UTC)) == 0
    assert TASKS["questions"](home, datetime.now(UTC) + timedelta(days=31)) == 1
    assert not AskedQuestion.objects.exists()


def test_labels_that_end_are_told_of_on_the_day_that_it_is_in_the_region(home: RegionFolder) -> None:
    ladder = PublishedRegister()
    ladder.run(
        1, brug={"name": "De Brug", "city": "Zwolle", "level": "1", "valid_until": day(200).isoformat()}
    )
    follow(1, ListingRules.of(home.region()))
    brug = Enterprise.objects.get()
    owner_of(brug)
    before = datetime.combine(day(80), time(1), UTC) - timedelta(hours=3)
    assert TASKS["renewals"](home, before) == 0
    assert TASKS["renewals"](home, before + timedelta(hours=2)) == 1
    say_under_way(enterprise=brug, entry=ladder.entry("brug"), actor="person:x", day=day(190))
    over = datetime.combine(day(320), time(12), UTC)
    assert TASKS["renewal notes"](home, over) == 0
    assert TASKS["renewal notes"](home, over + timedelta(days=1)) == 1


def test_looks_are_forgotten(home: RegionFolder) -> None:
    at = datetime.now(UTC)
    ladder = PublishedRegister()
    ladder.run(1, brug={"name": "De Brug", "city": "Zwolle", "level": "1"})
    follow(1, ListingRules.of(home.region()))
    Seen.objects.create(enterprise=Enterprise.objects.get(), week=at.date(), shown=3)
    assert TASKS["looks"](home, at + timedelta(days=400)) == 0
    assert TASKS["looks"](home, at + timedelta(days=401)) == 1


def test_what_buyers_asked_goes_with_to_whom_after_four_hundred_days(home: RegionFolder) -> None:
    rules, at = ListingRules.of(home.region()), datetime.now(UTC)
    PublishedRegister().run(1, brug={"name": "De Brug", "city": "Zwolle", "level": "1"})
    follow(1, rules)
    buyer = buyer_of()
    send_need(
        organisation=buyer.mandates.get().organisation,
        person=buyer,
        given=NeedGiven("Ramen", "Twee keer per jaar."),
        enterprises=[Enterprise.objects.get().pk],
        day=day(1),
        rules=rules,
    )
    TASKS["retention"](home, at + timedelta(days=399))
    assert NeedSent.objects.count() == 1
    TASKS["retention"](home, at + timedelta(days=401))
    assert not Need.objects.exists()


def test_files_of_photos_that_are_no_more_go(tmp_path: Path) -> None:
    folder = RegionFolder(tmp_path)
    media = Media(folder.var / "media")
    gone = media.keep(Picture(b"groot", b"klein", 1, 1))
    assert TASKS["photos"](folder, datetime.now(UTC)) == 0
    for file in media.folder.glob("??/*"):
        os.utime(file, (0, 0))
    assert TASKS["photos"](folder, datetime.now(UTC)) == 2
    assert not media.file(gone).exists()


def test_every_task_may_be_done_again(home: RegionFolder) -> None:
    assert len(TASKS) == len(NIGHTLY)
    for do in (*TASKS.values(), *TASKS.values()):
        assert do(home, datetime.now(UTC)) == 0
