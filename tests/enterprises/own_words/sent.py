# SPDX-License-Identifier: EUPL-1.2
"""Files as people send them, good and bad."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)
# Degrees, minutes and seconds of a place that must not come out.
_GPS = {1: "N", 2: (52.0, 15.0, 9.0), 3: "E", 4: (6.0, 9.0, 47.0)}
_ORIENTATION, _MAKE, _GPS_IFD = 0x0112, 0x010F, 0x8825


def two_halves(width: int = 300, height: int = 200) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def file_of(image: Image.Image, kind: str = "PNG", **more: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **more)
    return written.getvalue()


def camera_jpeg(orientation: int = 6) -> bytes:
    """A JPEG of a telephone that was held upright: maker, place and a comment go with it."""
    exif = Image.Exif()
    exif[_ORIENTATION], exif[_MAKE] = orientation, "Geheime Camera"
    exif.get_ifd(_GPS_IFD).update(_GPS)
    return file_of(two_halves(), "JPEG", exif=exif, comment=b"gemaakt door Jan", quality=95)


def png(width: int, height: int, pixels: bytes = b"", chunks: tuple[tuple[bytes, bytes], ...] = ()) -> bytes:
    """A PNG that says to be so large, whatever stands in it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = (b"IHDR", header), *chunks, (b"IDAT", zlib.compress(pixels)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in body
    )
