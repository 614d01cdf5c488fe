# SPDX-License-Identifier: EUPL-1.2
"""What an administration writes around a company's name: codes, warnings, addressees. Rule: normalise.md, "Scribbles".

Names come here as tokens: folded words, and the signs that part them.
"""

from __future__ import annotations

import re
from typing import Final

from kapstok.resolution.name_places import place_of

# Each stands between spaces in the tokens joined by one space.
_MARK: Final = r"[-(),:/#*]"
_WARNINGS: Final = "|".join((
    r"(?:s v p )?niet (?:meer )?(?:te )?(?:gebruiken|actief|in gebruik|boeken)", "vervallen", r"(?:is )?geblokkeerd",
    "blokkeren", "geblokkeerde crediteur", "inactief", "opgeheven", "uitgeschreven",
    r"(?:in )?(?:staat van )?faillissement", "failliet", r"in liquidatie", r"surseance(?: van betaling)?",
    r"factuur ?adres", r"post ?adres", r"bezoek ?adres", r"g ?rek(?:ening)?(?: nummer)?", r"x{3,}", r"z{3,}", "dubbel",
    "niet bestellen", "niet betalen", "alleen inkoop", r"verwijderd", "dummy",
))  # fmt: skip
_HEDGED: Final = "|".join((
    "incasso", r"debiteuren(?: ?administratie)?", r"crediteuren(?: ?administratie)?", "facturen", "facturatie",
    "administratie", "oud", "nieuw", "hoofdkantoor", "algemeen", "diversen", "g", "nl", r"zzp", "fusie", "oude naam",
    "nieuwe naam", r"factuur",
))  # fmt: skip
_REST: Final = "|".join((
    r"t a v", "tav", r"ter attentie van", "attn", r"p / a", r"c / o", "inzake", "betreft", r"i z", r"postbus \d+",
    r"zie (?:ook |nr |nummer )?(?:cred\w*|deb\w*|lev\w*|\d+)", r"(?:kvk|k v k)(?: nr| nummer)?(?: :)? \d+",
    r"(?:btw|iban|rek|rekening|klant|cred|deb|crediteur|debiteur|relatie)(?: nr| nummer|nr|nummer)",
    r"afd(?:eling)?", r"(?:sinds|since|anno) \d{4}",
))  # fmt: skip
_ANYWHERE = re.compile(rf"(?: {_MARK})* (?:{_WARNINGS})(?= )(?: {_MARK})*")
_BEHIND_A_MARK = re.compile(rf"(?: {_MARK})+ (?:{_HEDGED})(?: {_MARK})* $")
_BEHIND_A_FORM = re.compile(rf"(?:(?<= b v)|(?<= bv)|(?<= o f)|(?<= vof)|(?<= n v)) (?:{_HEDGED}) $")
_TO_WHOM = re.compile(rf"(?<=\w)(?: {_MARK})* (?:{_REST})(?: (?P<whom>.*))?$")
_CODE = r"(?:[a-z]{1,3} ?-? ?)?\d{3,}"
_CODE_BEHIND = re.compile(
    rf"(?<=\w)(?: {_MARK})+ (?:{_CODE})(?: [-/] \d+)*(?: {_MARK})* $|(?<=\w) (?:[a-z]{{1,3}}\d{{4,}}|\d{{5,}}) $"
)
_CODE_BEFORE = re.compile(
    rf"^(?: {_MARK})* (?:(?:{_CODE})(?: {_MARK})+|(?:[a-z]{{0,3}}\d{{5,}})) (?=\w*[a-z])"
)
_TRIGGERS: Final = frozenset("""
niet vervallen geblokkeerd geblokkeerde blokkeren grekening grek inactief opgeheven uitgeschreven
faillissement failliet liquidatie
surseance factuuradres factuur postadres post bezoekadres bezoek g xxx xxxx zzz zzzz dubbel verwijderd dummy alleen
incasso debiteuren debiteurenadministratie crediteuren crediteurenadministratie facturen facturatie administratie oud
nieuw hoofdkantoor algemeen diversen nl zzp fusie oude nieuwe tav attn attentie inzake betreft postbus zie
kvk btw iban rek
rekening klant cred deb crediteur debiteur relatie crediteurnr debiteurnr klantnr afd afdeling p c t k i
sinds since anno * #
""".split())  # fmt: skip


def without_scribbles(tokens: list[str]) -> list[str]:
    """The tokens of the name itself; those given when nothing would be left."""
    first, last = tokens[0], tokens[-1]
    marked = not _TRIGGERS.isdisjoint(tokens)
    if not marked and not first[-1].isdigit() and not last[-1].isdigit() and last != ")":
        return tokens
    text = f" {' '.join(tokens)} "
    if marked:
        text = _ANYWHERE.sub(" - ", text)
        for pattern in (_TO_WHOM, _BEHIND_A_MARK, _BEHIND_A_FORM):
            text = _kept(pattern.sub(_unless_place, text), text)
    for pattern in (_CODE_BEHIND, _CODE_BEFORE):
        text = _kept(pattern.sub(" ", text), text)
    found = text.split()
    return found if any(token[0].isalpha() for token in found) else tokens


def _unless_place(found: re.Match[str]) -> str:
    """Nothing for an addressee, but "Vakbond afdeling Zwolle" keeps its place."""
    whom = found.groupdict().get("whom") or ""
    return found[0] if place_of(whom.split()) else " "


def _kept(shorter: str, longer: str) -> str:
    return shorter if any(letter.isalpha() for letter in shorter) else longer
