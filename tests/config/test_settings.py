# SPDX-License-Identifier: EUPL-1.2
"""What the environment makes of the settings, read in a process of its own as the program reads them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.program import shell

_ASKED = """
import json
from kapstok.config import settings
names = ("SITE_ADDRESS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "CSRF_TRUSTED_ORIGINS", "SECURE_HSTS_SECONDS",
         "SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT", "ALLOWED_HOSTS")
print(json.dumps({name: getattr(settings, name, None) for name in names}))
"""


def settings(home: Path, **environment: str) -> dict[str, Any]:
    answer = subprocess.run(
        [sys.executable, "-c", _ASKED],
        env=shell(home, **environment),
        capture_output=True,
        text=True,
        check=True,
    )
    read: dict[str, Any] = json.loads(answer.stdout)
    return read


def test_by_itself_the_site_is_on_loopback_and_trusts_no_proxy(tmp_path: Path) -> None:
    read = settings(tmp_path)
    assert read["SITE_ADDRESS"] is None
    assert read["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert (read["SESSION_COOKIE_SECURE"], read["SECURE_PROXY_SSL_HEADER"]) == (False, None)
    assert read["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0


def test_https_keeps_cookies_off_plain_http_and_names_the_site(tmp_path: Path) -> None:
    read = settings(tmp_path, KAPSTOK_HTTPS="1", KAPSTOK_HOSTS="impact.example.nl, www.impact.example.nl")
    assert read["SITE_ADDRESS"] == "https://impact.example.nl"
    assert (read["SESSION_COOKIE_SECURE"], read["CSRF_COOKIE_SECURE"]) == (True, True)
    assert read["CSRF_TRUSTED_ORIGINS"] == ["https://impact.example.nl", "https://www.impact.example.nl"]
    assert read["SECURE_HSTS_SECONDS"] > 0
    # Only who says that there is a proxy believes what a proxy says.
    assert read["SECURE_PROXY_SSL_HEADER"] is None


def test_proxies_are_believed_as_many_as_there_are(tmp_path: Path) -> None:
    read = settings(tmp_path, KAPSTOK_PROXIES="2")
    assert read["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert read["ALLAUTH_TRUSTED_PROXY_COUNT"] == 2
