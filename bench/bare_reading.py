# SPDX-License-Identifier: EUPL-1.2
"""The least that reading registers can cost: fetch the addresses of a file one after another, and parse each answer.

`python -m bench.bare_reading FILE`. Nothing is looked up in what was parsed, nothing is judged or kept.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import httpx
from parsel import Selector
from python_calamine import CalamineWorkbook


def read(addresses: list[str]) -> None:
    """Fetches and parses every address; one that is not there is only fetched."""
    with httpx.Client(trust_env=False) as client:
        for address in addresses:
            answer = client.get(address)
            if answer.is_success:
                _parse(answer)


def _parse(answer: httpx.Response) -> None:
    match answer.headers["content-type"].partition(";")[0]:
        case "text/html":
            _ = Selector(answer.text).root
        case "application/json":
            json.loads(answer.content)
        case "text/csv":
            list(csv.reader(io.StringIO(answer.text)))
        case _:
            CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


if __name__ == "__main__":
    read(Path(sys.argv[1]).read_text(encoding="utf-8").split())
