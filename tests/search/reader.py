# SPDX-License-Identifier: EUPL-1.2
"""A process of its own that searches an index folder until its standard input ends, and then tells what it saw.

reader.py FOLDER     as JSON: how many searches, each total in the order in which it was first seen, each version
"""

from __future__ import annotations

import json
import select
import sys
from pathlib import Path

from kapstok.search.shapes import Query
from tests.search.directories import PlainIndex

# Seconds between searches, so that the writers have a processor to work with.
_PAUSE = 0.02


def main(folder: Path) -> None:
    index, searches = PlainIndex(folder), 0
    totals: dict[int | None, None] = {}
    versions: dict[str, None] = {}
    sys.stdout.write("reading\n")
    sys.stdout.flush()
    while not select.select([sys.stdin], [], [], _PAUSE)[0]:
        for text in ("brood ", "", "brood bedrijf "):
            found = index.search(Query(text, limit=5))
            totals[found.total if found.available else None] = None
            searches += 1
        versions[index.version()] = None
    json.dump({"searches": searches, "totals": list(totals), "versions": list(versions)}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
