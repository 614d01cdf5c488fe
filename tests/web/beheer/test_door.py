# SPDX-License-Identifier: EUPL-1.2
"""Every address below /beheer, walked by everybody: a door opens to whom it is for, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.urls.converters import UUIDConverter

from kapstok.accounts.actions import deactivate, end_sessions
from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.accounts.rules import Permission
from kapstok.web.beheer.urls import urlpatterns
from tests.web.beheer.conftest import Colleague, signed_in
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

# What opens to a key in its address, for programs that cannot sign in.
OPEN_BY_KEY = {"beheer_events_feed"}
# What a value in an address is called, and one that is nobody's.
VALUES = {"slug": "niets", "token": "niets"}


def _behind_the_door() -> Iterator[tuple[URLPattern, Permission]]:
    for pattern in urlpatterns:
        if permission := getattr(pattern.callback, "permission", None) or _inside(pattern.callback):
            yield pattern, permission


def _inside(view: object) -> Permission | None:
    """The permission of a view that stands within another decorator."""
    while view := getattr(view, "__wrapped__", None):
        if permission := getattr(view, "permission", None):
            return permission
    return None


DOORS = {pattern.name: (pattern, permission) for pattern, permission in _behind_the_door()}


def address(pattern: URLPattern) -> str:
    wanted = pattern.pattern.converters or pattern.pattern.regex.groupindex
    return reverse(pattern.name, kwargs={name: _nobodys(pattern, name) for name in wanted})


def _nobodys(pattern: URLPattern, name: str) -> object:
    is_uuid = isinstance(pattern.pattern.converters.get(name), UUIDConverter)
    return UUID(int=0) if is_uuid else VALUES.get(name, 0)


def test_every_address_has_a_door() -> None:
    assert {pattern.name for pattern in urlpatterns} == {*DOORS, *OPEN_BY_KEY}


def met(browser: Client, pattern: URLPattern) -> set[tuple[int, str]]:
    """How an address answers to being read and to being sent to, where it takes that: status, and where it leads."""
    answers = [browser.get(address(pattern)), browser.post(address(pattern))]
    return {(one.status_code, one.get("Location", "")) for one in answers if one.status_code != 405}


def test_nobody_gets_further_than_the_door(nobody: Client) -> None:
    for name, (pattern, _) in DOORS.items():
        for status, leads_to in met(nobody, pattern):
            assert (name, status) == (name, 302)
            assert leads_to.startswith("/aanmelden?next=%2Fbeheer"), name


def test_a_password_alone_opens_nothing(editor_without_second_factor: Client) -> None:
    for name, (pattern, _) in DOORS.items():
        assert (name, met(editor_without_second_factor, pattern)) == (
            name,
            {(302, "/mijn/account/tweede-stap")},
        )


@pytest.mark.parametrize("role", Role)
def test_a_door_opens_to_whom_the_permission_is_granted(colleague: Colleague, role: Role) -> None:
    colleague("ander", Role.ADMINISTRATOR)
    browser = signed_in(colleague("ik", role))
    for name, (pattern, permission) in DOORS.items():
        statuses = {status for status, _ in met(browser, pattern)}
        if role in permission.roles:
            assert (name, bool(statuses), 403 in statuses) == (name, True, False)
        else:
            assert (name, statuses) == (name, {403})


def test_somebody_without_a_role_is_refused(db: None) -> None:
    iris = Person.objects.create(email="iris@voorbeeld.example", joined_at="2026-01-01T00:00Z")
    assert signed_in(iris).get("/beheer").status_code == 403


def test_the_way_back_after_signing_in_is_the_page_that_was_asked_for(nobody: Client) -> None:
    assert nobody.get("/beheer/mensen?a=b")["Location"] == "/aanmelden?next=%2Fbeheer%2Fmensen%3Fa%3Db"
    assert nobody.post("/beheer/mensen/toevoegen")["Location"] == "/aanmelden?next=%2Fbeheer"


def test_english_stays_english_at_the_door(nobody: Client) -> None:
    assert nobody.get("/en/beheer")["Location"] == "/en/aanmelden?next=%2Fen%2Fbeheer"


def test_no_page_of_editors_is_kept_or_found(editor: Client) -> None:
    answer = editor.get("/beheer")
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert Page(answer).attributes("meta[name=robots]", "content") == ["noindex"]


def test_a_closed_account_is_shut_out_at_once(colleague: Colleague) -> None:
    colleague("adrie", Role.ADMINISTRATOR)
    eddy = colleague("eddy")
    browser = signed_in(eddy)
    assert browser.get("/beheer").status_code == 200
    deactivate(person=eddy, actor="test")
    assert browser.get("/beheer").status_code == 302


def test_a_session_that_was_ended_elsewhere_opens_nothing(colleague: Colleague) -> None:
    eddy = colleague("eddy")
    browser = signed_in(eddy)
    end_sessions(person=eddy, actor="test")
    assert browser.get("/beheer")["Location"].startswith("/aanmelden")


@pytest.mark.parametrize("path", ["/", "/privacy"])
def test_a_public_page_costs_nothing_for_sign_in(client: Client, home: object, db: None, path: str) -> None:
    answer = client.get(path)
    assert answer.cookies == {}
    assert "Cookie" not in answer.get("Vary", "")
