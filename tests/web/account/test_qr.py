# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re

from kapstok.web.account.qr import drawing


def squares(path: str) -> set[tuple[int, int]]:
    return {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}


def test_a_code_has_its_three_corners_inside_a_quiet_margin() -> None:
    drawn = drawing("otpauth://totp/anna?secret=JBSWY3DPEHPK3PXP")
    dark, last = squares(drawn.path), drawn.size - 1
    assert min(x for x, _ in dark) == min(y for _, y in dark) == 4
    assert max(x for x, _ in dark) == last - 4
    for x, y in ((4, 4), (last - 10, 4), (4, last - 10)):
        assert {(x + step, y) for step in range(7)} <= dark
        assert (x + 1, y + 1) not in dark
        assert (x + 3, y + 3) in dark


def test_another_text_is_another_code() -> None:
    assert drawing("a").path != drawing("b").path
