# SPDX-License-Identifier: EUPL-1.2
"""Identifiers as checked types: a function gives the one written form, or None where the text is not certainly one.

Not certain is not wrong: callers keep and show the text as it was given, they only do not compare it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# What stands around a number of a register, and within it: "KvK Zwolle: 08.12.34.56 (hoofdvestiging)".
_NUMBER = re.compile(
    r"""(?: [^\d]*? \b(?: k\.?\s?v\.?\s?k | kamer\ van\ koophandel | handelsregister | rsin
                      | (?: coc | fi | fiscaal )(?: \b | nr | nummer ) ) [^\d]{0,40} )?
        '? (?P<number> \d (?: [\d\s.,/\-]* \d )? (?: e\+?\d+ )? )
        (?: [\s(,;/-]+ (?:[^\W\d_] | \() [^\d]* | [.,;\s]* )""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
# "http://https//www. dester.nl": one or several schemes, also half ones.
_SCHEMES = re.compile(r"^(?:https?\s*:?\s*/+\s*)+", re.IGNORECASE)
_AROUND_DOTS = re.compile(r"\s*\.\s+|\s+\.(?=\w)")
_SPACE = re.compile(r"\s")
_LONGEST_NUMBER: Final = 100
_LONGEST_ADDRESS: Final = 2_000
_DECIMALS = re.compile(r"(\d{7,9})[.,]0{1,2}")
_POWER_OF_TEN = re.compile(r"(\d)[.,](\d+)e\+?0?(\d)", re.IGNORECASE)
_BETWEEN_DIGITS = re.compile(r"[\s.,/\-]+")
_VAT = re.compile(r"(?:BTW|VAT|OB)?(?:NUMMER|NR|ID)?(?:NL)?(?P<digits>\d{9})B(?P<suffix>[\dO]\d)", re.ASCII)
_VAT_SIGNS = re.compile(r"[\s.:\-/]+")
_POSTCODE = re.compile(r"(?:NL-?\s*)?([1-9]\d{3})(?:\s*-?\s*([A-Z]{2}))?", re.IGNORECASE)
_CBS_MUNICIPALITY = re.compile(r"GM\d{4}")
_UNLISTED = re.compile(r"(?<![^.])[\w-]+\.[^\W\d_][\w-]*$")
# Never issued by the Dutch post for what they stand for (Besluit postcodes).
_UNUSED_LETTERS = frozenset({"SA", "SD", "SS"})

# Sites on which many have a page, and the builders, shops and shorteners that lend their own address: sharing one says
# nothing about being one company. Registrable domains, all lower case.
PLATFORMS: Final = frozenset(
    """
    2dehands.be about.me aka.ms amazon.com amazon.de amazon.nl apple.com bedrijvenpagina.nl behance.net bio.link
    bit.ly blogger.com bol.com booking.com bsky.app business.site calendly.com campsite.bio canva.com canva.site
    carrd.co ccvshop.nl cutt.ly detelefoongids.nl deviantart.com discord.com discord.gg doctolib.nl drimble.nl
    dropbox.com durable.co ebay.com ebay.nl ecwid.com etsy.com eventbrite.com eventbrite.nl expertpagina.nl
    facebook.com fb.com fb.me fiverr.com flickr.com forms.gle framer.website g.page github.com gitlab.com
    glide.page godaddysites.com gofundme.com goo.gl google.com google.nl goudengids.nl gumroad.com houzz.nl
    hubspotpagebuilder.com instagram.com issuu.com jimdo.com jimdofree.com jimdosite.com jouwweb.be jouwweb.nl
    jouwweb.site kvk.nl leadpages.co linkedin.com linkin.bio linktr.ee live.com lnkd.in lovable.app mailchi.mp
    mailchimpsites.com marktplaats.nl mastodon.social medium.com meetup.com meta.com microsoft.com
    mijnwebwinkel.nl milkshake.app mozello.com msha.ke mybigcommerce.com myonlinestore.com myonlinestore.eu
    myportfolio.com mystrikingly.com netlify.com nextdoor.com nextdoor.nl notion.site notion.so odoo.com
    office.com onepage.website onlineafspraken.nl openingstijden.nl patreon.com pinterest.com pinterest.nl
    portfoliobox.net rebrand.ly reddit.com replit.app salonized.com scribd.com sharepoint.com shopify.com
    site123.me slack.com snapchat.com soundcloud.com spotify.com squarespace.com squareup.com strikingly.com
    stripe.com substack.com t.me telefoonboek.nl telefoongids.nl telegram.me threads.com threads.net
    thuisbezorgd.nl tiktok.com tilda.ws tinyurl.com treatwell.nl tripadvisor.com tripadvisor.nl trustoo.nl
    trustpilot.com tumblr.com twitch.tv twitter.com typeform.com ubereats.com vimeo.com vinted.nl vistaprint.nl
    voog.com wa.me webador.be webador.com webador.nl webflow.com webflow.io weblium.site webnode.com webnode.nl
    webnode.page webs.com webshopapp.com weebly.com weeblysite.com werkspot.nl whatsapp.com wikipedia.org
    wix.com wixsite.com wixstudio.com wixstudio.io woocommerce.com wordpress.com wpcomstaging.com x.com xing.com
    yelp.com yelp.nl yola.com yolasite.com youtu.be youtube.com zoho.com zohosites.com zyro.com zyrosite.com
    """.split()
)


def kvk(text: str) -> str | None:
    """The eight digits of a number of the Dutch trade register (KvK).

    Dots, spaces and hyphens may stand between, "KvK" before it, words behind it ("08123456 Zwolle"), and the ".0" of a
    spreadsheet. Seven digits may be a lost leading zero or a typing error, nine an error: neither is certain.
    """
    return _trade_number(_digits(text))


def likely_kvk(text: str) -> str | None:
    """The number that a text most likely means where it is only compared: as `kvk`, and two mishaps mended.

    Seven digits lost their leading zero in a spreadsheet; behind the eight may stand the four digits of a branch (the
    register's own writing until 2008) or its number of twelve. A number of a branch alone says nothing.
    """
    digits = _digits(text)
    if len(digits) == 7 and digits[0] != "0":
        return f"0{digits}"
    with_branch = len(digits) in {12, 20} and not digits.startswith("0000")
    return _trade_number(digits[:8] if with_branch else digits)


def _trade_number(digits: str) -> str | None:
    return digits if len(digits) == 8 and digits != "00000000" else None


def _digits(text: str) -> str:
    """The digits of the one number in a cell, without what people and spreadsheets write around it; else ""."""
    found = _NUMBER.fullmatch(text.strip()) if len(text) <= _LONGEST_NUMBER else None
    if not found:
        return ""
    number = found["number"]
    if power := _POWER_OF_TEN.fullmatch(number):
        return power[1] + power[2] if len(power[2]) == int(power[3]) else ""
    decimals = _DECIMALS.fullmatch(number)
    return decimals[1] if decimals else _BETWEEN_DIGITS.sub("", number)


def rsin(text: str) -> str | None:
    """The nine digits of an RSIN, whose weighted sum passes the eleven-test of the tax office."""
    digits = _digits(text)
    if len(digits) != 9 or digits == "000000000":
        return None
    total = sum(int(d) * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return digits if total % 11 == 0 else None


def vat(text: str) -> str | None:
    """A Dutch VAT number as "NL123456782B01", whose check digit is right; dots, spaces and hyphens may stand between.

    A legal entity's holds its RSIN and passes the eleven-test, a sole trader's passes the test by 97 (since 2020).
    """
    found = _VAT.fullmatch(_VAT_SIGNS.sub("", text[:_LONGEST_NUMBER]).upper())
    if not found:
        return None
    digits, suffix = found["digits"], found["suffix"].replace("O", "0")
    return f"NL{digits}B{suffix}" if _is_sole_trader(digits, suffix) or rsin(digits) else None


def rsin_of_vat(text: str) -> str | None:
    """The RSIN inside a legal entity's VAT number.

    None for a sole trader's: the new ones hold no number, and the old ones a citizen's, which we do not take. The RSINs
    of legal entities begin with 8 or 00. A group that is taxed as one (fiscale eenheid) shares its number.
    """
    number = vat(text)
    if not number or not number.startswith(("NL8", "NL00")) or _is_sole_trader(number[2:11], number[12:]):
        return None
    return rsin(number[2:11])


def _is_sole_trader(digits: str, suffix: str) -> bool:
    # As ISO 7064 reads it: N is 23, L is 21, B is 11.
    return int(f"2321{digits}11{suffix}") % 97 == 1


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


def domain(address: str) -> str | None:
    """The registrable domain of a web address ("https://www.dester.nl/x" gives "dester.nl"), in its ASCII form.

    None for platforms on which many have a page, for numbers, for single labels and for anything unreadable.
    """
    return _domain(address) if len(address) <= _LONGEST_ADDRESS else None


def lent_by_a_platform(host: str) -> bool:
    """Whether a host is a name that somebody with a public list of customers lends out ("dester.github.io")."""
    return bool(_suffixes()(host[:_LONGEST_ADDRESS]).is_private)


@lru_cache(maxsize=65_536)
def _domain(address: str) -> str | None:
    parts = _suffixes()(_AROUND_DOTS.sub(".", _SCHEMES.sub("", address.strip())))
    registered: str = parts.top_domain_under_public_suffix.casefold()
    if not parts.suffix:
        # A last label that is not in the list is a suffix itself: the list's own default rule ("*").
        unlisted = _UNLISTED.search(f"{parts.subdomain}.{parts.domain}".casefold())
        registered = unlisted[0] if unlisted else ""
    if not registered or registered in PLATFORMS or _SPACE.search(registered):
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
