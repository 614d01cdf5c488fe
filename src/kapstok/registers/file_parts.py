# SPDX-License-Identifier: EUPL-1.2
"""The tables of a register file (docs/register-file.md), each by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    StrictBool,
    StrictInt,
    StringConstraints,
    field_validator,
    model_validator,
)

from kapstok.registers import file_values
from kapstok.registers.shapes import Value

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)]
Address = Annotated[str, AfterValidator(file_values.web_address)]
Selector = Annotated[str, StringConstraints(min_length=1), AfterValidator(file_values.selector)]
SelectorAround = Annotated[str, StringConstraints(min_length=1), AfterValidator(file_values.selector_around)]
Pattern = Annotated[str, AfterValidator(file_values.pattern)]
Share = Annotated[float, Field(strict=True, ge=0, le=1)]
Position = Annotated[StrictInt, Field(ge=1)]


def _as_select(given: object) -> object:
    # Checked here as well, so that a fault of a bare selector stands at its own key.
    return {"select": file_values.selector(given)} if isinstance(given, str) else given


def _as_select_around(given: object) -> object:
    return {"select": file_values.selector_around(given)} if isinstance(given, str) else given


def _as_list(given: object) -> object:
    # An empty text stands for nothing given, as in a file whose address is not known yet.
    return ([given] if given else []) if isinstance(given, str) else given


def key_of(given: object, name: str) -> object:
    return given.get(name) if isinstance(given, Mapping) else None


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Pick(Part):
    """One text of a page: where it stands and, optionally, which part of it."""

    select: Selector
    pattern: Pattern | None = None


class PickAround(Pick):
    """One text of what stands around the entries of a page."""

    select: SelectorAround


class FieldRule(Pick):
    """How one field of an entry is read; a bare selector is a rule without more."""

    map: dict[str, str] | None = None
    date: Annotated[str, AfterValidator(file_values.date_format)] | None = None
    many: StrictBool = False
    split: Annotated[str, StringConstraints(min_length=1)] | None = None

    @field_validator("map")
    @classmethod
    def _folded(cls, given: dict[str, str] | None) -> dict[str, str] | None:
        return given and {" ".join(shown.split()): meant.strip() for shown, meant in given.items()}


AnyPickAround = Annotated[PickAround, BeforeValidator(_as_select_around)]
AnyRule = Annotated[FieldRule, BeforeValidator(_as_select)]


class Token(Pick):
    """A value that a page hands out and that the requests for the list must carry."""

    url: Address
    kind: Literal["html", "json"] = "html"

    @model_validator(mode="wrap")
    @classmethod
    def _in_its_language(cls, given: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        with file_values.language(key_of(given, "kind") or "html"):
            return validate(given)


class Request(Part):
    """How the list is asked for."""

    url: Annotated[tuple[Address, ...], BeforeValidator(_as_list)] = ()
    method: Literal["GET", "POST"] = "GET"
    headers: dict[str, str] = {}
    form: dict[str, str | int | float] | None = None
    json_data: Annotated[dict[str, Any] | list[Any] | None, Field(alias="json")] = None
    body: str | None = None
    token: Token | None = None

    @property
    def urls(self) -> tuple[str, ...]:
        return self.url

    @model_validator(mode="after")
    def _one_kind_of_data(self) -> Self:
        data = {"form": self.form, "json": self.json_data, "body": self.body}
        given = [name for name, content in data.items() if content is not None]
        if len(given) > 1:
            raise ValueError(f"{' and '.join(given)} exclude one another")
        if given and self.method == "GET":
            raise ValueError(f'{given[0]} needs method = "POST"')
        if self.token is None and "{token}" in repr((self.url, self.headers, data)):
            raise ValueError("{token} is used, but there is no [request.token]")
        return self


class PageCounter(Part):
    """Pages that are counted: the parameter in the query, form or JSON data, and where the last number stands."""

    parameter: Word
    first: StrictInt = 1
    last: AnyPickAround | None = None


class Where(Part):
    """Which rows belong to the register, by what one field says."""

    field: Word
    allowed: Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(alias="is", min_length=1)]

    def admits(self, values: Mapping[str, Value], unreadable: Mapping[str, str]) -> bool:
        """Whether an entry with these values belongs; what could not be read is compared as it was shown."""
        value = values.get(self.field, unreadable.get(self.field, ()))
        shown = (value,) if isinstance(value, str) else value
        return not {" ".join(text.split()) for text in self.allowed}.isdisjoint(shown)


class Entries(Part):
    """Where the entries stand on a list page and how one page leads to the next.

    `inside` says where in a JSON answer the HTML stands of which `each` selects the entries.
    """

    inside: Annotated[str, StringConstraints(min_length=1), AfterValidator(file_values.jmespath)] | None = (
        None
    )
    each: Annotated[str, StringConstraints(min_length=1), AfterValidator(file_values.each)] | None = None
    next: AnyPickAround | None = None
    page: PageCounter | None = None
    where: Where | None = None
    key: Word | None = None
    sheet: str | None = None
    header_row: Position = 1
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] | None = None
    encoding: Annotated[str, AfterValidator(file_values.encoding)] | None = None

    @model_validator(mode="after")
    def _one_way_on(self) -> Self:
        if self.next and self.page:
            raise ValueError("next and page exclude one another")
        return self


class Detail(Part):
    """One more page per entry; `kind` is html, or json where the register itself is json."""

    follow: Word
    fields: Annotated[dict[Word, AnyRule], Field(min_length=1)]
    kind: Literal["html", "json"] | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _in_its_language(cls, given: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        with file_values.detail_language(key_of(given, "kind")):
            return validate(given)


class Guard(Part):
    """The bounds outside which a run is not believed; a run breaks one by strictly more (or less)."""

    at_least: Annotated[StrictInt, Field(ge=0)] = 1
    max_gone: Share = 0.10
    max_failed: Share = 0.05
    max_fill_drop: Share = 0.10
    required: dict[str, Share] = {"name": 1.0}
    total: AnyPickAround | None = None
