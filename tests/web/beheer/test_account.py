# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.accounts.enums import Role
from tests.web.beheer.conftest import Colleague, signed_in
from tests.web.reading import Page, faults

pytestmark = pytest.mark.django_db


def test_an_account_shows_its_own_and_only_its_own(colleague: Colleague) -> None:
    colleague("adrie", Role.ADMINISTRATOR)
    answer = signed_in(colleague("anna")).get("/beheer/mijn-account")
    page = Page(answer)
    assert faults(answer) == []
    assert "anna@voorbeeld.example, redacteur" in page.text
    assert "U heeft nog 10 herstelcodes" in page.text
    assert "adrie" not in page.text


def test_signing_out_elsewhere_leaves_this_session(colleague: Colleague) -> None:
    anna = colleague("anna")
    here, elsewhere = signed_in(anna), signed_in(anna)
    answer = here.post("/beheer/mijn-account/elders", follow=True)
    assert "U bent overal afgemeld, behalve hier." in Page(answer).text
    assert elsewhere.get("/beheer").status_code == 302
    assert here.get("/beheer").status_code == 200
