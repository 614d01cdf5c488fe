# SPDX-License-Identifier: EUPL-1.2
"""The pairs that wait for a person, as they stand in the navigation and on the overview."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kapstok.resolution.queries import open_count
from kapstok.web.beheer.attention import Attention


def waiting_pairs() -> Iterator[Attention]:
    """One line for all of them together."""
    count = open_count()
    if count:
        title = ngettext(
            "paar vermeldingen wacht op uw oordeel", "paren vermeldingen wachten op uw oordeel", count
        )
        why = gettext("Is het één onderneming of zijn het er twee? Wat het meeste uitmaakt, staat vooraan.")
        yield Attention(title, why, reverse("beheer_pairs"), count)
