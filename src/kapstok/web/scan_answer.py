# SPDX-License-Identifier: EUPL-1.2
"""The answer to a creditor list as a page says it: figures in words, a picture of them, and where chances lie.

What the figures mean: src/kapstok/procurement/spending.md. What comes in is the JSON of a report (docs/commands.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy

from kapstok.enterprises.wording import label_words
from kapstok.regions.region_file import Region
from kapstok.web.words import figure

_OUTCOMES: Final = {
    "now": gettext_lazy("Nu een label"),
    "before": gettext_lazy("Eerder een label"),
    "check": gettext_lazy("Zelf nakijken"),
    "none": gettext_lazy("Niet gevonden"),
}
_MOST_BARS: Final = 12
_VERY_SMALL: Final = 0.001
_BAR, _GAP = 60, 12  # pixels: what a bar and its words take, and the room between two
Told = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A row of a table: what is counted, rows, enterprises, amount and share, each in words; "" where unknown."""

    name: str
    rows: str
    enterprises: str
    amount: str
    share: str


@dataclass(frozen=True)
class Bar:
    """A bar of the picture: its words above it, its place from the top in pixels, its width in hundredths."""

    name: str
    value: str
    top: int
    width: float
    is_whole: bool


@dataclass(frozen=True)
class CategoryLine:
    """A category of the list, and how much of it goes to enterprises with a label."""

    name: str
    rows: str
    amount: str
    labelled: str
    share: str


@dataclass(frozen=True)
class Alternative:
    """An enterprise with a label that does what a supplier does."""

    name: str
    href: str
    about: str


@dataclass(frozen=True)
class Chance:
    """A large supplier without a label, what was searched for, and who nearby has one."""

    name: str
    about: str
    words: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class Answer:
    """The whole page. `notes` are what a reader has to know of the figures; `sure`: how much of it is right, or ""."""

    by_spend: bool
    rows: str
    now_rows: str
    now_amount: str
    now_share: str
    outcomes: tuple[Line, ...]
    total: Line
    labels: tuple[Line, ...]
    bars: tuple[Bar, ...]
    height: int
    categories: tuple[CategoryLine, ...]
    chances: tuple[Chance, ...]
    notes: tuple[str, ...]
    sure: str


def answer_shown(report: Told, region: Region) -> Answer:
    """The report of a scan, in words."""
    summary = report["summary"]
    by_spend, now = bool(summary["has_amounts"]), summary["outcomes"]["now"]
    labels = [(label_words(region, one["label"]), one) for one in summary["labels"]]
    bars = _bars([(gettext("Alle labels samen"), now), *labels], by_spend)
    return Answer(
        by_spend=by_spend,
        rows=figure(summary["total"]["rows"]),
        now_rows=figure(now["rows"]),
        now_amount=euros(now["amount"]),
        now_share=percent(now["share"]),
        outcomes=tuple(_outcome(name, summary["outcomes"][name]) for name in _OUTCOMES),
        total=_line(gettext("Uw hele lijst"), summary["total"]),
        labels=tuple(_line(name, one) for name, one in labels),
        bars=bars,
        height=len(bars) * (_BAR + _GAP),
        categories=tuple(map(_category, summary["categories"])),
        chances=tuple(_chance(one, region) for one in summary["chances"]),
        notes=tuple(_notes(summary)),
        sure=percent(report["expected_right"]),
    )


def euros(amount: str | None) -> str:
    """An amount in whole euros: "€ 1.240"; "" where there is none."""
    if amount is None:
        return ""
    whole = int(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP))
    return f"{'-' if whole < 0 else ''}€\u00a0{figure(abs(whole))}"


def percent(share: float | None) -> str:
    """A share as a percentage with one decimal: "7,3%", a very small one with two; "" where there is none."""
    if share is None:
        return ""
    return f"{number_format(Decimal(share * 100), 2 if 0 < share < _VERY_SMALL else 1, use_l10n=True)}%"


def _outcome(name: str, tally: Told) -> Line:
    """Whom we did not find, or who never had a label, is no number of enterprises."""
    return _line(str(_OUTCOMES[name]), tally if name != "none" else {**tally, "enterprises": 0})


def _line(name: str, tally: Told) -> Line:
    return Line(
        name=name,
        rows=figure(tally["rows"]),
        enterprises=figure(tally["enterprises"]) if tally["enterprises"] else "",
        amount=euros(tally["amount"]),
        share=percent(tally["share"]),
    )


def _bars(found: Sequence[tuple[str, Told]], by_spend: bool) -> tuple[Bar, ...]:
    """The first bar is what the others are parts of; with two labels an enterprise is a part of both."""
    sizes = [float(one["amount"]) if by_spend else one["rows"] for _, one in found]
    largest = max(sizes)
    if largest <= 0 or len(found) < 2:
        return ()
    return tuple(
        Bar(name, _value(one, by_spend), place * (_BAR + _GAP), _width(size, largest), place == 0)
        for place, ((name, one), size) in enumerate(zip(found, sizes, strict=True))
        if place <= _MOST_BARS
    )


def _width(size: float, largest: float) -> float:
    """In hundredths; what is there is seen, however little it is."""
    return round(max(size / largest * 100, 0.5), 1) if size > 0 else 0.0


def _value(tally: Told, by_spend: bool) -> str:
    if not by_spend:
        return figure(tally["rows"])
    share = percent(tally["share"])
    return f"{euros(tally['amount'])} · {share}" if share else euros(tally["amount"])


def _category(told: Told) -> CategoryLine:
    labelled = told["labelled"]
    return CategoryLine(
        name=told["category"],
        rows=figure(told["rows"]),
        amount=euros(told["amount"]),
        labelled=euros(labelled["amount"]) or figure(labelled["rows"]),
        share=percent(labelled["share"]),
    )


def _chance(told: Told, region: Region) -> Chance:
    about = [part for part in (told["city"], euros(told["amount"])) if part]
    return Chance(
        name=told["name"],
        about=" · ".join(about),
        words=told["words"],
        alternatives=tuple(_alternative(one, region) for one in told["alternatives"]),
    )


def _alternative(told: Told, region: Region) -> Alternative:
    labels = [label_words(region, one["label"], one["level"], one["flags"]) for one in told["labels"]]
    about = [told["city"], _distance(told["distance"]), *labels]
    return Alternative(
        name=told["name"],
        href=reverse("enterprise", args=[told["slug"]]),
        about=" · ".join(part for part in about if part),
    )


def _distance(kilometres: float | None) -> str:
    if kilometres is None:
        return ""
    return gettext("%(km)s km") % {"km": figure(round(kilometres))}


def _notes(summary: Told) -> list[str]:
    total, notes = summary["total"], []
    if not summary["has_amounts"]:
        notes.append(gettext("Uw lijst heeft geen bedragen. Daarom tellen wij rijen."))
    elif total["without_amount"]:
        told = gettext("Bij %(count)s rijen staat geen bedrag. Zij tellen mee als rij.")
        notes.append(told % {"count": figure(total["without_amount"])})
    if summary["has_amounts"] and total["credit_notes"]:
        told = gettext("Creditnota's zijn van de bedragen afgetrokken: %(amount)s.")
        notes.append(told % {"amount": euros(total["credited"].removeprefix("-"))})
    if summary["never_labelled"]:
        told = gettext(
            "Onder “niet gevonden” vallen ook %(count)s rijen van ondernemingen die wij kennen, "
            "maar die nooit een label hadden dat telt."
        )
        notes.append(told % {"count": figure(summary["never_labelled"])})
    if summary["unreadable"]:
        told = gettext("%(count)s rijen konden wij niet lezen. In het Excel-bestand staat per rij waarom.")
        notes.append(told % {"count": figure(summary["unreadable"])})
    return notes
