# SPDX-License-Identifier: EUPL-1.2
"""Addresses with a slash too many or too few."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.region import RegionOnLoopback


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/en", "/en/"),
        ("/en?q=x", "/en/?q=x"),
        ("/aanbod/", "/aanbod"),
        ("/en/aanbod/?q=schoon%20werk&label=pso", "/en/aanbod?q=schoon%20werk&label=pso"),
        ("/onderneming/de-linde/", "/onderneming/de-linde"),
        ("/beheer/registers/", "/beheer/registers"),
        ("/healthz/", "/healthz"),
        ("/lijst/caf%C3%A9%5C/", "/lijst/caf%C3%A9%5C"),
    ],
)
def test_an_address_with_a_slash_too_many_or_too_few_leads_on_for_ever(
    region: RegionOnLoopback, client: Client, asked: str, meant: str
):
    for ask in (client.get, client.head):
        answer = ask(asked)
        assert (answer.status_code, answer.headers["Location"]) == (301, meant)


@pytest.mark.parametrize(
    "asked",
    ["//evil.example/", "//evil.example", "//evil.example/aanbod/", "//evil.example/en", "/\\evil.example/", "/niets/",
     "/niets", "/aanbod//", "/fr", "/en/niets/", "/onderneming/a b/"],
)  # fmt: skip
def test_what_leads_nowhere_is_not_there(region: RegionOnLoopback, client: Client, asked: str):
    answer = client.get("/", PATH_INFO=asked)
    assert (answer.status_code, answer.headers.get("Location")) == (404, None)


def test_what_an_address_knows_itself_not_to_have_is_not_sought_elsewhere(
    region: RegionOnLoopback, client: Client
):
    assert client.get("/onderneming/niemand").status_code == 404


def test_what_was_sent_is_not_sent_elsewhere(region: RegionOnLoopback, client: Client):
    assert client.post("/lijst/bewaar/").status_code == 404


def test_a_line_end_in_an_address_does_not_reach_a_header(region: RegionOnLoopback, client: Client):
    assert client.get("/lijst/a%0d%0aSet-Cookie:x/").headers["Location"] == "/lijst/a%0D%0ASet-Cookie:x"
