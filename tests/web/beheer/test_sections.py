# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kapstok.accounts.rules import ENTER, MANAGE_PEOPLE
from kapstok.web.beheer import sections
from kapstok.web.beheer.sections import SECTIONS, Attention, Section
from tests.web.reading import Page, faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sections, each with one thing to do; the second is for administrators."""
    monkeypatch.setattr(
        sections,
        "SECTIONS",
        (
            Section(
                "Mensen", "beheer_parts", ENTER, count=lambda: 1240,
                attention=lambda: [Attention("Eén run wacht", "Er gaan 12 vermeldingen weg.", "/beheer/x", 1240)],
            ),
            Section(
                "Onderdelen", "beheer_people", MANAGE_PEOPLE,
                attention=lambda: [Attention("Nog iets", "", "/beheer/y")],
            ),
        ),
    )  # fmt: skip


def test_the_navigation_shows_what_one_may_open(editor: Client, administrator: Client) -> None:
    his = Page(editor.get("/beheer")).links(".kapstok-desk__nav a")
    hers = Page(administrator.get("/beheer")).links(".kapstok-desk__nav a")
    assert "Mensen" not in his
    assert hers["Mensen"] == "/beheer/mensen"


def test_the_navigation_shows_where_one_is(administrator: Client) -> None:
    for path, here in (
        ("/beheer", "Overzicht"),
        ("/beheer/mensen", "Mensen"),
        ("/mijn/account", "Mijn account"),
    ):
        assert Page(administrator.get(path)).all(".kapstok-desk__nav [aria-current=page]") == [here]


def test_what_waits_stands_in_the_overview_and_beside_the_section(waiting: None, editor: Client) -> None:
    answer = editor.get("/beheer")
    page = Page(answer)
    assert faults(answer) == []
    assert page.all(".kapstok-waiting__line") == ["1.240 Eén run wacht Er gaan 12 vermeldingen weg."]
    assert "Mensen 1.240" in page.all(".kapstok-desk__nav a")


def test_what_waits_for_others_is_not_shown(waiting: None, editor: Client, administrator: Client) -> None:
    assert len(Page(editor.get("/beheer")).all(".kapstok-waiting__line")) == 1
    assert len(Page(administrator.get("/beheer")).all(".kapstok-waiting__line")) == 2


def test_an_overview_without_work_says_so(monkeypatch: pytest.MonkeyPatch, editor: Client) -> None:
    monkeypatch.setattr(sections, "SECTIONS", ())
    assert Page(editor.get("/beheer")).one(".kapstok-empty h2") == "Niets te doen"


def test_every_section_has_its_page() -> None:
    for section in SECTIONS:
        assert reverse(section.url).startswith("/beheer/")
    assert len({section.title for section in SECTIONS}) == len(SECTIONS)
