# SPDX-License-Identifier: EUPL-1.2
"""How sure the model is of itself, held against what people and numbers of the trade register say."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from kapstok.resolution.calibration import BandOfBits
from kapstok.resolution.queries import calibration, in_force
from kapstok.resolution.rules import DECIDE_PAIRS
from kapstok.web.beheer import door
from kapstok.web.beheer.certainty_picture import HEIGHT, WIDTH, picture
from kapstok.web.beheer.frame import framed


@dataclass(frozen=True)
class CertaintyRow:
    """One step of weight, in words."""

    weight: str
    pairs: int
    expected: str
    observed: str
    told: int


@require_safe
@door.opened_by(DECIDE_PAIRS)
def certainty(request: HttpRequest) -> HttpResponse:
    """The bands of the model, and per step of weight which part should be right and which part was."""
    model, table = in_force(), calibration().table
    bands = model.bands
    return framed(
        request,
        "beheer/certainty.html",
        {
            "version": model.version,
            "same": weight_words(bands.same),
            "look": weight_words(bands.look),
            "rows": [_row(one) for one in table],
            "told": sum(one.told for one in table),
            "picture": picture(table, (bands.look, bands.same)),
            "size": (WIDTH, HEIGHT),
            "weight_words": weight_words,
        },
    )


def weight_words(weight: float) -> str:
    """A weight as a reader sees it: with a real minus, and a decimal only where it has one."""
    text = number_format(abs(weight), decimal_pos=0 if float(weight).is_integer() else 1)
    return f"\N{MINUS SIGN}{text}" if weight < 0 else text


def _row(one: BandOfBits) -> CertaintyRow:
    return CertaintyRow(
        weight=_span(one),
        pairs=one.pairs,
        expected=_share(one.expected),
        observed="" if one.observed is None else _share(one.observed),
        told=one.told,
    )


def _span(one: BandOfBits) -> str:
    if one.low is None:
        return gettext("minder dan %(high)s") % {"high": weight_words(one.high or 0.0)}
    if one.high is None:
        return gettext("%(low)s of meer") % {"low": weight_words(one.low)}
    return gettext("%(low)s tot %(high)s") % {"low": weight_words(one.low), "high": weight_words(one.high)}


def _share(share: float) -> str:
    return f"{number_format(round(share * 100, 1), decimal_pos=1)} %"
