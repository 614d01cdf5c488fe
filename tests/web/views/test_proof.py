# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.test import Client

from kapstok.registers.models import Page as RegisterPage
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback, code, ladder

PROOF = "/onderneming/de-gouden-bezem/bewijs"


def test_it_names_the_reading_the_address_the_time_and_the_bytes(east: RegionOnLoopback, client: Client):
    page = Page(client.get(PROOF, {"op": east.today.isoformat()}))
    assert page.all(".kapstok-proof h2") == ["PSO trede 3 (30+)", "Code Sociale Ondernemingen"]
    facts = dict(
        zip(page.all(".kapstok-proof:first-child dt"), page.all(".kapstok-proof:first-child dd"), strict=True)
    )
    kept = RegisterPage.objects.get(url=east.site.url("/ladder.json"))
    assert facts["Register"] == "PSO-Nederland"
    assert facts["Lezing"] == f"nummer {kept.run_id}"
    assert facts["SHA-256 van de pagina"] == kept.sha256
    assert facts["SHA-256 van de pagina"] == hashlib.sha256(east.site.pages["/ladder.json"].body).hexdigest()
    assert "/ladder.json" in facts["Adres"]
    assert str(east.today.year) in facts["Opgehaald"]
    assert "Zelf gezien" in page.one(".kapstok-proof:first-child .kapstok-proof__basis")


@pytest.mark.parametrize("left", [None, b"not what it was"])
def test_bytes_that_are_gone_or_damaged_are_said_to_be(
    east: RegionOnLoopback, client: Client, left: bytes | None
):
    assert "Bewaarde pagina" not in Page(client.get(PROOF)).all(".kapstok-proof:first-child dt")
    sha256 = RegisterPage.objects.get(url=east.site.url("/ladder.json")).sha256
    file = east.folder.var / "snapshots" / sha256[:2] / f"{sha256[2:]}.zst"
    file.unlink() if left is None else file.write_bytes(left)
    page = Page(client.get(PROOF))
    facts = dict(
        zip(page.all(".kapstok-proof:first-child dt"), page.all(".kapstok-proof:first-child dd"), strict=True)
    )
    assert facts["SHA-256 van de pagina"] == sha256
    assert facts["Bewaarde pagina"] == "Niet meer aanwezig, of niet meer heel. Nakijken kan nu niet."
    assert page.all(".kapstok-proof:first-child .kapstok-more") == []
    assert len(page.all(".kapstok-proof:last-child .kapstok-more")) == 1


def test_a_day_before_our_first_reading_is_said_to_be_weaker(east: RegionOnLoopback, client: Client):
    page = Page(client.get(PROOF, {"op": "1-6-2025"}))
    assert page.all(".kapstok-proof h2") == ["PSO trede 3 (30+)"]
    assert "Volgens het register" in page.one(".kapstok-proof__basis")


def test_a_day_of_which_nothing_is_known_says_so(east: RegionOnLoopback, client: Client):
    page = Page(client.get(PROOF, {"op": "1-1-2020"}))
    assert "Wij zagen deze onderneming voor het eerst op" in page.one(".kapstok-empty")


def test_a_label_that_did_not_hold_stands_apart(east: RegionOnLoopback, client: Client):
    page = Page(client.get("/onderneming/kaarsenmakerij-oud-licht/bewijs"))
    assert page.all(".kapstok-proof") == []
    assert page.one("#niet") == "Golden niet op deze dag"
    assert page.one(".kapstok-evidence__line").startswith("PSO trede 1, was geldig tot")


def test_what_a_later_reading_changed_is_told(region: RegionOnLoopback, client: Client):
    day = region.today - timedelta(days=2)
    first = {**ladder(region.today)[0], "valid_until": (day - timedelta(days=40)).isoformat()}
    region.sync(day, ladder=[first], code=code())
    region.sync(ladder=ladder(region.today), code=code())
    page = Page(client.get(PROOF, {"op": day.isoformat()}))
    assert "Het register liet later iets anders zien" in page.text


@pytest.mark.parametrize(
    "day", ["morgen", "31-2-2026", "2026-99-99", "'; DROP TABLE", "1" * 10_000, "2999-01-01"]
)
def test_a_day_that_cannot_be_meant_gets_a_hint(east: RegionOnLoopback, client: Client, day: str):
    answer = client.get(PROOF, {"op": day})
    page = Page(answer)
    assert answer.status_code == 200
    assert faults(answer) == []
    assert page.attributes("#op", "aria-invalid") == ["true"]
    assert page.one("#op-error")


def test_no_day_is_today_and_a_form_asks_for_another(east: RegionOnLoopback, client: Client):
    page = Page(client.get(PROOF))
    today = east.today
    assert page.attributes("#op", "value") == [f"{today.day}-{today.month}-{today.year}"]
    assert page.attributes(".kapstok-day", "action") == [PROOF]


def test_the_proof_can_be_kept_as_a_document(east: RegionOnLoopback, client: Client):
    address = Page(client.get(PROOF)).links()["Download dit bewijs (PDF, Nederlands)"]
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert f"de-gouden-bezem-{east.today}.pdf" in answer["Content-Disposition"]


def test_it_is_not_for_search_engines_and_unknown_ones_are_not_found(east: RegionOnLoopback, client: Client):
    assert 'content="noindex"' in client.get(PROOF).content.decode()
    assert client.get("/onderneming/niemand/bewijs").status_code == 404


def test_it_is_there_in_english(east: RegionOnLoopback, client: Client):
    page = Page(client.get(f"/en{PROOF}"))
    assert page.one("h1") == "Labels of De Gouden Bezem"
    assert "Seen by us" in page.text
