# SPDX-License-Identifier: EUPL-1.2
"""Why two records are thought one company or not, in short Dutch phrases that carry no value of the records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kapstok.resolution.model.alternatives import Levels, levels_of
from kapstok.resolution.model.comparisons import OTHER

CONTESTED: Final = "past even goed bij een andere vermelding"
MISCOPIED: Final = "het KvK-nummer lijkt verkeerd overgenomen"
NO_LONGER: Final = "niets wijst er nog op dat dit één onderneming is"

_FOR: Final = {
    "kvk": {"equal": "zelfde KvK-nummer"},
    "rsin": {"equal": "zelfde RSIN of btw-nummer"},
    "domain": {"equal": "zelfde website", "ending": "website op de uitgang na gelijk"},
    "contact": {"equal": "zelfde e-mailadres of telefoonnummer"},
    "core": {
        "equal": "zelfde naam",
        "spelling": "zelfde naam, anders geschreven",
        "reordered": "zelfde woorden in andere volgorde",
        "slip": "naam op één letter na",
        "slips": "naam op twee letters na",
        "within": "de ene naam staat in de andere",
        "begins": "de ene naam begint met de andere",
        "site": "de naam staat in het webadres van de andere",
        "initials": "de ene naam is de afkorting van de andere",
        "alike": "naam lijkt erop",
    },
    "trade": {"equal": "zelfde soort werk"},
    "part": {"equal": "zelfde onderdeel van een groep"},
    "form": {"equal": "zelfde rechtsvorm"},
    "postcode": {"equal": "zelfde postcode", "near": "postcode in de buurt"},
    "street": {"equal": "zelfde adres"},
    "municipality": {"town": "zelfde plaats", "equal": "zelfde gemeente"},
    "name_place": {"both": "zelfde plaats in de naam"},
}
_AGAINST: Final = {
    "kvk": {OTHER: "ander KvK-nummer", "slip": "KvK-nummer op één cijfer na"},
    "core": {OTHER: "andere naam"},
    "trade": {OTHER: "ander soort werk in de naam"},
    "part": {OTHER: "ander onderdeel van een groep (holding, beheer)"},
    "given": {OTHER: "andere voorletters"},
    "form": {"foundation": "andere rechtsvorm (stichting)", OTHER: "andere rechtsvorm"},
    "name_place": {OTHER: "andere plaats in de naam"},
    "municipality": {OTHER: "andere gemeente"},
    "postcode": {OTHER: "andere postcode"},
    "domain": {OTHER: "andere website"},
}
_ALTERNATIVES: Final = {
    "sister": "kan een zusteronderneming zijn",
    "branch": "kan een andere vestiging zijn",
    "namesake in town": "kan een naamgenoot in dezelfde plaats zijn",
}
ENGLISH: Final = {
    CONTESTED: "fits another record equally well",
    MISCOPIED: "the trade register number looks copied by mistake",
    NO_LONGER: "nothing suggests any more that this is one company",
    "zelfde KvK-nummer": "same trade register number",
    "zelfde RSIN of btw-nummer": "same RSIN or VAT number",
    "zelfde website": "same website",
    "website op de uitgang na gelijk": "same website but for its ending",
    "zelfde e-mailadres of telefoonnummer": "same e-mail address or telephone number",
    "zelfde naam": "same name",
    "zelfde naam, anders geschreven": "same name, written otherwise",
    "zelfde woorden in andere volgorde": "same words in another order",
    "naam op één letter na": "name but for one letter",
    "naam op twee letters na": "name but for two letters",
    "de ene naam staat in de andere": "one name stands in the other",
    "de ene naam begint met de andere": "one name begins with the other",
    "de naam staat in het webadres van de andere": "the name stands in the other's web address",
    "de ene naam is de afkorting van de andere": "one name is the other's abbreviation",
    "naam lijkt erop": "name is alike",
    "zelfde soort werk": "same kind of work",
    "zelfde onderdeel van een groep": "same part of a group",
    "zelfde rechtsvorm": "same legal form",
    "zelfde postcode": "same postcode",
    "postcode in de buurt": "postcode nearby",
    "zelfde adres": "same address",
    "zelfde plaats": "same place",
    "zelfde gemeente": "same municipality",
    "zelfde plaats in de naam": "same place in the name",
    "ander KvK-nummer": "another trade register number",
    "KvK-nummer op één cijfer na": "trade register number but for one digit",
    "andere naam": "another name",
    "ander soort werk in de naam": "another kind of work in the name",
    "ander onderdeel van een groep (holding, beheer)": "another part of a group (holding, management)",
    "andere voorletters": "other initials",
    "andere rechtsvorm (stichting)": "another legal form (foundation)",
    "andere rechtsvorm": "another legal form",
    "andere plaats in de naam": "another place in the name",
    "andere gemeente": "another municipality",
    "andere postcode": "another postcode",
    "andere website": "another website",
    "kan een zusteronderneming zijn": "may be a sister company",
    "kan een andere vestiging zijn": "may be another branch",
    "kan een naamgenoot in dezelfde plaats zijn": "may be a namesake in the same place",
}
"""Every phrase that this module can say, and the same in English."""


def reasons(levels: Levels, kind: str, *, doubted: bool = False) -> tuple[str, ...]:
    """First what agrees, then what contradicts; where it is doubted, also what the pair may be instead."""
    held = levels_of(levels)
    instead = _ALTERNATIVES.get(kind) if doubted else None
    return (*_said(_FOR, held), *_said(_AGAINST, held), *([instead] if instead else []))


def _said(phrases: dict[str, dict[str, str]], held: dict[str, str]) -> Iterator[str]:
    for comparison, by_level in phrases.items():
        if (level := held.get(comparison)) in by_level:
            yield by_level[level]
