# SPDX-License-Identifier: EUPL-1.2
"""A register file (docs/register-file.md): where a register is, how it is read, when it is distrusted.

Everything that can be known without visiting the site is settled when the file is loaded: selectors, patterns and date
formats have been compiled, and every name that one key takes from another is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    StrictBool,
    ValidationInfo,
    field_validator,
    model_validator,
)

from kapstok.core import toml_files
from kapstok.core.errors import Fault, FileFaults
from kapstok.registers import file_checks, file_values
from kapstok.registers.file_parts import (
    Address,
    AnyRule,
    Detail,
    Entries,
    FieldRule,
    Guard,
    Identifier,
    Part,
    Request,
    Word,
    key_of,
)
from kapstok.registers.file_values import Kind


class RegisterFile(Part):
    """One register, as its file describes it; `key`, `where` and the others name fields that are there."""

    id: Identifier
    name: Annotated[Word, Field(max_length=300)]
    label: Annotated[Word, Field(max_length=100)]
    homepage: Address | None = None
    enabled: StrictBool = True
    kind: Kind
    parse: str | None = Field(default=None, validate_default=True)
    every: Annotated[timedelta, BeforeValidator(file_values.duration)] = timedelta(hours=24)
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
        inside = key_of(key_of(given, "entries"), "inside")
        with file_values.language(key_of(given, "kind"), inside=inside):
            return validate(given)

    @field_validator("parse")
    @classmethod
    def _parser(cls, parse: str | None, info: ValidationInfo) -> str | None:
        return file_values.parser(parse, info.data.get("kind"))

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
        file_values.installed(file.parse, path)
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
