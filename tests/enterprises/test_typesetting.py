# SPDX-License-Identifier: EUPL-1.2
"""The typesetter here and in a process of its own: the same bytes, the same refusals."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kapstok.enterprises import typesetting
from kapstok.enterprises.typesetting import PdfFailed, typeset

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LAYOUT = b"""
#let d = json(bytes(sys.inputs.document))
#set document(title: d.title)
#set text(lang: "nl", font: "Libertinus Serif")
= #d.title
"""


def test_a_process_of_its_own_gives_the_same_bytes() -> None:
    here = typeset(LAYOUT, {"title": "De Brug \u202e"}, MADE)
    assert here.startswith(b"%PDF")
    assert typeset(LAYOUT, {"title": "De Brug \u202e"}, MADE, apart=True) == here


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("layout", [b"#panic()", b'#set text(font: "Nergens")\nx', b"geen titel"])
def test_what_is_not_accepted_or_only_with_a_warning_is_named(apart: bool, layout: bytes) -> None:
    with pytest.raises(PdfFailed, match=r"could not be typeset: ."):
        typeset(layout, {}, MADE, apart=apart)


def test_one_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_PATIENCE", 0.01)
    with pytest.raises(PdfFailed, match="timed out"):
        typeset(LAYOUT, {"title": "x"}, MADE, apart=True)
