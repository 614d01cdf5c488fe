# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re
import uuid

from pytest_django import Settings

from kapstok.enterprises.claiming.codes import digest, is_right, new_code, token

CLAIM = uuid.UUID("00000000-0000-4000-8000-000000000001")


def test_a_code_is_eight_signs_that_look_like_no_other() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", code) for code in codes)


def test_a_code_is_right_however_it_is_typed() -> None:
    kept = digest(CLAIM, "7KQF-2MXR")
    assert is_right(CLAIM, kept, " 7kqf 2mxr ")
    assert not is_right(CLAIM, kept, "7KQF-2MXS")
    assert not is_right(CLAIM, kept, "")
    assert not is_right(uuid.uuid4(), kept, "7KQF-2MXR")


def test_without_a_code_nothing_is_right() -> None:
    assert not is_right(CLAIM, "", "")
    assert not is_right(CLAIM, "", "7KQF-2MXR")


def test_a_code_outlives_a_new_key(settings: Settings) -> None:
    kept, before = digest(CLAIM, "7KQF-2MXR"), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [before]
    assert is_right(CLAIM, kept, "7KQF-2MXR")
    settings.SECRET_KEY_FALLBACKS = []
    assert not is_right(CLAIM, kept, "7KQF-2MXR")


def test_each_claim_has_a_token_of_its_own() -> None:
    assert token(CLAIM) == token(CLAIM)
    assert token(CLAIM) != token(uuid.uuid4())
    assert re.fullmatch(r"[0-9a-f]{32}", token(CLAIM))
