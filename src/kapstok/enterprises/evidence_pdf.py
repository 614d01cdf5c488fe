# SPDX-License-Identifier: EUPL-1.2
"""The evidence of a day as a document: PDF/UA-1, tagged, in Dutch. Layout and words are in evidence.typ."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib.resources import files
from textwrap import shorten
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from kapstok.core.clock import now
from kapstok.enterprises.evidence import Evidence, Proven
from kapstok.enterprises.label_state import LabelOnDay
from kapstok.enterprises.typesetting import typeset
from kapstok.enterprises.wording import label_words, level_words
from kapstok.regions.folder import RegionFolder
from kapstok.regions.region_file import Region


def render(
    evidence: Evidence, folder: RegionFolder, made_at: datetime | None = None, *, apart: bool = False
) -> bytes:
    """The document as the bytes of a PDF, made now or at `made_at`; one instant gives one sequence of bytes.

    `apart`: in a process of its own (typesetting.py). Raises `PdfFailed`, also where the typesetter only warns.
    """
    made_at = (made_at or now()).replace(microsecond=0)
    with translation.override("nl"):
        document = _document(evidence, folder.region(), made_at)
    return typeset(files(__package__).joinpath("evidence.typ").read_bytes(), document, made_at, apart=apart)


def _document(evidence: Evidence, region: Region, made_at: datetime) -> dict[str, Any]:
    day = _day(evidence.on)
    return {
        "title": f"Bewijs van labels op {day}",
        "name": evidence.enterprise.name,
        "short_name": shorten(evidence.enterprise.name, 50, placeholder="…"),
        "slug": evidence.enterprise.slug,
        "kvk": evidence.enterprise.values("kvk"),
        "day": evidence.on.isoformat(),
        "on": day,
        "known_since": _day(evidence.known_since),
        "before_first_sighting": evidence.on < evidence.known_since,
        "made": _instant(made_at, region),
        "region": region.name,
        "email": region.email,
        "missing_runs": region.listing.missing_runs,
        "held": [_label(proven, region) for proven in evidence.held],
        "not_held": [_label(proven, region) for proven in evidence.not_held],
    }


def _label(proven: Proven, region: Region) -> dict[str, Any]:
    on_day, page, corrected = proven.on_day, proven.page, proven.corrected
    known = region.labels.get(on_day.label)
    return {
        "title": label_words(region, on_day.label, on_day.level, on_day.flags),
        "label_name": known.name if known else None,
        "held": on_day.holds,
        "register": f"{proven.register_name} ({proven.register})",
        "shown_name": proven.shown_name or "zonder naam",
        "key": proven.key,
        "basis": proven.basis.value,
        "read_since": _day(proven.finding.history.run_days[0]),
        "last_seen": _day(on_day.last_seen),
        "missing_since": _day(on_day.missing_since),
        "page": page and {
            "url": page.url, "sha256": page.sha256, "run": str(page.run), "fetched": _instant(page.fetched_at, region),
            "kept": proven.kept,
        },
        "corrected": corrected and {
            **_said(corrected.then), "day": _day(corrected.day), "run": proven.corrected_by,
            "level": corrected.then.level and level_words(corrected.then.level),
        },
        **_said(on_day),
    }  # fmt: skip


def _said(label: LabelOnDay) -> dict[str, Any]:
    return {
        "state": label.state.value,
        "level": label.level,
        "flags": ", ".join(label.flags) or None,
        "status": label.status,
        "valid_from": _day(label.valid_from),
        "valid_until": _day(label.valid_until),
    }


def _day(day: date | None) -> str | None:
    return date_format(day, "j F Y") if day else None


def _instant(at: datetime, region: Region) -> str:
    """The time on the clocks of the region, and the same instant as machines write it."""
    here = at.astimezone(region.timezone)
    return f"{date_format(here.date(), 'j F Y')}, {here:%H:%M:%S} ({at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ})"
