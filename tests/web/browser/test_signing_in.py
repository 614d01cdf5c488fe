# SPDX-License-Identifier: EUPL-1.2
"""The way in for who works here: by link, password and phone; by keyboard, without JavaScript, on a phone."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import program
from tests.web.browser.axe import faults, open_everything, too_wide
from tests.web.browser.conftest import SiteOnLoopback, Visit
from tests.web.codes import code

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PASSWORD = "een lange zin om in te komen"
AT_THE_DOOR = (
    "/aanmelden",
    "/aanmelden/verstuurd",
    "/aanmelden/link/x",
    "/aanmelden/wachtwoord-vergeten",
    "/aanmelden/wachtwoord-vergeten/verstuurd",
    "/aanmelden/wachtwoord-kiezen/1-x",
)
INSIDE = (
    "/beheer",
    "/beheer/mensen",
    "/beheer/logboek",
    "/beheer/verwerkingen",
    "/mijn/account/gegevens",
    "/beheer/organisaties",
    "/mijn?naam=bezem",
    "/mijn/account",
    "/mijn/account/sessies",
    "/beheer/onderdelen",
    "/beheer/onderdelen?stand=2",
    "/beheer/onderdelen?stand=3",
    "/beheer/labels?begin=1",
    "/beheer/plaatsen?naam=bezem",
    "/beheer/plaatsen/de-gouden-bezem",
    "/beheer/meldingen",
    "/beheer/meldingen?lijst=afgehandeld",
    "/beheer/claims",
    "/mijn/onderneming/de-gouden-bezem",
    "/beheer/zoekwoorden?soort=niets",
    "/beheer/zoekwoorden/nieuw?begrip=glasbewassing",
    "/mijn/account/wachtwoord",
    "/mijn/account/tweede-stap/weghalen",
    "/mijn/account/herstelcodes/nieuw",
    "/afmelden",
)
LetIn = Callable[[str], str]


@pytest.fixture
def let_in(site: SiteOnLoopback) -> LetIn:
    """`let_in("anna")` makes her an administrator and gives the path of the link with which she chooses a password."""

    def add(name: str) -> str:
        said = program.kapstok(site.region.folder.path, "admin", "add", f"{name}@voorbeeld.example", "--json")
        link: str = json.loads(said)["link"]
        return link

    return add


def mailed_link(site: SiteOnLoopback, email: str) -> str:
    """The path of the link in the last mail to this address, as the queue holds it."""
    with closing(sqlite3.connect(site.region.folder.var / "kapstok.sqlite3")) as queue:
        asked = "select text from notices_notice where address = ? order by queued_at desc limit 1"
        (text,) = queue.execute(asked, (email,)).fetchone()
    (path,) = re.findall(r"^http://[^/]+(/\S+)$", text, re.MULTILINE)
    return str(path)


def choose_password(page: Page) -> None:
    page.get_by_label("Nieuw wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_label("Nieuw wachtwoord, nog een keer").fill(PASSWORD)
    page.get_by_role("button", name="Bewaar dit wachtwoord").click()


def give_password(page: Page, name: str) -> None:
    form = page.get_by_role("region", name="Met uw wachtwoord")
    form.get_by_label("E-mailadres").fill(f"{name}@voorbeeld.example")
    form.get_by_label("Wachtwoord").fill(PASSWORD)
    form.get_by_role("button", name="Aanmelden").click()


def give_code(page: Page, given: str, button: str = "Aanmelden") -> None:
    page.get_by_role("textbox", name="Code").fill(given)
    page.get_by_role("button", name=button).click()


def come_in(page: Page, name: str) -> tuple[str, list[str]]:
    """From the link in front of somebody to their overview; gives the secret of their app and their recovery codes."""
    choose_password(page)
    page.get_by_role("main").get_by_role("link", name="Aanmelden").click()
    give_password(page, name)
    secret = page.locator(".kapstok-secret").inner_text()
    give_code(page, code(secret), "Zet de tweede stap aan")
    shown = page.locator(".kapstok-codes li")
    expect(shown.first).to_be_visible()
    codes = shown.all_inner_texts()
    page.get_by_role("button", name="Ik heb de codes bewaard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overzicht")
    return secret, codes


def test_by_link_password_and_phone_and_again_the_next_day(visit: Visit, let_in: LetIn) -> None:
    first = visit(let_in("anna"))
    secret, codes = come_in(first, "anna")

    page = visit("/beheer/mensen")
    give_password(page, "anna")
    give_code(page, "000000")
    expect(page.get_by_text("Deze code klopt niet.")).to_be_visible()
    give_code(page, code(secret, steps=1))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mensen")
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aanmelden")

    give_password(page, "anna")
    page.get_by_text("Geen telefoon bij u?").click()
    give_code(page, codes[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Overzicht")
    page.get_by_role("link", name="Mijn account").click()
    expect(page.get_by_text("U heeft nog 9 herstelcodes")).to_be_visible()


def test_by_a_link_in_a_mail_on_another_device(visit: Visit, site: SiteOnLoopback) -> None:
    found: dict[str, object] = {}

    def look_at(page: Page, where: str) -> None:
        if wrong := [*faults(page), *([f"{too_wide(page)} pixels too wide"] if too_wide(page) else [])]:
            found[where] = wrong

    laptop = visit("/privacy")
    laptop.get_by_role("banner").get_by_role("link", name="Aanmelden").click()
    form = laptop.get_by_role("region", name="Met een link per mail")
    form.get_by_label("E-mailadres").fill("iris@voorbeeld.example")
    form.get_by_role("button", name="Mail mij een link").click()
    expect(laptop.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")

    phone = visit(mailed_link(site, "iris@voorbeeld.example"), width=320)
    expect(phone.get_by_text("U meldt zich aan als iris@voorbeeld.example.")).to_be_visible()
    look_at(phone, "the link")
    phone.get_by_role("button", name="Meld mij aan").click()
    expect(phone).to_have_url(f"{site.address}/mijn")
    phone.goto("/privacy")
    phone.get_by_role("banner").get_by_role("link", name="Mijn Kapstok").click()
    phone.goto("/mijn/account")
    look_at(phone, "an account without a password")
    phone.get_by_role("link", name="Waar ben ik aangemeld?").click()
    expect(phone.get_by_role("cell", name="Dit apparaat")).to_be_visible()
    look_at(phone, "where one is signed in")
    assert found == {}


def test_without_javascript_and_by_keyboard_only(visit: Visit, let_in: LetIn) -> None:
    page = visit(let_in("bea"), java_script_enabled=False, width=320)
    come_in(page, "bea")
    page.goto("/beheer")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Naar de inhoud")
    reached: list[str] = []
    while "Afmelden" not in reached and len(reached) < 40:
        page.keyboard.press("Tab")
        reached.append(page.locator(":focus").inner_text())
        if reached[-1] == "Beheer: Overzicht":
            page.keyboard.press("Enter")
    assert {"Overzicht", "Mensen", "Onderdelen", "Mijn account"} <= set(reached)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aanmelden")


def test_recovery_codes_can_be_kept_as_a_file(visit: Visit, let_in: LetIn) -> None:
    page = visit(let_in("carla"))
    choose_password(page)
    page.get_by_role("main").get_by_role("link", name="Aanmelden").click()
    give_password(page, "carla")
    give_code(page, code(page.locator(".kapstok-secret").inner_text()), "Zet de tweede stap aan")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als tekst").click()
    file = Path(download.value.path()).read_text(encoding="utf-8")
    assert download.value.suggested_filename == "herstelcodes.txt"
    assert file.split("\n")[3:-1] == page.locator(".kapstok-codes li").all_inner_texts()


def test_every_page_of_the_way_in_is_for_everyone(visit: Visit, let_in: LetIn) -> None:
    name = "dora"
    # Colours that still fade from one look to the next would be measured halfway.
    page = visit(let_in(name), width=320, reduced_motion="reduce")
    found: dict[str, object] = {}

    def look_at(where: str) -> None:
        """On a phone by day, and on a wide screen at night."""
        open_everything(page)
        wrong = [*faults(page), *([f"{too_wide(page)} pixels too wide"] if too_wide(page) else [])]
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="dark")
        wrong += [f"dark: {fault}" for fault in faults(page, only_colours=True)]
        wrong += [f"{too_wide(page)} pixels too wide at 1280"] if too_wide(page) else []
        page.set_viewport_size({"width": 320, "height": 900})
        page.emulate_media(color_scheme="light")
        if wrong:
            found[where] = wrong

    look_at("choosing a password")
    choose_password(page)
    look_at("chosen")
    for path in AT_THE_DOOR:
        page.goto(path)
        look_at(path)
    page.goto("/aanmelden")
    give_password(page, name)
    look_at("setting up the second step")
    secret = page.locator(".kapstok-secret").inner_text()
    give_code(page, "000000", "Zet de tweede stap aan")
    look_at("a wrong first code")
    give_code(page, code(secret), "Zet de tweede stap aan")
    look_at("recovery codes")
    page.get_by_role("button", name="Ik heb de codes bewaard").click()
    for path in INSIDE:
        page.goto(path)
        look_at(path)
    page.goto("/beheer/mensen")
    page.get_by_label("E-mailadres").fill("geen adres maar wel een @")
    page.locator(".kapstok-form").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Toelaten en link mailen").click()
    look_at("somebody who cannot be let in")
    page.get_by_role("link", name=f"{name}@voorbeeld.example").click()
    look_at("one person")
    page.get_by_role("button", name="Toon een nieuwe link").click()
    look_at("a new link")
    page.get_by_role("button", name="Afmelden").click()
    give_password(page, name)
    look_at("the second step")
    assert found == {}
