# SPDX-License-Identifier: EUPL-1.2
"""Where Splink does its work: DuckDB inside this process, or Spark; same settings, same pairs, same bits."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kapstok.resolution.model.comparisons import COMPARED, OTHER, settings
from kapstok.resolution.model.weights import Weights

if TYPE_CHECKING:
    import pyarrow

Engine = Callable[[Path | None], AbstractContextManager[Any]]
"""Opens one of Splink's databases for as long as it is needed; what outgrows memory goes into the folder, if given."""

GAMMAS: Final = tuple(f"gamma_{compared.name}" for compared in COMPARED)
_MEMORY: Final = "1500MB"


@contextmanager
def duckdb(work: Path | None) -> Iterator[Any]:
    """DuckDB in memory: nothing to install, nothing left behind."""
    from duckdb import connect
    from splink import DuckDBAPI

    spill = {"temp_directory": str(work), "memory_limit": _MEMORY} if work else {}
    with connect(config={"preserve_insertion_order": False, **spill}) as connection:
        yield DuckDBAPI(connection=connection)


def score(
    rows: pyarrow.Table,
    pairs: pyarrow.Table,
    rarity: Mapping[str, float],
    weights: Weights,
    *,
    floor: float | None = None,
    engine: Engine = duckdb,
    work: Path | None = None,
) -> pyarrow.Table:
    """What the model thinks of pairs of faces: columns `l`, `r`, `bits` and a gamma_ column for each comparison.

    `rows` are faces (columns.py), `pairs` has the columns `l` and `r` with numbers of faces. `rarity` gives for each
    core in how many places it is found. `bits` is the match weight with the prior in it; a gamma_ is the level
    that held, counted up from 0 for "other", or -1 for unknown. Pairs of less than `floor` bits are left out.
    """
    import pyarrow
    from splink import Linker

    with engine(work) as database, _quiet():
        linker = Linker(
            database.register(rows, table_name="faces"),
            settings(weights, database.sql_dialect.sql_dialect_str),
            log_level=None,
        )
        # A core of one place weighs as its level says, one of four as if two strangers shared it four times as often.
        _, common = weights.of("core", "equal")
        shares = pyarrow.array((common * places for places in rarity.values()), pyarrow.float64())
        lookup = pyarrow.table({"core": list(rarity), "tf_core": shares})
        linker.table_management.register_term_frequency_lookup(
            database.register(lookup, table_name="rarity"), "core"
        )
        blocked = pyarrow.table(
            {
                "match_key": pyarrow.array(["0"] * len(pairs), pyarrow.string()),
                "join_key_l": pairs["l"],
                "join_key_r": pairs["r"],
            }
        )
        linker.table_management.register_blocked_pairs_for_predict(
            database.register(blocked, table_name="pairs")
        )
        scored = linker.inference.predict(threshold_match_weight=floor, warning_mode="never")
        wanted = ", ".join(["face_l AS l", "face_r AS r", "match_weight AS bits", *GAMMAS])
        found = scored.query_sql(f"SELECT {wanted} FROM {{this}}")  # noqa: S608 - our own names
        return found.as_pyarrow_table()  # type: ignore[no-untyped-call]


@contextmanager
def _quiet() -> Iterator[None]:
    """Splink warns of weights that it did not estimate itself; ours are given, and not for it to estimate."""
    log = logging.getLogger("splink")
    before = log.level
    log.setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            log.setLevel(before)


# Of pairs that share one of these a good part is one company: from each, Splink learns the other comparisons.
_LEARNED_FROM: Final = (("kvk",), ("domain",), ("core", "municipality"), ("postcode",))


def estimate(rows: pyarrow.Table, weights: Weights, engine: Engine = duckdb) -> dict[str, dict[str, float]]:
    """How often each level holds of two records of one company, without being told which those are.

    By Splink's expectation maximisation, with what is known of strangers held fast: a small region shows too few of
    them. Gives m by comparison and level; comparisons about which the records tell nothing are left out.
    """
    from splink import Linker, block_on
    from splink.internals.exceptions import SplinkException

    with engine(None) as database, _quiet():
        made = settings(weights, database.sql_dialect.sql_dialect_str)
        linker = Linker(database.register(rows, table_name="faces"), made, log_level=None)
        for columns in _LEARNED_FROM:
            # Where nobody shares such a fact there is nothing to learn from it; and where a level fades away altogether
            # Splink gives up with a ValueError, and what the other facts teach is what there is.
            with suppress(SplinkException, ValueError):
                linker.training.estimate_parameters_using_expectation_maximisation(
                    block_on(*columns), estimate_without_term_frequencies=True
                )
        model = linker.misc.save_model_to_json()
    return {one["output_column_name"]: _learned(one) for one in model["comparisons"]}


def _learned(comparison: Mapping[str, Any]) -> dict[str, float]:
    """m by level of one comparison as Splink writes it down; the last level is what is left."""
    rungs = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
    names = [level["label_for_charts"] for level in rungs[:-1]]
    found = zip((*names, OTHER), rungs, strict=True)
    return {
        name: float(level["m_probability"]) for name, level in found if level.get("m_probability") is not None
    }
