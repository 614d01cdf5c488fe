# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.utils import translation

from kapstok.web.account.mails import invitation, mail

KINDS = [
    "account/email/password_reset",
    "account/email/password_changed",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/recovery_codes_generated",
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_says_what_happened_and_what_to_do_if_it_was_not_you(kind: str, language: str) -> None:
    with translation.override(language):
        subject, text = mail(kind, "Oost-Nederland", {"ip": "192.0.2.7", "user_agent": "Iets/1.0"})
    assert subject.startswith("Kapstok Oost-Nederland: ")
    assert ("beheerder" if language == "nl" else "administrator") in text
    # Where somebody was and with what is nobody's business, and mail is kept.
    assert "192.0.2.7" not in text
    assert "Iets/1.0" not in text


def test_an_invitation_carries_its_address_on_a_line_of_its_own() -> None:
    _, text = invitation("Oost-Nederland", "https://impact.example.nl/x?a=%41")
    assert "\nhttps://impact.example.nl/x?a=%41\n" in text


def test_a_mail_that_we_have_no_words_for_is_not_sent() -> None:
    with pytest.raises(KeyError):
        mail("account/email/email_confirmation_signup", "Oost-Nederland", {})
