# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.registers.parsing import addresses

BASE = "https://register.example/leden/?pagina=1"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("e/1", "https://register.example/leden/e/1"),
        ("/e/1", "https://register.example/e/1"),
        ("?pagina=2", "https://register.example/leden/?pagina=2"),
        ("//ander.example/x", "https://ander.example/x"),
        ("http://ander.example", "http://ander.example"),
        ("mailto:info@dekans.nl", None),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
        ("https://", None),
    ],
)
def test_a_link_leads_to_an_address_on_the_web_or_nowhere(text: str, address: str | None) -> None:
    assert addresses.absolute(text, BASE) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.dekans.nl", "https://www.dekans.nl"),
        ("dekans.nl/over-ons", "https://dekans.nl/over-ons"),
        ("HTTPS://dekans.nl", "https://dekans.nl"),
        ("contact.html", "https://register.example/leden/contact.html"),
        ("/site/1", "https://register.example/site/1"),
        ("#", None),
        ("-", None),
        ("n.v.t.", None),
        ("geen", None),
    ],
)
def test_a_site_that_is_written_as_a_host_is_not_a_page_of_the_register(
    text: str, address: str | None
) -> None:
    assert addresses.website(text, BASE) == address
