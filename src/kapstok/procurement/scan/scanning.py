# SPDX-License-Identifier: EUPL-1.2
"""A creditor list held against everybody whom the registers know: which suppliers hold a label, held one, or might.

What comes out, and what it means: docs/creditor-scan.md. The figures: spending.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from django.utils import translation

from kapstok.core.errors import KapstokError
from kapstok.core.trouble import trouble
from kapstok.enterprises.listing import ListingRules
from kapstok.procurement.creditors import Creditor, CreditorList, Role, open_list
from kapstok.procurement.scan.answering import TOLD_EVERY, Answering, ScanReport, ScanStep, Told
from kapstok.procurement.scan.spool import Spool, private_folder
from kapstok.procurement.scan.suppliers import Known, known
from kapstok.regions.folder import RegionFolder

if TYPE_CHECKING:
    from kapstok.resolution.linking import Linking

LANGUAGES: Final = ("en", "nl")


class ScanRefused(KapstokError):
    """The answer cannot be written where it was asked for."""


def scan(
    folder: RegionFolder,
    path: Path,
    out: Path,
    *,
    day: date,
    chosen: Mapping[Role, int] | None = None,
    most_rows: int | None = None,
    language: str = "en",
    told: Told,
    work: Path | None = None,
    shown: str = "",
) -> ScanReport:
    """Holds the list at `path` against all known enterprises, and writes the answer to `out` (XLSX).

    `chosen` says which column has which role, for all roles; without it they are recognised. `work` is a folder of the
    caller's for what lies on disk meanwhile (default: a private one under `var`); `shown` is what the list is called.
    Nothing stays behind but `out`, which is there whole or not at all. Raises `UnreadableList`, `ScanRefused` and
    `Trouble`.
    """
    checked(path, out)
    with ExitStack() as stack:
        stack.enter_context(translation.override(language))
        creditors = open_list(path, chosen=chosen, most_rows=most_rows)
        place = work or stack.enter_context(private_folder(folder))
        file = stack.enter_context(_whole(out))
        told(ScanStep.PREPARE, 0, None)
        rules = ListingRules.of(folder.region())
        everybody = known(day, rules)
        spool = Spool(place / "rows")
        linking = _linked(everybody, creditors, spool, place, told)
        answering = Answering(folder, everybody, linking, language)
        return answering.write(file, place, spool, shown or path.name, day, told)


def checked(path: Path, out: Path) -> None:
    """Raises `ScanRefused` when an answer about `path` cannot be written to `out`, before any work is done."""
    if out.suffix.lower() != ".xlsx":
        raise ScanRefused(f"{out}: the answer is a workbook, so its name ends in .xlsx")
    if out.is_dir():
        raise ScanRefused(f"{out}: is a folder")
    if not out.parent.is_dir():
        raise ScanRefused(f"{out}: cannot be written: there is no folder {out.parent}")
    if out.exists() and path.exists() and out.samefile(path):
        raise ScanRefused(f"{out}: is the list itself; the answer needs a file of its own")


def _linked(
    everybody: Known, creditors: CreditorList, spool: Spool, work: Path, told: Told
) -> Linking | None:
    """The links of the rows, all of which are on disk after it; None where there is nobody to compare them with."""
    rows = spool.keep(_telling(creditors, told))
    if not everybody.records:
        for _row in rows:
            pass
        return None
    from kapstok.resolution.linking import link
    from kapstok.resolution.model.engines import chosen

    place = work / "linking"
    place.mkdir(mode=0o700)
    return link(
        everybody.records,
        rows,
        groups=everybody.groups,
        work=place,
        told=lambda done: told(ScanStep.LINK, done, None),
        engine=chosen(),
    )


def _telling(creditors: CreditorList, told: Told) -> Iterator[Creditor]:
    for number, one in enumerate(creditors.rows()):
        if number % TOLD_EVERY == 0:
            told(ScanStep.READ, number, None)
        yield one


@contextmanager
def _whole(out: Path) -> Iterator[IO[bytes]]:
    """A file beside `out` that takes its place when all of it is written, and is gone when it was not."""
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        file = part.open("wb")
    except OSError as error:
        raise ScanRefused(f"{out}: cannot be written: {error.strerror}") from None
    try:
        with file:
            yield file
        part.replace(out)
    except OSError as error:
        what = (
            f"{error.filename}: {error.strerror}"
            if error.filename
            else f"{out}: cannot be written: {error.strerror}"
        )
        raise trouble(error) or ScanRefused(what) from None
    finally:
        part.unlink(missing_ok=True)
