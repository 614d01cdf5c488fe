# SPDX-License-Identifier: EUPL-1.2
"""What each model keeps of people, why, and for how long: declared on the model, carried out at night, shown to all.

A model says it in a class attribute: `personal_data = PersonalData(…)`, or `personal_data = None` where it holds
nothing of people. A test holds every model to that. The processing register and the nightly retention read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_noop

# Of whom something is known, in the words of the register.
VISITORS: Final = gettext_noop("Bezoekers")
PEOPLE: Final = gettext_noop("Mensen met een account")
INVITED: Final = gettext_noop("Mensen die zijn uitgenodigd")
REPORTERS: Final = gettext_noop("Lezers die iets melden")
SOLE_TRADERS: Final = gettext_noop("Eenmanszaken en contactpersonen van ondernemingen")
BUYERS: Final = gettext_noop("Inkopers")

# The grounds of AVG art. 6.
PUBLIC_TASK: Final = gettext_noop("Algemeen belang of gerechtvaardigd belang (AVG art. 6, lid 1, e of f)")
AT_REQUEST: Final = gettext_noop("Nodig voor wat u ons vraagt te doen (AVG art. 6, lid 1, b)")
SECURITY: Final = gettext_noop("Gerechtvaardigd belang: beveiliging (AVG art. 6, lid 1, f)")
ACCOUNTABILITY: Final = gettext_noop(
    "Wettelijke plicht: kunnen laten zien wat wij doen (AVG art. 6, lid 1, c en art. 5, lid 2)"
)

YEAR: Final = timedelta(days=365)


@dataclass(frozen=True)
class Kept:
    """How long rows stay: until so long after the instant or day in `since` (None there: not yet), then what happens.

    `only` narrows which rows it is about, as filters of the model. With `empty` these fields are emptied (set to what
    stands there) and the row stays; `stamp` is then the field that gets the instant at which that was done. Without
    `empty` the row goes, with the rows that are its own.
    """

    since: str
    term: timedelta
    only: tuple[tuple[str, object], ...] = ()
    empty: tuple[tuple[str, object], ...] = ()
    stamp: str = ""


@dataclass(frozen=True)
class PersonalData:
    """What one model keeps of people. Texts are Dutch message ids (`gettext_noop`), as the register shows them.

    `title`: the processing that it is part of; models of one processing share all texts but `what` and `until`.
    `whose`: of whom it is; `what`: which facts; `why`: the purpose; `basis`: the ground of AVG art. 6; `until`: in
    words, when it goes; `shared_with`: who else gets to see it ("": nobody outside the site's own people); `kept`: the
    rules that the nightly step carries out.
    """

    title: str
    whose: str
    what: str
    why: str
    basis: str
    until: str
    kept: tuple[Kept, ...] = ()
    shared_with: str = ""


# What editors and owners do is kept beside what they did it to, under their pseudonym.
BY_WHOM: Final = PersonalData(
    title=gettext_noop("Wie wat besloot"),
    whose=PEOPLE,
    what=gettext_noop("Wie iets besloot of schreef, onder een schuilnaam, met de reden"),
    why=gettext_noop("Zodat een besluit na te gaan en te herroepen is"),
    basis=ACCOUNTABILITY,
    until=gettext_noop(
        "Zolang het besluit ertoe doet. Wissen wij een account, dan is de schuilnaam van niemand meer."
    ),
)
