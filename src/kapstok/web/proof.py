# SPDX-License-Identifier: EUPL-1.2
"""The page that proves which labels an enterprise had on a day, and the day that a reader asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from kapstok.core.text import fold, squeeze
from kapstok.enterprises.enums import State
from kapstok.enterprises.evidence import Evidence, Proven
from kapstok.enterprises.wording import label_words
from kapstok.regions.region_file import Region
from kapstok.web import contact
from kapstok.web.chips import in_order
from kapstok.web.fact_lines import FactLine, Value
from kapstok.web.label_lines import evidence_line, explanation
from kapstok.web.words import spoken

_MONTH_NAMES = (
    "januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may", "juni june jun",
    "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct", "november nov",
    "december dec",
)  # fmt: skip
_MONTHS = {name: month for month, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_WORDS = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})")
_LONGEST = 40


@dataclass(frozen=True)
class AskedDay:
    """The day of `?op=`; `error` says how to write one where it could not be read, and then the day is today."""

    day: date
    given: str
    error: str = ""


def asked_day(given: str, today: date) -> AskedDay:
    """A day as people write it: 2026-03-31, 31-3-2026, 31 maart 2026. Nothing means today; never raises."""
    text = squeeze(given)[:_LONGEST]
    if not text:
        return AskedDay(today, _written(today))
    day = _read(fold(text))
    if day is None:
        return AskedDay(today, text, gettext("Deze datum kunnen wij niet lezen. Schrijf hem zo: 31‑3‑2026."))
    if day > today:
        return AskedDay(today, text, gettext("Deze dag moet nog komen. Kies vandaag of een dag daarvoor."))
    return AskedDay(day, _written(day))


def _read(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _NUMBERS.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif (found := _WORDS.fullmatch(text)) and found[2] in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2]], int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


@dataclass(frozen=True)
class ProofLine:
    """One label that held, with everything needed to check it; `sha256` is empty where no bytes are left to check."""

    text: str
    basis: str
    line: str
    later: str
    facts: tuple[FactLine, ...]
    sha256: str


@dataclass(frozen=True)
class NotHeld:
    """A label that did not hold that day, and why not."""

    line: str
    why: str


@dataclass(frozen=True)
class ProofPage:
    """All that the page shows."""

    name: str
    day: date
    asked: str
    error: str
    action: str
    profile_href: str
    pdf_href: str
    trail: tuple[tuple[str, str], ...]
    here: str
    labels: tuple[ProofLine, ...]
    not_held: tuple[NotHeld, ...]
    nothing: str


def proof_page(
    slug: str, evidence: Evidence, asked: AskedDay, region: Region, registers: Mapping[str, str]
) -> ProofPage:
    """The proof for a day, in words."""
    name, profile = evidence.enterprise.name, reverse("enterprise", args=[slug])
    order = in_order(region)
    held = sorted(evidence.held, key=lambda proven: order(proven.on_day))
    not_held = sorted(evidence.not_held, key=lambda proven: order(proven.on_day))
    return ProofPage(
        name=name,
        day=asked.day,
        asked=asked.given,
        error=asked.error,
        action=reverse("proof", args=[slug]),
        profile_href=profile,
        pdf_href=f"{reverse('proof', args=[slug])}?op={asked.day.isoformat()}&als=pdf",
        trail=(
            (gettext("Voorpagina"), reverse("home")),
            (gettext("Ondernemingen"), reverse("directory")),
            (name, profile),
        ),
        here=gettext("Bewijs"),
        labels=tuple(_held(proven, region, registers, evidence.on) for proven in held),
        not_held=tuple(
            NotHeld(evidence_line(proven.on_day, region, evidence.on), _why_not(proven, region))
            for proven in not_held
        ),
        nothing=_nothing(evidence),
    )


def _nothing(evidence: Evidence) -> str:
    if evidence.on < evidence.known_since:
        return gettext(
            "Wij zagen deze onderneming voor het eerst op %(day)s. Van eerdere dagen weten wij niets."
        ) % {"day": spoken(evidence.known_since)}
    return gettext("Geen enkel label van deze onderneming gold op deze dag.")


def _why_not(proven: Proven, region: Region) -> str:
    """What the line itself does not say already."""
    match proven.on_day.state:
        case State.PENDING:
            return gettext("De einddatum was voorbij, maar de onderneming stond nog in het register.")
        case State.EXCLUDED:
            return explanation(proven.on_day, region)
        case _:
            return ""


def _held(proven: Proven, region: Region, registers: Mapping[str, str], day: date) -> ProofLine:
    on_day = proven.on_day
    return ProofLine(
        text=label_words(region, on_day.label, on_day.level, on_day.flags),
        basis=proven.basis.value,
        line=evidence_line(replace(on_day, status=None), region, day),
        later=_later(proven, region),
        facts=tuple(_facts(proven, region, registers)),
        sha256=proven.page.sha256 if proven.page and proven.kept else "",
    )


def _later(proven: Proven, region: Region) -> str:
    """What the register showed at the time, where a later run changed the answer."""
    if proven.corrected is None:
        return ""
    then, changed = proven.corrected.then, spoken(proven.corrected.day)
    before = evidence_line(then, region, proven.corrected.day)
    return gettext(
        "Op de dag zelf wisten wij: %(before)s. Sinds de lezing van %(day)s weten wij het beter."
    ) % {
        "before": before,
        "day": changed,
    }


def _facts(proven: Proven, region: Region, registers: Mapping[str, str]) -> list[FactLine]:
    on_day, page = proven.on_day, proven.page
    facts = [
        (gettext("Register"), registers.get(proven.register, proven.register)),
        (gettext("Naam in het register"), proven.shown_name),
    ]
    term = [
        gettext("van %(day)s") % {"day": spoken(on_day.valid_from)} if on_day.valid_from else "",
        gettext("tot %(day)s") % {"day": spoken(on_day.valid_until)} if on_day.valid_until else "",
    ]
    facts.append(
        (gettext("Geldig"), " ".join(filter(None, term)) or gettext("het register noemt geen einddatum"))
    )
    lines = [FactLine(name, (Value(value),)) for name, value in facts if value]
    if page is None:
        return [*lines, FactLine(gettext("Bewaarde pagina"), (Value(gettext("niet bewaard")),))]
    when = localtime(page.fetched_at, region.timezone)
    lost = gettext("Niet meer aanwezig, of niet meer heel. Nakijken kan nu niet.")
    return [
        *lines,
        FactLine(gettext("Lezing"), (Value(gettext("nummer %(run)s") % {"run": page.run}),)),
        FactLine(gettext("Adres"), (Value(page.url, contact.web_address(page.url) or ""),)),
        FactLine(gettext("Opgehaald"), (Value(date_format(when, "j F Y, H:i")),)),
        FactLine(gettext("SHA-256 van de pagina"), (Value(page.sha256),)),
        *([] if proven.kept else [FactLine(gettext("Bewaarde pagina"), (Value(lost),))]),
    ]
