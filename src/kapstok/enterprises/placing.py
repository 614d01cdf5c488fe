# SPDX-License-Identifier: EUPL-1.2
"""Where editors say that an enterprise is: a layer over the registers that no sync takes away (rule: listing.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.identifiers import postcode as full_postcode
from kapstok.core.text import squeeze
from kapstok.enterprises.actions import renew
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, EnterpriseLabel, PlaceCorrection
from kapstok.enterprises.queries import layer_of, shown_day
from kapstok.regions.gazetteer import gazetteer

LONGEST_REASON: Final = 500
_LONGEST: Final = {"street": 200, "city": 100}


class UnusablePlace(KapstokError):
    """What was said of a place cannot be: an unknown municipality, a postcode elsewhere, no reason."""


class NothingSaid(KapstokError):
    """The editors say nothing of the place of this enterprise, so there is nothing to take back."""


@dataclass(frozen=True)
class PlaceGiven:
    """An address as an editor gives it; only the municipality (its CBS code) has to be there."""

    municipality: str
    postcode: str = ""
    street: str = ""
    city: str = ""

    def checked(self) -> PlaceGiven:
        """The same in the one written form. Raises `UnusablePlace`."""
        if gazetteer().municipality_named(self.municipality) != self.municipality:
            raise UnusablePlace(f"{self.municipality!r} is not the CBS code of a municipality")
        code = full_postcode(self.postcode) if self.postcode.strip() else ""
        if code is None:
            raise UnusablePlace(f"{self.postcode!r} is not a postcode such as 7411 AA")
        there = gazetteer().locate(postcode=code).municipality if code else None
        if there not in {None, self.municipality}:
            raise UnusablePlace(f"postcode {code} lies in {there}, not in {self.municipality}")
        street, city = squeeze(self.street), squeeze(self.city)
        return PlaceGiven(self.municipality, code, street[: _LONGEST["street"]], city[: _LONGEST["city"]])


@transaction.atomic
def correct_place(
    *, enterprise: Enterprise, place: PlaceGiven, reason: str, actor: str, day: date, rules: ListingRules
) -> PlaceCorrection:
    """Says where an enterprise is, from now on and for every day; pages, export and the outbox follow with it.

    It is said of the entry that is heard first about the enterprise, and goes where that goes. Raises `UnusablePlace`.
    """
    checked, why = place.checked(), _reason(reason)
    known = locked(enterprise)
    correction = PlaceCorrection.objects.create(
        entry_id=_heard_first(known),
        municipality=checked.municipality,
        postcode=checked.postcode,
        street=checked.street,
        city=checked.city,
        reason=why,
        at=now(),
        day=day,
        actor=actor,
    )
    record(actor, "correct place", f"enterprise:{known.pk}", municipality=checked.municipality)
    renew([correction.entry_id], shown_day(day), rules)
    return correction


@transaction.atomic
def withdraw_place(
    *, enterprise: Enterprise, reason: str, actor: str, day: date, rules: ListingRules
) -> None:
    """Takes back all that editors said of the place of an enterprise: its registers are heard again.

    Raises `NothingSaid`, and `UnusablePlace` without a reason.
    """
    why = _reason(reason)
    known = locked(enterprise)
    entries = list(known.memberships.values_list("entry_id", flat=True))
    said = sorted(layer_of(entries).places)
    if not said:
        raise NothingSaid(f"nothing was said of the place of {known.slug}")
    at = now()
    PlaceCorrection.objects.bulk_create(
        [PlaceCorrection(entry_id=entry, reason=why, at=at, day=day, actor=actor) for entry in said]
    )
    record(actor, "withdraw place", f"enterprise:{known.pk}")
    renew(said, shown_day(day), rules)


def locked(enterprise: Enterprise) -> Enterprise:
    """The enterprise as it is now, or what it became part of; others wait to change it until the transaction ends."""
    known = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    while known.merged_into_id is not None:
        known = Enterprise.objects.select_for_update().get(pk=known.merged_into_id)
    return known


def _heard_first(enterprise: Enterprise) -> int:
    """The entry that is in its register now, and of those the one that we have known longest."""
    labels = EnterpriseLabel.objects.filter(enterprise=enterprise)
    rows = labels.values_list("missing_since", "first_seen", "entry_id")
    return min((missing is not None, first_seen, entry) for missing, first_seen, entry in rows)[2]


def _reason(given: str) -> str:
    reason = squeeze(given)
    if not reason:
        raise UnusablePlace("a reason is needed")
    return reason[:LONGEST_REASON]
