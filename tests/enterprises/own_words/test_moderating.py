# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.core.clock import now
from kapstok.core.models import AuditEntry
from kapstok.enterprises.models import Enterprise, Photo
from kapstok.enterprises.own_words.content import PARTS
from kapstok.enterprises.own_words.moderating import LONGEST_REASON, AlreadySo, UnusableModeration, hide, show
from kapstok.enterprises.own_words.queries import content_of, hidden, latest, moderation_log, shown
from kapstok.enterprises.queries import documents
from kapstok.notices.models import Message
from kapstok.search.models import OutboxItem
from tests.enterprises.own_words.said import EVERYTHING, says
from tests.enterprises.owners import owner_of
from tests.web.conftest import compile_translations

pytestmark = pytest.mark.django_db
# Messages in English need the catalogue; an installed package has it.
compile_translations()


def hides(
    enterprise: Enterprise, part: str = "pitch", reason: str = "Dit is reclame voor een ander."
) -> None:
    hide(enterprise=enterprise, part=part, reason=reason, actor="person:9", page="/mijn/onderneming/de-brug")


def shows(enterprise: Enterprise, part: str = "pitch", reason: str = "Het is aangepast.") -> None:
    show(enterprise=enterprise, part=part, reason=reason, actor="person:9", page="/mijn/onderneming/de-brug")


def said(enterprise: Enterprise) -> str:
    document = documents([str(enterprise.pk)])[str(enterprise.pk)]
    assert document is not None
    return f"{document.offerings} {document.description}"


@pytest.mark.parametrize("part", PARTS)
def test_what_is_hidden_is_not_shown_and_not_searched_and_its_owner_still_has_it(
    brug: Enterprise, part: str
) -> None:
    says(brug, **EVERYTHING)
    hides(brug, part)
    words = shown(brug)
    assert words is not None
    assert [one for one in PARTS if not words.content.says(one)] == [part]
    assert content_of(latest(brug)).says(part)
    assert hidden(brug)[part].reason == "Dit is reclame voor een ander."
    assert ("tweede kans" in said(brug), "Bruidstaarten" in said(brug)) == (
        part != "pitch",
        part != "offerings",
    )


def test_it_stays_hidden_when_it_is_edited_until_editors_show_it_again(brug: Enterprise) -> None:
    says(brug, pitch="Grof", website="brug.example")
    hides(brug)
    says(brug, pitch="Netjes", website="brug.example")
    assert "Netjes" not in said(brug)
    shows(brug)
    assert "Netjes" in said(brug)
    assert hidden(brug) == {}


def test_everything_is_in_the_log_and_on_the_trail_without_the_words(brug: Enterprise) -> None:
    says(brug, pitch="Grof")
    before = OutboxItem.objects.get(key=str(brug.pk)).position
    hides(brug)
    shows(brug)
    assert [(row.hidden, row.field, row.actor, row.enterprise) for row in moderation_log()] == [
        (False, "pitch", "person:9", brug), (True, "pitch", "person:9", brug),
    ]  # fmt: skip
    entries = AuditEntry.objects.filter(actor="person:9").order_by("pk")
    assert [(entry.verb, entry.details) for entry in entries] == [
        ("hide own words", {"part": "pitch"}), ("show own words", {"part": "pitch"}),
    ]  # fmt: skip
    assert OutboxItem.objects.get(key=str(brug.pk)).position == before + 2


def test_its_owners_are_told_each_in_their_language(brug: Enterprise) -> None:
    owner_of(brug)
    owner_of(brug, "oscar@voorbeeld.example", language="en")
    says(brug, pitch="Grof")
    hides(brug)
    shows(brug)
    dutch = [(one.subject, one.text) for one in Message.objects.filter(language="nl").order_by("at")]
    assert [subject for subject, _ in dutch] == [
        "Niet meer getoond: de zin waarmee u zich voorstelt", "Weer getoond: de zin waarmee u zich voorstelt",
    ]  # fmt: skip
    assert "De reden: Dit is reclame voor een ander." in dutch[0][1]
    english = Message.objects.filter(language="en").order_by("at")
    assert [one.subject.partition(":")[0] for one in english] == ["No longer shown", "Shown again"]
    assert {one.path for one in english} == {"/mijn/onderneming/de-brug"}


def test_a_photo_is_hidden_and_shown_by_its_number(brug: Enterprise) -> None:
    photo = Photo.objects.create(
        enterprise=brug, sha256="a" * 64, alt="Taart", width=1, height=1, at=now(), actor="person:1"
    )
    hides(brug, f"photo:{photo.pk}")
    photo.refresh_from_db()
    assert photo.hidden_at is not None
    shows(brug, f"photo:{photo.pk}")
    photo.refresh_from_db()
    assert photo.hidden_at is None


@pytest.mark.parametrize(
    "part",
    ["", "name", "smallest", "photo:", "photo:1", "photo:-1", "photo:²", "photo:" + "9" * 40, "over", "kvk"],
)
def test_only_parts_and_photos_of_this_enterprise_can_be_hidden(brug: Enterprise, part: str) -> None:
    with pytest.raises(UnusableModeration):
        hides(brug, part)


def test_it_takes_a_reason_that_can_be_read(brug: Enterprise) -> None:
    with pytest.raises(UnusableModeration):
        hides(brug, reason=" \u202e\x00 ")
    hides(brug, reason="Te lang " * 100)
    assert len(hidden(brug)["pitch"].reason) <= LONGEST_REASON


def test_what_is_so_already_is_said_to_be(brug: Enterprise) -> None:
    with pytest.raises(AlreadySo):
        shows(brug)
    hides(brug)
    with pytest.raises(AlreadySo):
        hides(brug)


def test_a_part_may_be_hidden_before_anything_is_said(brug: Enterprise) -> None:
    hides(brug)
    says(brug, pitch="Grof", website="brug.example")
    assert "Grof" not in said(brug)
