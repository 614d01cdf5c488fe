# SPDX-License-Identifier: EUPL-1.2
"""What the page of parts shows in them: invented, in Dutch, and long or foreign where that is what may happen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms

from kapstok.enterprises.visibility.queries import Week
from kapstok.search.highlights import Piece
from kapstok.web import contact
from kapstok.web.beheer.samples_own import own_samples
from kapstok.web.browse import Letter
from kapstok.web.chips import Chip
from kapstok.web.fact_lines import FactLine, Value
from kapstok.web.filters import Group, Option
from kapstok.web.home import LabelCard
from kapstok.web.language import Language
from kapstok.web.lists import ColumnChoice
from kapstok.web.map_drawing import Circle, Drawing
from kapstok.web.mine.labels import OwnLabel
from kapstok.web.mine.seen_picture import picture
from kapstok.web.no_results import NoResults
from kapstok.web.own_words import FigureLine, OfferingLine, OwnPart
from kapstok.web.pages import Pages
from kapstok.web.profile import LabelLine
from kapstok.web.rows import Row, plain
from kapstok.web.understood import Reading
from kapstok.web.ways import Choice, Removable, Way

_LONG: Final = (
    "Coöperatieve Onderhouds- en Schoonmaakmaatschappij De Gouden Bezem van Wijhe-Olst en Omstreken U.A."
)
_FOREIGN: Final = "بيت الخياطة"
CHIPS: Final = (
    Chip("PSO trede 3", "holds", "check"),
    Chip("PSO trede 1", "warning", "clock", "wacht op verlenging"),
    Chip("PSO aspirant", "neutral", "info", "telt niet mee"),
    Chip("Code Sociale Ondernemingen", "neutral", "ended", "geldt niet meer"),
)
ICONS: Final = (
    "search place check clock ended proof outward site phone mail onward "
    "back close filter attention info keep share download words up down"
).split()


class SampleForm(forms.Form):
    """One of each kind of field, of which two were answered in a way that cannot be used."""

    name = forms.CharField(label="Naam", help_text="Zoals in het register.")
    day = forms.DateField(label="Dag")
    remark = forms.CharField(label="Opmerking", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    kind = forms.ChoiceField(label="Soort", choices=[("a", "Eerste soort"), ("b", "Tweede soort")])
    answer = forms.ChoiceField(
        label="Antwoord", choices=[("ja", "Ja"), ("nee", "Nee")], widget=forms.RadioSelect, initial="ja"
    )
    agreed = forms.BooleanField(label="Ik heb dit gelezen", required=False)


@dataclass(frozen=True)
class Step:
    """One of the views of the page: parts that may stand on a page once stand in another state on each."""

    number: int
    href: str
    current: bool


def samples(path: str, state: int) -> dict[str, Any]:
    """Everything that the page needs, with the parts that a page has once in their state number 1, 2 or 3."""
    page = {1: 1, 2: 5, 3: 9}[state]
    return {
        **own_samples(),
        "steps": [Step(number, f"{path}?stand={number}", number == state) for number in (1, 2, 3)],
        "state": state,
        "chips": CHIPS,
        "icons": ICONS,
        "cards": (
            LabelCard(
                "PSO", "Prestatieladder Socialer Ondernemen", "Meer mensen aan het werk.", 1240, "#card"
            ),
            LabelCard("Cedris", "Cedris", "", 1, "#card"),
        ),
        "rows": (
            Row(
                "de-gouden-bezem",
                "De Gouden Bezem",
                "Heino (Raalte)",
                plain("De Gouden Bezem"),
                (*plain("Schoonmaak · "), Piece("Glas", is_found=True), *plain("bewassing")),
                (*plain("aanbod: "), Piece("Glas", is_found=True), *plain("bewassing")),
                CHIPS,
            ),
            Row("lang", _LONG, "", plain(_LONG), (), (), CHIPS[:1]),
            Row("vreemd", _FOREIGN, "Deventer", plain(_FOREIGN), (), (), (), own=plain(_FOREIGN)),
        ),
        "own": OwnPart(
            pitch="Wij houden kantoren schoon, met mensen die elders lastig aan werk komen.",
            offerings=(OfferingLine("Schoonmaak", "Schoonmaak van gebouwen"), OfferingLine(_LONG)),
            description=f"Ons verhaal.\n\n{_FOREIGN}",
            facts=(FactLine("Talen", (Value("Nederlands, Arabisch"),), ("eigen opgave",)),),
            figures=(FigureLine("Mensen aan het werk", "12,5 fte", 2025, "Geteld in de loonadministratie."),),
            contact_name="A. de Vries, verkoop",
            ways=(contact.website("https://www.voorbeeld.nl"), contact.phone("038 123 45 67")),
            changed=date(2026, 11, 21),
        ),
        "facts": (
            FactLine("Website", (Value("www.voorbeeld.nl", "https://www.voorbeeld.nl"),), ("PSO-register",)),
            FactLine("Naam", (Value(_LONG), Value(_FOREIGN, note="oude naam")), is_dutch=True),
        ),
        "labels": tuple(
            LabelLine(
                chip, "Prestatieladder", "Geldig tot 31 maart 2027, gezien op 21 november.", "", "#bewijs"
            )
            for chip in CHIPS[:3]
        ),
        "own_labels": (
            OwnLabel(
                1,
                CHIPS[0],
                "Geldig tot 31 maart 2027.",
                "",
                "Nog 130 dagen geldig.",
                "PSO-Nederland",
                "https://www.voorbeeld.nl",
                "",
                True,
            ),
            OwnLabel(
                2,
                CHIPS[1],
                "Was geldig tot 11 november.",
                "Wij wachten.",
                "",
                _LONG,
                "",
                "U zei op 12 november: verlenging loopt.",
                False,
            ),
        ),
        "seen": picture([Week(date(2026, 11, 2), 20, 1), Week(date(2026, 11, 9), 42, 3)]),
        "group": Group("label", "Label", _options("label", 3), _options("meer", 2)),
        "boxes_alone": (Option("soort-1", "1", "Los antwoord", 3, False),),
        "nothing": NoResults(),
        "nowhere": NoResults(
            (Way("Zoek zonder “PSO”", 12, "#empty"),), (Way("Schoonmaak van gebouwen", 41, "#empty"),)
        ),
        "reading": Reading(
            corrected=(*plain("kantoor "), Piece("schoonmaak", is_found=True), *plain(" Deventer")),
            literally=Choice("kantoor schonmaak Deventer", "#understood"),
            removable=(Removable("rond Deventer", "#understood"), Removable("alleen PSO 30+", "#understood")),
        ),
        "farther": Choice("Zoek tot 25 km van Zwolle", "#empty"),
        "circles": (
            Option("straal-5", "5", "5 km", 3, False),
            Option("straal-25", "25", "25 km", 41, True),
            Option("straal-alles", "", "Maakt niet uit", None, False),
        ),
        "reserved": Group("kenmerk", "Voorbehouden opdracht", _options("voorbehouden", 1)),
        "columns": (ColumnChoice("plaats", "Plaats", True), ColumnChoice("kvk", "KvK-nummer", False)),
        "drawing": Drawing(
            240,
            (
                Circle("GM0193", "Zwolle", 41, 120, 80, 24, True),
                Circle("GM0150", "Deventer", 3, 200, 160, 9, True),
                Circle("GM1701", "Westerveld", 1, 230, 40, 6, False),
            ),
            ((60, 60), (62, 190), (300, 200)),
        ),
        "alphabet": (
            Letter("letter-d", "D", (Way("Dalfsen", 1, "#letters"), Way("Deventer", 12, "#letters"))),
            Letter("letter-z", "Z", (Way("Zwolle", 1240, "#letters"),)),
        ),
        "active": (Removable("PSO", "#active_filters"), Removable("Zwolle", "#active_filters")),
        "pages": Pages.of(page, 9, lambda number: f"#pagina-{number}"),
        "form": SampleForm({"day": "morgen", "kind": "a", "answer": "nee"}),
        "english": Language("en", "English", "#language_switch"),
    }


def _options(name: str, count: int) -> tuple[Option, ...]:
    return tuple(
        Option(f"{name}-{number}", str(number), f"Antwoord {number}", number * 417, number == 1)
        for number in range(1, count + 1)
    )
