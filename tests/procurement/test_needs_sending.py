# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from uuid import UUID

import pytest

from kapstok.accounts.enums import Function
from kapstok.accounts.models import Organisation, Person
from kapstok.core.clock import now
from kapstok.core.models import AuditEntry
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.notices.models import Message
from kapstok.procurement import needs
from kapstok.procurement.models import Need, NeedSent
from kapstok.procurement.needs import NeedGiven, TooManyToday, TooOftenToday, UnusableNeed, WrongNumber
from kapstok.procurement.needs_queries import received_by, senders_of, sent_by
from kapstok.procurement.needs_sending import NotListed, forget_buyer, say_read, send_need
from tests.enterprises.owners import acts_for, buyer_of, organisation, owner_of, person
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db

GLASS = NeedGiven("Glasbewassing", "Twee keer per jaar, 400 ramen.", day(30))
RULES: list[ListingRules] = []


@pytest.fixture(autouse=True)
def directory(home: object) -> PublishedRegister:
    rules = ListingRules.of(home.region())  # type: ignore[attr-defined]
    RULES[:] = [rules]
    ladder = PublishedRegister()
    ladder.run(
        1,
        brug={"name": "De Brug", "city": "Zwolle", "level": "1"},
        kade={"name": "De Kade", "city": "Deventer", "level": "1"},
        sluis={"name": "De Sluis", "city": "Zwolle", "level": "aspirant"},
    )
    follow(1, rules)
    return ladder


def enterprise(slug: str = "de-brug") -> Enterprise:
    return Enterprise.objects.get(slug=slug)


def send(buyer: Person, *slugs: str, given: NeedGiven = GLASS) -> Need:
    pks: list[UUID] = [enterprise(slug).pk for slug in slugs]
    (whom,) = senders_of(buyer)
    return send_need(
        organisation=whom, person=buyer, given=given, enterprises=pks, day=day(2), rules=RULES[0]
    )


def test_who_acts_for_an_enterprise_is_told_with_the_text_and_without_the_address() -> None:
    owner_of(enterprise())
    owner_of(enterprise(), "emma@voorbeeld.example", language="en")
    send(buyer_of(), "de-brug")
    dutch = Message.objects.get(person__language="nl")
    assert dutch.subject == "Vraag van Gemeente Zwolle: Glasbewassing"
    for words in ("Gemeente Zwolle", "De Brug", "Twee keer per jaar, 400 ramen.", "30 januari 2026"):
        assert words in dutch.text
    assert "bas@zwolle.example" not in dutch.text
    assert dutch.path == "/mijn/onderneming/de-brug/vragen"
    assert Message.objects.filter(person__language="en").exists()


def test_where_nobody_acts_nothing_is_delivered_and_that_is_kept() -> None:
    owner_of(enterprise())
    need = send(buyer_of(), "de-brug", "de-kade")
    assert {sent.enterprise.slug: sent.told for sent in need.sent.all()} == {"de-brug": 1, "de-kade": 0}
    owner_of(enterprise("de-kade"), "later@voorbeeld.example")
    assert list(received_by(enterprise("de-kade"))) == []
    assert [sent.need for sent in received_by(enterprise())] == [need]


def test_only_who_is_listed_that_day_is_asked_and_else_nobody_is() -> None:
    buyer = buyer_of()
    with pytest.raises(NotListed):
        send(buyer, "de-brug", "de-sluis")
    assert not Need.objects.exists()


def test_a_need_that_cannot_be_used_or_goes_to_too_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    buyer = buyer_of()
    with pytest.raises(UnusableNeed):
        send(buyer, "de-brug", given=NeedGiven("", "tekst"))
    with pytest.raises(WrongNumber):
        send(buyer)
    monkeypatch.setattr(needs, "MOST_A_DAY", 3)
    send(buyer, "de-brug", "de-kade")
    with pytest.raises(TooManyToday):
        send(buyer, "de-brug", "de-kade")
    send(buyer, "de-brug")
    send(buyer_of("Gemeente Deventer", "dirk@deventer.example"), "de-brug", "de-kade")


def test_an_organisation_asks_one_enterprise_three_times_a_day_whatever_it_was_called_then() -> None:
    buyer = buyer_of()
    for slug in ("de-brug", "de-brug", "de-kade"):
        send(buyer, slug)
    Enterprise.objects.filter(slug="de-kade").update(merged_into=enterprise("de-brug"))
    (whom,) = senders_of(buyer)
    carla = acts_for(person("carla@zwolle.example"), whom, Function.COORDINATOR)
    with pytest.raises(TooOftenToday) as refused:
        send(carla, "de-brug")
    assert refused.value.enterprises == (enterprise().pk,)
    send(buyer_of("Gemeente Deventer", "dirk@deventer.example"), "de-brug")
    Need.objects.filter(organisation=whom).update(made_at=now() - needs.A_DAY)
    send(carla, "de-brug")


def test_one_enterprise_named_twice_is_asked_once() -> None:
    assert send(buyer_of(), "de-brug", "de-brug").sent.count() == 1


def test_only_buyers_and_coordinators_of_open_organisations_send() -> None:
    buyer = buyer_of()
    (whom,) = senders_of(buyer)
    assert list(senders_of(acts_for(person("carla@zwolle.example"), whom, Function.COORDINATOR))) == [whom]
    assert list(senders_of(acts_for(person("mo@zwolle.example"), whom, Function.MANAGER))) == []
    Organisation.objects.filter(pk=whom.pk).update(closed_at="2026-01-01T00:00:00Z")
    assert list(senders_of(buyer)) == []


def test_a_buyer_sees_what_their_organisation_sent_and_nothing_of_another() -> None:
    buyer, other = buyer_of(), buyer_of("Gemeente Deventer", "dirk@deventer.example")
    need = send(buyer, "de-brug")
    assert list(sent_by(senders_of(buyer))) == [need]
    assert list(sent_by(senders_of(other))) == []
    assert list(sent_by([organisation("Niemand")])) == []


def test_that_it_was_read_is_what_the_enterprise_says_the_first_time() -> None:
    owner = owner_of(enterprise())
    send(buyer_of(), "de-brug")
    (sent,) = received_by(enterprise())
    assert sent.opened_at is None
    assert say_read(sent=sent, actor=owner.actor)
    first = NeedSent.objects.get(pk=sent.pk).opened_at
    assert not say_read(sent=sent, actor=owner.actor)
    assert NeedSent.objects.get(pk=sent.pk).opened_at == first
    assert AuditEntry.objects.filter(verb="read need").count() == 1


def test_what_is_sent_stands_in_the_trail_without_a_word_of_it() -> None:
    buyer = buyer_of()
    need = send(buyer, "de-brug")
    entry = AuditEntry.objects.get(verb="send need")
    assert (entry.actor, entry.subject, entry.details) == (buyer.actor, f"need:{need.pk}", {"enterprises": 1})


def test_the_address_of_a_buyer_who_is_erased_goes() -> None:
    buyer = buyer_of()
    need = send(buyer, "de-brug")
    assert forget_buyer(email="BAS@zwolle.example") == 1
    need.refresh_from_db()
    assert need.email == ""


def test_a_hostile_title_stays_one_line_of_text() -> None:
    owner_of(enterprise())
    send(buyer_of(), "de-brug", given=NeedGiven("Ramen\r\nBcc: x@evil.example", "<script>1</script>"))
    assert "\n" not in Message.objects.get().subject
