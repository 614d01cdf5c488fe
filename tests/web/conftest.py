# SPDX-License-Identifier: EUPL-1.2
"""English pages need compiled translations; an installed package has them, a checkout may have older ones."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from pytest_django import Settings

import kapstok
from tests.web.people import (  # noqa: F401 - fixtures of every test of a page
    administrator,
    colleague,
    editor,
    editor_without_second_factor,
    nobody,
)
from tests.web.region import RegionOnLoopback, code, ladder, region_on_loopback

LOCALE = Path(kapstok.__file__).parent / "web" / "locale"


def compile_translations() -> None:
    """Brings every .mo up to its .po, in one step each: another process of this run may be reading it."""
    for source in LOCALE.glob("*/LC_MESSAGES/django.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as po, tempfile.NamedTemporaryFile(dir=source.parent, delete=False) as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3], abort_invalid=True))
        Path(mo.name).replace(target)


compile_translations()


@pytest.fixture
def region(tmp_path: Path, settings: Settings, db: None) -> Iterator[RegionOnLoopback]:
    """A region of this test's own, with nothing read yet."""
    with region_on_loopback(tmp_path) as made:
        settings.KAPSTOK_HOME = made.folder.path
        yield made


@pytest.fixture
def east(region: RegionOnLoopback) -> RegionOnLoopback:
    """A region with five enterprises, of which one has two labels, one waits for its renewal and one has none left."""
    region.sync(ladder=ladder(region.today), code=code())
    return region
