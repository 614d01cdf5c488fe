# SPDX-License-Identifier: EUPL-1.2
"""What is compared of two records, as Splink's comparisons: settings as code, in SQL that DuckDB and Spark both read.

Each comparison is a ladder of levels: the first that holds counts, and what is unknown of either side counts for
nothing. What a level weighs stands in weights.json (`weights.py`). Rule: model.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from splink import SettingsCreator
    from splink.internals.comparison_level_creator import ComparisonLevelCreator

    from kapstok.resolution.model.weights import Weights

# Shorter cores are too often another's: no slip of the pen is forgiven, and none is found in another.
_LONG: Final = 6
_LONGER: Final = 9
# Places tell companies apart only half: one company in two places is as usual as two namesakes.
_RARITY: Final = 0.5


@dataclass(frozen=True)
class Level:
    """One rung: its name in weights.json, when it holds, and whether how common the core is changes what it weighs."""

    name: str
    holds: str
    by_rarity: bool = False


@dataclass(frozen=True)
class Compared:
    """One thing that is compared: unknown when `unknown` holds, else the first level that does, else "other"."""

    name: str
    unknown: str
    levels: tuple[Level, ...]


def _either_null(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _both(condition: str) -> str:
    """The condition, and the same with the two sides changed over."""
    other = condition.replace("_l", "_<").replace("_r", "_l").replace("_<", "_r")
    return f"({condition}) OR ({other})"


def _slips(most: int, shortest: int) -> str:
    long_enough = f"length(core_l) >= {shortest} AND length(core_r) >= {shortest}"
    # The difference in length is the cheap half of the question, and nearly always the answer.
    close = f"abs(length(core_l) - length(core_r)) <= {most}"
    return f"{long_enough} AND {close} AND digits_l = digits_r AND {{slips}}(core_l, core_r) <= {most}"


_WITHIN: Final = f"length(core_l) >= {_LONG} AND contains(padded_r, padded_l)"
_BEGINS: Final = f"length(core_l) >= {_LONG} AND starts_with(key_r, key_l)"

COMPARED: Final = (
    Compared(
        "core",
        _either_null("core"),
        (
            Level("equal", "core_l = core_r", by_rarity=True),
            Level("spelling", "key_l = key_r", by_rarity=True),
            Level("reordered", "sorted_l = sorted_r", by_rarity=True),
            Level("slip", _slips(1, _LONG)),
            Level("slips", _slips(2, _LONGER)),
            Level("within", _both(_WITHIN)),
            Level("begins", _both(_BEGINS)),
            Level("site", _both(f"length(core_l) >= {_LONG} AND label_r = core_l")),
            Level("initials", _both("length(core_l) >= 3 AND core_l = initials_r")),
            Level("alike", "{likeness}(core_l, core_r) >= 0.9"),
        ),
    ),
    Compared(
        "trade",
        _either_null("trade"),
        (Level("equal", "trade_l = trade_r"), Level("shared", _both("contains(trade_l, trade_r)"))),
    ),
    Compared(
        "name_place",
        "name_place_l IS NULL AND name_place_r IS NULL",
        (
            Level("both", "name_place_l = name_place_r"),
            Level("unknown", _both("name_place_l IS NOT NULL AND name_place_r IS NULL AND town_r IS NULL")),
            Level("own", _both("name_place_r IS NULL AND (name_place_l = town_r OR name_place_l = seat_r)")),
        ),
    ),
    Compared(
        "form",
        "form_l IS NULL AND form_r IS NULL",
        (
            Level("equal", "form_l = form_r"),
            Level("foundation shown once", _both("form_l = 'stichting' AND form_r IS NULL")),
            Level("shown once", "form_l IS NULL OR form_r IS NULL"),
            Level("foundation", "form_l = 'stichting' OR form_r = 'stichting'"),
        ),
    ),
    Compared("part", "part_l IS NULL AND part_r IS NULL", (Level("equal", "part_l = part_r"),)),
    Compared("given", _either_null("given"), (Level("equal", "given_l = given_r"),)),
    Compared(
        "kvk",
        _either_null("kvk"),
        (Level("equal", "kvk_l = kvk_r"), Level("slip", "{slips}(kvk_l, kvk_r) <= 1")),
    ),
    Compared("rsin", _either_null("rsin"), (Level("equal", "rsin_l = rsin_r"),)),
    Compared(
        "domain",
        "domain_l IS NULL OR domain_r IS NULL",
        (
            Level("equal", "domain_l = domain_r"),
            Level("ending", "label_l = label_r"),
            Level("mail", "NOT (website_l AND website_r)"),
        ),
    ),
    Compared(
        "contact",
        "(email_l IS NULL OR email_r IS NULL) AND (phone_l IS NULL OR phone_r IS NULL)",
        (Level("equal", "email_l = email_r OR phone_l = phone_r"),),
    ),
    Compared(
        "postcode",
        _either_null("postcode"),
        (Level("equal", "postcode_l = postcode_r"), Level("near", "pc4_l = pc4_r")),
    ),
    Compared(
        "municipality",
        "municipality_l IS NULL OR municipality_r IS NULL",
        (
            Level("town", "municipality_l = municipality_r AND town_l = town_r"),
            Level("equal", "municipality_l = municipality_r"),
        ),
    ),
    Compared("street", _either_null("street"), (Level("equal", "street_l = street_r"),)),
)

# Damerau and Levenshtein's distance, and Jaro and Winkler's likeness; for Spark our own (spark_functions.sql).
_MEASURES: Final = {
    "duckdb": {"slips": "damerau_levenshtein", "likeness": "jaro_winkler_similarity"},
    "spark": {"slips": "kapstok_slips", "likeness": "kapstok_likeness"},
}

OTHER: Final = "other"
"""The last rung of every ladder: both are known, and no level holds."""


def settings(weights: Weights, dialect: str) -> SettingsCreator:
    """The settings for Splink with these weights, for one of its dialects ("duckdb", "spark").

    Pairs are given to Splink by whoever calls it (`candidates.py`), so its own blocking rule is never used.
    """
    import splink.comparison_library as library
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="face",
        probability_two_random_records_match=weights.prior,
        blocking_rules_to_generate_predictions=[block_on("core")],
        comparisons=[
            library.CustomComparison(
                output_column_name=compared.name, comparison_levels=_ladder(compared, weights, dialect)
            )
            for compared in COMPARED
        ],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=True,
    )


def _ladder(
    compared: Compared, weights: Weights, dialect: str
) -> list[ComparisonLevelCreator | dict[str, Any]]:
    import splink.comparison_level_library as library

    unknown = library.CustomLevel(compared.unknown, "unknown", "duckdb").configure(is_null_level=True)
    rungs: list[ComparisonLevelCreator | dict[str, Any]] = [unknown]
    for level in compared.levels:
        m, u = weights.of(compared.name, level.name)
        rung = library.CustomLevel(_in_dialect(level.holds, dialect), level.name, "duckdb")
        rung.configure(m_probability=m, u_probability=u)
        if level.by_rarity:
            rung.configure(tf_adjustment_column="core", tf_adjustment_weight=_RARITY)
        rungs.append(rung)
    m, u = weights.of(compared.name, OTHER)
    return [*rungs, library.ElseLevel().configure(m_probability=m, u_probability=u)]


def _in_dialect(holds: str, dialect: str) -> str:
    return holds.format(**_MEASURES[dialect])
