# SPDX-License-Identifier: EUPL-1.2
"""Every address below /beheer, walked by everybody: a door opens to whom it is for, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from kapstok.accounts.actions import deactivate, end_sessions
from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.accounts.rules import Permission
from kapstok.web.beheer.urls import urlpatterns
from tests.web.beheer.conftest import Colleague, signed_in
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

# The way in: allauth's own views stand here, which look after themselves.
OPEN_TO_ALL = {
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
}
# What somebody who signed in may do without a second factor: set one up, and what belongs to that.
OPEN_TO_SIGNED_IN = {
    "account_change_password",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
# What opens to a key in its address, for programs that cannot sign in.
OPEN_BY_KEY = {"beheer_events_feed"}
# What a value in an address is called, and one that is nobody's.
VALUES = {"uidb36": "1", "key": "x-y", "slug": "niets", "token": "niets"}


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
    wanted = pattern.pattern.regex.groupindex
    return reverse(pattern.name, kwargs={name: VALUES.get(name, 0) for name in wanted})


def test_every_address_has_a_door_or_is_the_way_in() -> None:
    assert {pattern.name for pattern in urlpatterns} == {
        *DOORS,
        *OPEN_TO_ALL,
        *OPEN_TO_SIGNED_IN,
        *OPEN_BY_KEY,
    }


def met(browser: Client, pattern: URLPattern) -> set[tuple[int, str]]:
    """How an address answers to being read and to being sent to, where it takes that: status, and where it leads."""
    answers = [browser.get(address(pattern)), browser.post(address(pattern))]
    return {(one.status_code, one.get("Location", "")) for one in answers if one.status_code != 405}


def test_nobody_gets_further_than_the_door(nobody: Client) -> None:
    for name, (pattern, _) in DOORS.items():
        for status, leads_to in met(nobody, pattern):
            assert (name, status) == (name, 302)
            assert leads_to.startswith("/beheer/aanmelden?next=%2Fbeheer"), name


def test_a_password_alone_opens_nothing(editor_without_second_factor: Client) -> None:
    for name, (pattern, _) in DOORS.items():
        assert (name, met(editor_without_second_factor, pattern)) == (
            name,
            {(302, "/beheer/tweede-stap/instellen")},
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


@pytest.mark.parametrize("name", sorted(OPEN_TO_SIGNED_IN))
def test_what_is_for_who_signed_in_sends_others_to_sign_in(nobody: Client, name: str) -> None:
    answer = nobody.get(reverse(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/beheer/aanmelden")


def test_somebody_without_a_role_is_refused(db: None) -> None:
    iris = Person.objects.create(email="iris@voorbeeld.example", joined_at="2026-01-01T00:00Z")
    assert signed_in(iris).get("/beheer").status_code == 403


def test_the_way_back_after_signing_in_is_the_page_that_was_asked_for(nobody: Client) -> None:
    assert nobody.get("/beheer/mensen?a=b")["Location"] == "/beheer/aanmelden?next=%2Fbeheer%2Fmensen%3Fa%3Db"
    assert nobody.post("/beheer/mensen/toevoegen")["Location"] == "/beheer/aanmelden?next=%2Fbeheer"


def test_english_stays_english_at_the_door(nobody: Client) -> None:
    assert nobody.get("/en/beheer")["Location"] == "/en/beheer/aanmelden?next=%2Fen%2Fbeheer"


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
    assert browser.get("/beheer")["Location"].startswith("/beheer/aanmelden")


@pytest.mark.parametrize("path", ["/", "/privacy"])
def test_a_public_page_costs_nothing_for_sign_in(client: Client, home: object, db: None, path: str) -> None:
    answer = client.get(path)
    assert answer.cookies == {}
    assert "Cookie" not in answer.get("Vary", "")
