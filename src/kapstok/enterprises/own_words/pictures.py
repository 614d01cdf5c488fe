# SPDX-License-Identifier: EUPL-1.2
"""A picture as somebody sent it, made anew: its pixels and nothing else. Pure; run it in a process of its own.

Nothing is believed of what was sent: the kind follows from its first bytes, its size is looked at before anything is
decoded, and what comes out is written by us. So nothing of a camera, a place or another file that hid in it stays.
As a program (`python -m …pictures`) it reads a picture from standard input under limits, and answers on standard
output: a line of JSON, then the bytes (`picture_process.py`).
"""

from __future__ import annotations

import io
import resource
import sys
import warnings
from contextlib import suppress
from typing import Final

from PIL import Image, ImageCms

from kapstok.enterprises.own_words.picture_words import (
    LARGE,
    LARGEST_FILE,
    LEAST_SIDE,
    MOST_LONGER,
    MOST_PIXELS,
    SMALL,
    Fault,
    Picture,
    UnusablePicture,
    line,
)

_QUALITY: Final = 80
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_MEMORY: Final = 1_500_000_000
_SECONDS: Final = 20
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = 1
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def remade(content: bytes) -> Picture:
    """The picture upright, in sRGB, on white where it was see-through, without anything but its pixels.

    Of a moving one the first frame. Raises `UnusablePicture`, and MemoryError where it cannot be held.
    """
    _refuse_by_first_bytes(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a file that is odd, yet can be read
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                return _picture(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnusablePicture(Fault.TOO_MANY_PIXELS) from None
    except (UnusablePicture, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - what a hostile file makes a decoder raise is anything
        raise UnusablePicture(Fault.BROKEN) from None


def _refuse_by_first_bytes(content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise UnusablePicture(Fault.TOO_LARGE)
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if not (is_webp or content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))):
        raise UnusablePicture(Fault.NOT_A_PICTURE)


def _picture(image: Image.Image) -> Picture:
    _refuse_by_size(image.width, image.height)
    # A JPEG is not even decoded larger than is needed.
    image.draft(None, (2 * LARGE, 2 * LARGE))
    image.load()
    turn, profile = _TURNS.get(_orientation(image)), image.info.get("icc_profile")
    shown = _in_eight_bits(image)
    shown.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
    large = _on_white(shown, profile)
    if turn is not None:
        large = large.transpose(turn)
    small = large.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return Picture(_as_webp(large), _as_webp(small), large.width, large.height)


def _refuse_by_size(width: int, height: int) -> None:
    """What is too large to decode, and what nobody would see anything on."""
    if width * height > MOST_PIXELS:
        raise UnusablePicture(Fault.TOO_MANY_PIXELS)
    if min(width, height) < LEAST_SIDE:
        raise UnusablePicture(Fault.TOO_SMALL)
    if max(width, height) > MOST_LONGER * min(width, height):
        raise UnusablePicture(Fault.TOO_NARROW)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, _UPRIGHT))
    except Exception:  # noqa: BLE001 - whatever a camera or a stranger wrote there, the pixels may be good
        return _UPRIGHT


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be made smaller without losing what it shows."""
    if image.mode.startswith("I"):  # sixteen bits of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA") if image.mode in ("1", "P", "PA") else image


def _on_white(image: Image.Image, profile: object) -> Image.Image:
    """The pixels alone, in sRGB; on white where they let through what is behind."""
    clean = Image.new("RGB", image.size, "white")
    seen = image.getchannel("A") if "A" in image.mode else None
    if image.mode == "LA":
        image = image.getchannel("L")
    elif image.mode == "RGBA":
        image = image.convert("RGB")
    clean.paste(_in_srgb(image, profile), mask=seen)
    return clean


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    if isinstance(profile, bytes):
        # A profile that is damaged, or of another kind of picture, is left aside.
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, given, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            if converted is not None:
                return converted
    return image.convert("RGB")


def _as_webp(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "WEBP", quality=_QUALITY, method=4)
    return written.getvalue()


def answer(content: bytes) -> bytes:
    """What the program says of a picture: a line of JSON, and where it could be made the bytes of both sizes."""
    try:
        made = remade(content)
    except UnusablePicture as unusable:
        return line({"fault": unusable.fault.value})
    except MemoryError:
        return line({"fault": Fault.BROKEN.value})
    sizes = {"width": made.width, "height": made.height, "large": len(made.large), "small": len(made.small)}
    return line(sizes) + made.large + made.small


def _main() -> None:
    """Answers for the picture on standard input, with so much memory and time and no more, and no file written."""
    for limit, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _limit(limit, most)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(LARGEST_FILE + 1)))


def _limit(limit: int, most: int) -> None:
    """Sets one limit, at most what the machine leaves us; one that may set none has limits of its own."""
    _, hard = resource.getrlimit(limit)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(limit, (least, least))


if __name__ == "__main__":
    _main()
