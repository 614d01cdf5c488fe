# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest
from filelock import FileLock
from PIL import Image

from kapstok.core.clock import now
from kapstok.core.models import AuditEntry
from kapstok.enterprises.models import Enterprise, Photo
from kapstok.enterprises.own_words import media as media_files
from kapstok.enterprises.own_words.media import Busy, Media
from kapstok.enterprises.own_words.moderating import hide, show
from kapstok.enterprises.own_words.photos import (
    MOST,
    HiddenPhoto,
    NoSuchPhoto,
    NotDescribed,
    SamePhoto,
    TooManyPhotos,
    add,
    describe,
    is_shown,
    move,
    photos_of,
    remove,
    shown_photos,
    sweep,
)
from kapstok.enterprises.own_words.picture_words import UnusablePicture
from kapstok.enterprises.own_words.pictures import remade
from kapstok.search.models import OutboxItem
from tests.enterprises.own_words.sent import camera_jpeg, file_of
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(tmp_path: Path) -> Media:
    return Media(tmp_path / "media")


def added(enterprise: Enterprise, media: Media, shade: int = 0, alt: str = "Een taart") -> Photo:
    """A photo of one shade of grey."""
    sent = file_of(Image.new("L", (300, 200), shade))
    return add(enterprise=enterprise, content=sent, alt=alt, actor="person:1", media=media, make=remade)


def another(slug: str) -> Enterprise:
    return Enterprise.objects.create(
        slug=slug, name=slug.title(), made_at=now(), first_seen=day(1), in_area=True, listed=True
    )


def files(media: Media) -> list[str]:
    return sorted(file.name for file in media.folder.glob("??/*"))


def grown_old(media: Media) -> None:
    for file in media.folder.glob("??/*"):
        os.utime(file, (time.time() - 7_200,) * 2)


def test_a_photo_is_made_anew_kept_under_its_own_name_and_shown(brug: Enterprise, media: Media) -> None:
    photo = add(enterprise=brug, content=camera_jpeg(), alt=" Onze\nbakkerij ", actor="person:1", media=media)
    assert (photo.alt, photo.width, photo.height) == ("Onze bakkerij", 200, 300)
    assert files(media) == [f"{photo.sha256}-480.webp", f"{photo.sha256}.webp"]
    assert media.file(photo.sha256).read_bytes() == remade(camera_jpeg()).large
    assert media.file(photo.sha256).stat().st_mode & 0o777 == 0o644
    assert shown_photos(brug) == [photo]
    assert is_shown(photo.sha256)
    entry = AuditEntry.objects.filter(verb="add photo").get()
    assert (entry.actor, entry.subject, entry.details) == (
        "person:1",
        f"enterprise:{brug.pk}",
        {"photo": photo.pk},
    )
    assert OutboxItem.objects.filter(key=str(brug.pk)).exists()


@pytest.mark.parametrize("alt", ["", " \n\t", "\u202e\x07", "x" * 201])
def test_a_photo_says_what_is_on_it(brug: Enterprise, media: Media, alt: str) -> None:
    with pytest.raises(NotDescribed):
        added(brug, media, alt=alt)
    photo = added(brug, media)
    with pytest.raises(NotDescribed):
        describe(enterprise=brug, number=photo.pk, alt=alt, actor="person:1")
    assert Photo.objects.get().alt == "Een taart"


def test_what_is_no_picture_leaves_nothing_behind(brug: Enterprise, media: Media) -> None:
    with pytest.raises(UnusablePicture):
        add(enterprise=brug, content=b"<svg/>", alt="Een taart", actor="person:1", media=media)
    assert not Photo.objects.exists()
    assert files(media) == []


def test_there_are_so_many_and_no_two_the_same(brug: Enterprise, media: Media) -> None:
    for shade in range(MOST - 1):
        added(brug, media, shade * 20)
    with pytest.raises(SamePhoto):
        added(brug, media, 0)
    added(brug, media, 250)
    with pytest.raises(TooManyPhotos):
        added(brug, media, 230)
    assert photos_of(brug).count() == MOST


def test_the_owner_says_which_is_first_and_what_is_on_it(brug: Enterprise, media: Media) -> None:
    first, second, third = (added(brug, media, shade) for shade in (0, 50, 100))
    move(enterprise=brug, number=third.pk, forward=True, actor="person:1")
    assert shown_photos(brug) == [first, third, second]
    move(enterprise=brug, number=first.pk, forward=False, actor="person:1")
    assert shown_photos(brug) == [third, first, second]
    for number, forward in ((third.pk, True), (second.pk, False)):
        move(enterprise=brug, number=number, forward=forward, actor="person:1")
    assert shown_photos(brug) == [third, first, second]
    assert (
        describe(enterprise=brug, number=first.pk, alt="Twee taarten", actor="person:1").alt == "Twee taarten"
    )
    describe(enterprise=brug, number=first.pk, alt="Twee  taarten", actor="person:1")
    assert AuditEntry.objects.filter(verb="describe photo").count() == 1
    assert AuditEntry.objects.filter(verb="move photo").count() == 2


def test_a_photo_that_is_taken_away_is_gone_at_once_and_its_files_at_night(
    brug: Enterprise, media: Media
) -> None:
    kept, gone = added(brug, media, 0), added(brug, media, 50)
    remove(enterprise=brug, number=gone.pk, actor="person:1")
    assert not is_shown(gone.sha256)
    assert shown_photos(brug) == [kept]
    assert sweep(media) == 0  # somebody may be adding it again at this moment
    grown_old(media)
    assert sweep(media) == 2
    assert files(media) == [f"{kept.sha256}-480.webp", f"{kept.sha256}.webp"]
    assert sweep(media) == 0


def test_a_file_stays_as_long_as_one_enterprise_shows_it(brug: Enterprise, media: Media) -> None:
    photo = added(brug, media)
    other = another("elders")
    same = added(other, media)
    assert same.sha256 == photo.sha256
    remove(enterprise=brug, number=photo.pk, actor="person:1")
    grown_old(media)
    assert sweep(media) == 0
    assert is_shown(same.sha256)


def test_the_sweep_takes_only_what_is_ours(media: Media) -> None:
    assert sweep(media) == 0
    folder = media.folder / "ab"
    folder.mkdir(parents=True)
    for name in ("notes.txt", ".draft-x", f"{'a' * 64}.webp"):
        (folder / name).write_bytes(b"x")
    grown_old(media)
    assert sweep(media) == 2
    assert files(media) == ["notes.txt"]


def test_nobody_touches_the_photos_of_somebody_else(brug: Enterprise, media: Media) -> None:
    other = another("elders")
    photo = added(brug, media)
    for act in (
        lambda: describe(enterprise=other, number=photo.pk, alt="Weg", actor="person:2"),
        lambda: move(enterprise=other, number=photo.pk, forward=True, actor="person:2"),
        lambda: remove(enterprise=other, number=photo.pk, actor="person:2"),
    ):
        with pytest.raises(NoSuchPhoto):
            act()
    assert Photo.objects.get().alt == "Een taart"


def test_what_editors_hide_is_shown_to_nobody(brug: Enterprise, media: Media) -> None:
    photo = added(brug, media)
    hide(enterprise=brug, part=f"photo:{photo.pk}", reason="Een kind.", actor="person:9", page="/mijn")
    assert shown_photos(brug) == []
    assert not is_shown(photo.sha256)
    assert list(photos_of(brug)) == [photo]


def test_what_editors_hid_does_not_come_back_by_sending_it_again(brug: Enterprise, media: Media) -> None:
    part = f"photo:{added(brug, media).pk}"
    hide(enterprise=brug, part=part, reason="Een kind.", actor="person:9", page="/mijn")
    remove(enterprise=brug, number=int(part[6:]), actor="person:1")
    with pytest.raises(HiddenPhoto):
        added(brug, media)
    assert not photos_of(brug).exists()
    whole = another("geheel")
    assert added(whole, media)  # what editors think of it there, they say there
    Enterprise.objects.filter(pk=brug.pk).update(merged_into=whole)
    remove(enterprise=whole, number=photos_of(whole).get().pk, actor="person:1")
    with pytest.raises(HiddenPhoto):
        added(whole, media)


def test_what_editors_showed_again_may_be_sent_again(brug: Enterprise, media: Media) -> None:
    photo = added(brug, media)
    for act in (hide, show):
        act(enterprise=brug, part=f"photo:{photo.pk}", reason="Bekeken.", actor="person:9", page="/mijn")
    remove(enterprise=brug, number=photo.pk, actor="person:1")
    again = added(brug, media)
    assert shown_photos(brug) == [again]


def test_an_enterprise_that_is_withheld_shows_no_photo(brug: Enterprise, media: Media) -> None:
    photo = added(brug, media)
    Enterprise.objects.filter(pk=brug.pk).update(withheld=True)
    brug.refresh_from_db()
    assert shown_photos(brug) == []
    assert not is_shown(photo.sha256)


def test_photos_of_a_part_are_those_of_the_whole(brug: Enterprise, media: Media) -> None:
    whole = another("geheel")
    photo = added(brug, media)
    Enterprise.objects.filter(pk=brug.pk).update(merged_into=whole)
    assert shown_photos(whole) == [photo]
    brug.refresh_from_db()
    newer = added(brug, media, 80)
    assert newer.enterprise == whole
    assert shown_photos(whole) == [photo, newer]


def test_who_waits_too_long_for_others_is_told(
    brug: Enterprise, media: Media, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_files, "_PATIENCE", 0.01)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        media.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(media.folder.with_suffix(".lock")):
            held.set()
            done.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    try:
        assert held.wait(10)
        with pytest.raises(Busy):
            added(brug, media)
    finally:
        done.set()
        other.join()


def test_a_disk_that_is_full_leaves_no_half_photo(
    brug: Enterprise, media: Media, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(media_files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        added(brug, media)
    assert files(media) == []
    assert not Photo.objects.exists()
