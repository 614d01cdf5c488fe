# SPDX-License-Identifier: EUPL-1.2
"""All that the template of an enterprise's page is given; for the page itself and for the preview of its owner."""

from __future__ import annotations

from typing import Any

from kapstok.enterprises.assembling import Profile
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.queries import ShownWords
from kapstok.enterprises.queries import profile_of
from kapstok.enterprises.renewing import said_of
from kapstok.regions.region_file import Region
from kapstok.registers.queries import register_names
from kapstok.web.photos import shown_photos
from kapstok.web.profile import profile_page


def found_on(enterprise: Enterprise, region: Region) -> Profile | None:
    """The enterprise as it stands today; None before anything showed it."""
    return profile_of(enterprise, region.today(), ListingRules.of(region))


def public_page(
    enterprise: Enterprise, found: Profile, own: ShownWords | None, region: Region
) -> dict[str, Any]:
    """What `web/enterprise.html` shows of an enterprise with these words of its own; for nobody in particular."""
    today = region.today()
    renewals = said_of([label.entry for label in found.labels], today)
    return {
        "profile": profile_page(enterprise.slug, found, region, register_names(), today, own, renewals),
        "photos": shown_photos(enterprise),
        "unlisted": not found.is_listed,
        "need_href": "",
    }
