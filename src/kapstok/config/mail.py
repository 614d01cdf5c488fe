# SPDX-License-Identifier: EUPL-1.2
"""The mail server and the sender as the environment names them, in the words of Django's settings."""

from __future__ import annotations

import os
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kapstok.config.environment import WrongSetting

_PORTS = {"starttls": 587, "implicit": 465, "none": 25}


@dataclass(frozen=True)
class MailServer:
    """A mail server; one without a host is none."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: str = "none"


def mail_server(name: str) -> MailServer:
    """The mail server in `name`, or none.

    smtp://user:password@host:587?tls=starttls (the default), tls=implicit or tls=none; characters of user and password
    that an address cannot hold as %XX. Raises `WrongSetting`, which never repeats the address: it holds a password.
    """
    given = os.environ.get(name, "").strip()
    if not given:
        return MailServer()
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        raise WrongSetting(f"{name}: not an address, its port or its brackets are wrong") from None
    if parts.scheme != "smtp" or not parts.hostname or parts.path.strip("/") or parts.fragment:
        raise WrongSetting(f"{name}: not an address such as smtp://user:password@mail.example.nl:587")
    tls = _tls(name, parts)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise WrongSetting(f"{name}: a user and a password go together")
    if user and tls == "none" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise WrongSetting(f"{name}: tls=none would send the password to another machine for all to read")
    return MailServer(parts.hostname, port or _PORTS[tls], user, password, tls)


def mail_sender(name: str) -> str | None:
    """Who sends, as "address" or "Name <address>"; None where `name` does not say. Raises `WrongSetting`."""
    given = os.environ.get(name, "").strip()
    if not given:
        return None
    _shown, address = parseaddr(given)
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not address or not given.isprintable():
        raise WrongSetting(f"{name}: {given!r} is not an e-mail address, nor a name with one in <>")
    return given


def _tls(name: str, parts: SplitResult) -> str:
    asked = parse_qs(parts.query, keep_blank_values=True)
    tls = asked.pop("tls", ["starttls"])[-1]
    if asked or tls not in _PORTS:
        raise WrongSetting(f"{name}: behind the ? only tls=starttls, tls=implicit or tls=none can stand")
    return tls
