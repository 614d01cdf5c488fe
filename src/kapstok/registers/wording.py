# SPDX-License-Identifier: EUPL-1.2
"""What the guard found and what became of a run, as an editor reads it: in Dutch, and through gettext otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from kapstok.registers.enums import RunStatus

Numbers = Mapping[str, float]


def status_words(status: str) -> str:
    """What has become of a run, in a word or two."""
    match status:
        case RunStatus.RUNNING:
            return gettext("bezig")
        case RunStatus.PUBLISHED:
            return gettext("gepubliceerd")
        case RunStatus.QUARANTINED:
            return gettext("in quarantaine")
        case RunStatus.REJECTED:
            return gettext("afgewezen")
        case _:
            return gettext("mislukt")


def fault_words(fault: Mapping[str, Any]) -> str:
    """One fault of a verdict (`Run.verdict`) in a sentence; what a site answered stays as it was."""
    said = _SAID.get(fault["code"])
    if said is None:
        return _list(fault)
    return said(fault["numbers"], fault["field"] or "") if "field" in fault else str(fault["message"])


def _list(fault: Mapping[str, Any]) -> str:
    return gettext("De lijst kon niet helemaal worden gelezen: %(reason)s.") % {"reason": fault["message"]}


def _empty(numbers: Numbers, field: str) -> str:
    return gettext("Het register toont geen enkele vermelding.")


def _at_least(numbers: Numbers, field: str) -> str:
    return gettext("Er zijn %(entries)s vermeldingen. Wij verwachten er minstens %(least)s.") % {
        "entries": _count(numbers["entries"]), "least": _count(numbers["at_least"]),
    }  # fmt: skip


def _gone(numbers: Numbers, field: str) -> str:
    told = {
        "gone": _count(numbers["gone"]),
        "before": _count(numbers["before"]),
        "most": _share(numbers["max_gone"]),
    }
    if numbers["gone"] == numbers["before"]:
        return gettext("Alle %(before)s vermeldingen zijn weg.") % told
    told["share"] = _share(numbers["share"])
    return gettext(
        "Van de %(before)s vermeldingen zijn er %(gone)s weg (%(share)s). Hoogstens %(most)s mag in één keer weg."
    ) % told  # fmt: skip


def _details(numbers: Numbers, field: str) -> str:
    return gettext(
        "Van de %(of)s pagina's van vermeldingen lukten er %(failed)s niet (%(share)s; hoogstens %(most)s)."
    ) % _failed(numbers)


def _unreadable(numbers: Numbers, field: str) -> str:
    return ngettext(
        "%(failed)s van de %(of)s vermeldingen heeft een waarde die wij niet kunnen lezen "
        "(%(share)s; hoogstens %(most)s).",
        "%(failed)s van de %(of)s vermeldingen hebben een waarde die wij niet kunnen lezen "
        "(%(share)s; hoogstens %(most)s).",
        int(numbers["failed"]),
    ) % _failed(numbers)


def _failed(numbers: Numbers) -> dict[str, str]:
    return {
        "failed": _count(numbers["failed"]),
        "of": _count(numbers["of"]),
        "share": _share(numbers["share"]),
        "most": _share(numbers["max_failed"]),
    }


def _fill_drop(numbers: Numbers, field: str) -> str:
    return gettext(
        "Het veld %(field)s is bij %(fill)s van de vermeldingen gevuld; dat was %(before)s."
    ) % {"field": field_words(field), "fill": _share(numbers["fill"]), "before": _share(numbers["before"])}  # fmt: skip


def _required(numbers: Numbers, field: str) -> str:
    return gettext(
        "Het veld %(field)s is bij %(fill)s van de vermeldingen gevuld. Minstens %(least)s is nodig."
    ) % {
        "field": field_words(field), "fill": _share(numbers["fill"]), "least": _share(numbers["required"]),
    }  # fmt: skip


def _total(numbers: Numbers, field: str) -> str:
    if "total" not in numbers:
        return gettext("Het aantal dat het register zelf noemt, staat niet meer op de pagina's.")
    return gettext("Het register zegt dat het %(total)s vermeldingen heeft. Wij lazen er %(entries)s.") % {
        "total": _count(numbers["total"]), "entries": _count(numbers["entries"]),
    }  # fmt: skip


_SAID: Mapping[str, Callable[[Numbers, str], str]] = {
    "empty": _empty,
    "at_least": _at_least,
    "gone": _gone,
    "failed_details": _details,
    "unreadable": _unreadable,
    "fill_drop": _fill_drop,
    "required": _required,
    "total": _total,
}


def field_words(field: str) -> str:
    """A field of a register file as a reader calls it; one of a region's own stays as it is."""
    known = {
        "name": gettext("naam"), "statutory_name": gettext("statutaire naam"), "level": gettext("trede of niveau"),
        "flags": gettext("kenmerken"), "status": gettext("status"), "valid_from": gettext("geldig van"),
        "valid_until": gettext("geldig tot"), "kvk": gettext("KvK-nummer"), "rsin": gettext("RSIN"),
        "street": gettext("straat"), "postcode": gettext("postcode"), "city": gettext("plaats"),
        "municipality": gettext("gemeente"), "website": gettext("website"), "email": gettext("e-mailadres"),
        "phone": gettext("telefoon"), "description": gettext("omschrijving"), "offerings": gettext("aanbod"),
        "sectors": gettext("branches"), "detail": gettext("eigen pagina"),
    }  # fmt: skip
    return known.get(field, field)


def interval_words(every: timedelta) -> str:
    """How often a register is read: "elke 6 uur"."""
    minutes = every // timedelta(minutes=1)
    if minutes and minutes % (24 * 60) == 0:
        return ngettext("elke dag", "elke %(count)s dagen", minutes // (24 * 60)) % {
            "count": minutes // (24 * 60)
        }
    if minutes and minutes % 60 == 0:
        return ngettext("elk uur", "elke %(count)s uur", minutes // 60) % {"count": minutes // 60}
    return ngettext("elke minuut", "elke %(count)s minuten", minutes) % {"count": minutes}


def _count(number: float) -> str:
    return number_format(int(number), use_l10n=True)


def _share(share: float) -> str:
    points = round(share * 100, 1)
    return f"{number_format(int(points) if points.is_integer() else points, use_l10n=True)} %"
