# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.config.environment import WrongSetting
from kapstok.config.identity import identity_provider

WHOLE = {
    "KAPSTOK_OIDC_URL": "https://inloggen.gemeente.example/realms/gemeente/",
    "KAPSTOK_OIDC_CLIENT": "kapstok",
    "KAPSTOK_OIDC_SECRET": "heel geheim",
    "KAPSTOK_OIDC_NAME": "Gemeente Voorbeeld",
    "KAPSTOK_OIDC_DOMAINS": "Gemeente.example, @elders.example",
}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in WHOLE:
        monkeypatch.delenv(name, raising=False)


def given(monkeypatch: pytest.MonkeyPatch, **other: str) -> None:
    for name, value in {**WHOLE, **other}.items():
        monkeypatch.setenv(name, value)


def test_without_any_of_them_there_is_none() -> None:
    assert identity_provider() is None


def test_with_all_of_them_there_is_one_that_does_not_tell_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch)
    found = identity_provider()
    assert found is not None
    assert found.url == "https://inloggen.gemeente.example/realms/gemeente"
    assert found.domains == {"gemeente.example", "elders.example"}
    assert "geheim" not in repr(found)


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_half_of_them_is_refused_and_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    given(monkeypatch, **{name: " "})
    with pytest.raises(WrongSetting, match=name) as refused:
        identity_provider()
    assert "geheim" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://inloggen.gemeente.example",
        "ftp://inloggen.gemeente.example",
        "inloggen.gemeente.example",
        "https://",
        "https://x:geheim@inloggen.gemeente.example",
        "https://inloggen.gemeente.example?x=y",
        "https://[x",
        "https://x:port",
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    given(monkeypatch, KAPSTOK_OIDC_URL=url)
    with pytest.raises(WrongSetting, match="KAPSTOK_OIDC_URL") as refused:
        identity_provider()
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://x.example/.well-known/openid-configuration", "https://x.example"),
    ],
)
def test_loopback_and_the_whole_address_will_do(
    monkeypatch: pytest.MonkeyPatch, url: str, meant: str
) -> None:
    given(monkeypatch, KAPSTOK_OIDC_URL=url)
    found = identity_provider()
    assert found is not None
    assert found.url == meant


@pytest.mark.parametrize(
    "domains", [",", "anna@gemeente.example", "*.example", "https://x.example", "localhost", "a b.nl"]
)
def test_what_is_no_domain_is_refused(monkeypatch: pytest.MonkeyPatch, domains: str) -> None:
    given(monkeypatch, KAPSTOK_OIDC_DOMAINS=domains)
    with pytest.raises(WrongSetting, match="KAPSTOK_OIDC_DOMAINS"):
        identity_provider()
