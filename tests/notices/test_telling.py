# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import Settings

from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.notices.actions import UnusableNotice
from kapstok.notices.models import Message, Notice, Preference
from kapstok.notices.telling import Words, tell
from kapstok.notices.topics import Delivery, Topic

pytestmark = pytest.mark.django_db

CLAIMS = Topic("claims", "Claims")
SUMMARY = Topic("summary", "Samenvatting", Delivery.DIGEST)


def person(name: str, **more: object) -> Person:
    return Person.objects.create(email=f"{name}@voorbeeld.example", joined_at=now(), **more)


def said() -> Words:
    if translation.get_language() == "en":
        return Words("Your claim was granted", "The profile is yours.")
    return Words("Uw claim is toegekend", "Het profiel is van u.")


def granted(*people: Person, topic: Topic = CLAIMS, key: str = "claim:1", path: str = "/mijn") -> int:
    return tell(people=people, topic=topic, key=key, words=said, path=path)


def test_everybody_is_told_on_the_site_and_by_mail_in_their_own_language(settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://oost.example"
    anna, bram = person("anna"), person("bram", language="en")
    assert granted(anna, bram) == 2
    assert dict(Message.objects.values_list("person", "subject")) == {
        anna.pk: "Uw claim is toegekend",
        bram.pk: "Your claim was granted",
    }
    assert dict(Notice.objects.values_list("address", "text")) == {
        anna.email: "Het profiel is van u.\n\nhttps://oost.example/mijn\n",
        bram.email: "The profile is yours.\n\nhttps://oost.example/en/mijn\n",
    }


def test_nobody_is_told_the_same_thing_twice() -> None:
    anna, bram = person("anna"), person("bram")
    assert granted(anna, anna) == 1
    assert granted(anna, bram) == 1
    assert granted(anna, bram) == 0
    assert granted(anna, key="claim:2") == 1
    assert Message.objects.count() == Notice.objects.count() == 3


def test_what_was_undone_was_not_told() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        granted(person("anna"))
        raise RuntimeError
    assert not Message.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("topic", "chosen", "mailed_now"),
    [
        (CLAIMS, None, True),
        (CLAIMS, Delivery.DIGEST, False),
        (CLAIMS, Delivery.SITE, False),
        (SUMMARY, None, False),
        (SUMMARY, Delivery.AT_ONCE, True),
    ],
)
def test_mail_goes_as_the_person_chose_and_else_as_the_topic_says(
    topic: Topic, chosen: Delivery | None, mailed_now: bool
) -> None:
    anna = person("anna")
    Preference.objects.create(person=anna, topic="other", delivery=Delivery.SITE)
    if chosen:
        Preference.objects.create(person=anna, topic=topic.id, delivery=chosen)
    assert granted(anna, topic=topic) == 1
    assert Message.objects.get().delivery == (chosen or topic.default)
    assert Notice.objects.exists() == mailed_now


def test_a_closed_account_is_told_nothing() -> None:
    assert granted(person("anna", is_active=False)) == 0
    assert not Message.objects.exists()


def test_an_erased_person_takes_what_they_were_told_along() -> None:
    anna, bram = person("anna"), person("bram")
    granted(anna, bram)
    Preference.objects.create(person=anna, topic="claims", delivery=Delivery.SITE)
    anna.delete()
    assert set(Message.objects.values_list("person", flat=True)) == {bram.pk}
    assert set(Notice.objects.values_list("person", flat=True)) == {bram.pk}
    assert not Preference.objects.exists()


def test_an_address_that_mail_cannot_go_to_is_told_on_the_site_only() -> None:
    anna = Person.objects.create(email="anna\r\nBcc: bram@voorbeeld.example", joined_at=now())
    assert granted(anna, person("bram")) == 2
    assert set(Notice.objects.values_list("address", flat=True)) == {"bram@voorbeeld.example"}


def test_a_subject_with_words_of_strangers_stands_on_one_line() -> None:
    words = Words("Claim van Brood\r\nBcc: cor@voorbeeld.example \u202eolla" + "x" * 300, "  Kijk.\n")
    tell(people=[person("anna")], topic=CLAIMS, key="claim:1", words=lambda: words)
    told = Message.objects.get()
    assert told.subject.startswith("Claim van Brood Bcc: cor@voorbeeld.example ollaxxx")
    assert (len(told.subject), told.subject.isprintable(), told.text) == (250, True, "Kijk.")
    assert Notice.objects.get().text == "Kijk.\n"


@pytest.mark.parametrize("path", ["mijn", "//elders.example", "https://elders.example", "/mijn\n/x"])
def test_a_path_leads_to_a_page_of_ours(path: str) -> None:
    with pytest.raises(UnusableNotice):
        granted(person("anna"), path=path)


@pytest.mark.parametrize("key", ["", "claim\n1", "x" * 301])
def test_a_key_is_one_line(key: str) -> None:
    with pytest.raises(UnusableNotice):
        granted(person("anna"), key=key)


def test_a_language_that_the_site_does_not_speak_is_the_site_s_own() -> None:
    granted(person("anna", language="fy"))
    assert Message.objects.get().language == "nl"


def test_telling_many_takes_as_many_queries_as_telling_one() -> None:
    def queries(count: int) -> int:
        people = [person(f"p{count}-{number}") for number in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert granted(*people) == count
        return len(captured)

    assert queries(40) == queries(1)


@pytest.mark.parametrize("name", ["", "digest", "Claims", "a b", "a" * 61])
def test_a_topic_has_an_id_that_can_stand_in_an_address(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the id"):
        Topic(name, "Iets")
