# SPDX-License-Identifier: EUPL-1.2
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.enterprises.slugs import LONGEST, free_slug, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("De Kringloper", "de-kringloper"),
        ("Café 't Hoekje B.V.", "cafe-t-hoekje-bv"),
        ("Brood & Bloem", "brood-en-bloem"),
        ("  Wĳ / Zĳ  ", "wij-zij"),
        ("Gruppo Süd-Øst", "gruppo-sud-ost"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("../../etc/passwd", "etc-passwd"),
        ("漢字", ""),
        ("\u202e\x00", ""),
    ],
)
def test_a_slug_reads_like_the_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text(max_size=300))
def test_any_name_gives_a_slug_that_fits_in_an_address(name: str) -> None:
    slug = free_slug(name, None, set())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= LONGEST


def test_a_name_of_ten_megabytes_gives_a_short_slug() -> None:
    assert len(free_slug("woord " * 2_000_000, None, set())) <= LONGEST


def test_a_taken_slug_gets_the_place_and_then_a_number() -> None:
    taken: set[str] = set()
    for _ in range(4):
        taken.add(free_slug("De Brug", "Zwolle", taken))
    assert taken == {"de-brug", "de-brug-zwolle", "de-brug-zwolle-2", "de-brug-zwolle-3"}


def test_a_place_that_the_name_already_ends_with_is_not_said_twice() -> None:
    assert free_slug("Werkplaats Zwolle", "Zwolle", {"werkplaats-zwolle"}) == "werkplaats-zwolle-2"


def test_an_enterprise_without_a_readable_name_is_an_enterprise() -> None:
    assert free_slug("漢字", "Zwolle", set()) == "onderneming"
