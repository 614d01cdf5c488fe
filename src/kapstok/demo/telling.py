# SPDX-License-Identifier: EUPL-1.2
"""A day of the demo in words for a visitor who knows nothing of registers or software; Dutch, English through gettext.

Everything said here follows from what the registers showed and what the directory then held, never from what the demo
has in mind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeAlias

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from kapstok.demo import reasons
from kapstok.demo.attention import for_a_person
from kapstok.demo.changes import OUTSIDE, Change, Changes, LabelChange, Row
from kapstok.demo.visits import Visit, tell_visits
from kapstok.enterprises.enums import State
from kapstok.regions.region_file import Region
from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Run
from kapstok.registers.wording import fault_words

_NAMES_SHOWN: Final = 8


@dataclass(frozen=True)
class Day:
    """All that is known of one day of the demo: its place in the row of days, and what came of it."""

    number: int
    of: int
    date: date
    runs: Sequence[Run]
    rows: Sequence[Row]
    changes: Changes
    reviews: int
    region: Region
    visits: Sequence[Visit] = ()


@dataclass(frozen=True)
class Section:
    """A heading with sentences under it; `urgent` ones ask something of a person."""

    title: str
    lines: tuple[str, ...]
    urgent: bool = False


@dataclass(frozen=True)
class Story:
    """A day told."""

    heading: str
    sections: tuple[Section, ...]

    def as_json(self) -> list[dict[str, Any]]:
        return [{"title": section.title, "lines": list(section.lines)} for section in self.sections]


def tell(day: Day) -> Story:
    """The day in words, in the language that is active."""
    heading = gettext("Dag %(number)s van %(of)s: %(date)s") % {
        "number": day.number,
        "of": day.of,
        "date": date_format(day.date, "l j F Y"),
    }
    attention = for_a_person(day.runs, day.rows, day.reviews)
    sections = (
        _registers(day.runs),
        Section(gettext("Het lezen zelf"), tuple(tell_visits(day.visits))),
        _directory(day),
        *(_movements(day) if day.number > 1 else ()),
        Section(gettext("Hier moet iemand naar kijken"), tuple(attention), urgent=True),
    )
    return Story(heading, tuple(section for section in sections if section.lines))


# --- the registers ---


def _registers(runs: Sequence[Run]) -> Section:
    return Section(gettext("De registers"), tuple(line for run in runs for line in _run_lines(run)))


def _run_lines(run: Run) -> Iterator[str]:
    match run.status:
        case RunStatus.PUBLISHED:
            yield _published(run)
        case RunStatus.QUARANTINED:
            told = {"name": run.register.name, "why": " ".join(map(fault_words, run.verdict))}
            yield gettext("%(name)s: niet overgenomen. %(why)s") % told
            yield gettext(
                "Wat dit register eerder zei, blijft staan: niemand verdwijnt doordat een site stuk is."
            )
        case _:
            told = {"name": run.register.name, "why": run.reason}
            yield gettext("%(name)s: niet gelezen (%(why)s). Wat er eerder stond, blijft staan.") % told


def _published(run: Run) -> str:
    seen = ngettext(
        "%(name)s: %(count)s vermelding gelezen van %(pages)s pagina's",
        "%(name)s: %(count)s vermeldingen gelezen van %(pages)s pagina's",
        run.seen,
    ) % {"name": run.register.name, "count": run.seen, "pages": run.page_count}
    if run.new == run.seen:
        return gettext("%(seen)s, voor het eerst.") % {"seen": seen}
    if not (run.new or run.changed or run.gone):
        return gettext("%(seen)s; niets veranderd.") % {"seen": seen}
    told = {"seen": seen, "new": run.new, "changed": run.changed, "gone": run.gone}
    return gettext("%(seen)s; %(new)s nieuw, %(changed)s veranderd, %(gone)s verdwenen.") % told


# --- the directory ---


def _directory(day: Day) -> Section:
    entries = sum(len(row["entries"]) for row in day.rows)
    known, listed = len(day.rows), sum(row["listed"] for row in day.rows)
    whole = gettext(
        "%(entries)s vermeldingen zijn samen %(known)s ondernemingen; %(listed)s daarvan staan op de site."
    )
    others = ", ".join(_not_listed(why, count) for why, count in day.changes.unlisted.items())
    lines = [whole % {"entries": entries, "known": known, "listed": listed}]
    if others:
        lines.append(gettext("Niet op de site: %(others)s.") % {"others": others})
    return Section(gettext("De site"), tuple(lines))


def _not_listed(why: str, count: int) -> str:
    sentences = {
        OUTSIDE: gettext("%(count)s buiten de regio"),
        State.PENDING: gettext("%(count)s met een einddatum die net voorbij is (wij wachten op verlenging)"),
        State.EXCLUDED: gettext(
            "%(count)s met een label dat niet telt (aangevraagd, aspirant, hier niet toegelaten of niet te lezen)"
        ),
        State.LAPSED: gettext("%(count)s met een label dat nu niet geldt"),
    }
    return sentences[why] % {"count": count}


_Why: TypeAlias = Callable[[LabelChange, Region], str]


def _movements(day: Day) -> Iterator[Section]:
    """Who came, moved and went, and who is missed but not gone yet."""
    found = day.changes
    yield _section(gettext("Nieuw op de site"), found.joined, reasons.why_joined, day.region)
    yield _section(gettext("Andere trede"), found.moved, reasons.why_moved, day.region)
    yield _section(gettext("Niet meer op de site"), found.left, reasons.why_left, day.region)
    title = gettext("Ontbreekt in een register, staat nog op de site")
    missed = _section(title, found.waiting, reasons.why_waiting, day.region)
    if missed.lines:
        rule = gettext("Pas na %(runs)s lezingen achter elkaar zonder vermelding vervalt een label.")
        missed = replace(missed, lines=(*missed.lines, rule % {"runs": day.region.listing.missing_runs}))
    yield missed


def _section(title: str, changes: Sequence[Change], why: _Why, region: Region) -> Section:
    lines = [_line(change, why, region) for change in changes[:_NAMES_SHOWN]]
    if len(changes) > _NAMES_SHOWN:
        lines.append(gettext("en nog %(count)s") % {"count": len(changes) - _NAMES_SHOWN})
    return Section(f"{title} ({len(changes)})", tuple(lines))


def _line(change: Change, why: _Why, region: Region) -> str:
    because = "; ".join(dict.fromkeys(why(pair, region) for pair in change.labels))
    name = ", ".join(part for part in (change.row["name"], change.row["city"]) if part)
    return f"{name}: {because}" if because else name
