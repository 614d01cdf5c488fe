# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.core.models import AuditEntry
from kapstok.enterprises.enums import VersionKind
from kapstok.enterprises.models import Enterprise, OwnWords, ProfileVersion
from kapstok.enterprises.own_words.content import Contact
from kapstok.enterprises.own_words.forgetting import forget, versions_with
from kapstok.enterprises.own_words.queries import content_of, history, latest
from kapstok.search.models import OutboxItem
from tests.enterprises.own_words.said import BRUG, EVERYTHING, says

pytestmark = pytest.mark.django_db

ANS = EVERYTHING["contact"]


def everything_kept() -> str:
    return str([list(model.objects.values()) for model in (ProfileVersion, OwnWords, AuditEntry)])


def test_a_contact_is_blanked_in_every_version_and_on_the_page(brug: Enterprise) -> None:
    says(brug, **EVERYTHING)
    says(brug, pitch="Anders", contact={**ANS, "email": "ANS@taart.example"})
    before = OutboxItem.objects.get(key=str(brug.pk)).position
    assert len(versions_with(" Ans@Taart.example ")) == 2

    assert forget(email="ans@taart.example ", actor="person:9") == 2

    assert not {word for word in (*ANS.values(), "ANS@") if word in everything_kept()}
    last = latest(brug)
    assert last is not None
    assert (last.kind, last.number, content_of(last).pitch, content_of(last).contact) == (
        VersionKind.ERASURE, 3, "Anders", Contact(),
    )  # fmt: skip
    assert OutboxItem.objects.get(key=str(brug.pk)).position > before
    assert AuditEntry.objects.filter(verb="forget contact", actor="person:9").count() == 1
    assert forget(email="ans@taart.example", actor="person:9") == 0
    assert len(history(brug)) == 3


def test_somebody_who_stood_only_in_an_older_version_gets_no_new_one(brug: Enterprise) -> None:
    says(brug, contact=ANS)
    says(brug, contact={"email": "bo@taart.example"})
    assert forget(email="ans@taart.example", actor="person:9") == 1
    assert ProfileVersion.objects.count() == 2
    assert content_of(latest(brug)).contact.email == "bo@taart.example"


def test_what_the_register_said_when_they_chose_is_forgotten_too(brug: Enterprise) -> None:
    says(brug, contact={"email": "bo@taart.example"})
    assert content_of(latest(brug)).over["email"] == (BRUG["email"],)
    assert forget(email=BRUG["email"], actor="person:9") == 1
    assert BRUG["email"] not in everything_kept()
    assert content_of(latest(brug)).contact.email == "bo@taart.example"


@pytest.mark.parametrize("email", ["", "  ", "iemand@anders.example", "%", "ans@taart.exampl_"])
def test_who_is_not_in_it_changes_nothing(brug: Enterprise, email: str) -> None:
    says(brug, **EVERYTHING)
    before = everything_kept()
    assert forget(email=email, actor="person:9") == 0
    assert everything_kept() == before


def test_an_address_in_a_text_goes_alone_and_somebody_with_nearly_the_same_stays(brug: Enterprise) -> None:
    says(
        brug,
        description="Mail Ans@taart.example. Of jans@taart.example, of ans@taart.example.org!",
        offerings=[{"text": "ans@taart.example"}, {"text": "Taart"}],
        contact={"email": "jans@taart.example"},
    )
    assert forget(email="ans@taart.example", actor="person:9") == 1
    words = content_of(latest(brug))
    assert words.description == "Mail …. Of jans@taart.example, of ans@taart.example.org!"
    assert [offering.text for offering in words.offerings] == ["…", "Taart"]
    assert words.contact.email == "jans@taart.example"


def test_an_address_of_other_letters_is_found_too(brug: Enterprise) -> None:
    says(brug, description="Mail zoë@taart.example")
    assert forget(email="zoë@taart.example", actor="person:9") == 1
    assert "zoë" not in everything_kept()


def test_a_contact_by_name_only_goes_with_whoever_wrote_it_and_not_with_who_carried_it_along(
    brug: Enterprise,
) -> None:
    says(brug, actor="person:ans", contact={"name": "Ans", "phone": "06 99887766"})
    says(brug, actor="person:bo", contact={"name": "Ans", "phone": "06 99887766"}, pitch="Van Bo")
    assert forget(email="bo@taart.example", actor="person:9", author="person:bo") == 0
    assert forget(email="ans@elders.example", actor="person:9", author="person:ans") == 2
    assert "Ans" not in everything_kept()
    assert "9988" not in everything_kept()
    assert content_of(latest(brug)).pitch == "Van Bo"
