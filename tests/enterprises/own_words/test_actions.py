# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from kapstok.core.models import AuditEntry
from kapstok.enterprises.enums import VersionKind
from kapstok.enterprises.evidence import evidence
from kapstok.enterprises.export import export_rows
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, OwnWords, ProfileVersion
from kapstok.enterprises.own_words.actions import (
    ChangedMeanwhile,
    NoSuchVersion,
    NothingOffered,
    keep,
    save,
    take_over,
    undo,
)
from kapstok.enterprises.own_words.content import Content, Offering
from kapstok.enterprises.own_words.faults import UnusableContent
from kapstok.enterprises.own_words.queries import content_of, history, latest, offers, shown
from kapstok.search.models import OutboxItem
from tests.enterprises.own_words.said import BRUG, EVERYTHING, content, says
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db
_A_MOMENT = 0.3


def shown_of(enterprise: Enterprise) -> Content:
    words = shown(enterprise)
    assert words is not None
    return words.content


def queued(enterprise: Enterprise) -> int:
    return OutboxItem.objects.get(key=str(enterprise.pk)).position


def test_what_is_saved_is_shown_numbered_and_on_the_trail(brug: Enterprise) -> None:
    before = queued(brug)
    version = says(brug, "person:abc", pitch="Wij bakken.")
    assert (version.number, version.kind, version.actor) == (1, VersionKind.EDIT, "person:abc")
    assert shown_of(brug).pitch == "Wij bakken."
    assert queued(brug) > before
    entry = AuditEntry.objects.get(verb="save profile")
    assert (entry.actor, entry.subject, entry.details) == (
        "person:abc",
        f"enterprise:{brug.pk}",
        {"version": 1, "kind": "edit"},
    )


def test_saying_the_same_again_writes_nothing(brug: Enterprise) -> None:
    first = says(brug, **EVERYTHING)
    before = queued(brug)
    assert says(brug, **EVERYTHING) == first
    assert (ProfileVersion.objects.count(), queued(brug)) == (1, before)


def test_who_saves_over_what_somebody_else_saved_is_told_and_nothing_is_lost(brug: Enterprise) -> None:
    first = says(brug, pitch="Een")
    with pytest.raises(ChangedMeanwhile):
        save(enterprise=brug, content=content(pitch="Twee"), actor="person:2", based_on=0)
    save(enterprise=brug, content=content(pitch="Drie"), actor="person:2", based_on=first.pk)
    assert [change.content.pitch for change in history(brug)] == ["Drie", "Een"]


def test_content_that_nobody_checked_is_checked_before_it_is_written(brug: Enterprise) -> None:
    with pytest.raises(UnusableContent):
        save(
            enterprise=brug,
            content=Content(offerings=(Offering(text="x", category="99999999"),)),
            actor="person:1",
        )
    assert not ProfileVersion.objects.exists()


def test_an_earlier_version_can_be_put_back_and_the_undo_undone(brug: Enterprise) -> None:
    first, second = says(brug, pitch="Een", website="een.example"), says(brug, pitch="Twee")
    third = undo(enterprise=brug, to=first.pk, actor="person:1")
    assert (third.number, third.kind, content_of(third)) == (3, VersionKind.UNDO, content_of(first))
    assert shown_of(brug).website == "https://een.example"
    undo(enterprise=brug, to=second.pk, actor="person:1")
    assert shown_of(brug).pitch == "Twee"
    assert [change.parts for change in history(brug)] == [
        ("pitch", "website"), ("pitch", "website"), ("pitch", "website"), ("pitch", "website"),
    ]  # fmt: skip
    assert [change.version.number for change in history(brug, most=2)] == [4, 3]


def test_a_version_of_another_enterprise_cannot_be_put_back(
    ladder: PublishedRegister, rules: ListingRules
) -> None:
    ladder.run(2, brug=BRUG, hoek={"name": "De Hoek", "city": "Deventer", "level": "1"})
    follow(2, rules)
    brug, hoek = Enterprise.objects.get(slug="de-brug"), Enterprise.objects.get(slug="de-hoek")
    theirs = says(brug, pitch="Van de brug")
    for wrong in (theirs.pk, 0, -1, 2**80):
        with pytest.raises(NoSuchVersion):
            undo(enterprise=hoek, to=wrong, actor="person:1")


def test_a_sync_writes_nothing_of_what_was_said(
    ladder: PublishedRegister, brug: Enterprise, rules: ListingRules
) -> None:
    says(brug, **EVERYTHING)
    before = (list(ProfileVersion.objects.values()), list(OwnWords.objects.values()))
    newer = {
        **BRUG,
        "website": "https://nieuw.example/",
        "name": "De Brug B.V.",
        "description": "Anders",
        "offerings": ["Hout"],
    }
    for on in (2, 3):
        ladder.run(on, brug=newer)
        follow(on, rules)
    ladder.run(4, ander={"name": "Ander", "city": "Zwolle", "level": "1"})
    follow(4, rules)
    assert (list(ProfileVersion.objects.values()), list(OwnWords.objects.values())) == before


def test_a_register_s_newer_word_is_offered_and_counts_once_it_is_taken_over(
    ladder: PublishedRegister, brug: Enterprise, rules: ListingRules
) -> None:
    says(brug, website="eigen.example", pitch="Wij")
    ladder.run(2, brug={**BRUG, "website": "https://nieuw.example/"})
    follow(2, rules)
    brug.refresh_from_db()
    assert shown_of(brug).website == "https://eigen.example"
    [offer] = offers(brug)
    assert (offer.field, offer.now, offer.since) == ("website", ("https://nieuw.example/",), day(2))

    version = take_over(enterprise=brug, field="website", actor="person:1")
    assert (version.kind, content_of(version).website, shown_of(brug).pitch) == (
        VersionKind.REGISTER,
        "",
        "Wij",
    )
    assert offers(brug) == ()


def test_one_s_own_word_can_be_kept(ladder: PublishedRegister, brug: Enterprise, rules: ListingRules) -> None:
    says(brug, description="Ons verhaal")
    ladder.run(2, brug={**BRUG, "description": "Hun verhaal"})
    follow(2, rules)
    brug.refresh_from_db()
    keep(enterprise=brug, field="description", actor="person:1")
    assert (offers(brug), shown_of(brug).description) == ((), "Ons verhaal")
    assert history(brug)[0].parts == ()


@pytest.mark.parametrize("field", ["website", "pitch", "name", "", "__class__"])
def test_what_is_not_offered_cannot_be_taken_over_or_kept(brug: Enterprise, field: str) -> None:
    says(brug, website="eigen.example")
    for act in (take_over, keep):
        with pytest.raises(NothingOffered):
            act(enterprise=brug, field=field, actor="person:1")
    assert ProfileVersion.objects.count() == 1


def test_nothing_that_is_said_touches_what_registers_show_or_prove(
    brug: Enterprise, rules: ListingRules
) -> None:
    def told() -> tuple[object, ...]:
        rows = [
            {name: value for name, value in row.items() if name not in {"own_words", "categories"}}
            for row in export_rows(day(1), rules, everyone=True)
        ]
        fields = [field.attname for field in Enterprise._meta.concrete_fields]
        return rows, evidence(brug, day(1), rules).as_json(), list(Enterprise.objects.values(*fields))

    before = told()
    version = says(brug, **EVERYTHING)
    assert told() == before
    save(enterprise=brug, content=Content(), actor="person:1")
    undo(enterprise=brug, to=version.pk, actor="person:1")
    assert told() == before
    latest_said = latest(brug)
    assert latest_said is not None
    assert latest_said.number == 3


def test_export_has_own_words_beside_those_of_the_registers_without_the_contact(
    brug: Enterprise, rules: ListingRules
) -> None:
    [row] = export_rows(day(1), rules)
    assert row["own_words"] is None
    says(brug, **EVERYTHING)
    [row] = export_rows(day(1), rules)
    assert (row["offerings"], row["description"]) == (BRUG["offerings"], BRUG["description"])
    assert row["own_words"]["offerings"][0] == {"text": "Bruidstaarten", "category": "15812000"}
    assert (row["own_words"]["website"], row["own_words"]["impact"][0]["number"]) == (
        "https://www.taart.example",
        "12.5",
    )
    assert "Ans Bakker" not in str(row)
    assert "06 12345678" not in str(row)


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_each_have_their_version(brug: Enterprise) -> None:
    def say() -> None:
        try:
            says(brug, "person:2", pitch="Twee")
        finally:
            connection.close()

    other = threading.Thread(target=say)
    with transaction.atomic():
        says(brug, pitch="Een")
        other.start()
        other.join(_A_MOMENT)
        assert other.is_alive()
    other.join()
    assert [(change.version.number, change.content.pitch) for change in history(brug)] == [
        (2, "Twee"),
        (1, "Een"),
    ]
    assert shown_of(brug).pitch == "Twee"
