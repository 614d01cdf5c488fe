# SPDX-License-Identifier: EUPL-1.2
"""A buyer without an account sends a creditor list, corrects a column, waits, takes the answer along and removes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.web.browser.axe import faults, open_everything, too_wide
from tests.web.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
# A scan asks for a machine that may be busy with other tests.
PATIENCE = 90_000
ROWS: Sequence[tuple[str, ...]] = (
    ("Nummer", "Naam", "Plaats", "Bedrag", "Grootboek"),
    ("C1", "De Gouden Bezem B.V.", "Zwolle", "1.240,50", "Schoonmaak"),
    ("C2", "Lunchroom De Linde", "Deventer", "300,00", "Catering"),
    ("C3", "Schoonmaakbedrijf Helder & Zn.", "Zwolle", "90.000,00", "Schoonmaak"),
    *(
        (f"C{number}", f"Installatietechniek Voorbeeld {number}", "Almelo", "12,00", "Techniek")
        for number in range(4, 60)
    ),
)


def csv(rows: Sequence[Sequence[str]] = ROWS) -> FilePayload:
    return {
        "name": "crediteuren.csv",
        "mimeType": "text/csv",
        "buffer": "\n".join(map(";".join, rows)).encode(),
    }


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file that is a little too large."""
    file = tmp_path / "groot.csv"
    file.write_bytes(b"Naam\n" * 4_100_000)
    return file


def send(page: Page, file: FilePayload | Path) -> None:
    page.get_by_label("Uw lijst").set_input_files(file)
    page.get_by_role("button", name="Bekijk de kolommen").click()


def headed(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text, timeout=PATIENCE)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_list_is_sent_corrected_answered_taken_along_and_removed(visit: Visit, scripts: bool) -> None:
    page = visit("/scan", java_script_enabled=scripts)
    send(page, csv())
    headed(page, "Kloppen de kolommen?")
    expect(page.get_by_label("Bedrag")).to_have_value("amount")
    page.get_by_label("Grootboek").select_option("Niet gebruiken")
    page.get_by_role("button", name="Begin de scan").click()
    headed(page, "Uw leveranciers en hun labels")
    here = page.url
    expect(page.get_by_role("heading", name="Per soort inkoop")).to_be_hidden()
    expect(page.get_by_role("row", name="Uw hele lijst")).to_contain_text("59")
    expect(page.get_by_text("Uw lijst is al verwijderd.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download alles als Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="Verwijder de uitkomst nu").click()
    expect(page.get_by_text("Uw lijst en de uitkomst zijn verwijderd.")).to_be_visible()
    headed(visit(here, java_script_enabled=scripts), "Deze scan is er niet")


def looked_at(page: Page) -> None:
    """Nothing that a machine can find is wrong, on a telephone or a desk, by day or night."""
    open_everything(page)
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert too_wide(page) == 0, width
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        # Colours that are still fading from one scheme into the other are nobody's fault.
        page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
        assert faults(page) == [], scheme


def test_no_step_has_a_serious_fault_or_is_wider_than_the_screen(visit: Visit) -> None:
    page = visit("/scan")
    # Without its script a page does not change while it is looked at.
    page.route("**/scan.js*", lambda route: route.abort())
    page.reload()
    looked_at(page)
    send(page, {"name": "leeg.csv", "mimeType": "text/csv", "buffer": b"\n"})
    expect(page.get_by_text("Er staat niets in dit bestand.")).to_be_visible()
    looked_at(page)
    send(page, csv())
    headed(page, "Kloppen de kolommen?")
    looked_at(page)
    page.get_by_role("button", name="Begin de scan").click()
    headed(page, "Uw lijst wordt gelezen")
    looked_at(page)
    page.unroute_all()
    page.reload()
    headed(page, "Uw leveranciers en hun labels")
    looked_at(page)


def test_a_list_that_is_too_large_is_not_even_sent_where_scripts_run(visit: Visit, large: Path) -> None:
    page = visit("/scan")
    page.get_by_label("Uw lijst").set_input_files(large)
    expect(page.get_by_text("Dit bestand is groter dan 20 MB.")).to_be_visible()
    page.get_by_role("button", name="Bekijk de kolommen").click()
    expect(page.get_by_label("Uw lijst")).to_be_focused()
    page.get_by_label("Uw lijst").set_input_files(csv())
    expect(page.get_by_text("Dit bestand is groter dan 20 MB.")).to_be_hidden()


def test_a_list_that_is_too_large_is_refused_in_words_where_none_run(visit: Visit, large: Path) -> None:
    page = visit("/scan", java_script_enabled=False)
    send(page, large)
    expect(page.get_by_text("Dit bestand is te groot.")).to_be_visible()
