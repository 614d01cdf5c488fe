# SPDX-License-Identifier: EUPL-1.2
"""Spark as the engine: on this machine, or on a cluster by Spark's own configuration. Rule: docs/spark.md."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import uuid4

from kapstok.core.errors import KapstokError, NeedsPerson

# Where one of these is set, Spark is configured by whoever runs it, and what we ship says nothing.
_CONFIGURED: Final = ("SPARK_CONF_DIR", "SPARK_HOME")
_SHIPPED: Final = Path(__file__).parent / "spark_conf"
_MEASURES: Final = Path(__file__).parent / "spark_functions.sql"
_CHECKPOINTS: Final = "spark.checkpoint.dir"


class NoSpark(KapstokError):
    """KAPSTOK_ENGINE asks for Spark, and something that Spark needs is not here."""


class SparkFailed(NeedsPerson):
    """Spark did not start, or broke off: its cluster cannot be reached, its memory is full."""


def here() -> None:
    """Raises `NoSpark`, with what to install, where Spark cannot run."""
    if find_spec("pyspark") is None:
        raise NoSpark(
            "KAPSTOK_ENGINE: spark needs pyspark: pip install --require-hashes -r requirements/spark.txt"
        )
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=f"{home}/bin" if home else None):
        raise NoSpark("KAPSTOK_ENGINE: spark needs Java 17 (Debian: apt-get install openjdk-17-jre-headless)")


@contextmanager
def spark(work: Path | None) -> Iterator[Any]:
    """Spark for as long as it is needed, or a part of its own of a session that there is already.

    What it lays down in between is gone afterwards. Raises `SparkFailed`.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from splink import SparkAPI

    # It writes what it was asked, names and all, to standard error when that goes wrong.
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL + 1)
    try:
        with ExitStack() as stack:
            folder = work or Path(stack.enter_context(TemporaryDirectory(prefix="kapstok-")))
            session = stack.enter_context(_session(folder))
            stack.enter_context(_checkpoints(session, folder))
            database = SparkAPI(spark_session=session)  # type: ignore[no-untyped-call]
            _measures(session)
            yield database
    except (Py4JError, PySparkException) as error:
        raise SparkFailed(f"Spark broke off: {_line(str(error))}") from error


@contextmanager
def _session(folder: Path) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    before = SparkSession.getActiveSession()
    # A session that others use keeps its tables and settings to itself.
    session = before.newSession() if before else _started(folder)
    session.conf.set("spark.sql.session.timeZone", "UTC")
    try:
        yield session
    finally:
        if not before:
            session.stop()


def _started(folder: Path) -> Any:
    """A session with what Splink needs, nothing of which is fetched from elsewhere."""
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkRuntimeError
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession
    from splink.backends.spark import similarity_jar_location

    configured = any(os.environ.get(name) for name in _CONFIGURED)
    if not configured:
        os.environ[_CONFIGURED[0]] = str(_SHIPPED)
    alone = {} if configured else {"spark.local.dir": str(folder)}
    ours = {
        "spark.app.name": "kapstok",
        "spark.jars": similarity_jar_location(),
        "spark.ui.enabled": "false",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    conf = SparkConf().setAll([*ours.items(), *alone.items()])
    said = folder / "spark.log"
    try:
        with said.open("wb") as stderr:
            # Java stays for as long as this process lives, also when Spark has stopped.
            gateway = SparkContext._gateway or launch_gateway(conf, {"stderr": stderr})
    except PySparkRuntimeError:
        raise SparkFailed(f"Spark did not start: {_line(said.read_text(errors='replace'))}") from None
    finally:
        if not configured:
            del os.environ[_CONFIGURED[0]]
    return SparkSession(SparkContext(conf=conf, gateway=gateway))


@contextmanager
def _checkpoints(session: Any, folder: Path) -> Iterator[None]:
    """A folder for what Splink lays down between its steps: where the configuration says, else in `folder`."""
    context = session.sparkContext
    place = f"{context.getConf().get(_CHECKPOINTS) or folder.resolve().as_uri()}/kapstok-{uuid4()}"
    context.setCheckpointDir(place)
    try:
        yield
    finally:
        path = context._jvm.org.apache.hadoop.fs.Path(place)
        path.getFileSystem(context._jsc.hadoopConfiguration()).delete(path, True)


def _measures(session: Any) -> None:
    """Teaches Spark to measure likeness as DuckDB does."""
    for statement in _MEASURES.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            session.sql(statement)


def _line(text: str) -> str:
    """The first line that says what is the matter."""
    lines = [line.strip() for line in text.splitlines()]
    telling = [line for line in lines if "Exception" in line or "Error" in line]
    return (telling or [line for line in lines if line] or ["it did not say why"])[0][:300]
