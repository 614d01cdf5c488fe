# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.web.account.entrance import is_ours
from tests.web.account.test_by_mail import ELSEWHERE


@pytest.mark.parametrize(
    "address", ["/", "/mijn", "/en/mijn/account?a=b&c=%2F%2Fx", "/aanbod?q=caf%C3%A9#kaart"]
)
def test_a_path_of_this_site_is_ours(address: str) -> None:
    assert is_ours(address)


@pytest.mark.parametrize(
    "address", [*ELSEWHERE, "", "mijn", "?a=b", "/mijn\r\nSet-Cookie: x", "/\u202emijn", "/\\"]
)
def test_anything_else_is_not(address: str) -> None:
    assert not is_ours(address)


@given(st.text(alphabet="/\\:.htps@ \t\n\rkwad-?#%0259afe"))
def test_what_is_ours_names_no_other_place(address: str) -> None:
    if is_ours(address):
        assert address[0] == "/"
        assert address[1:2] not in {"/", "\\"}
        assert (urlsplit(address).scheme, urlsplit(address).netloc) == ("", "")
