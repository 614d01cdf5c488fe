# SPDX-License-Identifier: EUPL-1.2
"""The values of a register file, each checked when the file is loaded; what cannot be meant is a ValueError."""

from __future__ import annotations

import importlib.machinery
import re
import sysconfig
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from kapstok.core.errors import Fault, FileFaults
from kapstok.registers.parsing import dates, encodings, patterns
from kapstok.registers.parsing import selectors as selecting

Kind = Literal["html", "json", "csv", "xlsx", "python"]

_language: ContextVar[object] = ContextVar("language", default=None)
_language_around: ContextVar[object] = ContextVar("language_around", default=None)

_YEAR = re.compile(r"%[yYGcx]")
_DURATION = re.compile(r"(\d{1,4})\s*(m|h|d)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_PARSER = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*")


def web_address(text: str) -> str:
    """An http or https address with a host; anything else is a ValueError."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(c.isspace() for c in text):
        raise ValueError(f"{text!r} is not a web address (https://…)")
    return text


def pattern(text: str) -> str:
    """A regular expression that compiles."""
    patterns.compiled(text)
    return text


def date_format(text: str) -> str:
    """The form "nl", or one of strptime from which day, month and year can be read back."""
    if text == dates.DUTCH:
        return text
    incomplete = f'{text!r} does not give day, month and year (strptime, such as "%d-%m-%Y", or "nl")'
    if not _YEAR.search(text):
        raise ValueError(incomplete)
    for day in (date(2027, 3, 31), date(2028, 12, 1)):
        try:
            read_back = datetime.strptime(day.strftime(text), text).date()  # noqa: DTZ007  a day has no time zone
        except ValueError as error:
            raise ValueError(f"{text!r} is not a date format: {error}") from None
        if read_back != day:
            raise ValueError(incomplete)
    return text


def encoding(name: str) -> str:
    """The name of a text encoding."""
    if not encodings.known(name):
        raise ValueError(f"{name!r} is not a text encoding")
    return name


def duration(given: object) -> object:
    """A text such as "24h" (minutes m, hours h, days d) as a timedelta."""
    if isinstance(given, timedelta):
        return given
    found = _DURATION.fullmatch(given.strip()) if isinstance(given, str) else None
    if not found or not int(found[1]):
        raise ValueError(f'{given!r} is not a duration such as "30m", "24h" or "7d"')
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def parser(name: str | None, kind: Kind | None) -> str | None:
    """The name of the function of a python register; every other kind has none."""
    if kind == "python" and not name:
        raise ValueError('required for kind = "python": "package.module:function"')
    if kind not in {None, "python"} and name:
        raise ValueError(f'for kind = "python" only, this one is {kind!r}')
    if name and not _PARSER.fullmatch(name):
        raise ValueError(f'{name!r} is not "package.module:function"')
    return name


def installed(name: str, file: Path) -> None:
    """Raises `FileFaults` unless the function is installed code: there, callable, and no file of the region folder."""
    folder = file.resolve().parent
    region = folder.parent if folder.name == "registers" else folder
    try:
        _outside(name.partition(".")[0].partition(":")[0], region)
        selecting.function(name)
    except ValueError as error:
        raise FileFaults([Fault(str(file), "parse", str(error))]) from None


def _outside(package: str, region: Path) -> None:
    # Looked up without importing it: what lies in the folder must not run, not even to be refused.
    spec = importlib.machinery.PathFinder.find_spec(package)
    if spec is None:
        return
    places = [spec.origin, *(spec.submodule_search_locations or ())]
    site = [Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib", "stdlib")]
    for place in (Path(p).resolve() for p in places if p):
        if place.is_relative_to(region) and not any(place.is_relative_to(s) for s in site):
            raise ValueError(f"{package!r} is a file of the region folder; only installed code may be used")


@contextmanager
def language(kind: object, *, inside: object = None) -> Iterator[None]:
    """Within it, selectors are those of this kind of page; with `inside`, what stands around the entries is JSON."""
    outer = _language.set(kind), _language_around.set("json" if inside else kind)
    try:
        yield
    finally:
        _language.reset(outer[0])
        _language_around.reset(outer[1])


def detail_language(kind: object) -> AbstractContextManager[None]:
    """The language of detail pages: of the kind they name, else JSON under a JSON register and HTML under any other."""
    return language(kind or ("json" if _language.get() == "json" else "html"))


def selector(select: str) -> str:
    """Compiles in the language at hand; a table's columns and a function's keys are just names."""
    match _language.get():
        case "html":
            selecting.xpath(select)
        case "json":
            selecting.jmes(select)
    return select


def selector_around(select: str) -> str:
    """Compiles in the language of what stands around the entries: links to other pages, counts."""
    with language(_language_around.get()):
        return selector(select)


def jmespath(select: str) -> str:
    """Compiles as JMESPath."""
    selecting.jmes(select)
    return select


def each(select: str) -> str:
    """A selector that gives entries: of HTML, elements."""
    if _language.get() == "html" and selecting.gives_text(selector(select)):
        raise ValueError(f"{select!r} gives text; entries are elements")
    return selector(select)
