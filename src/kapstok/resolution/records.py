# SPDX-License-Identifier: EUPL-1.2
"""What resolution knows of an entry: its facts, made comparable once, before entries are compared."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kapstok.core import identifiers
from kapstok.core.text import fold
from kapstok.regions.gazetteer import Location
from kapstok.resolution.group_parts import group_parts
from kapstok.resolution.normalise import CompanyName, company_names
from kapstok.resolution.whereabouts import Whereabouts, official_name, whereabouts

Value = str | tuple[str, ...]
Pair = tuple[int, int]
"""Two entries, the lower number first."""

# Providers at which anyone has a mailbox: their domain says nothing about who writes.
_PROVIDERS: Final = """
aol.com aol.nl bbned.nl bigpond.com btinternet.com caiway.net caiway.nl caiw.nl canaldigitaal.nl casema.nl chello.nl
compuserve.com cybercomm.nl delta.nl dds.nl duck.com edpnet.be email.com email.de euronet.nl fastmail.com fastmail.fm
filternet.nl fiber.nl freedom.nl freeler.nl freenet.de gmail.com gmail.nl gmx.at gmx.com gmx.de gmx.net googlemail.com
hccnet.nl hetnet.nl hey.com home.nl hotmail.be hotmail.co.uk hotmail.com hotmail.de hotmail.fr hotmail.nl hushmail.com
icloud.com inbox.com introweb.nl kabelfoon.net kabelfoon.nl kpnmail.nl kpnplanet.nl kpnxs.nl lijbrandt.nl
live.be live.com live.nl mac.com mail.com mail.de mail.ru mailbox.org me.com msn.com msn.nl multiweb.nl onsbrabantnet.nl
onsmail.nl onsneteindhoven.nl onsnetnuenen.nl online.de online.nl orange.fr orange.nl outlook.be outlook.com outlook.de
outlook.fr outlook.nl pandora.be plex.nl planet.nl pm.me posteo.de proton.me protonmail.ch protonmail.com quicknet.nl
scarlet.be scarlet.nl sky.com skynet.be skypro.be solcon.nl speedlinq.nl startmail.com t-online.de t-mobilethuis.nl
tele2.nl telenet.be telfort.nl telfortglasvezel.nl tiscali.nl trined.nl tutanota.com tuta.com tuta.io tutamail.com
tweak.nl upcmail.nl versatel.nl vodafonethuis.nl wanadoo.fr wanadoo.nl web.de wish.nl worldonline.nl wxs.nl
xmsnet.nl xs4all.nl xsmail.com yahoo.co.uk yahoo.com yahoo.de yahoo.fr yahoo.nl yandex.com zeelandnet.nl ziggo.nl
ziggomail.com ziggozakelijk.nl zinders.nl zohomail.com zohomail.eu zonnet.nl
"""
_MAILBOXES: Final = frozenset(_PROVIDERS.split())
_NUMBER_SIGNS = re.compile(r"[^\w]+")
_NOT_A_DIGIT = re.compile(r"[^0-9]")
_LONGEST_EMAIL: Final = 254


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
    rsin: frozenset[str] = frozenset()
    domain: str | None = None
    website: bool = False
    email: str | None = None
    phone: str | None = None
    postcode: str | None = None
    street: str | None = None
    at: Whereabouts = field(default_factory=Whereabouts)
    legal_forms: frozenset[str] = frozenset()
    name_places: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()


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
    numbers = map(identifiers.likely_kvk, _texts(values, "kvk"))
    website = _website_domain(values, others)
    city = next(_texts(values, "city"), None)
    return Record(
        entry=entry,
        register=register,
        names=names,
        kvk=frozenset(number for number in numbers if number),
        rsin=frozenset(_rsins(values)),
        domain=website or _mail_domain(values, others),
        website=website is not None,
        email=next(filter(None, map(_email, _texts(values, "email"))), None),
        phone=next(filter(None, map(_phone, _texts(values, "phone"))), None),
        postcode=next(filter(None, map(identifiers.postcode, _texts(values, "postcode"))), None),
        street=next(filter(None, map(_street, _texts(values, "street"))), None),
        at=whereabouts(city, location),
        legal_forms=frozenset(name.legal_form for name in names if name.legal_form),
        name_places=frozenset(official_name(name.place) for name in names if name.place),
        parts=frozenset(part for name in names for part in group_parts(name.words)),
    )


def own_label(domain: str) -> str:
    """A domain without its ending and hyphens, as a name is written together: "de-aanpak.nl" is "deaanpak"."""
    return domain.partition(".")[0].replace("-", "")


def fingerprint(records: Iterable[Record], *more: str) -> str:
    """One short text for a set of records and what else counts: equal while nothing of it changes, in any order."""
    digest = hashlib.sha256(repr(more).encode())
    for r in sorted(records, key=lambda r: r.entry):
        sets = [sorted(s) for s in (r.kvk, r.rsin, r.parts, r.legal_forms, r.name_places, r.at.candidates)]
        at = (r.at.place, r.at.municipality, r.at.whole, r.at.listed)
        facts = (
            r.entry,
            r.register,
            r.names,
            r.domain,
            r.website,
            r.email,
            r.phone,
            r.postcode,
            r.street,
            at,
            sets,
        )
        digest.update(repr(facts).encode())
    return digest.hexdigest()


def record_hash(r: Record, rarity: Sequence[float]) -> str:
    """One short text for what is compared of a record and how rare its names are: equal while neither changes."""
    return fingerprint([r], repr(tuple(rarity)))


def _texts(values: Mapping[str, Value], name: str) -> Iterator[str]:
    value = values.get(name, ())
    yield from (value,) if isinstance(value, str) else value


def _rsins(values: Mapping[str, Value]) -> Iterator[str]:
    """Also those that stand in the other's column."""
    for text in (*_texts(values, "rsin"), *_texts(values, "vat")):
        number = identifiers.rsin(text) or identifiers.rsin_of_vat(text)
        if number:
            yield number


def _street(text: str) -> str:
    return _NUMBER_SIGNS.sub(" ", fold(text)).strip()


def _email(text: str) -> str | None:
    plain = text.strip().casefold().removeprefix("mailto:")
    return plain if plain.count("@") == 1 and len(plain) <= _LONGEST_EMAIL else None


def _phone(text: str) -> str | None:
    """The last nine digits of a Dutch number, however its beginning is written; None for anything shorter."""
    digits = _NOT_A_DIGIT.sub("", text)
    return digits[-9:] if 9 <= len(digits) <= 13 else None


def _website_domain(values: Mapping[str, Value], others: Collection[str]) -> str | None:
    found = map(identifiers.domain, _texts(values, "website"))
    return next((domain for domain in found if domain and domain not in others), None)


def _mail_domain(values: Mapping[str, Value], others: Collection[str]) -> str | None:
    found = (identifiers.domain(text.rpartition("@")[2]) for text in _texts(values, "email") if "@" in text)
    return next((d for d in found if d and d not in _MAILBOXES and d not in others), None)
