# SPDX-License-Identifier: EUPL-1.2
"""What each section of a profile asks: single questions by their place in the content, and groups that repeat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

Words = str | Promise


@dataclass(frozen=True)
class Question:
    """One question. `path` is its place in the content ("contact.email"), within a row that of the row's field.

    `kind`: text, lines, email, tel, url, figure, year, date, tick, ticks or choice; `most` is how many characters fit;
    `fact` is the register's fact that counts while the answer is empty.
    """

    path: str
    label: Words
    kind: str = "text"
    hint: Words = ""
    most: int = 0
    fact: str = ""
    fill: str = ""  # what browsers may fill in by themselves


@dataclass(frozen=True)
class Repeated:
    """A group of questions that is answered as often as there is something to say; a row left empty is no row."""

    path: str
    title: Words
    one: Words  # with %(n)s
    questions: tuple[Question, ...]
    most: int
    hint: Words = ""
    fact: str = ""


@dataclass(frozen=True)
class Group:
    """Questions that belong together under one heading."""

    title: Words
    questions: tuple[Question, ...]
    hint: Words = ""


@dataclass(frozen=True)
class Sheet:
    """All that a section asks, in order."""

    blocks: tuple[Question | Repeated | Group, ...] = field(default=())


_PLACES: Final = gettext_lazy("Bijvoorbeeld: twee plekken per schooljaar, niveau 2 en 3, in Zwolle.")

SHEETS: Final[Mapping[str, Sheet]] = {
    "wie": Sheet(
        (
            Question(
                "pitch",
                gettext_lazy("Wat doet u, in één of twee zinnen?"),
                "lines",
                gettext_lazy("Het eerste wat een koper leest. Hoogstens 300 tekens."),
                300,
            ),
            Question(
                "description",
                gettext_lazy("Uw verhaal"),
                "lines",
                gettext_lazy("Wie u bent, hoe u werkt en met wie. Hoogstens 4.000 tekens."),
                4_000,
                fact="description",
            ),
        )
    ),
    "aanbod": Sheet(
        (
            Repeated(
                "offerings",
                gettext_lazy("Uw producten en diensten"),
                gettext_lazy("Aanbod %(n)s"),
                (
                    Question("text", gettext_lazy("Wat biedt u aan?"), most=120),
                    Question(
                        "category",
                        gettext_lazy("Welke branche past hierbij?"),
                        "choice",
                        gettext_lazy("Die staat op uw pagina bij dit aanbod."),
                    ),
                ),
                30,
                gettext_lazy("Hoogstens 30. Een regel die u leegmaakt, verdwijnt."),
                fact="offerings",
            ),
        )
    ),
    "bereik": Sheet(
        (
            Group(
                gettext_lazy("Waar werkt u?"),
                (
                    Question("area.kind", gettext_lazy("Uw werkgebied"), "choice"),
                    Question(
                        "area.municipalities",
                        gettext_lazy("Welke gemeenten?"),
                        "lines",
                        gettext_lazy("Op elke regel één, of met een komma ertussen."),
                    ),
                    Question(
                        "area.km",
                        gettext_lazy("Hoeveel kilometer rond uw vestiging?"),
                        "year",
                        gettext_lazy("Van 1 tot 300."),
                    ),
                ),
            ),
            Group(
                gettext_lazy("Hoe groot mag een opdracht zijn?"),
                (
                    Question(
                        "smallest",
                        gettext_lazy("Kleinste opdracht"),
                        hint=gettext_lazy("Bijvoorbeeld: een lunch voor acht personen."),
                        most=120,
                    ),
                    Question(
                        "largest",
                        gettext_lazy("Grootste opdracht"),
                        hint=gettext_lazy("Bijvoorbeeld: 400 lunches op één dag."),
                        most=120,
                    ),
                ),
            ),
        )
    ),
    "opdrachten": Sheet(
        (
            Repeated(
                "references",
                gettext_lazy("Opdrachten die u deed"),
                gettext_lazy("Opdracht %(n)s"),
                (
                    Question("client", gettext_lazy("Voor wie?"), most=120),
                    Question("work", gettext_lazy("Wat deed u?"), most=120),
                    Question("year", gettext_lazy("In welk jaar?"), "year"),
                ),
                20,
                gettext_lazy("Vraag uw klant eerst of die genoemd wil worden."),
            ),
        )
    ),
    "certificaten": Sheet(
        (
            Repeated(
                "certificates",
                gettext_lazy("Certificaten en keurmerken"),
                gettext_lazy("Certificaat %(n)s"),
                (
                    Question("name", gettext_lazy("Hoe heet het?"), most=120),
                    Question("issuer", gettext_lazy("Wie gaf het af?"), most=120),
                    Question("until", gettext_lazy("Geldig tot"), "date"),
                ),
                20,
                gettext_lazy(
                    "Labels van de registers staan al op uw pagina. Wat u hier noemt, tonen wij als uw eigen woord."
                ),
            ),
        )
    ),
    "impact": Sheet(
        (
            Repeated(
                "impact",
                gettext_lazy("Maatschappelijke cijfers"),
                gettext_lazy("Cijfer %(n)s"),
                (
                    Question(
                        "what",
                        gettext_lazy("Wat telde u?"),
                        hint=gettext_lazy("Bijvoorbeeld: mensen aan het werk geholpen."),
                        most=120,
                    ),
                    Question("number", gettext_lazy("Hoeveel?"), "figure"),
                    Question(
                        "unit",
                        gettext_lazy("Eenheid"),
                        hint=gettext_lazy("Bijvoorbeeld: mensen, uren, kilo."),
                        most=40,
                    ),
                    Question("year", gettext_lazy("In welk jaar?"), "year"),
                    Question(
                        "how",
                        gettext_lazy("Hoe is dat geteld?"),
                        "lines",
                        gettext_lazy(
                            "Bijvoorbeeld: contracten van zes maanden of langer, uit onze administratie."
                        ),
                        400,
                    ),
                ),
                20,
                gettext_lazy("Een cijfer zegt pas iets met het jaar en hoe het is geteld."),
            ),
        )
    ),
    "contact": Sheet(
        (
            Group(
                gettext_lazy("Wie kan een koper bellen of mailen?"),
                (
                    Question("contact.name", gettext_lazy("Naam"), most=120, fill="name"),
                    Question(
                        "contact.role",
                        gettext_lazy("Functie"),
                        hint=gettext_lazy("Bijvoorbeeld: verkoop, of eigenaar."),
                        most=120,
                        fill="organization-title",
                    ),
                    Question("contact.phone", gettext_lazy("Telefoon"), "tel", fact="phone", fill="tel"),
                    Question("contact.email", gettext_lazy("E-mail"), "email", fact="email", fill="email"),
                ),
                gettext_lazy("Vraag een collega eerst of die hier genoemd wil worden."),
            ),
            Question("website", gettext_lazy("Website"), "url", most=300, fact="website", fill="url"),
        )
    ),
    "plekken": Sheet(
        (
            Group(
                gettext_lazy("Leerlingen"),
                (
                    Question(
                        "apprentices.is_open",
                        gettext_lazy("Wij hebben plek voor leerlingen en stagiairs"),
                        "tick",
                    ),
                    Question(
                        "apprentices.text", gettext_lazy("Wat moet iemand weten?"), "lines", _PLACES, 400
                    ),
                ),
            ),
            Group(
                gettext_lazy("Proefplaatsing"),
                (
                    Question(
                        "trial_placements.is_open",
                        gettext_lazy("Wij hebben plek voor een proefplaatsing"),
                        "tick",
                    ),
                    Question(
                        "trial_placements.text", gettext_lazy("Wat moet iemand weten?"), "lines", "", 400
                    ),
                ),
                gettext_lazy(
                    "Iemand met een uitkering werkt dan een tijdje mee, om te zien of de baan past."
                ),
            ),
        )
    ),
    "talen": Sheet(
        (Question("languages", gettext_lazy("In welke talen kan een klant bij u terecht?"), "ticks"),)
    ),
}
