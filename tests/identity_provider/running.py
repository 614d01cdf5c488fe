# SPDX-License-Identifier: EUPL-1.2
"""The identity provider of `process.py`, started for tests; and what a browser does there."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from kapstok.config.identity import IdentityProvider
from tests.program import free_port

_PROCESS = Path(__file__).with_name("process.py")
_PATIENCE = 60.0  # seconds, before a provider on a busy machine is given up
SECRET = "een geheim van de proefopstelling"


@contextmanager
def provider(folder: Path, callback: str) -> Iterator[str]:
    """The address of an identity provider that sends people back to `callback`, for as long as the block lasts."""
    port = free_port()
    process = subprocess.Popen([sys.executable, str(_PROCESS), str(port), str(folder), callback])
    try:
        yield _answering(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait()


def settings_for(address: str) -> IdentityProvider:
    """What an administrator would have set for this provider."""
    return IdentityProvider(
        url=address,
        client="kapstok",
        secret=SECRET,
        name="Gemeente Voorbeeld",
        domains=frozenset({"gemeente.example"}),
    )


def back_from(sent_to: str, name: str) -> str:
    """What the browser of `name`, sent to this address of the provider, is told to ask of us: a path with its query."""
    where = urlsplit(sent_to)
    with httpx.Client() as browser:
        browser.get(f"{where.scheme}://{where.netloc}/sign-in", params={"as": name})
        answer = browser.get(sent_to)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def _answering(address: str, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{address}/.well-known/openid-configuration").status_code == 200:
                return address
        except httpx.TransportError:
            threading.Event().wait(0.05)
    raise RuntimeError("the provider does not start")
