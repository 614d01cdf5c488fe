# SPDX-License-Identifier: EUPL-1.2
"""Pairs judged in a browser: by keyboard, with the keys switched off, without JavaScript, on a phone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import program
from tests.web.browser.axe import faults, open_everything, too_wide
from tests.web.region import Entry, region_on_loopback

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NAMES = ("Groenwerk", "De Draad", "Het Anker")
# An editor who signed in a while ago, as the cookie of their browser.
_EDITOR = """
import django
django.setup()
from allauth.mfa.models import Authenticator
from django.test import Client
from kapstok.accounts.actions import add_person
from kapstok.accounts.enums import Role
person, _ = add_person(email="eddy@voorbeeld.example", role=Role.EDITOR, actor="test")
Authenticator.objects.create(user=person, type="totp", data={"secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"})
client = Client()
client.force_login(person)
print(client.cookies["sessionid"].value)
"""


def _company(name: str, form: str) -> Entry:
    """All agrees but the legal form, so they are never joined unseen."""
    return {
        "key": name,
        "name": form.format(name),
        "city": "Zwolle",
        "level": "1",
        "postcode": f"8011 A{name[0]}",
        "website": f"https://{name.replace(' ', '').casefold()}.nl",
    }


@dataclass(frozen=True)
class Desk:
    """Where the site stands, and the cookie of an editor."""

    address: str
    cookie: str


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A site of this module's own, with three pairs that wait."""
    with region_on_loopback(tmp_path_factory.mktemp("pairs")) as region:
        region.tell(
            ladder=[_company(name, "{} V.O.F.") for name in NAMES],
            code=[_company(name, "{} B.V.") for name in NAMES],
        )
        program.kapstok(region.folder.path, "sync")
        shell = program.shell(region.folder.path, DJANGO_SETTINGS_MODULE="kapstok.config.settings")
        made = subprocess.run(
            [sys.executable, "-c", _EDITOR], env=shell, capture_output=True, text=True, check=True
        )
        with program.site(region.folder.path) as address:
            yield Desk(address, made.stdout.strip())


Sit = Callable[..., Page]


@pytest.fixture
def sit(desk: Desk, browser: Browser) -> Iterator[Sit]:
    """`sit("/beheer/paren", width=320)` is an editor at a page, in a window of its own."""
    contexts = []

    def sit_down(path: str, *, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(
            base_url=desk.address, viewport={"width": width, "height": 900}, locale="nl-NL", **options
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.add_cookies([{"name": "sessionid", "value": desk.cookie, "url": desk.address}])
        page = context.new_page()
        page.goto(path)
        return page

    yield sit_down
    for context in contexts:
        context.close()


def _first(page: Page) -> str:
    """Opens the first pair, and gives its address when its keys work."""
    page.get_by_role("link", name="Begin met het eerste paar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is dit één onderneming?")
    return page.url


def _names(page: Page) -> str:
    return page.locator(".kapstok-sides tbody tr").first.inner_text()


def test_pairs_are_judged_and_taken_back_by_keyboard(sit: Sit) -> None:
    page = sit("/beheer/paren")
    first = _first(page)
    expect(page.get_by_label("Sneltoetsen")).to_be_checked()
    page.get_by_label("Waarom?").fill("")
    page.get_by_label("Waarom?").press_sequentially("1 2 3 s u: gebeld")
    assert page.url == first
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("Control+1")
    page.keyboard.press("3")
    expect(page.locator(".utrecht-alert--ok")).to_contain_text("Twee die bij elkaar horen")
    second = page.url
    assert second != first
    expect(page.locator(".kapstok-verdict")).to_contain_text("Uw laatste besluit")
    page.keyboard.press("s")
    page.wait_for_url(lambda address: address not in {first, second})
    expect(page.get_by_label("Sneltoetsen")).to_be_visible()
    page.keyboard.press("u")
    page.wait_for_url(first)
    expect(page.locator(".utrecht-alert--ok")).to_contain_text("ingetrokken")
    expect(page.get_by_text("1 2 3 s u: gebeld")).to_be_visible()


def test_the_keys_can_be_switched_off_and_stay_off(sit: Sit) -> None:
    page = sit("/beheer/paren")
    here = _first(page)
    page.get_by_label("Sneltoetsen").uncheck()
    expect(page.locator("kbd:visible")).to_have_count(0)
    page.reload()
    expect(page.get_by_label("Sneltoetsen")).not_to_be_checked()
    for key in "123su":
        page.keyboard.press(key)
    # Whatever a key had begun would be done before this.
    page.get_by_label("Sneltoetsen").check()
    expect(page.locator("kbd:visible")).to_have_count(4)
    assert page.url == here


def test_without_javascript_it_is_the_same_with_buttons(sit: Sit) -> None:
    page = sit("/beheer/paren", java_script_enabled=False, width=320)
    first = _first(page)
    assert page.locator("kbd:visible, #toetsen:visible").count() == 0
    page.get_by_role("button", name="Dezelfde onderneming").click()
    expect(page.locator(".utrecht-alert--ok")).to_contain_text("De site volgt dat al")
    page.goto("/beheer/paren/besluiten")
    page.get_by_role("button", name="Trek in").click()
    assert page.url == first
    expect(page.locator(".utrecht-alert--ok")).to_contain_text("ingetrokken")


@pytest.mark.parametrize(("width", "look"), [(320, "light"), (768, "light"), (1280, "dark")])
def test_every_page_of_pairs_is_for_everyone(sit: Sit, width: int, look: str) -> None:
    page = sit("/beheer/paren", width=width, color_scheme=look)
    found: dict[str, object] = {}

    def look_at(where: str) -> None:
        open_everything(page)
        if wrong := [*faults(page), *([f"{too_wide(page)} pixels too wide"] if too_wide(page) else [])]:
            found[where] = wrong

    look_at("the queue")
    first = _first(page)
    look_at("a pair")
    page.get_by_role("button", name="Twee ondernemingen").click()
    expect(page.locator(".kapstok-verdict")).to_be_visible()
    look_at("the next pair")
    page.goto(first)
    look_at("a decided pair")
    page.goto("/beheer/paren/besluiten")
    look_at("the log")
    page.goto("/beheer/paren/zekerheid")
    look_at("how sure it is")
    page.goto("/beheer/paren?kans=onbekend&register=code")
    look_at("nothing found")
    page.goto(first)
    page.get_by_role("button", name="Trek dit besluit in").click()
    assert found == {}
