# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kapstok.accounts.actions import deactivate
from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.queries import by_slug
from kapstok.enterprises.reporting import withhold
from kapstok.web.beheer.feed import feed_key
from kapstok.web.words import spoken
from tests.web.beheer.conftest import Colleague, signed_in
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback, crowd, ladder

LIST = "/beheer/labels"
FEED = "/beheer/labels/feed.xml"
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<script>alert(1)</script>\"'&\u202egnihton\u0007"


@pytest.fixture
def changed(east: RegionOnLoopback) -> RegionOnLoopback:
    """The region a day later: the Gouden Bezem lost its 30+ and Groenwerk moved up."""
    bezem, groenwerk, *others = ladder(east.today)
    after = [{**bezem, "flags": []}, {**groenwerk, "level": "2"}, *others]
    east.sync(east.today + timedelta(days=1), ladder=after)
    return east


@pytest.fixture
def anna(colleague: Colleague) -> Person:
    return colleague("anna")


def rows(page: Page) -> list[list[str]]:
    """Of each event: whose, what, and how the label is and was."""
    parts = ("name", "what", "label")
    told = [page.all(f".kapstok-event__{part}") for part in parts]
    return [list(one) for one in zip(*told, strict=True)]


def test_editors_see_what_became_of_labels_the_newest_first(
    changed: RegionOnLoopback, editor: Client
) -> None:
    page = Page(editor.get(LIST))
    assert rows(page) == [
        ["Groenwerk Twente", "Hoger", "PSO trede 2 was PSO trede 1"],
        ["De Gouden Bezem", "Lager", "PSO trede 3 was PSO trede 3 (30+)"],
    ]
    assert page.all("h2")[0] == spoken(changed.today + timedelta(days=1))
    assert page.links()["Groenwerk Twente"] == "/onderneming/groenwerk-twente"
    assert faults(editor.get(LIST)) == []


def test_what_was_there_at_the_first_run_comes_only_when_asked(
    changed: RegionOnLoopback, editor: Client
) -> None:
    assert len(rows(Page(editor.get(LIST)))) == 2
    assert len(rows(Page(editor.get(f"{LIST}?begin=1")))) == 7


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("soort=upgraded", ["Groenwerk Twente"]),
        ("label=cso", []),
        ("register=ladder&soort=downgraded", ["De Gouden Bezem"]),
        ("van=2999-01-01", []),
        ("tot=2000-01-01", []),
        ("soort=quatsch&label=geen&register=%00&van=gisteren", ["Groenwerk Twente", "De Gouden Bezem"]),
        ("pagina=9999", ["Groenwerk Twente", "De Gouden Bezem"]),
        ("van=" + "9" * 10_000, ["Groenwerk Twente", "De Gouden Bezem"]),
    ],
)
def test_filters(changed: RegionOnLoopback, editor: Client, asked: str, names: list[str]) -> None:
    answer = editor.get(f"{LIST}?{asked}")
    assert answer.status_code == 200
    assert [row[0] for row in rows(Page(answer))] == names


def test_a_day_that_cannot_be_read_is_said(changed: RegionOnLoopback, editor: Client) -> None:
    assert (
        Page(editor.get(f"{LIST}?van=gisteren"))
        .one(".utrecht-alert__title")
        .startswith("Deze dag kunnen wij niet")
    )


def test_the_number_of_queries_does_not_grow_with_the_list(east: RegionOnLoopback, editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(LIST).status_code == 200
        return len(captured)

    east.sync(east.today + timedelta(days=1), ladder=[*ladder(east.today), *crowd(1)])
    one = queries()
    east.sync(east.today + timedelta(days=2), ladder=[*ladder(east.today), *crowd(40)])
    assert queries() == one


def feed(person: Person, more: str = "", client: Client | None = None):  # type: ignore[no-untyped-def]
    return (client or Client()).get(f"{FEED}?sleutel={feed_key(person)}{more}")


def test_the_page_gives_a_feed_that_a_reader_without_sign_in_can_read(
    changed: RegionOnLoopback, anna: Person
) -> None:
    href = Page(signed_in(anna).get(LIST)).attributes("a.kapstok-secret", "href")[0]
    parts = urlsplit(href)
    answer = Client().get(f"{parts.path}?{parts.query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "Set-Cookie" not in answer
    tree = ET.fromstring(answer.content)
    assert [entry.findtext(f"{ATOM}title") for entry in tree.iter(f"{ATOM}entry")] == [
        "Groenwerk Twente: hoger, PSO trede 2 (was PSO trede 1)",
        "De Gouden Bezem: lager, PSO trede 3 (was PSO trede 3 (30+))",
    ]


def test_an_item_keeps_its_id_and_the_feed_its_filters(changed: RegionOnLoopback, anna: Person) -> None:
    def ids(more: str = "") -> list[str | None]:
        tree = ET.fromstring(feed(anna, more).content)
        return [entry.findtext(f"{ATOM}id") for entry in tree.iter(f"{ATOM}entry")]

    first = ids()
    changed.sync(changed.today + timedelta(days=2))
    assert ids() == first
    assert len(set(first)) == 2
    assert ids("&soort=upgraded") == first[:1]


@pytest.mark.parametrize(
    "key", ["", "1", "1-" + "0" * 64, "x" * 10_000, "9" * 400 + "-" + "a" * 64, "%00", "-1-" + "a" * 64]
)
def test_a_forged_key_opens_nothing(changed: RegionOnLoopback, anna: Person, key: str) -> None:
    assert Client().get(FEED, {"sleutel": key}).status_code == 404


def test_the_key_of_one_is_not_that_of_another(
    changed: RegionOnLoopback, anna: Person, colleague: Colleague
) -> None:
    other = colleague("bas")
    seal = feed_key(anna).partition("-")[2]
    assert Client().get(FEED, {"sleutel": f"{other.pk}-{seal}"}).status_code == 404


def test_signing_in_alone_opens_no_feed(changed: RegionOnLoopback, editor: Client) -> None:
    assert editor.get(FEED).status_code == 404


def test_a_new_password_takes_the_feed_away(changed: RegionOnLoopback, anna: Person) -> None:
    key = feed_key(anna)
    anna.set_password("een heel andere zin om binnen te komen")
    anna.save()
    assert Client().get(FEED, {"sleutel": key}).status_code == 404
    assert feed(anna).status_code == 200


def test_a_closed_account_or_another_role_takes_the_feed_away(
    changed: RegionOnLoopback, anna: Person, colleague: Colleague
) -> None:
    colleague("adrie", Role.ADMINISTRATOR)
    anna.role = ""
    anna.save()
    assert feed(anna).status_code == 404
    anna.role = Role.EDITOR
    anna.save()
    key = feed_key(anna)
    deactivate(person=anna, actor="test")
    assert Client().get(FEED, {"sleutel": key}).status_code == 404


def test_a_hostile_name_stays_a_name_in_the_feed_and_on_the_page(
    east: RegionOnLoopback, anna: Person, editor: Client
) -> None:
    east.sync(
        east.today + timedelta(days=1),
        ladder=[*ladder(east.today), {"key": "x", "name": HOSTILE, "level": "1", "city": "Zwolle"}],
    )
    answer = feed(anna)
    [title] = [entry.findtext(f"{ATOM}title") for entry in ET.fromstring(answer.content).iter(f"{ATOM}entry")]
    assert title == "<script>alert(1)</script>\"'&gnihton: nieuw, PSO trede 1"
    listed = editor.get(LIST)
    assert listed.status_code == 200
    assert b"<script>alert" not in listed.content
    assert "<bdi>&lt;script&gt;" in listed.content.decode()
    assert faults(listed) == []


def test_what_is_not_shown_at_request_is_not_in_the_feed(changed: RegionOnLoopback, anna: Person) -> None:
    withhold(
        enterprise=by_slug("groenwerk-twente")[0],
        reason="Bezwaar",
        actor="person:1",
        day=date.today(),  # noqa: DTZ011 - any day will do
        rules=ListingRules.of(changed.folder.region()),
    )
    assert b"Groenwerk" not in feed(anna).content


def test_the_list_and_the_feed_in_english(changed: RegionOnLoopback, anna: Person) -> None:
    page = Page(signed_in(anna).get(f"/en{LIST}"))
    assert rows(page)[0][1] == "Higher"
    with translation.override("en"):
        answer = Client().get(f"/en{FEED}?sleutel={feed_key(anna)}")
    assert "Groenwerk Twente: higher, PSO" in answer.content.decode()


def test_a_name_of_ten_thousand_characters_breaks_nothing(
    east: RegionOnLoopback, anna: Person, editor: Client
) -> None:
    long = {"key": "x", "name": "Lang " + "a" * 10_000, "level": "1", "city": "Zwolle", "status": HOSTILE}
    east.sync(east.today + timedelta(days=1), ladder=[*ladder(east.today), long])
    east.sync(east.today + timedelta(days=2), ladder=[*ladder(east.today), {**long, "level": "2"}])
    assert editor.get(LIST).status_code == 200
    assert len(list(ET.fromstring(feed(anna).content).iter(f"{ATOM}entry"))) == 2
