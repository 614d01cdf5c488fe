# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kapstok.config import environment
from kapstok.config.environment import WrongSetting


def test_a_switch_is_on_off_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAPSTOK_DEBUG", "Yes")
    assert environment.switch("KAPSTOK_DEBUG") is True
    monkeypatch.delenv("KAPSTOK_DEBUG")
    assert environment.switch("KAPSTOK_DEBUG") is False
    monkeypatch.setenv("KAPSTOK_DEBUG", "maybe")
    with pytest.raises(WrongSetting, match="KAPSTOK_DEBUG: 'maybe' is neither yes nor no"):
        environment.switch("KAPSTOK_DEBUG")


@pytest.mark.parametrize("hosts", ["https://impact.example", "*.impact.example", "a b"])
def test_only_host_names_are_hosts(monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    monkeypatch.setenv("KAPSTOK_HOSTS", hosts)
    with pytest.raises(WrongSetting):
        environment.host_names("KAPSTOK_HOSTS", default=[])


def test_host_names_come_from_the_environment_else_from_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAPSTOK_HOSTS", "impact.example, www.impact.example")
    assert environment.host_names("KAPSTOK_HOSTS", default=["x"]) == ["impact.example", "www.impact.example"]
    monkeypatch.delenv("KAPSTOK_HOSTS")
    assert environment.host_names("KAPSTOK_HOSTS", default=["x"]) == ["x"]


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KAPSTOK_SECRET_KEY", raising=False)
    key = environment.secret_key(tmp_path)
    assert environment.secret_key(tmp_path) == key
    assert len(key) >= 50
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_short_secret_key_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAPSTOK_SECRET_KEY", "geheim")
    with pytest.raises(WrongSetting, match="at least 32 characters"):
        environment.secret_key(tmp_path)
