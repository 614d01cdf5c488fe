# SPDX-License-Identifier: EUPL-1.2
"""Organisations that nobody can let others into, as they stand in the navigation and on the overview."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kapstok.accounts.queries import without_manager
from kapstok.web.beheer.attention import Attention


def organisation_count() -> int:
    """How many organisations have people, none of whom is their manager."""
    return without_manager().count()


def waiting_organisations() -> Iterator[Attention]:
    """One line for all of them together."""
    count = organisation_count()
    if count:
        title = ngettext(
            "organisatie heeft geen toegangsbeheerder", "organisaties hebben geen toegangsbeheerder", count
        )
        why = gettext("Maak iemand van de organisatie toegangsbeheerder, of nodig er een uit.")
        yield Attention(title, why, f"{reverse('beheer_organisations')}?zonder=1", count)
