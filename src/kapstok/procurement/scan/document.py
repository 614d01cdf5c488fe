# SPDX-License-Identifier: EUPL-1.2
"""The summary of a creditor list as JSON (docs/commands.md, `scan`): amounts are decimal strings, shares 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kapstok.procurement.scan.chances import Chance
from kapstok.procurement.scan.spending import Outcome, Tally, share
from kapstok.procurement.scan.summary import MOST_CATEGORIES, Figures

if TYPE_CHECKING:
    from kapstok.resolution.calibration import BandOfBits


def summary(figures: Figures) -> dict[str, Any]:
    """The figures of the summary sheet."""
    spending = figures.spending
    return {
        "on": figures.day.isoformat(),
        "file": figures.file,
        "has_amounts": figures.by_spend,
        "total": _tally(spending.total, figures),
        "outcomes": {outcome.value: _tally(spending.outcomes[outcome], figures) for outcome in Outcome},
        "never_labelled": spending.never_labelled,
        "unreadable": spending.unreadable,
        "labels": [
            {"label": label, "name": figures.label(label), **_tally(tally, figures)}
            for label, tally in figures.labels()
        ],
        "categories": [
            {
                "category": name,
                **_without_enterprises(_tally(of.whole, figures)),
                "labelled": {
                    "rows": of.now.rows,
                    "amount": _amount(of.now.amount) if figures.by_spend else None,
                    "share": _share(share(of.now, of.whole), figures),
                },
            }
            for name, of in spending.largest_categories(MOST_CATEGORIES)
        ],
        "chances_on": figures.directory_day.isoformat(),
        "chances": [_chance(one) for one in figures.chances],
        "calibration": _calibration(figures.calibration),
    }


def _tally(tally: Tally, figures: Figures) -> dict[str, Any]:
    return {
        "rows": tally.rows,
        "enterprises": len(tally.enterprises),
        "amount": _amount(tally.amount) if figures.by_spend else None,
        "share": _share(figures.spending.share(tally), figures),
        "without_amount": tally.without_amount,
        "credit_notes": tally.credit_notes,
        "credited": _amount(tally.credited) if figures.by_spend else None,
    }


def _without_enterprises(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "enterprises"}


def _share(share: Decimal | None, figures: Figures) -> float | None:
    return float(share) if share is not None and figures.by_spend else None


def _chance(one: Chance) -> dict[str, Any]:
    return {
        "row": one.row,
        "name": one.name,
        "city": one.city,
        "amount": None if one.amount is None else _amount(one.amount),
        "words": one.words,
        "alternatives": [
            {
                "slug": other.slug,
                "name": other.name,
                "city": other.city,
                "distance": None if other.distance is None else round(other.distance, 1),
                "labels": [
                    {"label": label, "level": level, "flags": list(flags)}
                    for label, level, flags in other.labels
                ],
                "why": list(other.why),
            }
            for other in one.alternatives
        ],
    }


def _calibration(rows: Sequence[BandOfBits]) -> list[dict[str, Any]]:
    return [
        {
            "from": one.low,
            "to": one.high,
            "pairs": one.pairs,
            "expected": one.expected,
            "judged": one.told,
            "observed": one.observed,
        }
        for one in rows
    ]


def _amount(amount: Decimal) -> str:
    return f"{amount:.2f}"
