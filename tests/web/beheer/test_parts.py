# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

import kapstok
from tests.web.reading import Page, faults

pytestmark = pytest.mark.django_db

TEMPLATES = Path(kapstok.__file__).parent / "web" / "templates"
PARTS = {path.stem for path in (TEMPLATES / "parts").glob("*.html")}


def test_every_part_is_shown_and_nothing_that_is_none(editor: Client) -> None:
    assert set(Page(editor.get("/beheer/onderdelen")).all(".kapstok-sample > h2")) == PARTS


def test_every_part_is_used_by_a_page() -> None:
    """A part that only its own example shows is pretended."""
    pages = "".join(
        path.read_text() for path in TEMPLATES.rglob("*.html") if path != TEMPLATES / "beheer" / "parts.html"
    )
    python = "".join(path.read_text() for path in (TEMPLATES.parent).glob("*.py"))
    assert {part for part in PARTS if f'"parts/{part}.html"' not in pages + python} == set()


@pytest.mark.parametrize("state", ["", "1", "2", "3", "0", "99", "drie", "³"])
def test_the_page_is_whole_in_every_state(editor: Client, state: str) -> None:
    answer = editor.get("/beheer/onderdelen", {"stand": state})
    assert answer.status_code == 200
    assert faults(answer) == []


def test_every_drawing_is_shown(editor: Client) -> None:
    names = set(re.findall(r'name == "([\w-]+)"', (TEMPLATES / "parts" / "icon.html").read_text()))
    assert set(Page(editor.get("/beheer/onderdelen")).all("#icon li")) == names
