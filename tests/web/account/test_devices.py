# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.web.account.devices import device, parts

_MOZILLA = "Mozilla/5.0 "
SEEN = {
    _MOZILLA + "(X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox / Linux",
    _MOZILLA
    + "(Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36": "Chrome / Windows",
    _MOZILLA + "(Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0": "Edge / Windows",
    _MOZILLA + "(Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/19.0 Safari/605": "Safari / Mac",
    _MOZILLA + "(iPhone; CPU iPhone OS 19_0 like Mac OS X) CriOS/140.0 Mobile Safari/604": "Chrome / iPhone",
    _MOZILLA + "(Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36": "Chrome / Android",
    _MOZILLA
    + "(Linux; Android 16) SamsungBrowser/30.0 Chrome/140.0 Mobile Safari": "Samsung Internet / Android",
    "curl/8.5.0": " / ",
    "": " / ",
}


@pytest.mark.parametrize(("told", "kept"), SEEN.items())
def test_a_browser_and_a_machine_are_known_again(told: str, kept: str) -> None:
    assert device(told) == kept
    assert parts(kept) == tuple(kept.split(" / "))


@given(
    st.one_of(
        st.text(),
        st.sampled_from(sorted(SEEN)),
        st.tuples(st.text(), st.sampled_from(sorted(SEEN))).map("".join),
    )
)
def test_nothing_else_of_what_a_browser_tells_is_kept(told: str) -> None:
    kept = device(told)
    assert device(kept) == kept
    assert len(kept) < 40
