# SPDX-License-Identifier: EUPL-1.2
"""The columns of a list, and how each says an enterprise: the same on paper, in a spreadsheet and in a text file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from kapstok.procurement.lines import Line
from kapstok.procurement.wording import (
    correcting,
    counting,
    differing,
    spoken,
    stated,
    term,
    unlisting,
)
from kapstok.regions.gazetteer import gazetteer
from kapstok.regions.region_file import Region

# Between several values in one cell; no name, offering or address of a page is written with it.
BETWEEN = " | "
_ALWAYS = "naam"
_OF_THE_LIST = frozenset({"vermeld", "notitie"})


@dataclass(frozen=True)
class Setting:
    """What a column needs besides the line: the days, the names of registers, and where our own pages are."""

    region: Region
    today: date
    registers: Mapping[str, str]
    profile_href: Callable[[str], str]
    proof_href: Callable[[str, date], str]
    shared_on: date | None = None


Say = Callable[[Line, Setting], str]


@dataclass(frozen=True)
class Column:
    """A column by its name in addresses. `title` may hold a day; `needs` is what must be there to choose it."""

    name: str
    title: Promise
    say: Say
    by_default: bool = True
    needs: str = ""  # "share": only of a list that was shared; "list": of a list, not of a search

    def cell(self, line: Line, setting: Setting) -> str:
        """What stands in this column of a line: nothing of an enterprise that is not shown at request."""
        if not line.is_withheld or self.name in _OF_THE_LIST:
            return self.say(line, setting)
        return gettext("wordt op verzoek niet getoond") if self.name == _ALWAYS else ""

    def heading(self, setting: Setting) -> str:
        day = setting.shared_on if self.needs == "share" else setting.today
        return str(self.title) % {"day": spoken(day or setting.today)}


def _of(field: str) -> Say:
    return lambda line, setting: BETWEEN.join(line.enterprise.values(field))


def _first(field: str) -> Say:
    return lambda line, setting: line.enterprise.value(field) or ""


def _address(line: Line, setting: Setting) -> str:
    one = line.enterprise
    town = " ".join(filter(None, (one.value("postcode"), one.value("city"))))
    return ", ".join(filter(None, (one.value("street"), town)))


def _municipality(line: Line, setting: Setting) -> str:
    code = line.enterprise.municipality
    try:
        return gazetteer().municipality(code).name if code else ""
    except KeyError:
        return code or ""


def _labels(line: Line, setting: Setting) -> str:
    said = (stated(label, setting.region) for label in counting(line.labels))
    return BETWEEN.join(said) or gettext("geen label")


def _terms(line: Line, setting: Setting) -> str:
    return BETWEEN.join(term(label) for label in counting(line.labels))


def _labels_then(line: Line, setting: Setting) -> str:
    said = (stated(label, setting.region) for label in counting(line.then.known if line.then else ()))
    return BETWEEN.join(said) or gettext("geen label")


def changes(line: Line, region: Region) -> list[str]:
    """What differs between the day of sharing and today, and what the list showed that was put right since."""
    then = line.then
    if then is None:
        return []
    said = [differing(one, then.day, region) for one in then.differences]
    corrected = [correcting(then.shown, then.known, then.day, region)] if then.is_corrected else []
    return list(dict.fromkeys([*said, *corrected]))


def _changes(line: Line, setting: Setting) -> str:
    return BETWEEN.join(changes(line, setting.region))


def _listed(line: Line, setting: Setting) -> str:
    return unlisting(line.unlisted, setting.region) if line.unlisted else gettext("ja")


def _profile(line: Line, setting: Setting) -> str:
    return setting.profile_href(line.enterprise.slug)


def _proof(line: Line, setting: Setting) -> str:
    return setting.proof_href(line.enterprise.slug, setting.today)


COLUMNS: tuple[Column, ...] = (
    Column("naam", gettext_lazy("Onderneming"), lambda line, setting: line.enterprise.name),
    Column("plaats", gettext_lazy("Plaats"), _first("city")),
    Column("gemeente", gettext_lazy("Gemeente"), _municipality, by_default=False),
    Column("adres", gettext_lazy("Adres"), _address, by_default=False),
    Column("kvk", gettext_lazy("KvK-nummer"), _of("kvk")),
    Column("website", gettext_lazy("Website"), _first("website")),
    Column("telefoon", gettext_lazy("Telefoon"), _first("phone")),
    Column("email", gettext_lazy("E-mail"), _first("email")),
    Column("labels", gettext_lazy("Labels op %(day)s"), _labels),
    Column("geldig", gettext_lazy("Geldig"), _terms),
    Column("labels-toen", gettext_lazy("Labels toen gedeeld, op %(day)s"), _labels_then, needs="share"),
    Column("verschil", gettext_lazy("Wat er veranderde sinds %(day)s"), _changes, needs="share"),
    Column("vermeld", gettext_lazy("Staat in de zoekresultaten"), _listed, needs="list"),
    Column("aanbod", gettext_lazy("Aanbod"), _of("offerings")),
    Column("branche", gettext_lazy("Branche"), _of("sectors"), by_default=False),
    Column("notitie", gettext_lazy("Notitie"), lambda line, setting: line.note, needs="list"),
    Column("profiel", gettext_lazy("Pagina op deze site"), _profile, by_default=False),
    Column("bewijs", gettext_lazy("Bewijs op deze site"), _proof),
)  # fmt: skip


def on_offer(*, shared: bool, of_list: bool) -> tuple[Column, ...]:
    """The columns that a reader may choose from."""
    there = {"", *(["share"] if shared else []), *(["list"] if of_list else [])}
    return tuple(column for column in COLUMNS if column.needs in there)


def chosen(names: Iterable[str], offer: Sequence[Column]) -> tuple[Column, ...]:
    """The columns that were asked for, in their own order; the usual ones when none was. The name is always there."""
    asked = frozenset(names) & {column.name for column in offer}
    return tuple(
        column
        for column in offer
        if column.name == _ALWAYS or (column.name in asked if asked else column.by_default)
    )
