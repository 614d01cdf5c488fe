# SPDX-License-Identifier: EUPL-1.2
"""Claims that wait for an editor, as they stand in the navigation and on the overview."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kapstok.enterprises.claiming.queries import waiting_count
from kapstok.web.beheer.attention import Attention


def claim_count() -> int:
    """How many claims wait for a decision or a letter."""
    return waiting_count()


def waiting_claims() -> Iterator[Attention]:
    """One line for all claims together."""
    count = claim_count()
    if count:
        title = ngettext("claim op een onderneming wacht", "claims op ondernemingen wachten", count)
        why = gettext("Er is een besluit nodig, of een brief.")
        yield Attention(title, why, reverse("beheer_claims"), count)
