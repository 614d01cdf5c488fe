# SPDX-License-Identifier: EUPL-1.2
"""Which proofs an enterprise offers on a day, from what its registers show (claiming.md, rules 1 to 5). Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from kapstok.core.identifiers import postcode as full_postcode
from kapstok.core.text import squeeze
from kapstok.enterprises.claiming.domains import Site, domain_of_mail, own_domain, site
from kapstok.enterprises.enums import ProofKind
from kapstok.enterprises.facts import Speaker, first_fact, texts

# A value of a register that is younger proves nothing by itself.
SETTLED_AFTER: Final = timedelta(days=14)
_LONGEST_TARGET: Final = 300
_LOCAL_PART = re.compile(r"[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?", re.IGNORECASE)
_NOT_IN_ADDRESSES: Final = frozenset("\"'()<>[]\\,;:%&?#!|` ")
_is_mail = EmailValidator(allowlist=[])


@dataclass(frozen=True)
class Offer:
    """One way to prove it.

    `target` is where to: an e-mail address, "@" and a domain, a domain, a home page, or a postal address in lines.
    `register`, `run` and `since` say which register shows it, in which run it began to hold, and since when.
    """

    proof: ProofKind
    target: str
    register: str = ""
    run: int | None = None
    since: date | None = None
    is_settled: bool = True


@dataclass(frozen=True)
class Taken:
    """What is not one enterprise's own: the domains of the registers, and those that several enterprises show."""

    registers: Collection[str] = ()
    several: Collection[str] = ()


def offers(speakers: Sequence[Speaker], day: date, taken: Taken) -> tuple[Offer, ...]:
    """Every proof that these entries offer on a day, the easiest first; the editors are always the last one.

    Only entries that are in their register are heard.
    """
    present = [speaker for speaker in speakers if speaker.is_present]
    known_since = min((speaker.first_seen for speaker in speakers), default=day)
    found = {
        (offer.proof, _place(offer.proof, offer.target)): offer
        for offer in sorted(_all(present, taken), key=_worth)
        if len(offer.target) <= _LONGEST_TARGET
    }
    order = list(ProofKind)
    told = sorted(found.values(), key=lambda one: (order.index(one.proof), one.target.startswith("@")))
    settled = (_settled(offer, known_since, day) for offer in told)
    return (*settled, Offer(ProofKind.EDITOR, ""))


def offered(among: Iterable[Offer], proof: str, target: str) -> Offer | None:
    """The offer of this proof with this target, if it is among these; a website is the same under http and https."""
    return next(
        (
            one
            for one in among
            if one.proof == proof and _place(one.proof, one.target) == _place(proof, target)
        ),
        None,
    )


def proves_at_once(offer: Offer, address: str) -> bool:
    """Whether who proved to have this e-mail address by signing in has proven the offer with it."""
    if offer.proof is not ProofKind.MAIL:
        return False
    given, target = address.strip().lower(), offer.target.lower()
    return given.endswith(target) if target.startswith("@") else given == target


def address_at(offer: Offer, local: str) -> str | None:
    """Where the code of a MAIL offer goes; None for a part before the @ that cannot be one."""
    if not offer.target.startswith("@"):
        return offer.target
    local = local.strip()
    return f"{local}{offer.target}" if _LOCAL_PART.fullmatch(local) and ".." not in local else None


def mail_address(text: str) -> str | None:
    """An e-mail address that a register shows, where it is certainly one and only one."""
    address = text.strip().removeprefix("mailto:")
    if len(address) > 254 or _NOT_IN_ADDRESSES.intersection(address) or not address.isascii():
        return None
    try:
        _is_mail(address)
    except ValidationError:
        return None
    return address.lower()


def masked(target: str) -> str:
    """An e-mail address as it may be shown to who does not have it: "i…@voorbeeld.nl"."""
    local, at, domain = target.partition("@")
    return f"{local[:1]}…@{domain}" if at and local else target


def _all(present: Sequence[Speaker], taken: Taken) -> Iterator[Offer]:
    sites = [(speaker, there) for speaker, there in _sites(present) if there.domain not in taken.registers]
    for speaker, there in sites:
        since = _since(speaker, "website", partial(_is_site, there))
        yield _offer(ProofKind.DNS, there.host, speaker, since)
        yield _offer(ProofKind.PAGE, there.home, speaker, since)
        if there.is_all_of_it and there.domain not in taken.several:
            yield _offer(ProofKind.MAIL, f"@{there.domain}", speaker, since)
    elsewhere = {there.domain for _, there in sites}
    for speaker, address in _mails(present):
        if own_domain(address.rpartition("@")[2]) in taken.registers:
            continue
        since = _since(speaker, "email", partial(_is_address, address))
        yield _offer(ProofKind.MAIL, address, speaker, since)
        lies_on = domain_of_mail(address)
        # Beside a website on another domain the address may be one at a supplier of theirs.
        if lies_on and elsewhere <= {lies_on} and lies_on not in taken.several:
            yield _offer(ProofKind.MAIL, f"@{lies_on}", speaker, since)
            yield _offer(ProofKind.DNS, lies_on, speaker, since)
    yield from _letters(present)


def _worth(offer: Offer) -> tuple[bool, int]:
    """Of what comes down to the same, the last one stays: a safe address above others, then what was shown longest."""
    return offer.target.startswith("https://"), -(offer.since or date.min).toordinal()


def _place(proof: str, target: str) -> str:
    """What a target comes down to: of a home page its host."""
    there = site(target) if proof == ProofKind.PAGE else None
    return there.host if there else target


def _sites(present: Iterable[Speaker]) -> Iterator[tuple[Speaker, Site]]:
    for speaker in present:
        for value in texts(speaker.version.values, "website"):
            there = site(value)
            if there:
                yield speaker, there


def _mails(present: Iterable[Speaker]) -> Iterator[tuple[Speaker, str]]:
    for speaker in present:
        for value in texts(speaker.version.values, "email"):
            address = mail_address(value)
            if address:
                yield speaker, address


def _is_site(known: Site, value: str) -> bool:
    there = site(value)
    return there is not None and there.host == known.host


def _is_address(known: str, value: str) -> bool:
    return mail_address(value) == known


def _since(speaker: Speaker, field: str, is_same: Callable[[str], bool]) -> date:
    """Since which run the entry has shown this without a break, however it was written."""
    since = speaker.version.day
    for version in reversed(speaker.history.versions):
        if version.day > speaker.version.day:
            continue
        if not any(is_same(value) for value in texts(version.values, field)):
            break
        since = version.day
    return since


def _letters(present: Iterable[Speaker]) -> Iterator[Offer]:
    """The postal addresses: street, postcode and place as one entry has them together."""
    for speaker in present:
        facts = [first_fact([speaker], field) for field in ("street", "postcode", "city")]
        street, code, city = (squeeze(fact.value) if fact else "" for fact in facts)
        digits = full_postcode(code)
        if street and digits and city:
            lines = f"{street}\n{digits[:4]} {digits[4:]}  {city}"
            since = max(fact.since for fact in facts if fact)
            yield _offer(ProofKind.LETTER, lines, speaker, since)


def _offer(proof: ProofKind, target: str, speaker: Speaker, since: date) -> Offer:
    return Offer(proof, target, speaker.history.register, speaker.version.run, since)


def _settled(offer: Offer, known_since: date, day: date) -> Offer:
    """The offer, with whether what it rests on was there from the start, or long enough."""
    since = offer.since or day
    was_there = since <= known_since or day - since >= SETTLED_AFTER
    return Offer(offer.proof, offer.target, offer.register, offer.run, offer.since, was_there)
