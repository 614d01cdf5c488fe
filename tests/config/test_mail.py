# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.config.environment import WrongSetting
from kapstok.config.mail import MailServer, mail_sender, mail_server


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("", MailServer()),
        ("smtp://mail.example", MailServer("mail.example", 587, tls="starttls")),
        (
            "smtp://anna:geheim@mail.example:2525",
            MailServer("mail.example", 2525, "anna", "geheim", "starttls"),
        ),
        (
            "smtp://anna%40mail.example:a%2Fb@mail.example?tls=implicit",
            MailServer("mail.example", 465, "anna@mail.example", "a/b", "implicit"),
        ),
        ("smtp://127.0.0.1:8025/?tls=none", MailServer("127.0.0.1", 8025)),
        ("smtp://a:b@[::1]:25?tls=none", MailServer("::1", 25, "a", "b")),
    ],
)
def test_a_mail_server_is_one_address(
    address: str, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAPSTOK_EMAIL_URL", address)
    assert mail_server("KAPSTOK_EMAIL_URL") == server


@pytest.mark.parametrize(
    "address",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://anna:geheim@mail.example:99999",
        "smtp://anna:geheim@[mail.example",
        "smtp://anna:geheim@mail.example/inbox",
        "smtp://anna@mail.example",
        "smtp://:geheim@mail.example",
        "smtp://anna:geheim@mail.example?tls=maybe",
        "smtp://anna:geheim@mail.example?ssl=true",
        "smtp://anna:geheim@mail.example?tls=none",
    ],
)
def test_a_wrong_mail_server_is_refused_without_repeating_its_password(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAPSTOK_EMAIL_URL", address)
    with pytest.raises(WrongSetting, match=r"^KAPSTOK_EMAIL_URL: ") as caught:
        mail_server("KAPSTOK_EMAIL_URL")
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("sender", ["info@impact.example", "Impact Oost <info@impact.example>"])
def test_a_sender_is_an_address_with_or_without_a_name(sender: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAPSTOK_EMAIL_FROM", sender)
    assert mail_sender("KAPSTOK_EMAIL_FROM") == sender
    monkeypatch.delenv("KAPSTOK_EMAIL_FROM")
    assert mail_sender("KAPSTOK_EMAIL_FROM") is None


@pytest.mark.parametrize("sender", ["Impact Oost", "a@b@c", "info@impact.example\nBcc: x@y.example"])
def test_a_wrong_sender_is_refused(sender: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAPSTOK_EMAIL_FROM", sender)
    with pytest.raises(WrongSetting):
        mail_sender("KAPSTOK_EMAIL_FROM")
