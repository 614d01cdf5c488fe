# SPDX-License-Identifier: EUPL-1.2
"""The identity provider (OpenID Connect) by which an organisation's own people sign in, as the environment says."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kapstok.config.environment import WrongSetting

_WELL_KNOWN = "/.well-known/openid-configuration"
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


@dataclass(frozen=True)
class IdentityProvider:
    """Where it is, who we are to it, how people call it, and for addresses of which domains it is believed."""

    url: str
    client: str
    secret: str = field(repr=False)
    name: str
    domains: frozenset[str]


def identity_provider() -> IdentityProvider | None:
    """The provider of the environment, None where there is none. Raises `WrongSetting`, which repeats no secret."""
    given = {
        "KAPSTOK_OIDC_URL": os.environ.get("KAPSTOK_OIDC_URL", "").strip(),
        "KAPSTOK_OIDC_CLIENT": os.environ.get("KAPSTOK_OIDC_CLIENT", "").strip(),
        "KAPSTOK_OIDC_SECRET": os.environ.get("KAPSTOK_OIDC_SECRET", "").strip(),
        "KAPSTOK_OIDC_NAME": os.environ.get("KAPSTOK_OIDC_NAME", "").strip(),
        "KAPSTOK_OIDC_DOMAINS": os.environ.get("KAPSTOK_OIDC_DOMAINS", "").strip(),
    }
    missing = [name for name, value in given.items() if not value]
    if len(missing) == len(given):
        return None
    if missing:
        raise WrongSetting(f"KAPSTOK_OIDC_…: these go together, and {' and '.join(missing)} says nothing")
    url, client, secret, name, domains = given.values()
    if not name.isprintable():
        raise WrongSetting("KAPSTOK_OIDC_NAME: a name stands on one line")
    return IdentityProvider(_address(url), client, secret, name, _domains(domains))


def _address(url: str) -> str:
    """The issuer's address without a slash at its end; only over https, but for one on this machine."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in {"https", "http"} or parts.username or parts.query or parts.fragment:
        raise WrongSetting("KAPSTOK_OIDC_URL: not an address such as https://inloggen.example.nl")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise WrongSetting("KAPSTOK_OIDC_URL: an identity provider is reached over https only")
    return url.removesuffix(_WELL_KNOWN).rstrip("/")


def _domains(given: str) -> frozenset[str]:
    found = {one.strip().lower().removeprefix("@") for one in given.split(",") if one.strip()}
    for one in sorted(found):
        if not _DOMAIN.fullmatch(one):
            raise WrongSetting(f"KAPSTOK_OIDC_DOMAINS: {one!r} is not a domain such as gemeente.example.nl")
    if not found:
        raise WrongSetting("KAPSTOK_OIDC_DOMAINS: no domain in it")
    return frozenset(found)
