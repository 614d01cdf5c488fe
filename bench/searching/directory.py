# SPDX-License-Identifier: EUPL-1.2
"""The search index alone: questions of many kinds, with the counts of every filter, beside browsing everything."""

from __future__ import annotations

from functools import partial

from bench.figures import Figure, Part, quantile
from bench.inside import timed
from bench.questions import questions
from kapstok.enterprises.finding import index_path
from kapstok.regions.folder import RegionFolder
from kapstok.search.index import search_index
from kapstok.search.shapes import Query


def figures(folder: RegionFolder, count: int) -> Part:
    """Each question once, in turns with browsing."""
    index = search_index(index_path(folder))
    asked, browsed, found = [], [], 0
    everything = index.search(Query())
    for question in questions(count):
        result, took = timed(partial(index.search, question))
        asked.append(took)
        browsed.append(timed(partial(index.search, Query()))[1])
        found += result.total > 0
    beside = "browsing everything"
    return Part(
        f"search alone: {len(asked)} questions ({found} find something) over {everything.total:,} documents,"
        " processor time",
        (
            Figure("median", quantile(asked, 0.5), "ms", beside, quantile(browsed, 0.5)),
            Figure("p95", quantile(asked, 0.95), "ms", beside, quantile(browsed, 0.95)),
        ),
    )
