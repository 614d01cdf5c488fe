# SPDX-License-Identifier: EUPL-1.2
"""What pages count of who looked: the enterprises that they show, by readers, also from memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.enterprises.models import Seen, SeenFor
from kapstok.enterprises.visibility import tally as looks
from kapstok.search import asked as questions
from tests.web.region import RegionOnLoopback, crowd, ladder

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    looks.TALLY.take()
    yield
    looks.TALLY.take()
    questions.TALLY.take()


@pytest.fixture
def reader(east: RegionOnLoopback) -> Client:
    return Client(headers={"user-agent": BROWSER})


def counts(slug: str) -> tuple[int, int]:
    """How often an enterprise was shown and opened, once written down."""
    looks.write_down()
    return Seen.objects.filter(enterprise__slug=slug).values_list("shown", "opened").first() or (0, 0)


def texts() -> dict[str, int]:
    looks.write_down()
    return dict(SeenFor.objects.filter(enterprise__slug="de-gouden-bezem").values_list("text", "count"))


def test_a_page_of_results_shows_and_a_page_of_its_own_is_opened(reader: Client) -> None:
    reader.get("/aanbod")
    reader.get("/onderneming/de-gouden-bezem")
    assert counts("de-gouden-bezem") == (1, 1)
    assert counts("groenwerk-twente") == (1, 0)
    assert counts("drukkerij-het-hogeland") == (0, 0)


def test_answers_from_memory_count_again(reader: Client) -> None:
    for _ in range(4):
        reader.get("/aanbod", {"q": "schoonmaak"})
        reader.get("/onderneming/de-gouden-bezem")
    assert counts("de-gouden-bezem") == (4, 4)
    assert texts() == {"schoonmaak": 4}


def test_only_what_stands_on_the_page_was_shown(reader: Client, east: RegionOnLoopback) -> None:
    east.sync(ladder=[*ladder(east.today), *crowd(30)])
    reader.get("/aanbod", {"q": "montage"})
    looks.write_down()
    assert Seen.objects.filter(shown=1).count() == 20
    reader.get("/aanbod", {"q": "montage", "pagina": "2"})
    looks.write_down()
    assert Seen.objects.filter(shown=1).count() == 30


def test_words_under_a_filter_are_words_by_which_one_is_found(reader: Client) -> None:
    reader.get("/aanbod", {"q": "Schoonmaak", "label": "pso"})
    assert texts() == {"schoonmaak": 1}


@pytest.mark.parametrize("text", ["De Gouden Bezem", "038 123 45 67", "info@goudenbezem.example"])
def test_a_text_that_may_be_about_a_person_is_not_kept(reader: Client, text: str) -> None:
    reader.get("/aanbod", {"q": text})
    assert texts() == {}


def test_robots_and_what_is_fetched_ahead_or_without_its_body_do_not_count(reader: Client) -> None:
    for _ in range(2):  # made, and from memory
        for path in ("/aanbod", "/onderneming/de-gouden-bezem"):
            reader.get(path, headers={"user-agent": "Examplebot/1.0"})
            reader.get(path, headers={"sec-purpose": "prefetch"})
            reader.head(path)
    assert counts("de-gouden-bezem") == (0, 0)


def test_who_has_signed_in_does_not_count_and_who_keeps_a_list_does(reader: Client) -> None:
    owner = Person.objects.create(email="olga@voorbeeld.example", joined_at=now())
    reader.force_login(owner)
    reader.get("/onderneming/de-gouden-bezem")
    assert counts("de-gouden-bezem") == (0, 0)
    keeper = Client(headers={"user-agent": BROWSER})
    keeper.post(
        "/lijst/bewaar", {"onderneming": "de-gouden-bezem"}, headers={"sec-fetch-site": "same-origin"}
    )
    keeper.get("/onderneming/de-gouden-bezem")
    assert counts("de-gouden-bezem") == (0, 1)
