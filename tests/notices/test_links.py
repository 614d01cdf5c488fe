# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pytest_django import Settings

from kapstok.notices.links import link


def test_a_link_leads_to_the_page_in_the_reader_s_language(settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://impact.example"
    assert link("/beheer/lezingen/12", "nl") == "https://impact.example/beheer/lezingen/12"
    assert link("/beheer/lezingen/12", "en") == "https://impact.example/en/beheer/lezingen/12"


def test_where_nobody_said_where_the_site_is_only_the_path_is_told(settings: Settings) -> None:
    settings.SITE_ADDRESS = None
    assert link("/beheer/lezingen/12", "en") == "/en/beheer/lezingen/12"
