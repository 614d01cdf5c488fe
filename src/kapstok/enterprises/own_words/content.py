# SPDX-License-Identifier: EUPL-1.2
"""What an enterprise may say of itself: its shape and bounds (README.md). Whatever comes in is hostile.

`read` is the door for forms and files; `stored` reads back what was saved, also by an older program.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from kapstok.enterprises.own_words.faults import FieldFault, UnusableContent, found_in
from kapstok.enterprises.own_words.languages import LANGUAGES
from kapstok.enterprises.own_words.wordings import (
    Email,
    Explained,
    Named,
    Number,
    Phone,
    Pitch,
    Short,
    SomeYear,
    Told,
    Unit,
    WebAddress,
    Year,
    filled,
    filled_rows,
    is_blank,
    none_where_empty,
    refuse,
)
from kapstok.regions.gazetteer import gazetteer
from kapstok.search.dutch import cpv

FARTHEST_KM: Final = 300


class _Part(BaseModel):
    # What nobody knows is left out: a form may hold more, and a newer program may have stored more.
    model_config = ConfigDict(frozen=True, extra="ignore")


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


Codes = Annotated[
    tuple[Annotated[str, Field(max_length=8)], ...], Field(max_length=400), AfterValidator(_distinct)
]
Rows = BeforeValidator(filled_rows)


class Offering(_Part):
    """Something it sells, in its own words; `category` is a CPV code that it chose, or empty."""

    text: Named
    category: Annotated[str, Field(pattern=r"^(\d{8})?$")] = ""


class ServedArea(_Part):
    """Where it works: everywhere, in these municipalities (CBS codes), or so many kilometres around where it is."""

    kind: Literal["", "everywhere", "municipalities", "around"] = ""
    municipalities: Codes = ()
    km: Annotated[int | None, BeforeValidator(none_where_empty)] = None

    @model_validator(mode="before")
    @classmethod
    def _only_of_its_kind(cls, given: Any) -> Any:
        """What was filled in for another kind does not count, and is not looked at."""
        if not isinstance(given, Mapping):
            return given
        kept = {"municipalities": "municipalities", "around": "km"}.get(str(given.get("kind", "")))
        return {name: value for name, value in given.items() if name in {"kind", kept}}

    @model_validator(mode="after")
    def _says_where(self) -> ServedArea:
        if self.kind == "municipalities" and not self.municipalities:
            raise refuse("municipalities_needed")
        if self.kind == "around" and not (self.km and 1 <= self.km <= FARTHEST_KM):
            raise refuse("km_needed")
        return self


class Reference(_Part):
    """For whom it did what, and in which year."""

    client: Named
    work: Short = ""
    year: SomeYear = None


class Certificate(_Part):
    """A certificate that no register of the region shows: the enterprise's own word."""

    name: Named
    issuer: Short = ""
    until: Annotated[date | None, BeforeValidator(none_where_empty)] = None


class Figure(_Part):
    """What it achieved in a year, and how that was counted: "12 people found a job, 2025, by the payroll"."""

    what: Named
    number: Number
    unit: Unit = ""
    year: Year
    how: Annotated[Explained, AfterValidator(filled)]


class Contact(_Part):
    """Whom buyers may call or write to."""

    name: Short = ""
    role: Short = ""
    email: Email = ""
    phone: Phone = ""


class Opening(_Part):
    """Whether there is room for somebody, and what there is to know of it."""

    is_open: bool = False
    text: Explained = ""


class Content(_Part):
    """All that an enterprise says of itself; empty where it says nothing.

    `over` has, of each field where the enterprise chose its own word over the register's, what the register said then.
    """

    pitch: Pitch = ""
    description: Told = ""
    offerings: Annotated[tuple[Offering, ...], Field(max_length=30), Rows] = ()
    area: ServedArea = ServedArea()
    smallest: Short = ""
    largest: Short = ""
    references: Annotated[tuple[Reference, ...], Field(max_length=20), Rows] = ()
    certificates: Annotated[tuple[Certificate, ...], Field(max_length=20), Rows] = ()
    impact: Annotated[tuple[Figure, ...], Field(max_length=20), Rows] = ()
    contact: Contact = Contact()
    website: WebAddress = ""
    apprentices: Opening = Opening()
    trial_placements: Opening = Opening()
    languages: Codes = ()
    over: Mapping[str, tuple[str, ...]] = {}

    def plain(self) -> dict[str, Any]:
        """As JSON holds it; `stored` gives the same back."""
        return self.model_dump(mode="json")

    @property
    def is_empty(self) -> bool:
        return not any(self.says(part) for part in PARTS)

    def says(self, part: str) -> bool:
        """Whether something is said in this part of the profile."""
        return not all(_is_default(self, field) for field in PARTS[part])

    def without(self, parts: frozenset[str]) -> Content:
        """The same, with these parts left out."""
        emptied = {field for part in parts & PARTS.keys() for field in PARTS[part]}
        return Content.model_validate(
            {name: value for name, value in self.model_dump().items() if name not in emptied}
        )


# The parts of a profile as people speak of them (history, moderation), with the fields that each has.
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "pitch": ("pitch",),
    "description": ("description",),
    "offerings": ("offerings",),
    "area": ("area",),
    "capacity": ("smallest", "largest"),
    "references": ("references",),
    "certificates": ("certificates",),
    "impact": ("impact",),
    "contact": ("contact",),
    "website": ("website",),
    "apprentices": ("apprentices",),
    "trial_placements": ("trial_placements",),
    "languages": ("languages",),
}


def read(given: Mapping[str, Any]) -> Content:
    """What was filled in, in its one form. Raises `UnusableContent`, with a reason for each field."""
    try:
        content = Content.model_validate(given)
    except ValidationError as error:
        raise UnusableContent(found_in(error)) from None
    check(content)
    return content


def changed(content: Content, given: Mapping[str, Any]) -> Content:
    """The content with these fields as they were filled in now; as `read` otherwise."""
    return read({**content.model_dump(), **given})


def check(content: Content) -> None:
    """Raises `UnusableContent` where a code stands for nothing that is known today."""
    faults = [
        *(
            FieldFault(f"offerings.{at}.category", "category")
            for at, offering in enumerate(content.offerings)
            if offering.category and offering.category not in cpv.codes()
        ),
        *(
            FieldFault("area.municipalities", "municipality")
            for code in content.area.municipalities
            if gazetteer().municipality_named(code) != code
        ),
        *(FieldFault("languages", "language") for code in content.languages if code not in LANGUAGES),
    ]
    if faults:
        raise UnusableContent(faults)


def stored(plain: Mapping[str, Any]) -> Content:
    """What was saved; a field that this program cannot read any more is left out, the rest stays."""
    try:
        return Content.model_validate(plain)
    except ValidationError as error:
        wrong = {fault.part for fault in found_in(error)}
        return Content.model_validate({name: value for name, value in plain.items() if name not in wrong})


def _is_default(content: Content, field: str) -> bool:
    value = getattr(content, field)
    return is_blank(value.model_dump()) if isinstance(value, BaseModel) else not value
