# SPDX-License-Identifier: EUPL-1.2
"""What resolution knows of an entry: its facts, made comparable once, before entries are compared."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kapstok.core import identifiers
from kapstok.core.text import fold
from kapstok.regions.gazetteer import Location
from kapstok.resolution.normalise import CompanyName, company_names
from kapstok.resolution.whereabouts import Whereabouts, official_name, whereabouts

Value = str | tuple[str, ...]
Pair = tuple[int, int]
"""Two entries, the lower number first."""

# Providers at which anyone has a mailbox: their domain says nothing about who writes.
_PROVIDERS: Final = """
aol.com caiway.nl casema.nl chello.nl freeler.nl gmail.com gmx.com gmx.de gmx.net googlemail.com hetnet.nl home.nl
hotmail.com hotmail.nl icloud.com kabelfoon.nl kpnmail.nl kpnplanet.nl live.com live.nl mac.com mail.com me.com msn.com
multiweb.nl online.nl onsbrabantnet.nl outlook.com outlook.nl planet.nl proton.me protonmail.com quicknet.nl solcon.nl
tele2.nl telfort.nl tiscali.nl upcmail.nl versatel.nl wxs.nl xs4all.nl yahoo.com yahoo.nl zeelandnet.nl ziggo.nl
ziggomail.com zonnet.nl
"""
_MAILBOXES: Final = frozenset(_PROVIDERS.split())
_NUMBER_SIGNS = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Record:
    """One entry of a register as resolution compares it.

    Every text is made comparable already; what is absent, unreadable or says nothing is None or empty. `website` says
    whether `domain` was read from the website (True) or only from the e-mail address.
    """

    entry: int
    register: str
    names: tuple[CompanyName, ...]
    kvk: frozenset[str] = frozenset()
    domain: str | None = None
    website: bool = False
    postcode: str | None = None
    street: str | None = None
    at: Whereabouts = field(default_factory=Whereabouts)
    legal_forms: frozenset[str] = frozenset()
    name_places: frozenset[str] = frozenset()


def record(
    *,
    entry: int,
    register: str,
    values: Mapping[str, Value],
    location: Location,
    others: Collection[str] = (),
) -> Record:
    """An entry's values as registers read them, and its location by the gazetteer, made comparable. Never raises.

    `others` are domains that are not an enterprise's own: those of the registers, which have a page for everyone.
    """
    texts = (*_texts(values, "name"), *_texts(values, "statutory_name"))
    names = tuple(dict.fromkeys(name for text in texts for name in company_names(text)))
    numbers = (identifiers.kvk(text) for text in _texts(values, "kvk"))
    website = _website_domain(values, others)
    city = next(_texts(values, "city"), None)
    return Record(
        entry=entry,
        register=register,
        names=names,
        kvk=frozenset(number for number in numbers if number),
        domain=website or _mail_domain(values, others),
        website=website is not None,
        postcode=next(filter(None, map(identifiers.postcode, _texts(values, "postcode"))), None),
        street=next(filter(None, map(_street, _texts(values, "street"))), None),
        at=whereabouts(city, location),
        legal_forms=frozenset(name.legal_form for name in names if name.legal_form),
        name_places=frozenset(official_name(name.place) for name in names if name.place),
    )


def fingerprint(records: Iterable[Record], *more: str) -> str:
    """One short text for a set of records and what else counts: equal while nothing of it changes, in any order."""
    digest = hashlib.sha256(repr(more).encode())
    for r in sorted(records, key=lambda r: r.entry):
        sets = [sorted(s) for s in (r.kvk, r.legal_forms, r.name_places, r.at.candidates)]
        at = (r.at.place, r.at.municipality, r.at.whole, r.at.listed)
        facts = (r.entry, r.register, r.names, r.domain, r.website, r.postcode, r.street, at, sets)
        digest.update(repr(facts).encode())
    return digest.hexdigest()


def _texts(values: Mapping[str, Value], name: str) -> Iterator[str]:
    value = values.get(name, ())
    yield from (value,) if isinstance(value, str) else value


def _street(text: str) -> str:
    return _NUMBER_SIGNS.sub(" ", fold(text)).strip()


def _website_domain(values: Mapping[str, Value], others: Collection[str]) -> str | None:
    found = map(identifiers.domain, _texts(values, "website"))
    return next((domain for domain in found if domain and domain not in others), None)


def _mail_domain(values: Mapping[str, Value], others: Collection[str]) -> str | None:
    found = (identifiers.domain(text.rpartition("@")[2]) for text in _texts(values, "email") if "@" in text)
    return next((d for d in found if d and d not in _MAILBOXES and d not in others), None)
