# SPDX-License-Identifier: EUPL-1.2
"""Why a creditor list has no answer, said to who sent it: what happened, and what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from kapstok.procurement.creditors.shapes import Why
from kapstok.procurement.scan.child import TOO_LARGE
from kapstok.procurement.scan.jobs import Allowance
from kapstok.web.words import figure

_SAVE_AS_CSV: Final = gettext_lazy("Sla de lijst op als CSV en probeer het opnieuw.")
_MAKE_ANEW: Final = gettext_lazy("Maak het bestand opnieuw en probeer het nog een keer.")
_SPLIT: Final = gettext_lazy("Deel de lijst in stukken, of haal de kolommen weg die niet nodig zijn.")
_FAULTS: Final[dict[str, tuple[str | Promise, str | Promise]]] = {
    Why.NO_FILE: (
        gettext_lazy("U heeft nog geen bestand gekozen."),
        gettext_lazy("Kies een bestand, of sleep het naar het vak."),
    ),
    Why.EMPTY: (
        gettext_lazy("Er staat niets in dit bestand."),
        gettext_lazy("Kijk of dit het juiste bestand is."),
    ),
    Why.NOT_A_LIST: (
        gettext_lazy("In dit bestand vinden wij geen lijst."),
        gettext_lazy("Wij lezen CSV, Excel (XLSX) en XAF. Sla de lijst zo op en probeer het opnieuw."),
    ),
    Why.DAMAGED: (gettext_lazy("Dit bestand is beschadigd, of niet af."), _MAKE_ANEW),
    Why.UNSAFE: (
        gettext_lazy("Dit bestand is zo gemaakt dat wij het niet veilig kunnen lezen."),
        _SAVE_AS_CSV,
    ),
    Why.NO_COLUMN: (
        gettext_lazy("Wij vinden in dit bestand geen kolom met namen of nummers van leveranciers."),
        gettext_lazy(
            "Zet boven de kolommen wat erin staat, bijvoorbeeld: naam, KvK-nummer, plaats en bedrag."
        ),
    ),
    Why.TOO_LARGE: (gettext_lazy("Dit bestand is te groot."), _SPLIT),
    TOO_LARGE: (gettext_lazy("Dit bestand is te groot."), _SPLIT),
}


@dataclass(frozen=True)
class FaultWords:
    """What happened, and what to do now."""

    what: str
    now: str


def fault_words(kind: str, allowance: Allowance) -> FaultWords:
    """The words for a fault (`scan_jobs.fault_of`); for one of ours, that it is ours."""
    if kind == Why.TOO_MANY_ROWS:
        return FaultWords(
            gettext("De lijst is te lang. Zij mag hoogstens %(most)s rijen hebben.")
            % {"most": figure(allowance.rows)},
            str(_SPLIT),
        )
    if kind in _FAULTS:
        what, now = _FAULTS[kind]
        return FaultWords(str(what), str(now))
    return FaultWords(
        gettext("Er ging iets mis bij ons. Het ligt niet aan u."),
        gettext("Probeer het nog een keer. Lukt het weer niet? Mail ons dan."),
    )


@dataclass(frozen=True)
class HowFar:
    """How far a scan is: what is counted, how many of it, and of how many where that is known."""

    words: str
    done: int
    total: int | None


_STEPS: Final[dict[str, str | Promise]] = {
    "prepare": gettext_lazy("Registers gelezen"),
    "read": gettext_lazy("Rijen gelezen"),
    "link": gettext_lazy("Rijen vergeleken"),
    "write": gettext_lazy("Rijen in het Excel-bestand gezet"),
}


def how_far(told: Mapping[str, Any] | None, rows: int | None) -> HowFar:
    """The words for what a scan told last (`scanning.ScanStep`), before it told anything too."""
    if told is None or told["step"] not in _STEPS:
        return HowFar(str(_STEPS["read"]), 0, rows)
    step, done = told["step"], int(told["done"])
    total = told["total"] or (rows if step in {"read", "link"} and done <= (rows or 0) else None)
    return HowFar(str(_STEPS[step]), done, total)
