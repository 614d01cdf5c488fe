# SPDX-License-Identifier: EUPL-1.2
"""Identifiers as checked types: a function gives the one written form, or None where the text is not certainly one.

Not certain is not wrong: callers keep and show the text as it was given, they only do not compare it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_SEPARATORS = re.compile(r"[\s.\-]+")
_POSTCODE = re.compile(r"(?:NL-?\s*)?([1-9]\d{3})(?:\s*-?\s*([A-Z]{2}))?", re.IGNORECASE)
_CBS_MUNICIPALITY = re.compile(r"GM\d{4}")
_UNLISTED = re.compile(r"(?<![^.])[\w-]+\.[^\W\d_][\w-]*$")
# Never issued by the Dutch post for what they stand for (Besluit postcodes).
_UNUSED_LETTERS = frozenset({"SA", "SD", "SS"})

# Sites on which many have a page: sharing one says nothing about being one company.
PLATFORMS: Final = frozenset(
    {
        "bol.com",
        "business.site",
        "etsy.com",
        "eventbrite.com",
        "eventbrite.nl",
        "facebook.com",
        "fb.com",
        "google.com",
        "instagram.com",
        "jimdofree.com",
        "jimdosite.com",
        "jouwweb.nl",
        "linkedin.com",
        "linktr.ee",
        "marktplaats.nl",
        "medium.com",
        "pinterest.com",
        "shopify.com",
        "tiktok.com",
        "twitter.com",
        "vimeo.com",
        "webnode.nl",
        "weebly.com",
        "whatsapp.com",
        "wixsite.com",
        "wordpress.com",
        "x.com",
        "youtube.com",
    }
)


def kvk(text: str) -> str | None:
    """The eight digits of a number of the Dutch trade register (KvK); dots, spaces and hyphens may stand between.

    Seven digits may be a lost leading zero or a typing error, nine an error: neither is certain.
    """
    digits = _SEPARATORS.sub("", text)
    return (
        digits
        if len(digits) == 8 and digits.isascii() and digits.isdigit() and digits != "00000000"
        else None
    )


def rsin(text: str) -> str | None:
    """The nine digits of an RSIN, whose weighted sum passes the eleven-test of the tax office."""
    digits = _SEPARATORS.sub("", text)
    if len(digits) != 9 or not (digits.isascii() and digits.isdigit()) or digits == "000000000":
        return None
    total = sum(int(d) * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return digits if total % 11 == 0 else None


def postcode(text: str) -> str | None:
    """A full Dutch postcode as four digits and two letters ("7411AA"), or None."""
    found = _POSTCODE.fullmatch(text.strip())
    if not found or not found[2] or found[2].upper() in _UNUSED_LETTERS:
        return None
    return found[1] + found[2].upper()


def pc4(text: str) -> str | None:
    """The four digits of a Dutch postcode, with or without its letters; None for anything else, foreign ones included.

    Four bare digits are how Belgium and others write theirs too: the caller knows whether the address is Dutch.
    """
    found = _POSTCODE.fullmatch(text.strip())
    return found[1] if found else None


def cbs_code(text: str) -> str | None:
    """The code of a municipality as CBS writes it ("GM0193"), or None."""
    code = text.strip().upper()
    return code if _CBS_MUNICIPALITY.fullmatch(code) else None


@lru_cache(maxsize=65_536)
def domain(address: str) -> str | None:
    """The registrable domain of a web address ("https://www.dester.nl/x" gives "dester.nl"), in its ASCII form.

    None for platforms on which many have a page, for numbers, for single labels and for anything unreadable.
    """
    parts = _suffixes()(address.strip())
    registered: str = parts.top_domain_under_public_suffix.casefold()
    if not parts.suffix:
        # A last label that is not in the list is a suffix itself: the list's own default rule ("*").
        unlisted = _UNLISTED.search(f"{parts.subdomain}.{parts.domain}".casefold())
        registered = unlisted[0] if unlisted else ""
    if not registered or registered in PLATFORMS:
        return None
    try:
        return registered.encode("idna").decode("ascii")
    except UnicodeError:
        return None


@lru_cache(maxsize=1)
def _suffixes():  # type: ignore[no-untyped-def]
    # The list of public suffixes that comes with the package: no look-up on the network, ever.
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
