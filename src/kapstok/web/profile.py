# SPDX-License-Identifier: EUPL-1.2
"""The page of one enterprise: what it offers, how to reach it, its labels with their proof, facts with their source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from kapstok.enterprises.assembling import EntryLabel, Profile
from kapstok.enterprises.enums import State
from kapstok.enterprises.facts import Fact as SourcedFact
from kapstok.enterprises.layer import BY_EDITORS
from kapstok.enterprises.models import RenewalNote
from kapstok.enterprises.own_words.queries import ShownWords
from kapstok.regions.region_file import Region
from kapstok.web import contact
from kapstok.web.chips import Chip, chip, in_order
from kapstok.web.contact import Way
from kapstok.web.fact_lines import FactLine, Value
from kapstok.web.label_lines import evidence_line, explanation, own_word
from kapstok.web.own_words import OwnPart, own_part
from kapstok.web.rows import place, shortened
from kapstok.web.words import spoken

_LISTED_FACTS = (
    ("name", gettext_lazy("Naam")),
    ("names", gettext_lazy("Ook bekend als")),
    ("statutory_names", gettext_lazy("Statutaire naam")),
    ("kvk", gettext_lazy("KvK-nummer")),
    ("kvk_as_given", gettext_lazy("KvK-nummer, niet gecontroleerd")),
    ("street", gettext_lazy("Straat")),
    ("postcode", gettext_lazy("Postcode")),
    ("city", gettext_lazy("Plaats")),
    ("website", gettext_lazy("Website")),
    ("email", gettext_lazy("E-mail")),
    ("phone", gettext_lazy("Telefoon")),
    ("offerings", gettext_lazy("Aanbod")),
    ("sectors", gettext_lazy("Branche")),
)

# Facts that are said in words; screen readers need to know in which language. Registers are in Dutch.
_WORDS = frozenset({"offerings", "sectors"})


@dataclass(frozen=True)
class Notice:
    """What a reader has to know first."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True)
class LabelLine:
    """A label with the sentence that proves it, the page with the whole proof, and what the enterprise says of it."""

    chip: Chip
    full_name: str
    line: str
    explanation: str
    proof_href: str
    own_word: str = ""


@dataclass(frozen=True)
class ProfilePage:
    """All that the page shows."""

    slug: str
    name: str
    place: str
    summary: str
    chips: tuple[Chip, ...]
    trail: tuple[tuple[str, str], ...]
    notice: Notice | None
    offerings: tuple[str, ...]
    sectors: str
    description: str
    description_source: str
    contact: tuple[contact.Way, ...]
    labels: tuple[LabelLine, ...]
    facts: tuple[FactLine, ...]
    known_since: date
    corrected: str = ""
    own: OwnPart | None = None

    @property
    def says_nothing(self) -> bool:
        registers = self.offerings or self.description or self.sectors
        return not (registers or (self.own and (self.own.opens or self.own.description)))

    @property
    def says_renewal(self) -> bool:
        """Whether the enterprise says of a label that it is being renewed."""
        return any(label.own_word for label in self.labels)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways that registers give, without those of which the enterprise gives its own."""
        return tuple(way for way in self.contact if not (self.own and self.own.gives(way)))


def profile_page(
    slug: str,
    found: Profile,
    region: Region,
    registers: Mapping[str, str],
    today: date,
    own: ShownWords | None = None,
    renewals: Mapping[int, RenewalNote] = MappingProxyType({}),
) -> ProfilePage:
    """The page of an enterprise as it stands today. `registers`: the name of each register by its id.

    `own` is what it says of itself; what is in it is shown. `renewals`: what it says of renewing labels, by entry.
    """
    labels = _labels(slug, found.labels, region, today, renewals)
    described = next(iter(found.facts.get("description", ())), None)
    return ProfilePage(
        slug=slug,
        name=found.name,
        place=place(found.value("city"), found.location.municipality),
        summary=shortened(" · ".join([found.name, *found.values("offerings")])),
        chips=tuple(dict.fromkeys(label.chip for label in labels if label.chip.tone != "neutral")),
        trail=((gettext("Voorpagina"), reverse("home")), (gettext("Ondernemingen"), reverse("directory"))),
        notice=_notice(found, region),
        offerings=found.values("offerings"),
        sectors=", ".join(found.values("sectors")),
        description=described.value if described else "",
        description_source="; ".join(_sources([described], registers)) if described else "",
        contact=_ways(found),
        labels=labels,
        facts=tuple(_facts(found, registers)),
        known_since=found.first_seen,
        corrected=_corrected(found),
        own=own_part(own, today, region.timezone) if own else None,
    )


def _corrected(found: Profile) -> str:
    """That the editors and no register say where it is, and since when."""
    if found.place_said is None:
        return ""
    return gettext("Waar deze onderneming zit, zegt onze redactie sinds %(day)s.") % {
        "day": spoken(found.place_said.since)
    }


def _notice(found: Profile, region: Region) -> Notice | None:
    if found.is_listed:
        return None
    states = {label.on_day.state for label in found.labels}
    if State.PENDING in states:
        return Notice(
            "warning",
            gettext("Het label van deze onderneming wacht op verlenging"),
            gettext("Zolang dat zo is, staat zij niet in de zoekresultaten. Deze pagina blijft bestaan."),
        )
    if State.HOLDS in states:
        return Notice(
            "info",
            gettext("Deze onderneming staat niet in de zoekresultaten"),
            gettext("Zij heeft een label, maar wij weten niet of zij in %(region)s zit.")
            % {"region": region.name}
            if found.location.municipality is None
            else gettext("Zij heeft een label, maar zit niet in %(region)s.") % {"region": region.name},
        )
    return Notice(
        "warning",
        gettext("Deze onderneming heeft nu geen label dat meetelt"),
        gettext(
            "Zij staat niet meer in de zoekresultaten. Hieronder ziet u welke labels zij had, met het bewijs."
        ),
    )


def _labels(
    slug: str,
    labels: Sequence[EntryLabel],
    region: Region,
    today: date,
    renewals: Mapping[int, RenewalNote],
) -> tuple[LabelLine, ...]:
    proof = reverse("proof", args=[slug])
    order = in_order(region)
    return tuple(
        LabelLine(
            chip=chip(label.on_day, region),
            full_name=_full_name(label.on_day.label, region),
            line=evidence_line(label.on_day, region, today),
            explanation=explanation(label.on_day, region),
            proof_href=f"{proof}?op={_day_of_proof(label, today).isoformat()}",
            own_word=own_word(renewals.get(label.entry)),
        )
        for label in sorted(labels, key=lambda label: order(label.on_day))
    )


def _day_of_proof(label: EntryLabel, today: date) -> date:
    """Today for what is in the register; the last day it was seen for what is not."""
    return label.on_day.last_seen or today if label.on_day.state is State.LAPSED else today


def _full_name(label: str, region: Region) -> str:
    known = region.labels.get(label)
    return known.name if known and known.name != known.shown else ""


def _ways(found: Profile) -> tuple[contact.Way, ...]:
    makers: tuple[tuple[str, Callable[[str], contact.Way]], ...] = (
        ("website", contact.website),
        ("phone", contact.phone),
        ("email", contact.email),
    )
    ways = [make(value) for field, make in makers if (value := found.value(field))]
    postal = contact.postal(found.value("street"), found.value("postcode"), found.value("city"))
    return (*ways, postal) if postal else tuple(ways)


def _facts(found: Profile, registers: Mapping[str, str]) -> list[FactLine]:
    return [
        FactLine(
            name=str(name),
            values=tuple(_value(field, fact) for fact in facts),
            sources=_sources(facts, registers),
            is_dutch=field in _WORDS,
        )
        for field, name in _LISTED_FACTS
        if (facts := found.facts.get(field))
    ]


def _value(field: str, fact: SourcedFact) -> Value:
    href = contact.web_address(fact.value) if field == "website" else None
    if field == "website" and href is None:
        return Value(fact.value, note=gettext("geen webadres dat wij kunnen openen"))
    return Value(contact.shown_address(href) if href else fact.value, href or "")


def _sources(facts: Sequence[SourcedFact], registers: Mapping[str, str]) -> tuple[str, ...]:
    """Where the facts stand and since when: "PSO-Nederland, sinds 3 maart 2026"."""
    since: dict[str, date] = {}
    for fact in facts:
        since[fact.register] = max(since.get(fact.register, fact.since), fact.since)
    return tuple(
        gettext("%(register)s, sinds %(day)s")
        % {"register": _who_says(register, registers), "day": spoken(day)}
        for register, day in since.items()
    )


def _who_says(register: str, registers: Mapping[str, str]) -> str:
    return gettext("onze redactie") if register == BY_EDITORS else registers.get(register, register)
