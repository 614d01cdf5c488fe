# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.core.networks import is_inside
from kapstok.enterprises.claiming.domains import domain_of_mail, is_on, own_domain, site


@pytest.mark.parametrize(
    ("address", "home", "host", "whole"),
    [
        ("https://www.dester.nl", "https://www.dester.nl/", "dester.nl", True),
        ("https://WWW.DeSter.NL/nl/", "https://www.dester.nl/", "dester.nl", True),
        ("http://dester.nl/index.html", "http://dester.nl/", "dester.nl", True),
        ("dester.nl", "https://dester.nl/", "dester.nl", True),
        ("https://bücher.example/", "https://xn--bcher-kva.example/", "xn--bcher-kva.example", True),
        ("https://dester.gemeente.nl/", "https://dester.gemeente.nl/", "dester.gemeente.nl", False),
        ("https://gemeente.nl/werk/dester", "https://gemeente.nl/", "gemeente.nl", False),
        ("https://dester.nl/?page=2", "https://dester.nl/", "dester.nl", False),
    ],
)
def test_a_website_has_a_home_page_and_a_host(address: str, home: str, host: str, whole: bool) -> None:
    found = site(address)
    assert found is not None
    assert (found.home, found.host, found.is_all_of_it) == (home, host, whole)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://facebook.com/dester",
        "https://www.facebook.com/dester",
        "https://nl-nl.facebook.com/dester",
        "https://dester.wixsite.com/home",
        "https://dester.github.io",
        "https://dester.vercel.app",
        "https://dester.herokuapp.com/",
        "https://sites.google.com/view/dester",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "http://localhost/",
        "http://co.uk/",
        "https://beheer@dester.nl/",
        "javascript:alert(1)",
        "ftp://dester.nl",
        "file:///etc/passwd",
        "https://dester.nl\r\nHost: evil.example",
        "https://dester.nl evil.example",
        "https://dester.nl:99999/",
        "https://straße.example/",
        "http://a..b/",
        "x" * 3000,
    ],
)
def test_a_hostile_or_shared_website_is_none(address: str) -> None:
    assert site(address) is None


@given(st.text(max_size=80))
def test_no_text_whatever_leads_to_a_number(text: str) -> None:
    found = site(text)
    if found is not None:
        with pytest.raises(ValueError):
            is_inside(found.host)


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("info@dester.nl", "dester.nl"),
        ("info@DeSter.nl", "dester.nl"),
        ("info@mail.dester.nl", None),
        ("dester@gmail.com", None),
        ("dester@hotmail.nl", None),
        ("dester@kpnmail.nl", None),
        ("dester@ziggo.nl", None),
        ("root@localhost", None),
        ("root@[127.0.0.1]", None),
    ],
)
def test_the_domain_of_an_address_is_its_own_or_none(address: str, domain: str | None) -> None:
    assert domain_of_mail(address) == domain


def test_a_redirect_within_the_domain_stays_on_it() -> None:
    assert is_on("https://shop.dester.nl/x", "dester.nl")
    assert not is_on("https://dester.nl.evil.example/", "dester.nl")
    assert not is_on("https://anderedester.nl/", "dester.nl")
    assert not is_on("http://[broken", "dester.nl")


def test_a_platform_is_nobody_s_own() -> None:
    assert own_domain("gmail.com") is None
    assert own_domain("www.dester.nl") == "dester.nl"
