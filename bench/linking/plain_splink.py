# SPDX-License-Identifier: EUPL-1.2
"""Splink as its own tutorial sets it up: its ready-made comparisons, trained on the data, no knowledge of the field."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from bench.linking.task import Pair, Task, Values, work

if TYPE_CHECKING:
    import pyarrow
    from splink import Linker, SettingsCreator

_COLUMNS: Final = ("name", "kvk", "street", "postcode", "city", "website", "email")
_LOWEST: Final = -10.0  # in bits: below this no threshold of any use lies


def linked(task: Task) -> Mapping[Pair, float]:
    """Every pair that its blocking finds, with Splink's match weight."""
    import duckdb
    from splink import Linker
    from splink.internals.duckdb.database_api import DuckDBAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect(str(task.folder / "plain.duckdb"))
    connection.execute("SET threads = 2")
    database = DuckDBAPI(connection)
    tables = [database.register(rows, dataset_display_name=name) for name, rows in _tables(task)]
    linker = Linker(tables, _settings())
    _train(linker)
    predicted = linker.inference.predict(threshold_match_weight=_LOWEST)
    rows = connection.execute(
        f"SELECT unique_id_l, unique_id_r, match_weight FROM {predicted.physical_name}"  # noqa: S608 - Splink's own name
    ).fetchall()
    return {_pair(a, b): weight for a, b, weight in rows}


def _tables(task: Task) -> Iterator[tuple[str, pyarrow.Table]]:
    if task.creditors:
        yield "a_entries", _table(enumerate(task.entries), "e")
        yield "b_creditors", _table(enumerate(task.creditors), "c")
        return
    for register in sorted(set(task.registers)):
        mine = ((i, values) for i, values in enumerate(task.entries) if task.registers[i] == register)
        yield register, _table(mine, "e")


def _table(rows: Iterable[tuple[int, Values]], letter: str) -> pyarrow.Table:
    import pyarrow

    made = [
        {"unique_id": f"{letter}{i}", **{c: values.get(c, "").casefold().strip() or None for c in _COLUMNS}}
        for i, values in rows
    ]
    text = pyarrow.string()
    return pyarrow.Table.from_pylist(made, pyarrow.schema([(c, text) for c in ("unique_id", *_COLUMNS)]))


def _settings() -> SettingsCreator:
    import splink.comparison_library as compare
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            compare.NameComparison("name"),
            compare.ExactMatch("kvk"),
            compare.PostcodeComparison("postcode"),
            compare.LevenshteinAtThresholds("street", 2),
            compare.ExactMatch("city").configure(term_frequency_adjustments=True),
            compare.ExactMatch("website"),
            compare.EmailComparison("email"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("kvk"),
            block_on("name"),
            block_on("website"),
            block_on("email"),
            block_on("postcode"),
            block_on("substr(name, 1, 4)", "city"),
            block_on("substr(name, 1, 10)"),
        ],
    )


def _train(linker: Linker) -> None:
    from splink import block_on

    linker.training.estimate_probability_two_random_records_match(
        [block_on("kvk"), block_on("name", "city")], recall=0.5
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    for rule in (block_on("name"), block_on("postcode"), block_on("kvk")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)


def _pair(a: str, b: str) -> Pair:
    one, other = sorted((a, b), key=lambda key: (key[0] == "c", int(key[1:])))
    return int(one[1:]), int(other[1:])


if __name__ == "__main__":
    work(linked)
