# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.web.language import in_language


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("/", "/en/"),
        ("/aanbod?q=zwolle&label=pso", "/en/aanbod?q=zwolle&label=pso"),
        ("/onderneming/en-route", "/en/onderneming/en-route"),
        ("/english", "/en/english"),
    ],
)
def test_the_same_page_is_found_in_the_other_language_and_back(dutch: str, english: str):
    assert in_language("en", dutch) == english
    assert in_language("nl", english) == dutch
    assert in_language("en", english) == english
    assert in_language("nl", dutch) == dutch
