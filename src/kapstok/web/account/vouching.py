# SPDX-License-Identifier: EUPL-1.2
"""For which address an identity provider vouches (vouching.md)."""

from __future__ import annotations

from collections.abc import Collection, Mapping


class NotVouchedFor(Exception):
    """The provider gave no address, or does not say that it was verified, or spoke of two people."""


class NotItsOwn(Exception):
    """The address is of a domain about which this provider is not believed."""


def vouched_address(
    answer: Mapping[str, object], token: Mapping[str, object], domains: Collection[str]
) -> str:
    """The address in lower case.

    `answer`: what the provider said of a person when asked, `token`: in its identity token;
    either may be empty. Raises `NotVouchedFor` and `NotItsOwn`.
    """
    if answer and token and answer.get("sub") != token.get("sub"):
        raise NotVouchedFor
    said = answer if answer.get("email") else token
    email, verified = said.get("email"), said.get("email_verified")
    if not isinstance(email, str) or verified is not True:
        raise NotVouchedFor
    name, at, domain = email.strip().lower().rpartition("@")
    if not name or not at or domain not in domains:
        raise NotItsOwn
    return f"{name}@{domain}"
