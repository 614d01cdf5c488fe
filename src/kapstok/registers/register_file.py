# SPDX-License-Identifier: EUPL-1.2
"""A register file (contracts §2): where a register is, how it is read, when it is distrusted.

Everything that can be known without visiting the site is settled when the file is loaded: selectors, patterns and date
formats have been compiled, and every name that one key takes from another is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
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
    ValidationInfo,
    field_validator,
    model_validator,
)

from kapstok.core import toml_files
from kapstok.core.errors import Fault, FileFaults
from kapstok.registers import file_checks
from kapstok.registers.file_checks import Kind
from kapstok.registers.shapes import Value

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)]
Address = Annotated[str, AfterValidator(file_checks.web_address)]
Selector = Annotated[str, StringConstraints(min_length=1), AfterValidator(file_checks.selector)]
Pattern = Annotated[str, AfterValidator(file_checks.pattern)]
Share = Annotated[float, Field(strict=True, ge=0, le=1)]
Position = Annotated[StrictInt, Field(ge=1)]


def _as_select(given: object) -> object:
    # Checked here as well, so that a fault of a bare selector stands at its own key.
    return {"select": file_checks.selector(given)} if isinstance(given, str) else given


def _as_list(given: object) -> object:
    # An empty text stands for nothing given, as in a file whose address is not known yet.
    return ([given] if given else []) if isinstance(given, str) else given


def _key(given: object, name: str) -> object:
    return given.get(name) if isinstance(given, Mapping) else None


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Pick(_Part):
    """One text of a page: where it stands and, optionally, which part of it."""

    select: Selector
    pattern: Pattern | None = None


class FieldRule(Pick):
    """How one field of an entry is read; a bare selector is a rule without more."""

    map: dict[str, str] | None = None
    date: Annotated[str, AfterValidator(file_checks.date_format)] | None = None
    many: StrictBool = False
    split: Annotated[str, StringConstraints(min_length=1)] | None = None

    @field_validator("map")
    @classmethod
    def _folded(cls, given: dict[str, str] | None) -> dict[str, str] | None:
        return given and {" ".join(shown.split()): meant.strip() for shown, meant in given.items()}


AnyPick = Annotated[Pick, BeforeValidator(_as_select)]
AnyRule = Annotated[FieldRule, BeforeValidator(_as_select)]


class Token(Pick):
    """A value that a page hands out and that the requests for the list must carry."""

    url: Address
    kind: Literal["html", "json"] = "html"

    @model_validator(mode="wrap")
    @classmethod
    def _in_its_language(cls, given: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        with file_checks.language(_key(given, "kind") or "html"):
            return validate(given)


class Request(_Part):
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


class PageCounter(_Part):
    """Pages that are counted: the parameter in the query, form or JSON data, and where the last number stands."""

    parameter: Word
    first: StrictInt = 1
    last: AnyPick | None = None


class Where(_Part):
    """Which rows belong to the register, by what one field says."""

    field: Word
    allowed: Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(alias="is", min_length=1)]

    def admits(self, values: Mapping[str, Value], unreadable: Mapping[str, str]) -> bool:
        """Whether an entry with these values belongs; what could not be read is compared as it was shown."""
        value = values.get(self.field, unreadable.get(self.field, ()))
        shown = (value,) if isinstance(value, str) else value
        return not {" ".join(text.split()) for text in self.allowed}.isdisjoint(shown)


class Entries(_Part):
    """Where the entries stand on a list page and how one page leads to the next."""

    each: Annotated[str, StringConstraints(min_length=1), AfterValidator(file_checks.each)] | None = None
    next: AnyPick | None = None
    page: PageCounter | None = None
    where: Where | None = None
    key: Word | None = None
    sheet: str | None = None
    header_row: Position = 1
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] | None = None
    encoding: Annotated[str, AfterValidator(file_checks.encoding)] | None = None

    @model_validator(mode="after")
    def _one_way_on(self) -> Self:
        if self.next and self.page:
            raise ValueError("next and page exclude one another")
        return self


class Detail(_Part):
    """One more page per entry; `kind` is html, or json where the register itself is json."""

    follow: Word
    fields: Annotated[dict[Word, AnyRule], Field(min_length=1)]
    kind: Literal["html", "json"] | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _in_its_language(cls, given: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        with file_checks.detail_language(_key(given, "kind")):
            return validate(given)


class Guard(_Part):
    """The bounds outside which a run is not believed; a run breaks one by strictly more (or less)."""

    at_least: Annotated[StrictInt, Field(ge=0)] = 1
    max_gone: Share = 0.10
    max_failed: Share = 0.05
    max_fill_drop: Share = 0.10
    required: dict[str, Share] = {"name": 1.0}
    total: AnyPick | None = None


class RegisterFile(_Part):
    """One register, as its file describes it; `key`, `where` and the others name fields that are there."""

    id: Identifier
    name: Word
    label: Word
    homepage: Address | None = None
    enabled: StrictBool = True
    kind: Kind
    parse: str | None = Field(default=None, validate_default=True)
    every: Annotated[timedelta, BeforeValidator(file_checks.duration)] = timedelta(hours=24)
    delay: Annotated[float, Field(strict=True, ge=0, le=3600, allow_inf_nan=False)] = 1.0
    request: Request = Field(default=Request(), validate_default=True)
    fields: dict[Word, AnyRule]
    detail: Detail | None = None
    entries: Entries = Field(default=Entries(), validate_default=True)
    guard: Guard = Field(default=Guard(), validate_default=True)

    @property
    def detail_kind(self) -> Literal["html", "json"]:
        """How a detail page is read."""
        return (self.detail and self.detail.kind) or ("json" if self.kind == "json" else "html")

    def rule(self, field: str) -> FieldRule | None:
        """How a field is read, on the list or else on the detail page."""
        return self.fields.get(field) or (self.detail.fields.get(field) if self.detail else None)

    @model_validator(mode="wrap")
    @classmethod
    def _in_its_language(cls, given: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        with file_checks.language(_key(given, "kind")):
            return validate(given)

    @field_validator("parse")
    @classmethod
    def _parser(cls, parse: str | None, info: ValidationInfo) -> str | None:
        return file_checks.parser(parse, info.data.get("kind"))

    @field_validator("request")
    @classmethod
    def _addressed(cls, request: Request, info: ValidationInfo) -> Request:
        if not request.url and info.data.get("enabled", True):
            raise file_checks.faults({("url",): "required, but absent"})
        return request

    @field_validator("fields")
    @classmethod
    def _named(cls, fields: dict[str, FieldRule]) -> dict[str, FieldRule]:
        file_checks.fields(fields)
        return fields

    @field_validator("detail")
    @classmethod
    def _followed(cls, detail: Detail | None, info: ValidationInfo) -> Detail | None:
        if detail:
            file_checks.detail(detail, info.data)
        return detail

    @field_validator("entries")
    @classmethod
    def _found(cls, entries: Entries, info: ValidationInfo) -> Entries:
        file_checks.entries(entries, info.data)
        return entries

    @field_validator("guard")
    @classmethod
    def _bounded(cls, guard: Guard, info: ValidationInfo) -> Guard:
        file_checks.guard(guard, info.data)
        return guard


def load(path: Path) -> RegisterFile:
    """The register file at `path`. Raises `FileFaults` with one fault for each thing that is wrong with it."""
    file = toml_files.read(path, RegisterFile)
    if file.parse:
        file_checks.installed(file.parse, path)
    return file


def load_folder(registers: Path, labels: Iterable[str] | None) -> tuple[dict[str, RegisterFile], list[Fault]]:
    """Every usable file of a registers folder by its id, and what is wrong with the others.

    `labels` are the keys of the region's [labels], None where those are not known: then any label will do. A folder
    that is not there is an empty one.
    """
    known = None if labels is None else sorted(labels)
    files: dict[str, RegisterFile] = {}
    faults: list[Fault] = []
    for path in sorted(registers.glob("*.toml")):
        try:
            file = load(path)
        except FileFaults as error:
            faults += error.faults
            continue
        if known is not None and file.label not in known:
            reason = f"{file.label!r} is not a label of this region ({', '.join(known)})"
            faults.append(Fault(str(path), "label", reason))
        elif file.id in files:
            faults.append(Fault(str(path), "id", f"{file.id!r} is the id of another file too"))
        else:
            files[file.id] = file
    return files, faults
