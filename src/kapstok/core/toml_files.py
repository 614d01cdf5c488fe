# SPDX-License-Identifier: EUPL-1.2
"""Files that people write, read into checked models, with every fault said in plain words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kapstok.core.errors import Fault, FileFaults

Model = TypeVar("Model", bound=BaseModel)

_TOML_PLACE = re.compile(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
# A file of a region folder is some kilobytes; what is far larger is not one.
_LARGEST = 1_000_000


def read(path: Path, model: type[Model]) -> Model:
    """The file as a `model`. Raises `FileFaults` with one fault for each thing that is wrong with it."""
    try:
        if path.stat().st_size > _LARGEST:
            raise FileFaults(
                [Fault(str(path), "", f"larger than {_LARGEST // 1_000_000} MB, so not a file like this")]
            )
        content = tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise FileFaults([Fault(str(path), "", f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError as error:
        raise FileFaults([Fault(str(path), f"byte {error.start}", "not UTF-8 text")]) from None
    except RecursionError:
        raise FileFaults([Fault(str(path), "", "nested too deeply")]) from None
    except tomllib.TOMLDecodeError as error:
        raise FileFaults([_toml_fault(str(path), str(error))]) from None
    return checked(content, model, str(path))


def checked(content: dict[str, Any], model: type[Model], file: str) -> Model:
    """The content as a `model`. Raises `FileFaults`, each fault at the dotted key it is about."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise FileFaults(dict.fromkeys(_faults(error, file))) from None


def _toml_fault(file: str, message: str) -> Fault:
    found = _TOML_PLACE.fullmatch(message)
    if not found:
        return Fault(file, "", f"not TOML: {message}")
    place = f"line {found[2]}, column {found[3]}" if found[2] else "end of file"
    return Fault(file, place, f"not TOML: {found[1].lower()}")


def _faults(error: ValidationError, file: str) -> Iterator[Fault]:
    for detail in error.errors(include_url=False):
        location = [str(part) for part in detail["loc"]]
        kind, context, given = detail["type"], detail.get("ctx", {}), detail["input"]
        place = ".".join(location)
        match kind:
            case "missing":
                yield Fault(file, place, "required, but absent")
            case "extra_forbidden":
                yield Fault(file, place, f"unknown key {location[-1]!r}")
            case "value_error" | "assertion_error":
                yield Fault(file, place, str(context["error"]))
            case "literal_error" | "enum":
                yield Fault(file, place, f"{_shown(given)} is not one of {context['expected']}")
            case _:
                yield Fault(file, place, f"{_lowered(detail['msg'])} (got {_shown(given)})")


def _lowered(message: str) -> str:
    return message.removeprefix("Input ")[:1].lower() + message.removeprefix("Input ")[1:]


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
