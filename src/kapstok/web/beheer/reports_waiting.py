# SPDX-License-Identifier: EUPL-1.2
"""What readers reported and what is nowhere, as it stands in the navigation and on the overview."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kapstok.enterprises.queries import reports, unplaced
from kapstok.web.beheer.attention import Attention


def report_count() -> int:
    """How many reports wait for an answer."""
    return reports(handled=False).count()


def waiting_reports() -> Iterator[Attention]:
    """One line for all reports together."""
    count = report_count()
    if count:
        title = ngettext("melding van een lezer wacht", "meldingen van lezers wachten", count)
        yield Attention(title, gettext("Beantwoord de oudste eerst."), reverse("beheer_reports"), count)


def unplaced_count() -> int:
    """How many enterprises hold a label at a place that nobody knows."""
    return unplaced().count()


def waiting_places() -> Iterator[Attention]:
    """One line for all of them together."""
    count = unplaced_count()
    if count:
        title = ngettext(
            "onderneming met een label zit nergens", "ondernemingen met een label zitten nergens", count
        )
        why = gettext("Wij weten niet in welke gemeente. Daarom staan zij niet in de zoekresultaten.")
        yield Attention(title, why, reverse("beheer_places"), count)
