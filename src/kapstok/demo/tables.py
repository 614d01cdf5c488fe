# SPDX-License-Identifier: EUPL-1.2
"""The words and facts from which the simulated world is made, read from the files beside this one."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Town:
    """A real place with some of its postcodes (four digits); the larger its weight, the more enterprises fall there."""

    city: str
    municipality_code: str
    municipality: str
    province: str
    in_area: bool
    postcodes: tuple[str, ...]
    weight: int


@dataclass(frozen=True)
class Trade:
    """What an enterprise of a kind is called, sells and says."""

    id: str
    sector: str
    names: tuple[str, ...]
    offerings: tuple[str, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    cores: tuple[str, ...]
    surnames: tuple[str, ...]
    streets: tuple[str, ...]
    missions: tuple[str, ...]


@lru_cache(maxsize=1)
def towns() -> tuple[Town, ...]:
    text = (files(__package__) / "tables" / "places.csv").read_text(encoding="utf-8")
    return tuple(map(_town, csv.DictReader(text.splitlines())))


def _town(row: dict[str, str]) -> Town:
    return Town(
        city=row["city"],
        municipality_code=row["municipality_code"],
        municipality=row["municipality"],
        province=row["province"],
        in_area=row["in_area"] == "yes",
        postcodes=tuple(row["postcodes"].split()),
        weight=int(row["weight"]),
    )


@lru_cache(maxsize=1)
def trades() -> dict[str, Trade]:
    return {name: Trade(name, **_tuples(table)) for name, table in _toml("trades").items()}


@lru_cache(maxsize=1)
def words() -> Words:
    return Words(**_tuples(_toml("words")))


@lru_cache(maxsize=1)
def cases() -> tuple[dict[str, Any], ...]:
    """The enterprises that are written out by hand because something is special about them."""
    return tuple(_toml("cases")["case"])


def _tuples(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "tables" / f"{name}.toml").read_text(encoding="utf-8"))
