# SPDX-License-Identifier: EUPL-1.2
"""A creditor list as a file, with the columns that administrations have."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bench.market.creditors import Row

_COLUMNS: Final = {
    "number": "Crediteurnr",
    "name": "Naam crediteur",
    "street": "Adres",
    "postcode": "Postcode",
    "city": "Woonplaats",
    "kvk": "KvK-nummer",
    "vat": "BTW-nummer",
    "email": "E-mailadres",
    "website": "Website",
    "iban": "IBAN",
    "category": "Categorie",
    "amount": "Uitgaven 2025",
}


def write_csv(rows: Iterable[Row], path: Path) -> None:
    """The rows as Dutch spreadsheets save them: a semicolon between, a comma in the amounts."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_COLUMNS.values())
        for row in rows:
            values = row.values | {"amount": row.values["amount"].replace(".", ",")}
            writer.writerow(values.get(field, "") for field in _COLUMNS)
