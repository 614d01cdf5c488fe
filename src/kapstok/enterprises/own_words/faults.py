# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with what an entrepreneur filled in: one reason for each field, in words that say what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext
from pydantic import ValidationError

from kapstok.core.errors import KapstokError

_RANGES = frozenset({"greater_than_equal", "less_than_equal", "greater_than", "less_than"})


@dataclass(frozen=True)
class FieldFault:
    """One field and why it cannot be used; `field` is its place ("website", "offerings.2.text", "contact.email").

    `reason` is a word of ours ("needed", "web_address", …) or of pydantic; `most` is how much there may be at most.
    """

    field: str
    reason: str
    most: int | None = None

    @property
    def part(self) -> str:
        """The field of `Content` that it is in."""
        return self.field.partition(".")[0]


class UnusableContent(KapstokError):
    """What was filled in cannot be used; `faults` say what and why, each field once, without what was typed."""

    def __init__(self, faults: Iterable[FieldFault]):
        self.faults = tuple({fault.field: fault for fault in reversed([*faults])}.values())[::-1]
        super().__init__("; ".join(f"{fault.field}: {fault.reason}" for fault in self.faults))


def found_in(error: ValidationError) -> list[FieldFault]:
    """What pydantic found, without the values."""
    return [
        FieldFault(
            ".".join(map(str, detail["loc"])), detail["type"], (detail.get("ctx") or {}).get("max_length")
        )
        for detail in error.errors(include_url=False, include_input=False)
    ]


def sentence(fault: FieldFault) -> str:
    """The reason as the entrepreneur reads it, in the language of now; it never blames."""
    if fault.reason == "string_too_long":
        return gettext("Maak dit korter: hooguit %(most)s tekens.") % {"most": fault.most}
    if fault.reason == "too_long":
        return gettext("Dit zijn er te veel: vul er hooguit %(most)s in.") % {"most": fault.most}
    if fault.reason in _RANGES:
        return gettext("Dit getal is te klein of te groot. Kijk het na.")
    known = {
        "needed": gettext("Vul dit in, of maak de hele regel leeg."),
        "missing": gettext("Vul dit in, of maak de hele regel leeg."),
        "web_address": gettext("Dit is geen webadres. Schrijf het zo: www.voorbeeld.nl."),
        "email": gettext("Dit is geen e-mailadres. Schrijf het zo: naam@voorbeeld.nl."),
        "phone": gettext("Dit is geen telefoonnummer. Schrijf het zo: 038 123 45 67."),
        "category": gettext("Deze categorie kennen wij niet. Kies er een uit de lijst, of geen."),
        "municipality": gettext("Deze gemeente kennen wij niet. Kies er een uit de lijst."),
        "municipalities_needed": gettext("Kies een of meer gemeenten, of kies een ander gebied."),
        "km_needed": gettext("Vul in hoeveel kilometer, van 1 tot 300."),
        "label": gettext("Labels komen uit de registers. Zet hier alleen keurmerken die geen label zijn."),
        "language": gettext("Deze taal kennen wij niet. Kies er een uit de lijst."),
    }
    return known.get(fault.reason) or gettext("Dit kunnen wij niet lezen. Kijk of er een tikfout in staat.")
