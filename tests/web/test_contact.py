# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.web.contact import email, phone, postal, web_address, website


@pytest.mark.parametrize(
    "address", ["https://www.dester.nl", "http://dester.nl/winkel?x=1", " https://dester.nl "]
)
def test_an_address_of_a_website_becomes_a_link(address: str):
    assert web_address(address) == address.strip()


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//https://dester.nl",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//dester.nl",
        "dester.nl",
        "https://",
        "https://user@evil.example",
        "http://[::1",
        "https://dester.nl\n.evil.example",
        "https://localhost",
        "file:///etc/passwd",
        "",
    ],
)
def test_anything_else_stays_text(text: str):
    assert web_address(text) is None
    assert website(text).href == ""


def test_a_website_is_said_without_its_scheme():
    assert website("https://www.dester.nl/").text == "www.dester.nl"


def test_a_number_that_can_be_dialled_is_a_link():
    assert phone("038 - 123 45 67").href == "tel:0381234567"
    assert phone("+31 (0)38 1234567").href == "tel:+31381234567"


@pytest.mark.parametrize("text", ["bel ons", "038 123 45 67; rm -rf", "1", "javascript:1"])
def test_a_number_that_cannot_stays_text(text: str):
    assert phone(text).href == ""
    assert phone(text).text == text


def test_an_address_for_mail_is_a_link_and_carries_nothing_else():
    assert email("info@dester.nl").href == "mailto:info@dester.nl"
    assert email("info@dester.nl?bcc=all@example.nl").href == ""
    assert email("a&b@dester.nl").href == ""
    assert email("geen").href == ""


def test_a_postal_address_stands_as_on_an_envelope():
    assert postal("Bezemstraat 12", "8011 AB", "Zwolle").lines == ("Bezemstraat 12", "8011 AB Zwolle")
    assert postal(None, None, "Zwolle").lines == ("Zwolle",)
    assert postal(None, None, None) is None
