# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from pytest_django import Settings

from kapstok.procurement.links import digest_of, new_key, new_nonce, shown_token, token


def test_a_link_carries_256_bits_that_follow_from_the_secret_key(settings: Settings) -> None:
    nonce = new_nonce()
    made = token(nonce)
    assert len(made) == len(new_key()) == 43
    assert token(nonce) == made
    assert token(new_nonce()) != made
    settings.SECRET_KEY = "another key, of the length that is asked for, for tests only"
    assert token(nonce) != made


def test_the_owner_is_shown_the_link_again_as_long_as_its_secret_key_is_known(settings: Settings) -> None:
    former, nonce = settings.SECRET_KEY, new_nonce()
    made = token(nonce)
    digest = digest_of(made)
    assert digest is not None
    assert shown_token(nonce, digest) == made
    settings.SECRET_KEY = "another key, of the length that is asked for, for tests only"
    assert shown_token(nonce, digest) is None
    settings.SECRET_KEY_FALLBACKS = [former]
    assert shown_token(nonce, digest) == made


@pytest.mark.parametrize(
    "text", ["", "a", "a" * 42, "a" * 44, "é" * 43, "a" * 42 + "\n", "a" * 42 + "=", "\x00" * 43]
)
def test_what_is_no_token_is_not_looked_up(text: str) -> None:
    assert digest_of(text) is None
