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


@pytest.mark.parametrize("hosts", ["https://impact.example", "*.impact.example", "a b", ",,"])
def test_only_host_names_are_hosts(monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    monkeypatch.setenv("KAPSTOK_HOSTS", hosts)
    with pytest.raises(WrongSetting):
        environment.host_names("KAPSTOK_HOSTS", default=[])


@pytest.mark.parametrize(
    "given",
    [
        "onzin",
        "mysql://x/y",
        "postgres://",
        "postgres://u:geheim@127.0.0.1:99999/x",
        "sqlite:///x.db",
        "postgres://u:geheim@h/",
    ],
)
def test_only_a_postgresql_database_is_another_database(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    with pytest.raises(WrongSetting, match="not a database as postgres://") as refused:
        environment.postgresql("DATABASE_URL")
    assert "geheim" not in str(refused.value)


def test_a_postgresql_database_is_taken_as_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://kapstok:geheim@db.example:5433/region")
    found = environment.postgresql("DATABASE_URL")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", 5433, "region")


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


@pytest.mark.parametrize("value", ["-1", "6", "twee", "1.5", "٣", "1e1"])
def test_a_number_that_cannot_be_meant_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("KAPSTOK_PROXIES", value)
    with pytest.raises(WrongSetting, match="is not a whole number from 0 to 5"):
        environment.whole_number("KAPSTOK_PROXIES", default=0, most=5)


def test_a_number_comes_from_the_environment_else_from_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAPSTOK_PROXIES", " 2 ")
    assert environment.whole_number("KAPSTOK_PROXIES", default=0, most=5) == 2
    monkeypatch.setenv("KAPSTOK_PROXIES", "")
    assert environment.whole_number("KAPSTOK_PROXIES", default=0, most=5) == 0


def test_https_needs_to_know_what_the_site_is_called() -> None:
    with pytest.raises(WrongSetting, match="KAPSTOK_HTTPS: KAPSTOK_HOSTS must say"):
        environment.site_address([], https=True)
    assert environment.site_address([], https=False) is None
    assert environment.site_address(["a.example"], https=False) == "http://a.example"


@pytest.mark.parametrize("left", ["", "\n"])
def test_an_empty_key_file_is_filled_and_stays_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    monkeypatch.delenv("KAPSTOK_SECRET_KEY", raising=False)
    (tmp_path / "secret-key").write_text(left)
    key = environment.secret_key(tmp_path)
    assert len(key) >= 50
    assert environment.secret_key(tmp_path) == key
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


@pytest.mark.parametrize("left", [b"half a k", b"\xff\xfe" * 40])
def test_a_damaged_key_file_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: bytes
) -> None:
    monkeypatch.delenv("KAPSTOK_SECRET_KEY", raising=False)
    (tmp_path / "secret-key").write_bytes(left)
    with pytest.raises(WrongSetting, match=r"secret-key: (not a key|cannot be read: not a key)"):
        environment.secret_key(tmp_path)


def test_keys_of_before_are_known_and_a_short_one_is_refused_without_saying_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("KAPSTOK_FORMER", raising=False)
    assert environment.former_keys("KAPSTOK_FORMER") == []
    monkeypatch.setenv("KAPSTOK_FORMER", f" {'a' * 32}  {'b' * 40} ")
    assert environment.former_keys("KAPSTOK_FORMER") == ["a" * 32, "b" * 40]
    monkeypatch.setenv("KAPSTOK_FORMER", f"{'a' * 32} geheim")
    with pytest.raises(WrongSetting, match="at least 32") as refused:
        environment.former_keys("KAPSTOK_FORMER")
    assert "geheim" not in str(refused.value)
