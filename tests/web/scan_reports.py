# SPDX-License-Identifier: EUPL-1.2
"""The figures of a scan as its process writes them, with something hostile among them."""

from __future__ import annotations

from typing import Any

HOSTILE = "Schoonmaak <script>alert(1)</script>"


def tally(
    rows: int, enterprises: int, amount: str | None, share: float | None, **more: Any
) -> dict[str, Any]:
    counted = {"rows": rows, "enterprises": enterprises, "amount": amount, "share": share}
    return {**counted, "without_amount": 0, "credit_notes": 0, "credited": "0.00", **more}


REPORT: dict[str, Any] = {
    "rows": 1149,
    "expected_right": 0.9931,
    "summary": {
        "has_amounts": True,
        "total": tally(1149, 0, "18234567.89", 1.0, without_amount=7, credit_notes=4, credited="-1200.50"),
        "outcomes": {
            "now": tally(62, 58, "1334567.10", 0.0732),
            "before": tally(11, 10, "210345.00", 0.0115),
            "check": tally(12, 0, "98000.00", 0.0054),
            "none": tally(1064, 0, "16591655.79", 0.9099),
        },
        "never_labelled": 3,
        "unreadable": 5,
        "labels": [
            {"label": "pso", "name": "PSO", **tally(40, 38, "934567.10", 0.0512)},
            {"label": "cso", "name": "CSO", **tally(20, 18, "434567.10", 0.0238)},
        ],
        "categories": [
            {
                "category": HOSTILE,
                **tally(200, 0, "4000000.00", 0.21),
                "labelled": tally(30, 0, "800000.00", 0.2),
            }
        ],
        "chances": [
            {
                "row": "C1",
                "name": "Schoonmaakbedrijf De Vries B.V.",
                "city": "Zwolle",
                "amount": "210000.00",
                "words": "schoonmaak",
                "alternatives": [
                    {
                        "slug": "de-gouden-bezem",
                        "name": "De Gouden Bezem",
                        "city": "Zwolle",
                        "distance": 2.31,
                        "labels": [{"label": "pso", "level": "3", "flags": ["30+"]}],
                        "why": ["schoonmaak"],
                    }
                ],
            }
        ],
        "calibration": [],
    },
}
