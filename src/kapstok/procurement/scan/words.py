# SPDX-License-Identifier: EUPL-1.2
"""How the answer to a creditor list says its labels, reasons and remarks, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, gettext

from kapstok.enterprises.enums import State
from kapstok.enterprises.label_state import LabelOnDay
from kapstok.procurement.columns import BETWEEN
from kapstok.procurement.creditors.shapes import Unreadable
from kapstok.procurement.scan.label_past import Held, Past
from kapstok.procurement.scan.spending import Outcome
from kapstok.procurement.scan.suppliers import Supplier
from kapstok.procurement.wording import named, spoken, term
from kapstok.regions.region_file import Region
from kapstok.resolution.reasons import ENGLISH


def sheet_names() -> dict[Outcome, str]:
    """What the sheets are called; shorter than the 31 signs that a spreadsheet allows."""
    return {
        Outcome.NOW: gettext("nu een label"),
        Outcome.BEFORE: gettext("eerder een label"),
        Outcome.CHECK: gettext("nakijken"),
        Outcome.NONE: gettext("niet gevonden"),
    }


def now(held: Held, region: Region) -> str:
    """ "PSO trede 3 (30+): tot 3 maart 2027 | …"."""
    return BETWEEN.join(f"{named(label, region)}: {term(label)}" for label in held.now)


def before(held: Held, region: Region) -> str:
    """ "PSO trede 2: tot 3 maart 2026 | …"."""
    said = gettext("%(label)s: tot %(day)s")
    return BETWEEN.join(
        said % {"label": named(past.label, region), "day": spoken(past.until)} for past in held.before
    )


def since_then(held: Held) -> str:
    """What became of the labels that held before."""
    return BETWEEN.join(dict.fromkeys(_since_then(past) for past in held.before))


def _since_then(past: Past) -> str:
    now = past.since_then
    if now.missing_since:
        return gettext("sinds %(day)s niet meer in het register") % {"day": spoken(now.missing_since)}
    if now.state is State.PENDING:
        return gettext("wacht op verlenging")
    if now.state is State.EXCLUDED:
        return gettext("het niveau of de status telt nu niet mee")
    return gettext("de termijn is voorbij")


def standing(held: Held, region: Region) -> str:
    """Whatever can be told of the labels of a supplier, in one cell."""
    if held.now:
        return gettext("nu: %(labels)s") % {"labels": now(held, region)}
    if held.before:
        return gettext("eerder: %(labels)s") % {"labels": before(held, region)}
    return gettext("geen label dat telt")


def never(supplier: Supplier, region: Region) -> str:
    """That an enterprise is known, and never held a label that counts."""
    labels: Iterable[LabelOnDay] = supplier.held.uncounted
    if said := ", ".join(dict.fromkeys(named(label, region) for label in labels)):
        return gettext("%(name)s is bekend, maar had geen label dat telt (%(labels)s)") % {
            "name": supplier.name,
            "labels": said,
        }
    return gettext("%(name)s is bekend, maar had geen label dat telt") % {"name": supplier.name}


def unreadable(why: str) -> str:
    """Why a row of the list could not be used."""
    said = {
        Unreadable.NAMELESS: gettext("geen naam en geen nummer"),
        Unreadable.TOTAL: gettext("een totaal, geen leverancier"),
        Unreadable.TOO_WIDE: gettext("meer cellen dan er kolommen zijn"),
        Unreadable.QUOTES: gettext("een aanhalingsteken dat niet gesloten wordt"),
        Unreadable.NULS: gettext("beschadigd: NUL-tekens"),
        Unreadable.CUT: gettext("het bestand houdt midden in deze rij op"),
        Unreadable.UNKNOWN: gettext("het nummer staat niet bij de leveranciers van het bestand"),
    }
    known = next((text for reason, text in said.items() if reason == why), why)
    return gettext("niet leesbaar: %(why)s") % {"why": known}


def reasons(why: Iterable[str]) -> tuple[str, ...]:
    """The reasons of a match; resolution gives them as Dutch phrases without any value in them, and their English."""
    is_dutch = (get_language() or "nl").startswith("nl")
    return tuple(phrase if is_dutch else ENGLISH.get(phrase, phrase) for phrase in why)
