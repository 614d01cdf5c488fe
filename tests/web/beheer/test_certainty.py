# SPDX-License-Identifier: EUPL-1.2
"""How sure the model is, as editors see it: who decides from which weight on, and whether it comes true."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from kapstok.resolution.calibration import BandOfBits
from kapstok.resolution.queries import calibration
from kapstok.web.beheer.certainty import weight_words
from kapstok.web.beheer.certainty_picture import HEIGHT, WIDTH, picture
from tests.web.beheer.test_pairs import company, firm
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback

PAGE = "/beheer/paren/zekerheid"
STEPS = (
    BandOfBits(None, -5.0, 40, 0.01, 0, 0),
    BandOfBits(-1.0, 0.0, 4, 0.4, 4, 2),
    BandOfBits(15.0, None, 60, 1.0, 50, 50),
)


@pytest.mark.django_db(transaction=True)
def test_every_step_stands_in_the_table_with_what_was_expected_and_what_was_seen(
    region: RegionOnLoopback, editor: Client
) -> None:
    region.sync(
        ladder=[firm("Groenwerk", kvk="08123456"), firm("De Draad")],
        code=[firm("Groenwerk", kvk="08123456"), company("De Draad")],
    )
    answer = editor.get(PAGE)
    page, table = Page(answer), calibration().table
    assert [int(cell) for cell in page.all("tbody td:nth-child(2)")] == [one.pairs for one in table]
    assert sum(one.told for one in table) == 1
    assert "Van 1 paar weten wij het" in page.text
    assert "100,0 %" in page.all("tbody td:nth-child(4)")
    assert len(page.all(".kapstok-bands li")) == 3
    assert faults(answer) == []
    assert Page(editor.get(f"/en{PAGE}")).one("h1") == "How sure it is"


@pytest.mark.django_db
def test_before_anything_was_read_it_says_what_to_do(region: RegionOnLoopback, editor: Client) -> None:
    answer = editor.get(PAGE)
    assert Page(answer).one(".kapstok-empty h2") == "Nog niets te vergelijken"
    assert faults(answer) == []


def test_the_picture_keeps_within_its_canvas_and_leaves_out_what_nobody_knows() -> None:
    drawn = picture(STEPS, (-2.0, 1.5))
    assert drawn is not None
    points = [tuple(map(float, point.split(","))) for point in drawn.expected.split()]
    assert len(points) == len(STEPS)
    assert len(drawn.observed) == 2
    assert [dot.is_sure for dot in drawn.observed] == [False, True]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert drawn.fences[0] < drawn.fences[1]
    assert points[0][1] > points[-1][1]


def test_one_step_alone_and_none_at_all_are_drawn_too() -> None:
    assert picture((), (0.0, 1.0)) is None
    alone = picture(STEPS[1:2], (-2.0, 1.5))
    assert alone is not None
    assert (len(alone.observed), alone.fences) == (1, ())


def test_a_weight_has_a_minus_of_its_own_and_no_empty_decimal() -> None:
    with translation.override("nl"):
        said = [weight_words(weight) for weight in (-2.0, 0.0, 1.5, -0.3)]
    assert said == ["\N{MINUS SIGN}2", "0", "1,5", "\N{MINUS SIGN}0,3"]
