# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.notices import digest
from kapstok.notices.digest import goes_at, queue_digests
from kapstok.notices.inbox import read_all
from kapstok.notices.models import Message, Notice
from tests.notices.people import CLAIMS, SUMMARY, person, told

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def queue(day: date = TODAY, **later: float) -> int:
    """The digest of a day, with all that was told until now (or later)."""
    return queue_digests(day=day, before=now() + timedelta(seconds=1, **later))


def test_it_goes_at_half_past_seven_by_the_clock_of_the_region() -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    assert goes_at(date(2026, 1, 5), zone) == datetime(2026, 1, 5, 6, 30, tzinfo=UTC)
    assert goes_at(date(2026, 7, 5), zone) == datetime(2026, 7, 5, 5, 30, tzinfo=UTC)


def test_each_person_gets_one_mail_with_what_waits_in_their_language(settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://oost.example"
    anna, bram = person("anna"), person("bram", language="en")
    told(anna, bram, topic=SUMMARY, key="summary:1", subject="Gezien")
    told(anna, topic=SUMMARY, key="summary:2", subject="Gevonden", path="")
    told(anna, topic=CLAIMS)
    Notice.objects.all().delete()
    assert queue() == 2
    notice = Notice.objects.get(person=anna)
    assert (notice.key, notice.topic, notice.address) == ("digest:2026-11-23", "digest", anna.email)
    assert notice.subject == "2 nieuwe berichten voor u"
    assert notice.text == (
        "Gezien\n-----\nHet profiel is van u.\n\nhttps://oost.example/mijn\n\n"
        "Gevonden\n-----\nHet profiel is van u.\n\n"
        "Al uw berichten:\n\nhttps://oost.example/mijn/berichten\n"
    )
    assert Notice.objects.get(person=bram).text.endswith("https://oost.example/en/mijn/berichten\n")


def test_nobody_gets_two_on_a_day_and_what_came_too_late_waits_for_the_next() -> None:
    anna = person("anna")
    told(anna, topic=SUMMARY, key="summary:1")
    early = now() - timedelta(hours=1)
    assert queue_digests(day=TODAY, before=early) == 0
    assert (queue(), queue()) == (1, 0)
    told(anna, topic=SUMMARY, key="summary:2")
    assert queue() == 0
    assert queue(date(2026, 11, 24)) == 1
    assert Notice.objects.filter(person=anna).count() == 2


def test_killed_halfway_and_done_again_each_person_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [person(name) for name in ("anna", "bram", "cor")]
    told(*people, topic=SUMMARY)
    write, written = digest._words, []

    def killed_at_the_second(messages: list[Message], language: str) -> tuple[str, str]:
        written.append(language)
        if len(written) == 2:
            raise KeyboardInterrupt
        return write(messages, language)

    monkeypatch.setattr(digest, "_words", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        queue()
    assert Notice.objects.count() == Message.objects.exclude(mailed_at=None).count() == 1
    assert queue() == 2
    assert sorted(Notice.objects.values_list("address", flat=True)) == [one.email for one in people]


def test_what_was_read_on_the_site_is_not_mailed_again() -> None:
    anna = person("anna")
    told(anna, topic=SUMMARY)
    read_all(person=anna)
    assert queue() == 0


def test_a_closed_account_and_an_address_that_is_none_get_no_mail() -> None:
    anna, odd = person("anna"), Person.objects.create(email="geen adres", joined_at=now())
    told(anna, odd, topic=SUMMARY)
    Person.objects.filter(pk=anna.pk).update(is_active=False)
    assert queue() == 0
    assert not Notice.objects.exists()


def test_a_very_long_one_names_how_much_more_there_is() -> None:
    anna = person("anna")
    for number in range(53):
        told(anna, topic=SUMMARY, key=f"summary:{number}")
    assert queue() == 1
    notice = Notice.objects.get()
    assert notice.subject.startswith("53 ")
    assert notice.text.count("-----") == 50
    assert "Op de site staan er nog 3." in notice.text


def test_it_stops_between_two_people_when_it_is_told_to() -> None:
    told(person("anna"), person("bram"), topic=SUMMARY)
    stop = iter([False, True])
    assert queue_digests(day=TODAY, before=now() + timedelta(seconds=1), stopping=lambda: next(stop)) == 1
