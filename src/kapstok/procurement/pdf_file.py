# SPDX-License-Identifier: EUPL-1.2
"""A list on paper: PDF/UA-1, tagged, in the language of the page it was asked on. The layout is in list.typ."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from textwrap import shorten
from typing import IO, Any

from django.utils.translation import get_language, gettext

from kapstok.enterprises.typesetting import typeset
from kapstok.procurement.cells import line as one_line
from kapstok.procurement.columns import COLUMNS
from kapstok.procurement.export import Export
from kapstok.procurement.lines import Line
from kapstok.procurement.proof_columns import PROOF_COLUMNS
from kapstok.procurement.proofs import Proof

_BY_NAME = {column.name: column for column in COLUMNS}
# Set in a type of fixed width, so that they can be compared sign by sign.
_CODES = frozenset({"website", "email", "profiel", "bewijs"})


def write(export: Export, file: IO[bytes]) -> None:
    """Writes the document, set in a process of its own: a long list takes much. Raises `typesetting.PdfFailed`."""
    layout = files(__package__).joinpath("list.typ").read_bytes()
    file.write(typeset(layout, _document(export), export.made, apart=True))


def _document(export: Export) -> dict[str, Any]:
    title = one_line(export.title)
    return {
        "title": title,
        "short_title": shorten(title, 60, placeholder="…") or title[:60],
        "language": (get_language() or "nl").split("-")[0],
        "region": export.setting.region.name,
        "told": [one_line(said) for said in export.told()[1:]],
        "with_proof": export.with_proof,
        "words": _words(export),
        "entries": [_entry(line, proofs, export) for line, proofs in export.rows()],
    }


def _words(export: Export) -> dict[str, str]:
    return {
        "page": gettext("bladzijde"),
        "overview": gettext("Overzicht"),
        "nothing": gettext("Er staat niets op deze lijst."),
        "number": gettext("Nr."),
        "enterprise": gettext("Onderneming"),
        "place": gettext("Plaats"),
        "labels": _BY_NAME["labels"].heading(export.setting),
        "each": gettext("Per onderneming"),
        "proof": gettext("Bijlage: het bewijs per label"),
        "check": gettext(
            "Vraag een bewaarde pagina bij ons op met de SHA-256. "
            "Heeft het bestand dat u krijgt dezelfde SHA-256, dan is er sinds het ophalen niets aan veranderd."
        ),
        "no_proof": gettext("Er is geen label dat nu geldt."),
    }


def _entry(line: Line, proofs: Sequence[Proof], export: Export) -> dict[str, Any]:
    setting = export.setting
    cells = {
        column: one_line(column.cell(line, setting)) for column in export.columns if column.name != "naam"
    }
    return {
        "name": one_line(_BY_NAME["naam"].cell(line, setting)),
        "place": one_line(_BY_NAME["plaats"].cell(line, setting)),
        "labels": one_line(_BY_NAME["labels"].cell(line, setting)),
        "facts": [
            _pair(column.heading(setting), said, column.name in _CODES) for column, said in cells.items() if said
        ],
        "proofs": [
            [
                _pair(str(column.title), said, column.is_code)
                for column in PROOF_COLUMNS[1:]  # the heading says whose it is
                if (said := one_line(column.say(proof, setting)))
            ]
            for proof in proofs
        ],
    }  # fmt: skip


def _pair(name: str, value: str, code: bool) -> dict[str, Any]:
    return {"name": name, "value": value, "code": code}
