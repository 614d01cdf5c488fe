# SPDX-License-Identifier: EUPL-1.2
"""Enterprises as others ask for them: by address or number, those of a day, and as documents for the search index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from kapstok.core.errors import KapstokError
from kapstok.core.identifiers import kvk as checked_kvk
from kapstok.enterprises.assembling import Profile, profile
from kapstok.enterprises.cards import Shown, id_of
from kapstok.enterprises.enums import State
from kapstok.enterprises.layer import NOTHING_SAID, Layer, PlaceSaid
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import (
    Enterprise,
    EnterpriseLabel,
    EnterpriseNumber,
    EnterpriseSlug,
    LabelEvent,
    Membership,
    PlaceCorrection,
    Report,
    Withholding,
)
from kapstok.enterprises.own_words.saying import SAYS_NOTHING, Said, said_as_text, said_in, with_own_words
from kapstok.enterprises.ownership import became
from kapstok.regions.gazetteer import gazetteer
from kapstok.registers.histories import EntryHistory
from kapstok.registers.queries import entry_histories, last_published_day
from kapstok.search.shapes import Document, Point


class NoSuchEnterprise(KapstokError):
    """No register ever showed the enterprise that was asked for."""


class SeveralEnterprises(KapstokError):
    """The number that was asked for stands with more than one enterprise; the slugs are in the message."""


def by_slug(slug: str) -> tuple[Enterprise, bool]:
    """The enterprise at this address, and whether it is a former address of it. Raises `NoSuchEnterprise`."""
    try:
        found = EnterpriseSlug.objects.select_related("enterprise").get(slug=slug)
    except EnterpriseSlug.DoesNotExist:
        raise NoSuchEnterprise(f"no enterprise is known as {slug!r}") from None
    enterprise = became(found.enterprise)
    return enterprise, enterprise.slug != slug


def named(text: str) -> QuerySet[Enterprise]:
    """The enterprises with this in their name, listed or not, by name."""
    known = Enterprise.objects.filter(merged_into=None, name__icontains=text)
    return known.order_by("name", "slug")


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


def layer_of(entries: Iterable[int] | None = None) -> Layer:
    """What editors say now of some entries, or of all; two queries.

    Inside a transaction that writes, ask it after the rows that it is for are locked.
    """
    places, withheld = PlaceCorrection.objects.order_by("id"), Withholding.objects.order_by("id")
    if entries is not None:
        of = list(entries)
        places, withheld = places.filter(entry__in=of), withheld.filter(entry__in=of)
    last = {said.entry_id: said for said in places}
    shown = dict(withheld.values_list("entry_id", "withheld"))
    return Layer(
        places={entry: _said(said) for entry, said in last.items() if said.municipality},
        withheld=frozenset(entry for entry, is_withheld in shown.items() if is_withheld),
    )


def _said(said: PlaceCorrection) -> PlaceSaid:
    return PlaceSaid(
        said.pk, said.entry_id, said.municipality, said.day, said.postcode, said.street, said.city
    )


def shown_day(today: date) -> date:
    """The day that pages show: today, and never before what any register last told."""
    return max(today, last_published_day() or today)


def profile_of(enterprise: Enterprise, day: date, rules: ListingRules) -> Profile | None:
    """One enterprise on any day, by what is known now; None before it was first seen."""
    histories = histories_of(enterprise)
    is_said = enterprise.withheld or enterprise.place_said_on is not None
    layer = layer_of(history.entry for history in histories) if is_said else NOTHING_SAID
    return profile(histories, day, rules, layer)


def profile_by_registers(enterprise: Enterprise, day: date, rules: ListingRules) -> Profile | None:
    """One enterprise as its registers alone describe it, whatever editors said since."""
    return profile(histories_of(enterprise), day, rules)


def profiles(day: date, rules: ListingRules) -> Iterator[tuple[Enterprise, Profile]]:
    """Every enterprise known on a day (seen at or before it), as it was that day by what is known now; by slug."""
    entries: dict[UUID, list[EntryHistory]] = defaultdict(list)
    members = dict(Membership.objects.values_list("entry_id", "enterprise_id"))
    for history in entry_histories():
        if history.entry in members:
            entries[members[history.entry]].append(history)
    layer = layer_of()
    for enterprise in Enterprise.objects.filter(merged_into=None).order_by("slug").iterator():
        found = profile(entries[enterprise.pk], day, rules, layer)
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


def events(
    *,
    label: str = "",
    kind: str = "",
    register: str = "",
    since: date | None = None,
    until: date | None = None,
    baseline: bool = False,
) -> QuerySet[LabelEvent]:
    """What became of labels, the newest first, with the enterprise and register of each; both days included.

    What a register's first run showed is left out unless `baseline` asks for it.
    """
    asked = {
        "label": label,
        "kind": kind,
        "entry__register": register,
        "day__gte": since,
        "day__lte": until,
    }
    wanted = {name: value for name, value in asked.items() if value}
    found = LabelEvent.objects.select_related("entry__register", "entry__membership__enterprise")
    return found.filter(**wanted) if baseline else found.filter(**wanted, baseline=False)


def unplaced() -> QuerySet[Enterprise]:
    """Enterprises that hold a label at a place that nobody knows, by name."""
    known = Enterprise.objects.filter(merged_into=None, municipality=None, withheld=False)
    return known.filter(labels__state=State.HOLDS).distinct().order_by("name", "slug")


def withheld() -> QuerySet[Enterprise]:
    """Enterprises that are not shown at request, by name."""
    return Enterprise.objects.filter(merged_into=None, withheld=True).order_by("name", "slug")


def place_corrections() -> QuerySet[PlaceCorrection]:
    """Everything that editors ever said of places, the newest first, each with its enterprise and `is_last`."""
    later = PlaceCorrection.objects.filter(entry=OuterRef("entry"), pk__gt=OuterRef("pk"))
    found = PlaceCorrection.objects.select_related("entry__register", "entry__membership__enterprise")
    return found.annotate(is_last=~Exists(later))


def reports(*, handled: bool) -> QuerySet[Report]:
    """Reports that wait, the oldest first, or that were handled, the last first; each with its enterprise."""
    found = Report.objects.select_related("enterprise__merged_into").filter(handled_at__isnull=not handled)
    return found.order_by("-handled_at", "-id") if handled else found.order_by("id")


def reports_from(email: str) -> QuerySet[Report]:
    """What came from one e-mail address, for the person who asks what is kept of them."""
    return Report.objects.filter(email__iexact=email.strip()).exclude(email="")


def documents(keys: Sequence[str]) -> Mapping[str, Document | None]:
    """What the search index should hold under each key: a document for a listed enterprise, None for any other."""
    found: dict[str, Document | None] = dict.fromkeys(keys)
    for enterprise in _with_labels(keys):
        if enterprise.listed:
            found[str(enterprise.pk)] = _document(enterprise, said_in(enterprise.said))
    return found


def _with_labels(keys: Iterable[str]) -> QuerySet[Any]:
    ids = [known for key in keys if (known := id_of(key))]
    labels = Prefetch("labels", queryset=EnterpriseLabel.objects.order_by("entry_id"))
    return Enterprise.objects.filter(pk__in=ids).annotate(said=said_as_text()).prefetch_related(labels)


def _document(enterprise: Enterprise, own: Said) -> Document:
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
    return replace(
        told(enterprise, own),
        facets={facet: tuple(dict.fromkeys(values)) for facet, values in facets.items() if values},
        point=_point(enterprise),
        since=enterprise.first_seen,
    )


def told(enterprise: Enterprise | Shown, own: Said = SAYS_NOTHING) -> Document:
    """What an enterprise itself and its registers tell of it, in the words under which it is found.

    Its own words come first. Without facets and place.
    """
    home = gazetteer().municipality(enterprise.municipality) if enterprise.municipality else None
    registers = Document(
        key=str(enterprise.pk),
        name=enterprise.name,
        names=(*enterprise.values("names"), *enterprise.values("statutory_names")),
        offerings=tuple(enterprise.values("offerings")),
        sectors=tuple(enterprise.values("sectors")),
        description=enterprise.value("description") or "",
        city=enterprise.value("city") or "",
        municipality=home.name if home else "",
    )
    return with_own_words(registers, own)


def _point(enterprise: Enterprise) -> Point | None:
    if enterprise.lat is None or enterprise.lon is None:
        return None
    return Point(enterprise.lat, enterprise.lon)
