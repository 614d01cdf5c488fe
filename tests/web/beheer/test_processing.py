# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.test import Client

from kapstok.privacy.processing import register
from kapstok.regions.folder import RegionFolder
from tests.web.reading import Page, faults

pytestmark = pytest.mark.django_db


def test_editors_read_what_is_kept_of_whom_and_who_answers_for_it(editor: Client) -> None:
    answer = editor.get("/beheer/verwerkingen")
    page = Page(answer)
    assert faults(answer) == []
    assert page.all("h2")[-len(register()) :] == [one.title for one in register()]
    assert f"mailto:{RegionFolder.current().region().email}" in page.links("main a").values()
    assert "accounts.Person" in page.text


def test_it_is_there_in_english(editor: Client) -> None:
    page = Page(editor.get("/en/beheer/verwerkingen"))
    assert "Reports and objections" in page.all("h2")


def test_it_is_for_who_works_here(nobody: Client) -> None:
    assert nobody.get("/beheer/verwerkingen").status_code == 302
