# SPDX-License-Identifier: EUPL-1.2
"""A list as a file, and the file as a test reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import openpyxl

from kapstok.enterprises.models import Enterprise
from kapstok.procurement import csv_file, pdf_file, xlsx_file
from kapstok.procurement.columns import COLUMNS, Column, Setting, chosen, on_offer
from kapstok.procurement.export import Export
from kapstok.procurement.queries import Choice
from kapstok.registers.queries import register_names
from tests.web.region import RegionOnLoopback

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
USUAL = chosen((), on_offer(shared=False, of_list=True))


def setting(region: RegionOnLoopback) -> Setting:
    return Setting(
        region=region.folder.region(),
        today=region.today,
        registers=register_names(),
        profile_href=lambda slug: f"https://site.example/onderneming/{slug}",
        proof_href=lambda slug, day: f"https://site.example/onderneming/{slug}/bewijs?op={day.isoformat()}",
    )


def export(
    region: RegionOnLoopback,
    *,
    title: str = "Catering 2027",
    notes: Iterable[str] = (),
    columns: tuple[Column, ...] = USUAL,
    total: int = 0,
    proof: bool = True,
) -> Export:
    """Every enterprise that is known, by name, as one list."""
    known = list(Enterprise.objects.filter(merged_into=None).order_by("name"))
    written = [*notes, *[""] * len(known)]
    choices = [Choice(one.pk, note) for one, note in zip(known, written, strict=False)]
    return Export(title, choices, total or len(choices), columns, setting(region), proof, MADE)


def as_csv(made: Export) -> list[dict[str, str]]:
    file = io.BytesIO()
    csv_file.write(made, file)
    return list(csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig")), delimiter=";"))


def as_workbook(made: Export) -> Any:
    file = io.BytesIO()
    xlsx_file.write(made, file)
    return openpyxl.load_workbook(io.BytesIO(file.getvalue()))


def rows(sheet: Any) -> list[dict[str, str]]:
    headings, *others = [
        [cell if cell is not None else "" for cell in row] for row in sheet.iter_rows(values_only=True)
    ]
    return [dict(zip(headings, row, strict=True)) for row in others]


def as_pdf(made: Export) -> bytes:
    file = io.BytesIO()
    pdf_file.write(made, file)
    return file.getvalue()


def column(name: str) -> Column:
    return next(one for one in COLUMNS if one.name == name)
