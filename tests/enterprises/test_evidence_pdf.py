# SPDX-License-Identifier: EUPL-1.2
"""The evidence on paper: what it says, that machines can read it, and that nothing in a register can break it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kapstok.core.clock import now
from kapstok.enterprises.evidence import Evidence, Proven, evidence
from kapstok.enterprises.evidence_pdf import render
from kapstok.enterprises.label_state import LabelPolicy
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.proof import finding
from kapstok.enterprises.queries import by_kvk
from kapstok.regions.folder import RegionFolder
from kapstok.registers.queries import PageEvidence
from tests.enterprises.region import LiveRegion
from tests.enterprises.timelines import day, history

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
BRUG = {"id": "1", "name": "De Brug", "city": "Zwolle", "level": "1", "kvk": "08123456"}


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def printed(region: LiveRegion, on: int) -> str:
    return text_of(render(evidence(by_kvk("08123456"), day(on), region.rules), region.folder, MADE))


@pytest.mark.django_db(transaction=True)
def test_the_document_says_what_held_and_gives_the_proof(region: LiveRegion) -> None:
    region.sync(1)
    found = evidence(by_kvk("08123456"), day(2), region.rules)
    said = text_of(render(found, region.folder, MADE))
    assert "Bewijs van labels op 2 januari 2026" in said
    assert "PSO trede 1" in said
    assert "Zelf gezien." in said
    for proven in found.held:
        assert proven.page is not None
        assert proven.page.sha256 in said
        assert proven.page.url in said.replace(" ", "")
    assert "22 november 2026, 10:30:00 (2026-11-22T09:30:00Z)" in said


@pytest.mark.django_db(transaction=True)
def test_what_the_register_only_stated_is_said_to_be_weaker(region: LiveRegion) -> None:
    region.shows("ladder", {**BRUG, "valid_from": day(-30).isoformat()})
    region.sync(1)
    said = printed(region, -20)
    assert "Volgens het register, niet zelf gezien." in said
    assert "niet op een waarneming van toen" in said


@pytest.mark.django_db(transaction=True)
def test_a_day_before_anything_was_seen_is_no_proof_of_absence(region: LiveRegion) -> None:
    region.sync(1)
    said = printed(region, -20)
    assert "geen label dat telt" in said
    assert "bewijst dus niet dat er geen label was" in said


@pytest.mark.django_db(transaction=True)
def test_what_a_later_run_changed_is_said(region: LiveRegion) -> None:
    region.shows("ladder", {**BRUG, "level": "basis", "valid_until": day(90).isoformat()})
    region.sync(1)
    region.shows("ladder", {**BRUG, "level": "basis", "valid_until": day(3).isoformat()})
    run = region.sync(7).runs[1]
    said = printed(region, 5)
    assert "Later gewijzigd." in said
    assert "trede basis" not in said
    assert f"De lezing van 7 januari 2026 (nummer {run.pk})" in said


def invented(name: str, key: str, url: str) -> Evidence:
    told = history("1 1; 5 -; 9 -")
    told.versions[0].values["name"] = name  # type: ignore[index]
    found = finding(told, day(6), LabelPolicy())
    assert found is not None
    page = PageEvidence(1, url, MADE, "0" * 64, ())
    enterprise = Enterprise(slug="x", name=name, facts={"kvk": [{"value": key}]})
    return Evidence(enterprise, day(6), day(1), (), (Proven(found, page, key, 2),))


def test_bytes_that_are_gone_or_damaged_are_said_to_be(home: RegionFolder) -> None:
    told = invented("De Brug", "k", "https://x.example/")
    gone = replace(told, not_held=(replace(told.not_held[0], kept=False),))
    assert "Niet meer aanwezig, of niet meer heel." in text_of(render(gone, home, MADE))
    assert "Niet meer aanwezig" not in text_of(render(told, home, MADE))


def test_the_document_is_tagged_titled_and_in_dutch(home: RegionFolder) -> None:
    pdf = render(invented("De Brug", "k", "https://x.example/"), home, MADE)
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Bewijs van labels op 6 januari 2026"
    assert "pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data().decode()


def test_one_instant_gives_one_sequence_of_bytes(home: RegionFolder) -> None:
    told = invented("De Brug", "k", "https://x.example/")
    assert render(told, home, MADE) == render(told, home, MADE)


def test_a_document_that_is_made_now_says_so(home: RegionFolder) -> None:
    assert f"{now():%Y-%m-%dT%H:}" in text_of(render(invented("De Brug", "k", "https://x.example/"), home))


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_of_a_register_can_break_the_document(
    home: RegionFolder, name: str, key: str, url: str
) -> None:
    assert render(invented(name, key, url), home, MADE).startswith(b"%PDF")


@pytest.mark.parametrize(
    "name",
    [
        "#set page(fill: red)",
        '")); panic("x',
        "$ x $",
        "*vet*",
        "漢字 \U0001f600",
        "\u202eomgekeerd",
        "x" * 200_000,
    ],
)
def test_hostile_names_are_set_as_text(home: RegionFolder, name: str) -> None:
    pdf = render(invented(name, "k", "https://x.example/"), home, MADE)
    assert len(PdfReader(io.BytesIO(pdf)).pages) < 5
