# SPDX-License-Identifier: EUPL-1.2
"""A large directory, published as any other: by a sync of two registers over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from bench import inside
from bench.companies import companies
from bench.figures import Figure, Part
from bench.region import BenchRegion, region


@contextmanager
def directory(size: int, today: date) -> Iterator[tuple[BenchRegion, Part]]:
    """The region, and what it cost to get it there. One in seven companies stands in both registers."""
    known = companies(size, today)
    shown = {"export": known[: size * 5 // 7], "api": known[size * 4 // 7 :]}
    with region(shown) as made:
        cost = made.sync()
        listed = json.loads(cost.output)["enterprises"]["listed"]
        entries = sum(map(len, shown.values()))
        yield (
            made,
            Part(
                f"kapstok sync of two registers with {entries:,} entries: a directory of {listed:,} enterprises",
                (
                    Figure("enterprises listed", listed, "", "companies that there are", size),
                    Figure("until it ends", cost.seconds, "s", "of which processor", cost.processor),
                    Figure("peak memory", cost.megabytes, "MB", "target", 400),
                ),
            ),
        )


def parts(size: int, today: date) -> Iterator[Part]:
    """Everything that is measured on the directory."""
    with directory(size, today) as (made, published):
        yield published
        for part, many in (("pages", 60), ("crowd", 800), ("searching.directory", 200), ("resolving", size)):
            yield inside.measured(part, many, made)
