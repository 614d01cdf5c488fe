# SPDX-License-Identifier: EUPL-1.2
"""A list, or what a search found, as a file to keep: which was asked for, and how it is sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, cast

from django.http import FileResponse, HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from kapstok.core.clock import now
from kapstok.enterprises.slugs import slug_of
from kapstok.enterprises.typesetting import PdfFailed
from kapstok.procurement import csv_file, pdf_file, xlsx_file
from kapstok.procurement.columns import Column, Setting, chosen, on_offer
from kapstok.procurement.export import MOST, Export
from kapstok.procurement.queries import Choice
from kapstok.regions.region_file import Region
from kapstok.registers.queries import register_names
from kapstok.web.lists import proof_address

log = logging.getLogger(__name__)
_WRITERS: Final[dict[str, tuple[Callable[[Export, IO[bytes]], None], str]]] = {
    "xlsx": (xlsx_file.write, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (csv_file.write, "text/csv; charset=utf-8"),
    "pdf": (pdf_file.write, "application/pdf"),
}
# What is larger goes to disk, not into the memory of a process that serves pages.
_IN_MEMORY = 2**20
_COLUMN = "kolom"


@dataclass(frozen=True)
class AskedFile:
    """The kind of file (a key of `MOST`), its columns, and whether the evidence goes with it."""

    kind: str
    columns: tuple[Column, ...]
    with_proof: bool


def asked_file(given: QueryDict, *, shared: bool = False, of_list: bool = True) -> AskedFile | None:
    """The file that an address asks for; None when it names no kind. Without columns it is the usual file."""
    kind = given.get("als", "")
    if kind not in _WRITERS:
        return None
    names = given.getlist(_COLUMN)
    columns = chosen(names, on_offer(shared=shared, of_list=of_list))
    return AskedFile(kind, columns, not names or given.get("bijlage") == "1")


def setting(request: HttpRequest, region: Region, today: date, shared_on: date | None = None) -> Setting:
    """What a column needs to know of this site."""
    return Setting(
        region=region,
        today=today,
        registers=register_names(),
        profile_href=lambda slug: request.build_absolute_uri(reverse("enterprise", args=[slug])),
        proof_href=lambda slug, day: request.build_absolute_uri(proof_address(slug, day)),
        shared_on=shared_on,
    )


def as_file(
    title: str, choices: Sequence[Choice], total: int, asked: AskedFile, setting: Setting
) -> HttpResponseBase | None:
    """The file, to be kept under a name that says what it is; None where it cannot be made, which stands in the log."""
    write, content_type = _WRITERS[asked.kind]
    made = Export(
        title=title,
        choices=choices[: MOST[asked.kind]],
        total=total,
        columns=asked.columns,
        setting=setting,
        with_proof=asked.with_proof,
        made_at=now(),
    )
    file = cast(IO[bytes], SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - the response closes it
    try:
        write(made, file)
    except PdfFailed as error:
        log.error("a list as %s: %s", asked.kind, error)
        file.close()
        return None
    length = file.tell()
    file.seek(0)
    headers: dict[str, Any] = {"X-Robots-Tag": "noindex", "Content-Length": length}
    return FileResponse(
        file,
        as_attachment=True,
        filename=_name(made, asked.kind),
        content_type=content_type,
        headers=headers,
    )


def _name(made: Export, kind: str) -> str:
    """ "catering-2027-2026-11-22.xlsx"; what was cut says so."""
    words = [slug_of(made.title) or gettext("lijst"), made.setting.today.isoformat()]
    if made.is_cut:
        words.append(gettext("eerste-%(count)s") % {"count": len(made.choices)})
    return f"{'-'.join(words)}.{kind}"
