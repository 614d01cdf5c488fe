# SPDX-License-Identifier: EUPL-1.2
"""Enterprises as others ask for them: by address or number, those of a day, and as documents for the search index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from kapstok.core.errors import KapstokError
from kapstok.core.identifiers import kvk as checked_kvk
from kapstok.enterprises.assembling import Profile, profile
from kapstok.enterprises.enums import State
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import (
    Enterprise,
    EnterpriseLabel,
    EnterpriseNumber,
    EnterpriseSlug,
    Membership,
)
from kapstok.regions.gazetteer import gazetteer
from kapstok.registers.histories import EntryHistory
from kapstok.registers.queries import entry_histories
from kapstok.search.shapes import Document


class NoSuchEnterprise(KapstokError):
    """No register ever showed the enterprise that was asked for."""


class SeveralEnterprises(KapstokError):
    """The number that was asked for stands with more than one enterprise; the slugs are in the message."""


def by_slug(slug: str) -> tuple[Enterprise, bool]:
    """The enterprise at this address, and whether it is a former address of it. Raises `NoSuchEnterprise`."""
    found = EnterpriseSlug.objects.select_related("enterprise").filter(slug=slug).first()
    if found is None:
        raise NoSuchEnterprise(f"no enterprise is known as {slug!r}")
    enterprise = found.enterprise
    while enterprise.merged_into is not None:
        enterprise = enterprise.merged_into
    return enterprise, enterprise.slug != slug


def by_kvk(text: str) -> Enterprise:
    """The enterprise with this KvK number. Raises `NoSuchEnterprise` and `SeveralEnterprises`."""
    number = checked_kvk(text)
    if number is None:
        raise NoSuchEnterprise(f"{text!r} is not a KvK number: that has eight digits")
    found = [
        row.enterprise for row in EnterpriseNumber.objects.select_related("enterprise").filter(kvk=number)
    ]
    if not found:
        raise NoSuchEnterprise(f"no enterprise is known with KvK number {number}")
    if len(found) > 1:
        slugs = ", ".join(sorted(enterprise.slug for enterprise in found))
        raise SeveralEnterprises(f"KvK number {number} stands with several enterprises: {slugs}")
    return found[0]


def histories_of(enterprise: Enterprise) -> list[EntryHistory]:
    """Everything its registers ever showed of one enterprise."""
    return entry_histories(enterprise.memberships.values_list("entry_id", flat=True))


def profile_of(enterprise: Enterprise, day: date, rules: ListingRules) -> Profile | None:
    """One enterprise on any day, by what is known now; None before it was first seen."""
    return profile(histories_of(enterprise), day, rules)


def profiles(day: date, rules: ListingRules) -> Iterator[tuple[Enterprise, Profile]]:
    """Every enterprise known on a day (seen at or before it), as it was that day by what is known now; by slug."""
    entries: dict[UUID, list[EntryHistory]] = defaultdict(list)
    members = dict(Membership.objects.values_list("entry_id", "enterprise_id"))
    for history in entry_histories():
        if history.entry in members:
            entries[members[history.entry]].append(history)
    for enterprise in Enterprise.objects.filter(merged_into=None).order_by("slug").iterator():
        found = profile(entries[enterprise.pk], day, rules)
        if found:
            yield enterprise, found


@dataclass(frozen=True)
class Counts:
    """How many enterprises are known, how many of them are listed, and how many hold a label at an unknown place."""

    known: int
    listed: int
    unplaced: int


def counted(day: date, rules: ListingRules) -> Counts:
    """The counts of any day."""
    found = [profile for _, profile in profiles(day, rules)]
    holders = [one for one in found if any(label.on_day.holds for label in one.labels)]
    unplaced = [one for one in holders if one.location.municipality is None]
    return Counts(len(found), sum(one.is_listed for one in found), len(unplaced))


def counted_as_shown() -> Counts:
    """The counts of the day that pages show."""
    known = Enterprise.objects.filter(merged_into=None)
    unplaced = known.filter(municipality=None, labels__state=State.HOLDS).distinct()
    return Counts(known.count(), known.filter(listed=True).count(), unplaced.count())


def cards(keys: Sequence[str]) -> list[Enterprise]:
    """The enterprises with these keys of search documents, in that order, with labels; unknown ones left out."""
    found = {str(enterprise.pk): enterprise for enterprise in _with_labels(keys)}
    return [found[key] for key in keys if key in found]


def documents(keys: Sequence[str]) -> Mapping[str, Document | None]:
    """What the search index should hold under each key: a document for a listed enterprise, None for any other."""
    found: dict[str, Document | None] = dict.fromkeys(keys)
    for enterprise in _with_labels(keys):
        if enterprise.listed:
            found[str(enterprise.pk)] = _document(enterprise)
    return found


def _with_labels(keys: Iterable[str]) -> QuerySet[Enterprise]:
    ids = [key for key in map(_id, keys) if key]
    labels = Prefetch("labels", queryset=EnterpriseLabel.objects.order_by("entry_id"))
    return Enterprise.objects.filter(pk__in=ids).prefetch_related(labels)


def _id(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None


def _document(enterprise: Enterprise) -> Document:
    home = gazetteer().municipality(enterprise.municipality) if enterprise.municipality else None
    held = [label for label in enterprise.labels.all() if label.state == State.HOLDS]
    facets = {
        "label": [label.label for label in held],
        "level": [f"{label.label}:{label.level}" for label in held if label.level],
        "flag": [f"{label.label}:{flag}" for label in held for flag in label.flags],
        "municipality": [home.code] if home else [],
        "labour_market_region": [home.labour_market_region] if home else [],
        "province": [home.province] if home else [],
    }
    return Document(
        key=str(enterprise.pk),
        name=enterprise.name,
        names=(*enterprise.values("names"), *enterprise.values("statutory_names")),
        offerings=tuple(enterprise.values("offerings")),
        sectors=tuple(enterprise.values("sectors")),
        description=enterprise.value("description") or "",
        city=enterprise.value("city") or "",
        municipality=home.name if home else "",
        facets={facet: tuple(dict.fromkeys(values)) for facet, values in facets.items() if values},
    )
