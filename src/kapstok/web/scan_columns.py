# SPDX-License-Identifier: EUPL-1.2
"""The columns of a creditor list on a page: what each seems to be, shown for correction, and what was made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from kapstok.procurement.creditors.shapes import NAMES, NUMBERS, Role

_FIELD: Final = "kolom-"
_LONGEST_SAMPLE: Final = 60
ROLE_WORDS: Final = {
    Role.NAME: gettext_lazy("Naam"),
    Role.STATUTORY_NAME: gettext_lazy("Statutaire naam"),
    Role.KVK: gettext_lazy("KvK-nummer"),
    Role.RSIN: gettext_lazy("RSIN"),
    Role.VAT: gettext_lazy("Btw-nummer"),
    Role.STREET: gettext_lazy("Straat en huisnummer"),
    Role.POSTCODE: gettext_lazy("Postcode"),
    Role.CITY: gettext_lazy("Plaats"),
    Role.COUNTRY: gettext_lazy("Land"),
    Role.WEBSITE: gettext_lazy("Website"),
    Role.EMAIL: gettext_lazy("E-mailadres"),
    Role.AMOUNT: gettext_lazy("Bedrag"),
    Role.CATEGORY: gettext_lazy("Soort inkoop"),
}


@dataclass(frozen=True)
class ColumnShown:
    """A column of the list: its number, its header, some of what is in it, and what it is used as ("" for nothing)."""

    index: int
    field: str
    header: str
    samples: tuple[str, ...]
    role: str
    error: str = ""


@dataclass(frozen=True)
class ColumnsShown:
    """All columns: those that are used, and the `rest`. `problem`: why the scan cannot begin with these."""

    used: tuple[ColumnShown, ...]
    rest: tuple[ColumnShown, ...]
    problem: str = ""

    @property
    def chosen(self) -> dict[str, int]:
        """The column of each role."""
        return {column.role: column.index for column in self.used}

    @property
    def may_begin(self) -> bool:
        return not self.problem and not any(column.error for column in self.used)


def role_choices() -> list[tuple[str, str]]:
    """What a column may be used as, in words."""
    return [
        ("", gettext("Niet gebruiken")),
        *((role.value, str(words)) for role, words in ROLE_WORDS.items()),
    ]


def columns_shown(read: Iterable[Mapping[str, Any]], given: QueryDict | None = None) -> ColumnsShown:
    """The columns as the list was read, or as a person chose in the form (`given`)."""
    columns = [(column, _role(column, given)) for column in read]
    count = Counter(role for _, role in columns if role)
    shown = [_shown(column, role, count[role]) for column, role in columns]
    used = tuple(column for column in shown if column.role)
    problem = (
        ""
        if (NAMES | NUMBERS) & set(count)
        else gettext("Wijs aan in welke kolom de naam staat, of het KvK-nummer.")
    )
    return ColumnsShown(used, tuple(column for column in shown if not column.role), problem if given else "")


def _role(column: Mapping[str, Any], given: QueryDict | None) -> str:
    asked = column["role"] if given is None else given.get(f"{_FIELD}{column['index']}", "")
    return asked if asked in set(Role) else ""


def _shown(column: Mapping[str, Any], role: str, count: int) -> ColumnShown:
    number = int(column["index"])
    return ColumnShown(
        index=number,
        field=f"{_FIELD}{number}",
        header=column["header"] or gettext("Kolom %(number)s") % {"number": number + 1},
        samples=tuple(sample[:_LONGEST_SAMPLE] for sample in column["samples"] if sample),
        role=role,
        error=gettext("Dit is bij meer dan één kolom gekozen. Kies één kolom.") if role and count > 1 else "",
    )
