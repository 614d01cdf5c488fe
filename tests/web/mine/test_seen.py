# SPDX-License-Identifier: EUPL-1.2
"""The first page of one's own enterprise, and the word that renewal is under way, as an entrepreneur goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from kapstok.enterprises.models import Enterprise, RenewalNote
from kapstok.enterprises.renewing import remind
from kapstok.enterprises.visibility import tally as looks
from kapstok.notices.models import Message
from tests.enterprises.owners import editor, owner_of, person
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback, ladder

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
BEZEM, HOGELAND, OUD = "de-gouden-bezem", "drukkerij-het-hogeland", "kaarsenmakerij-oud-licht"


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    looks.TALLY.take()
    yield
    looks.TALLY.take()


def own(slug: str) -> str:
    return f"/mijn/onderneming/{slug}"


def owner(slug: str, email: str = "olga@voorbeeld.example") -> Client:
    client = Client()
    client.force_login(owner_of(Enterprise.objects.get(slug=slug), email))
    return client


def entry_of(slug: str, register: str = "ladder") -> int:
    return int(Enterprise.objects.get(slug=slug).labels.get(register=register).entry_id)


def say(client: Client, slug: str, entry: int, do: str = "zeg") -> int:
    answer = client.post(f"{own(slug)}/verlenging", {"vermelding": str(entry), "doe": do})
    return answer.status_code


@pytest.mark.parametrize(
    ("slug", "title", "todo"),
    [
        (BEZEM, "Uw onderneming staat in de zoekresultaten", "Oost-Nederland"),
        (HOGELAND, "Uw label wacht op verlenging", "wachten wij"),
        (OUD, "Uw onderneming staat niet meer in de zoekresultaten", "Uw profiel blijft van u"),
    ],
)
def test_it_says_whether_one_is_listed_why_and_what_to_do(
    east: RegionOnLoopback, slug: str, title: str, todo: str
) -> None:
    answer = owner(slug).get(own(slug))
    assert (answer.status_code, faults(answer)) == (200, [])
    page = Page(answer)
    assert title in page.one(".utrecht-alert__title")
    assert todo in page.one(".utrecht-alert")
    assert "PSO-Nederland" in page.one("#labels ~ ul")


def test_it_says_that_a_level_does_not_count_or_that_one_is_elsewhere(east: RegionOnLoopback) -> None:
    entries = [
        {"key": "a", "name": "Aspirant", "level": "aspirant", "city": "Zwolle", "postcode": "8011 AB"},
        {"key": "b", "name": "Ver Weg", "level": "1", "city": "Amsterdam", "postcode": "1012 AB"},
        {"key": "c", "name": "Nergens", "level": "1"},
    ]
    east.sync(ladder=[*ladder(east.today), *entries])
    said = {
        slug: Page(owner(slug, f"{slug}@x.example").get(own(slug))).one(".utrecht-alert")
        for slug in ("aspirant", "ver-weg", "nergens")
    }
    assert "telt met dit niveau of deze status niet mee" in said["aspirant"]
    assert "niet in Oost-Nederland" in said["ver-weg"]
    assert "Wij weten niet in welke gemeente u zit" in said["nergens"]


def test_days_are_counted_for_a_label_that_holds_only(region: RegionOnLoopback) -> None:
    """A register may drop an entry before the end that it told; its label is over then, whatever that end."""
    today = region.today
    until = (today + timedelta(days=9)).isoformat()
    ends = [
        one | {"valid_until": until} if one["key"] in ("bezem", "hogeland") else one for one in ladder(today)
    ]
    region.sync(today - timedelta(days=40), ladder=ends)
    for ago in (39, 20, 0):
        region.sync(today - timedelta(days=ago), ladder=[one for one in ends if one["key"] != "hogeland"])
    said = {
        slug: Page(owner(slug, f"{slug}@x.example").get(own(slug))).one("#labels ~ ul")
        for slug in (BEZEM, HOGELAND)
    }
    assert "Nog 9 dagen geldig." in said[BEZEM]
    assert "Dit label geldt niet meer." in said[HOGELAND]
    assert "dagen geldig" not in said[HOGELAND]


def test_only_who_acts_for_it_and_editors_see_it(east: RegionOnLoopback) -> None:
    assert owner(BEZEM).get(own(BEZEM)).status_code == 200
    assert owner(HOGELAND, "hans@voorbeeld.example").get(own(BEZEM)).status_code == 403
    stranger = Client()
    assert stranger.get(own(BEZEM)).status_code == 302
    stranger.force_login(person("iris@voorbeeld.example"))
    assert stranger.get(own(BEZEM)).status_code == 403
    assert owner(OUD, "ot@voorbeeld.example").get(own("niets")).status_code == 404


def test_what_was_counted_is_shown_in_a_picture_with_a_table(east: RegionOnLoopback) -> None:
    reader = Client(headers={"user-agent": BROWSER})
    for _ in range(3):
        reader.get("/aanbod", {"q": "schoonmaak"})
    reader.get("/aanbod", {"q": "glasbewassing"})
    reader.get(f"/onderneming/{BEZEM}")
    looks.write_down()
    answer = owner(BEZEM).get(own(BEZEM))
    page = Page(answer)
    assert faults(answer) == []
    assert page.all("#gezocht ~ .kapstok-scroll tbody tr") == ["schoonmaak3"]
    assert page.all("svg.kapstok-seen rect") == ["", ""]
    last = page.all("#gezien ~ details tbody tr")[0]
    assert last.endswith("41")


def test_where_nobody_looked_there_is_no_picture(east: RegionOnLoopback) -> None:
    page = Page(owner(BEZEM).get(own(BEZEM)))
    assert not page.all("svg.kapstok-seen")
    assert "Nog niemand zag u" in page.text


def test_saying_that_renewal_is_under_way_shows_at_once_as_its_own_word_and_changes_nothing_else(
    east: RegionOnLoopback,
) -> None:
    client, visitor, public = owner(HOGELAND), Client(), f"/onderneming/{HOGELAND}"
    before = Page(visitor.get(public)).text
    listed = Page(visitor.get("/aanbod")).text
    proof = Page(visitor.get(f"{public}/bewijs")).text
    assert say(client, HOGELAND, entry_of(HOGELAND)) == 302
    after = Page(visitor.get(public)).text
    said = "Verlenging loopt, zegt de onderneming zelf sinds"
    assert said not in before
    assert said in after
    assert Page(visitor.get("/aanbod")).text == listed
    assert Page(visitor.get(f"{public}/bewijs")).text == proof
    assert "verlenging loopt" in Page(client.get(own(HOGELAND))).one("#labels ~ ul")
    assert say(client, HOGELAND, entry_of(HOGELAND), "terug") == 302
    assert Page(visitor.get(public)).text == before


def test_a_newer_date_of_the_register_takes_the_words_away(east: RegionOnLoopback) -> None:
    say(owner(HOGELAND), HOGELAND, entry_of(HOGELAND))
    renewed = [
        {**one, "valid_until": (east.today + timedelta(days=700)).isoformat()}
        if one["key"] == "hogeland"
        else one
        for one in ladder(east.today)
    ]
    east.sync(ladder=renewed)
    page = Page(Client().get(f"/onderneming/{HOGELAND}"))
    assert "Verlenging loopt" not in page.text
    assert "Drukkerij Het Hogeland" in Page(Client().get("/aanbod")).text


def test_nobody_says_it_for_another_enterprise_or_of_a_label_that_is_far_from_its_end(
    east: RegionOnLoopback,
) -> None:
    client = owner(HOGELAND)
    assert say(client, OUD, entry_of(OUD)) == 403
    assert say(client, HOGELAND, entry_of(OUD)) == 302
    assert say(client, HOGELAND, 999_999) == 302
    groen = owner("groenwerk-twente", "gea@voorbeeld.example")
    assert say(groen, "groenwerk-twente", entry_of("groenwerk-twente")) == 302
    assert not RenewalNote.objects.exists()
    for hostile in ("", "x", "-1", "9" * 30, "\u0661"):
        assert client.post(f"{own(HOGELAND)}/verlenging", {"vermelding": hostile}).status_code in (302, 404)


def test_editors_see_the_page_and_have_no_word_to_say(east: RegionOnLoopback) -> None:
    eddy = Client()
    eddy.force_login(editor())
    page = Page(eddy.get(own(HOGELAND)))
    assert page.all(".kapstok-evidence")
    assert not page.all(".kapstok-evidence button")
    assert say(eddy, HOGELAND, entry_of(HOGELAND)) == 403


def test_the_reminder_leads_to_the_page(east: RegionOnLoopback) -> None:
    client = owner(BEZEM)
    remind(east.folder.region(), east.today + timedelta(days=10))
    assert client.get(Message.objects.get().path).status_code == 200


def test_in_english_it_is_english(east: RegionOnLoopback) -> None:
    page = Page(owner(BEZEM).get(f"/en{own(BEZEM)}"))
    assert "zoekresultaten" not in page.text
