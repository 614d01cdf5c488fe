# SPDX-License-Identifier: EUPL-1.2
"""What is made of files that people send, good and bad: pixels, and nothing else."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from kapstok.enterprises.own_words import picture_process
from kapstok.enterprises.own_words.picture_process import made_apart
from kapstok.enterprises.own_words.picture_words import (
    LARGEST_FILE,
    Fault,
    Picture,
    UnusablePicture,
    understood,
)
from kapstok.enterprises.own_words.pictures import answer, remade
from tests.enterprises.own_words.sent import BLUE, RED, camera_jpeg, file_of, png, two_halves


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def is_near(pixel: object, colour: tuple[int, ...]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 30 for one, other in zip(pixel, colour, strict=True))


def fault_of(content: bytes) -> Fault:
    with pytest.raises(UnusablePicture) as refused:
        remade(content)
    return refused.value.fault


def test_nothing_but_upright_pixels_comes_out_of_what_a_telephone_took() -> None:
    sent = camera_jpeg()
    assert b"Geheime Camera" in sent
    made = remade(sent)
    assert (made.width, made.height) == (200, 300)
    for content in (made.large, made.small):
        image = opened(content)
        assert image.format == "WEBP"
        assert not dict(image.getexif())
        assert {"exif", "icc_profile", "xmp", "comment"} & set(image.info) == set()
        assert not any(secret in content for secret in (b"Camera", b"Jan", b"Exif", b"EXIF"))
        assert is_near(image.getpixel((image.width // 2, 10)), RED)
        assert is_near(image.getpixel((image.width // 2, image.height - 10)), BLUE)


@pytest.mark.parametrize(
    ("orientation", "left_top"), [(1, RED), (2, BLUE), (3, BLUE), (4, RED), (5, RED), (7, BLUE), (8, BLUE)]
)
def test_every_way_to_hold_a_camera_comes_out_upright(orientation: int, left_top: tuple[int, ...]) -> None:
    image = opened(remade(camera_jpeg(orientation)).large)
    assert (image.width > image.height) is (orientation < 5)
    assert is_near(image.getpixel((10, 10)), left_top)


def test_large_ones_become_smaller_and_small_ones_stay_as_they_are() -> None:
    made = remade(file_of(two_halves(3200, 1000), "JPEG"))
    assert (made.width, made.height) == opened(made.large).size == (1600, 500)
    assert opened(made.small).size == (480, 150)
    least = remade(file_of(two_halves(200, 200)))
    assert opened(least.large).size == opened(least.small).size == (200, 200)


@pytest.mark.parametrize(
    ("width", "height", "fault"),
    [
        (199, 900, Fault.TOO_SMALL),
        (900, 199, Fault.TOO_SMALL),
        (1, 1, Fault.TOO_SMALL),
        (1_001, 200, Fault.TOO_NARROW),
        (200, 1_001, Fault.TOO_NARROW),
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_one_on_which_nothing_would_be_seen_is_refused(
    width: int, height: int, fault: Fault, kind: str
) -> None:
    assert fault_of(file_of(two_halves(width, height), kind)) == fault


def test_a_narrow_one_may_be_five_times_as_long() -> None:
    assert opened(remade(file_of(two_halves(200, 1_000))).large).size == (200, 1_000)


@pytest.mark.parametrize(
    "content",
    [
        file_of(two_halves(), "WEBP", lossless=True),
        file_of(two_halves().convert("P")),
        file_of(two_halves().convert("CMYK"), "JPEG", quality=95),
        file_of(two_halves().convert("RGBA")),
        file_of(two_halves(), "WEBP", save_all=True, append_images=[Image.new("RGB", (300, 200), "green")]),
        file_of(two_halves(), "PNG", save_all=True, append_images=[Image.new("RGB", (300, 200), "green")]),
        file_of(two_halves(), "JPEG", icc_profile=b"no profile at all"),
        file_of(two_halves(), icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()),
        file_of(two_halves(), "JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff\xff", quality=95),
    ],
    ids=[
        "webp",
        "palette",
        "cmyk",
        "alpha",
        "moving webp",
        "moving png",
        "bad profile",
        "profile",
        "bad exif",
    ],
)
def test_every_kind_becomes_the_same_picture(content: bytes) -> None:
    image = opened(remade(content).large)
    assert (image.mode, image.size, getattr(image, "n_frames", 1)) == ("RGB", (300, 200), 1)
    assert is_near(image.getpixel((10, 10)), RED)
    assert is_near(image.getpixel((290, 190)), BLUE)


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    grey = Image.new("I;16", (200, 200), 32768)
    assert is_near(opened(remade(file_of(grey)).large).getpixel((5, 5)), (128, 128, 128))


def test_what_one_sees_through_is_white() -> None:
    for image in (Image.new("RGBA", (200, 200), (0, 0, 0, 0)), Image.new("LA", (200, 200), (0, 0))):
        assert opened(remade(file_of(image)).large).getpixel((5, 5)) == (255, 255, 255)


def test_colours_of_another_profile_are_said_in_srgb() -> None:
    lab = ImageCms.createProfile("XYZ")
    made = remade(file_of(two_halves(), icc_profile=ImageCms.ImageCmsProfile(lab).tobytes()))
    assert opened(made.large).mode == "RGB"


@pytest.mark.parametrize(
    ("width", "height"), [(8_000, 5_001), (100_000, 100_000), (2**31 - 1, 2**31 - 1), (40_000_001, 1)]
)
def test_a_bomb_is_refused_before_it_is_opened(width: int, height: int) -> None:
    assert fault_of(png(width, height)) == Fault.TOO_MANY_PIXELS


def test_a_bomb_of_text_is_refused() -> None:
    text = b"Comment\x00\x00" + zlib.compress(b"a" * 100_000_000)
    assert fault_of(png(200, 200, b"\x00" * 40_200, ((b"zTXt", text),))) == Fault.BROKEN


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    assert fault_of(file_of(two_halves()) + b"\x00" * LARGEST_FILE) == Fault.TOO_LARGE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a" + b"\x00" * 40,
        b"%PDF-1.7\n",
        b"RIFF\x00\x00\x00\x00WAVE",
        file_of(two_halves(), "TIFF"),
        file_of(two_halves(), "GIF"),
        file_of(two_halves(), "BMP"),
    ],
    ids=["nothing", "svg", "html", "gif head", "pdf", "wave", "tiff", "gif", "bmp"],
)
def test_what_is_no_photo_is_refused_whatever_it_is_called(content: bytes) -> None:
    assert fault_of(content) == Fault.NOT_A_PICTURE


@pytest.mark.parametrize(
    "content",
    [
        camera_jpeg()[:-400],
        camera_jpeg()[:30],
        file_of(two_halves())[:-40],
        file_of(two_halves(), "WEBP")[:40],
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\xff\xff\xff\x7fWEBPVP8 ",
        png(0, 0),
        png(10, 0),
        png(200, 200, b"\x00"),
    ],
)
def test_a_damaged_one_is_refused(content: bytes) -> None:
    assert fault_of(content) == Fault.BROKEN


def test_what_hides_behind_or_in_a_picture_stays_behind() -> None:
    hidden = b"<script>alert(document.cookie)</script>PK\x03\x04"
    for content in (
        file_of(two_halves(), "JPEG") + hidden,
        file_of(two_halves(), "JPEG", comment=hidden),
        png(200, 200, b"\x00" * 40_200, ((b"tEXt", b"x\x00" + hidden),)) + hidden,
    ):
        made = remade(content)
        assert hidden[:8] not in made.large + made.small


@settings(max_examples=30)
@given(st.data())
def test_whatever_is_changed_in_a_file_it_becomes_a_picture_or_is_refused(data: st.DataObject) -> None:
    content = bytearray(
        data.draw(st.sampled_from([camera_jpeg(), file_of(two_halves()), file_of(two_halves(), "WEBP")]))
    )
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(12, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        made = remade(bytes(content))
    except UnusablePicture:
        return
    assert opened(made.large).format == "WEBP"


# in a process of its own


def test_another_process_makes_the_same_of_it() -> None:
    sent = camera_jpeg()
    assert made_apart(sent) == remade(sent)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"<svg/>", Fault.NOT_A_PICTURE),
        (png(100_000, 100_000), Fault.TOO_MANY_PIXELS),
        (b"\xff\xd8\xff" + b"\x00" * LARGEST_FILE, Fault.TOO_LARGE),
    ],
)
def test_another_process_says_why_it_cannot(content: bytes, fault: Fault) -> None:
    with pytest.raises(UnusablePicture) as refused:
        made_apart(content)
    assert refused.value.fault == fault


def test_a_process_that_takes_too_long_or_dies_takes_nobody_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_process, "_SECONDS", 0.001)
    for _ in range(2):
        with pytest.raises(UnusablePicture) as refused:
            made_apart(camera_jpeg())
        assert refused.value.fault == Fault.BROKEN
        monkeypatch.setattr(picture_process, "_SECONDS", 30)
        monkeypatch.setattr(picture_process, "_PROGRAM", "kapstok.no_such_program")


def test_a_process_under_limits_of_the_machine_makes_it_all_the_same() -> None:
    limits = "import resource as r; r.setrlimit(r.RLIMIT_CPU, (9, 9)); r.setrlimit(r.RLIMIT_CORE, (0, 0))"
    program = "import runpy; runpy.run_module('kapstok.enterprises.own_words.pictures', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", f"{limits}; {program}"], input=camera_jpeg(), capture_output=True, check=True
    )
    assert understood(done.stdout) == remade(camera_jpeg())


def test_a_process_has_only_so_much_memory() -> None:
    """What would need more than it may have ends as a picture that cannot be used, and takes nobody along."""
    program = "from kapstok.enterprises.own_words import pictures as p; p._MEMORY = 120_000_000; p._main()"
    sent = file_of(two_halves(6_000, 6_000))
    done = subprocess.run([sys.executable, "-c", program], input=sent, capture_output=True, check=False)
    with pytest.raises(UnusablePicture) as refused:
        understood(done.stdout)
    assert refused.value.fault == Fault.BROKEN


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]\n",
        b"null\n",
        b'{"fault": "odd"}\n',
        b'{"width": 1}\n',
        b'{"width": 1, "height": 1, "large": 5, "small": 1}\nab',
        answer(camera_jpeg())[:-1],
    ],
)
def test_half_an_answer_of_another_process_is_no_picture(said: bytes) -> None:
    with pytest.raises(UnusablePicture):
        understood(said)


def test_an_answer_is_understood_as_it_was_meant() -> None:
    made = understood(answer(camera_jpeg()))
    assert isinstance(made, Picture)
    assert made == remade(camera_jpeg())
