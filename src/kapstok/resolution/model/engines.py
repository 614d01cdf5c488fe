# SPDX-License-Identifier: EUPL-1.2
"""Which engine Splink works with on this machine: what KAPSTOK_ENGINE says."""

from __future__ import annotations

from django.conf import settings

from kapstok.resolution.model.engine import Engine, duckdb
from kapstok.resolution.model.spark import here, spark


def chosen() -> Engine:
    """The engine that KAPSTOK_ENGINE names. Raises `NoSpark` where it names Spark and that is not installed."""
    if settings.RESOLUTION_ENGINE == "duckdb":
        return duckdb
    here()
    return spark
