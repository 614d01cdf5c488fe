# SPDX-License-Identifier: EUPL-1.2
"""`admin add` and `admin link`, as whoever runs an instance calls them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.program import KAPSTOK, kapstok, shell, site


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region folder, used by every test of this module; each adds people of its own."""
    folder = tmp_path_factory.mktemp("admin") / "oost"
    kapstok(folder.parent, "init", folder)
    return folder


def add(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [*KAPSTOK, "admin", "add", *arguments]
    return subprocess.run(
        command, env=shell(home, **environment), capture_output=True, text=True, check=False
    )


def test_an_administrator_gets_a_link_to_choose_a_password(home: Path) -> None:
    said = add(home, "anna@voorbeeld.example")
    assert said.returncode == 0
    first, second = said.stdout.splitlines()
    assert first == "anna@voorbeeld.example is now an administrator"
    assert second.startswith("To choose a password, within three days: /aanmelden/wachtwoord-kiezen/")


def test_the_link_is_whole_where_the_address_of_the_site_is_known(home: Path) -> None:
    said = add(
        home, "bea@voorbeeld.example", "--json", KAPSTOK_HOSTS="impact.example.nl", KAPSTOK_HTTPS="yes"
    )
    document = json.loads(said.stdout)
    link = document.pop("link")
    assert document == {"email": "bea@voorbeeld.example", "role": "administrator", "added": True}
    assert link.startswith("https://impact.example.nl/aanmelden/wachtwoord-kiezen/")


def test_adding_somebody_again_gives_another_link(home: Path) -> None:
    said = [
        json.loads(add(home, "carl@voorbeeld.example", "--role", "editor", "--json").stdout) for _ in range(2)
    ]
    assert [one["added"] for one in said] == [True, False]
    assert said[0]["link"] != said[1]["link"]
    assert {one["role"] for one in said} == {"editor"}


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["dora@voorbeeld.example", "--role", "keizer"],
            "--role: 'keizer' is neither administrator nor editor",
        ),
        (["dora"], "'dora' is not an e-mail address"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_one_line(home: Path, arguments: list[str], line: str) -> None:
    said = add(home, *arguments)
    assert (said.returncode, said.stderr, said.stdout) == (2, f"{line}\n", "")


def test_https_without_a_name_is_refused_with_one_line(home: Path) -> None:
    said = add(home, "dora@voorbeeld.example", KAPSTOK_HTTPS="1")
    assert (said.returncode, said.stderr.count("\n")) == (2, 1)
    assert said.stderr.startswith("KAPSTOK_HTTPS: KAPSTOK_HOSTS must say")


def test_somebody_whom_mail_does_not_reach_gets_a_link_to_sign_in_that_works_once(home: Path) -> None:
    link = kapstok(home, "admin", "link", "Esther@voorbeeld.example").strip()
    assert link.startswith("/aanmelden/link/")
    other = json.loads(kapstok(home, "admin", "link", "esther@voorbeeld.example", "--json"))
    assert other["email"] == "esther@voorbeeld.example"
    assert other["link"] != link
    with site(home) as address, httpx.Client(base_url=address, headers={"Origin": address}) as browser:
        browser.get(link)
        given = {"csrfmiddlewaretoken": browser.cookies["csrftoken"]}
        assert browser.post(link, data=given).headers["Location"] == "/mijn"
        assert browser.post(link, data=given).status_code in {403, 410}


def test_a_link_to_sign_in_is_not_made_for_what_is_no_address(home: Path) -> None:
    done = subprocess.run(
        [*KAPSTOK, "admin", "link", "esther"], env=shell(home), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr, done.stdout) == (2, "'esther' is not an e-mail address\n", "")
