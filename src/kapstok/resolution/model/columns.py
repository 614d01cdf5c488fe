# SPDX-License-Identifier: EUPL-1.2
"""A record as the model compares it: a row of plain texts for each of its names, its "faces". Rule: model.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from kapstok.regions.gazetteer import gazetteer, place_key
from kapstok.resolution.group_parts import group_parts
from kapstok.resolution.normalise import CompanyName
from kapstok.resolution.records import Record, own_label
from kapstok.resolution.whereabouts import official_name

if TYPE_CHECKING:
    import pyarrow

# More names or numbers than these are not one company's; comparing them all would only take time.
_MOST: Final = 4

_OF_A_NAME: Final = ("core", "key", "padded", "sorted", "initials", "given", "digits", "trade", "part")
_OF_THE_RECORD: Final = (
    "rsin", "name_place", "form", "domain", "label", "website", "email", "phone",
    "postcode", "pc4", "municipality", "town", "seat", "street",
)  # fmt: skip
COLUMNS: Final = ("face", "record", *_OF_A_NAME, "kvk", *_OF_THE_RECORD)
"""Texts, None where nothing is known, but: `face` and `record` are numbers, `website` says whether the domain was read
from a website. `padded` and `sorted` are the words of the core between spaces and in alphabetical order, `label` is the
domain without its ending, `seat` the place that bears the municipality's name."""

_NO_NAME: Final = (None, None, None, None, None, None, "", None, None)
Row = tuple[Any, ...]


def faces(record: int, r: Record) -> Iterator[Row]:
    """The rows of one record in the order of COLUMNS without `face`; `record` is the caller's number for it."""
    shown = _shown(r)
    named = [_named(name) for name in r.names[:_MOST]] or [_NO_NAME]
    numbers: list[str | None] = [*sorted(r.kvk)[:_MOST]]
    for name, number in product(dict.fromkeys(named), numbers or [None]):
        yield (record, *name, number, *shown)


def table(rows: Iterable[Row]) -> pyarrow.Table:
    """The rows as a table with COLUMNS, for either engine; faces are numbered from 0."""
    import pyarrow

    columns = list(zip(*rows, strict=True)) or [()] * (len(COLUMNS) - 1)
    kinds = {"face": pyarrow.int64(), "record": pyarrow.int64(), "website": pyarrow.bool_()}
    schema = pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in COLUMNS])
    return pyarrow.table([range(len(columns[0])), *columns], schema=schema)


def _named(name: CompanyName) -> Row:
    return (
        name.core,
        name.key,
        f" {' '.join(name.core_words)} ",
        " ".join(sorted(name.core_words)),
        name.initials or None,
        name.given or None,
        "".join(letter for letter in name.key if letter.isdigit()),
        name.trade or None,
        " ".join(sorted(group_parts(name.words))) or None,
    )


def _shown(r: Record) -> Row:
    return (
        min(r.rsin, default=None),
        min(r.name_places, default=None),
        min(r.legal_forms) if len(r.legal_forms) == 1 else None,
        r.domain,
        own_label(r.domain) if r.domain else None,
        r.website,
        r.email,
        r.phone,
        r.postcode,
        r.postcode[:4] if r.postcode else None,
        r.at.municipality,
        r.at.place,
        _seat(r.at.municipality) if r.at.municipality else None,
        r.street,
    )


@lru_cache(maxsize=512)
def _seat(code: str) -> str:
    return official_name(place_key(gazetteer().municipality(code).name))
