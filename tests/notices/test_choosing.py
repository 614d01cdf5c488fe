# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.core.models import AuditEntry
from kapstok.notices.choosing import asked_by, choose, chosen, unsubscribe
from kapstok.notices.enums import NoticeState
from kapstok.notices.models import Message, Notice, Preference
from kapstok.notices.topics import DIGEST_ID, Delivery
from kapstok.notices.unsubscribing import token
from tests.notices.people import CLAIMS, SUMMARY, person, told

pytestmark = pytest.mark.django_db

TOPICS = (CLAIMS, SUMMARY)


def test_who_chose_nothing_has_what_the_topics_say() -> None:
    assert chosen(person("anna"), TOPICS) == {"claims": Delivery.AT_ONCE, "summary": Delivery.DIGEST}


def test_a_choice_is_kept_for_that_person_and_stands_in_the_trail_once() -> None:
    anna, bram = person("anna"), person("bram")
    assert choose(person=anna, deliveries={"claims": Delivery.SITE, "summary": Delivery.AT_ONCE}) == 2
    assert choose(person=anna, deliveries={"claims": Delivery.SITE, "summary": Delivery.DIGEST}) == 1
    assert choose(person=anna, deliveries={"claims": Delivery.SITE}) == 0
    assert chosen(anna, TOPICS) == {"claims": Delivery.SITE, "summary": Delivery.DIGEST}
    assert chosen(bram, TOPICS)["claims"] == Delivery.AT_ONCE
    trail = AuditEntry.objects.filter(subject="notices").order_by("id")
    assert [entry.details for entry in trail] == [
        {"claims": "site", "summary": "at_once"},
        {"summary": "digest"},
    ]
    assert {entry.actor for entry in trail} == {anna.actor}


def test_what_still_waits_is_not_mailed_after_that_and_stays_on_the_site() -> None:
    anna, bram = person("anna"), person("bram")
    told(anna, bram)
    told(anna, key="claim:0")
    told(anna, topic=SUMMARY, key="summary:1")
    Notice.objects.filter(person=anna, key="claim:0").update(state=NoticeState.SENT)
    choose(person=anna, deliveries=dict.fromkeys(("claims", "summary"), Delivery.SITE))
    assert set(Notice.objects.values_list("person", "key")) == {(bram.pk, "claim:1"), (anna.pk, "claim:0")}
    assert Message.objects.get(key="summary:1").delivery == Delivery.SITE
    assert Message.objects.filter(person=anna).count() == 3


def test_a_link_says_who_and_what_and_one_that_we_did_not_sign_says_nothing() -> None:
    anna = person("anna")
    good = token(anna.pk, "claims")
    assert asked_by(good) == (anna, "claims")
    for bad in (good[:-1], f"{good}x", "", "x", "a:b", token(anna.pk + 1, "claims")):
        assert asked_by(bad) is None
    anna.delete()
    assert asked_by(good) is None


def test_unsubscribing_ends_mail_about_that_topic_only_and_twice_is_once() -> None:
    anna = person("anna")
    for _ in range(2):
        unsubscribe(person=anna, topic="claims", topics=TOPICS)
    assert chosen(anna, TOPICS) == {"claims": Delivery.SITE, "summary": Delivery.DIGEST}
    told(anna)
    assert not Notice.objects.exists()
    assert AuditEntry.objects.filter(subject="notices").count() == 1


def test_unsubscribing_from_the_mail_of_the_day_ends_all_that_goes_into_it() -> None:
    anna = person("anna")
    told(anna, topic=SUMMARY)
    unsubscribe(person=anna, topic=DIGEST_ID, topics=TOPICS)
    assert chosen(anna, TOPICS) == {"claims": Delivery.AT_ONCE, "summary": Delivery.SITE}
    assert Message.objects.get().delivery == Delivery.SITE


def test_an_older_topic_that_is_no_more_can_still_be_ended() -> None:
    anna = person("anna")
    unsubscribe(person=anna, topic="gone", topics=TOPICS)
    assert Preference.objects.get().topic == "gone"
