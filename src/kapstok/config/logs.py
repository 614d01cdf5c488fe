# SPDX-License-Identifier: EUPL-1.2
"""Log lines for people or for programs, on standard error, and without personal data in either form."""

from __future__ import annotations

import logging
import re
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from kapstok.config.environment import one_of

# Whatever a library or a fault puts in a message: who it was stays out of it.
_PERSONAL = (
    (re.compile(r"[^\s<>\"'(,;:=]+@[^\s<>\"'),;:=]+"), "(e-mail)"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"), "(address)"),
    (re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{0,4}(?![\w:])"), "(address)"),
    (
        re.compile(
            r"(/lijst/|/scan/|/aanmelden/link/|/aanmelden/wachtwoord-kiezen/|/berichten/afmelden/|sleutel=)[\w:=.-]{16,}"
        ),
        r"\1(secret)",
    ),
)


def discreet(text: str) -> str:
    """The text without e-mail addresses, network addresses and secret parts of our own addresses."""
    for pattern, instead in _PERSONAL:
        text = pattern.sub(instead, text)
    return text


class TextFormatter(logging.Formatter):
    """A line for a person; of a request with its route, status and milliseconds."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        if hasattr(record, "ms"):
            told = (getattr(record, name, "") for name in ("method", "route", "status", "ms"))
            line = f"{line} {' '.join(map(str, told))} ms"
        return discreet(line)


class JsonLineFormatter(JsonFormatter):
    """A JSON object in a line: `at`, `level`, `logger`, `message`, and whatever the code added as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))


def logging_settings() -> dict[str, Any]:
    """Django's LOGGING, by KAPSTOK_LOG (text or json) and KAPSTOK_LOG_LEVEL. Raises `WrongSetting`."""
    form = one_of("KAPSTOK_LOG", ("text", "json"))
    level = one_of("KAPSTOK_LOG_LEVEL", ("warning", "debug", "info", "error")).upper()
    ours = {"handlers": ["stderr"], "level": level, "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"()": TextFormatter, "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
            "json": {
                "()": JsonLineFormatter,
                "fmt": ["levelname", "name", "message"],
                "rename_fields": {"levelname": "level", "name": "logger"},
                "timestamp": "at",
                "json_ensure_ascii": False,
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "kapstok": ours,
            "gunicorn.error": ours,
            # That a site is asked again is no news; that it failed after all stands in the run.
            "stamina": {"level": "ERROR"},
            # A page that is not there is the visitor's news, not ours.
            "django.request": {"level": "ERROR"},
            # Scanners ask for hosts that are not ours all day; they get 400.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }
