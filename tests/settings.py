# SPDX-License-Identifier: EUPL-1.2
"""The settings of a test run: those of the program, for one region folder that lives as long as the run."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory(prefix="kapstok-tests-")
HOME = Path(_FOLDER.name) / "oost"
os.environ["KAPSTOK_HOME"] = str(HOME)
os.environ.setdefault("KAPSTOK_SECRET_KEY", "a key for tests only, of the length that is asked for")

from kapstok.regions.folder import make  # noqa: E402 - the environment must be set first

make(HOME).var  # noqa: B018 - asking for var/ makes it

from kapstok.config.settings import *  # noqa: E402, F403

# What a password costs to try is no part of these tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# SQLite in a file, as in real life, so that threads and processes wait for one another as they do there.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "var" / "test.sqlite3")}  # noqa: F405
