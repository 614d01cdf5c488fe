# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path

from kapstok.web.theme import theme


def test_without_a_file_the_theme_is_ours(tmp_path: Path):
    found = theme(tmp_path / "theme.css")
    assert (found.html_class, found.css) == ("kapstok-theme", None)


def test_a_theme_with_a_class_of_its_own_takes_the_place_of_ours(tmp_path: Path):
    file = tmp_path / "theme.css"
    file.write_text("/* .not-this-theme */\n.zwolle-theme { --utrecht-link-color: #123456; }")
    assert theme(file).html_class == "zwolle-theme"


def test_a_theme_without_a_class_goes_on_top_of_ours(tmp_path: Path):
    file = tmp_path / "theme.css"
    file.write_text(":root { --utrecht-link-color: #123456; }")
    assert theme(file).html_class == "kapstok-theme"


def test_a_changed_theme_has_another_mark(tmp_path: Path):
    file = tmp_path / "theme.css"
    file.write_text("a{}")
    before = theme(file).mark
    file.write_text("a{color:red}")
    assert theme(file).mark != before
