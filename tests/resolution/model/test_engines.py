# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from kapstok.resolution.model.engine import duckdb
from kapstok.resolution.model.engines import chosen
from kapstok.resolution.model.spark import NoSpark
from tests.program import said


def test_duckdb_is_the_engine_where_nobody_says_otherwise() -> None:
    assert chosen() is duckdb


def test_spark_without_pyspark_is_refused_with_what_to_install(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RESOLUTION_ENGINE = "spark"
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(NoSpark, match=r"needs pyspark: .*requirements/spark.txt"):
        chosen()


def test_an_engine_that_nobody_knows_is_refused_in_one_line(tmp_path: Path) -> None:
    said(tmp_path, "init", tmp_path / "oost").check_returncode()
    ended = said(tmp_path / "oost", "runs", KAPSTOK_ENGINE="hadoop")
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == ["KAPSTOK_ENGINE: 'hadoop' is none of duckdb, spark"]
