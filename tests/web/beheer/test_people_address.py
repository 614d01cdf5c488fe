# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from kapstok.accounts.models import Person
from kapstok.core.models import AuditEntry
from kapstok.notices.models import Notice
from tests.web.beheer.conftest import Colleague, signed_in
from tests.web.reading import Page

pytestmark = pytest.mark.django_db


def change(browser: Client, person: Person, email: str) -> str:
    return Page(browser.post(f"/beheer/mensen/{person.pk}/adres", {"email": email}, follow=True)).text


def test_a_wrong_address_is_corrected_and_both_are_told(administrator: Client, colleague: Colleague) -> None:
    anna = colleague("anna")
    EmailAddress.objects.create(user=anna, email=anna.email, verified=True, primary=True)
    browser = signed_in(anna)
    assert "Het e-mailadres is veranderd." in change(administrator, anna, "Anna.Bos@voorbeeld.example")
    anna.refresh_from_db()
    assert anna.email == "anna.bos@voorbeeld.example"
    assert browser.get("/beheer").status_code == 302
    assert not EmailAddress.objects.exists()
    told = Notice.objects.filter(subject__startswith="Uw e-mailadres").values_list("address", flat=True)
    assert set(told) == {"anna@voorbeeld.example", "anna.bos@voorbeeld.example"}
    assert AuditEntry.objects.filter(verb="changed the e-mail address", subject=anna.actor).exists()
    assert not AuditEntry.objects.filter(details__icontains="@").exists()


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("geen adres", "Dit is geen e-mailadres."),
        ("", "Dit is geen"),
        ("ADRIE@voorbeeld.example", "Iemand anders"),
    ],
)
def test_what_cannot_be_her_address_changes_nothing(
    administrator: Client, colleague: Colleague, email: str, told: str
) -> None:
    anna = colleague("anna")
    assert told in change(administrator, anna, email)
    anna.refresh_from_db()
    assert anna.email == "anna@voorbeeld.example"
    assert not Notice.objects.exists()


def test_only_administrators_correct_addresses(editor: Client, colleague: Colleague) -> None:
    anna = colleague("anna")
    answer = editor.post(f"/beheer/mensen/{anna.pk}/adres", {"email": "x@voorbeeld.example"})
    assert answer.status_code == 403
