# SPDX-License-Identifier: EUPL-1.2
"""A QR code as one path of an SVG, so that a page can draw it itself: no image, no data in an address."""

from __future__ import annotations

from dataclasses import dataclass

import qrcode


@dataclass(frozen=True)
class Drawing:
    """A square of `size` units, margin included; `path` fills its dark ones."""

    size: int
    path: str


def drawing(text: str) -> Drawing:
    """The QR code of a text, with the quiet margin of four units that readers need."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    dark = ((x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return Drawing(len(rows), "".join(f"M{x} {y}h1v1h-1z" for x, y in dark))
