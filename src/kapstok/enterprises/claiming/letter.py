# SPDX-License-Identifier: EUPL-1.2
"""The letter with a code, as paper: PDF/UA-1, tagged, in Dutch. Layout and words are in letter.typ."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files

from django.utils import translation
from django.utils.formats import date_format

from kapstok.core.clock import now
from kapstok.core.text import squeeze
from kapstok.enterprises.claiming.actions import LASTS
from kapstok.enterprises.enums import ProofKind
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.enterprises.typesetting import typeset
from kapstok.regions.region_file import Region


def render(
    claim: Claim,
    enterprise: Enterprise,
    code: str,
    region: Region,
    page: str,
    made_at: datetime | None = None,
) -> bytes:
    """The letter as the bytes of a PDF, set in a process of its own; `page` is where one finds one's claims.

    Raises `PdfFailed`.
    """
    made_at = (made_at or now()).replace(microsecond=0)
    with translation.override("nl"):
        document = {
            "title": f"Uw code voor {squeeze(enterprise.name)}",
            "name": squeeze(enterprise.name) or enterprise.slug,
            "address": [squeeze(line) for line in claim.target.splitlines()],
            "day": date_format(made_at.astimezone(region.timezone).date(), "j F Y"),
            "code": code,
            "claimant": claim.person.email,
            "page": page,
            "days": LASTS[ProofKind.LETTER].days,
            "region": region.name,
            "email": region.email,
        }
    layout = files(__package__).joinpath("letter.typ").read_bytes()
    return typeset(layout, document, made_at, apart=True)
