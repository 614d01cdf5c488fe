# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from kapstok.web.assets import NoSuchAsset, asset


def test_an_address_changes_with_the_bytes_of_the_file(tmp_path: Path, settings: Settings):
    settings.DEBUG = True
    settings.STATICFILES_DIRS = [tmp_path]
    file = tmp_path / "own.css"
    file.write_text("a {}", encoding="utf-8")
    before = asset("own.css")
    assert before.startswith("/static/own.css?v=")
    file.write_text("b {}", encoding="utf-8")
    assert asset("own.css") != before


def test_a_file_that_is_not_there_is_an_error(settings: Settings):
    for debug in (True, False):
        settings.DEBUG = debug
        with pytest.raises(NoSuchAsset, match=r"web/unicorn\.css"):
            asset("web/unicorn.css")
