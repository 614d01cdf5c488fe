# SPDX-License-Identifier: EUPL-1.2
"""The rows of this room, read and written in few statements; what is the same is not written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Model, QuerySet

from kapstok.core.clock import now
from kapstok.enterprises.assembling import EntryLabel, Profile
from kapstok.enterprises.events import label_events
from kapstok.enterprises.identity import Cluster, Holder
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import (
    Enterprise,
    EnterpriseLabel,
    EnterpriseNumber,
    EnterpriseSlug,
    LabelEvent,
    Membership,
)
from kapstok.enterprises.projection import enterprise_columns, label_columns, shows
from kapstok.enterprises.slugs import free_slug
from kapstok.search.actions import enqueue

_BATCH = 500


@dataclass(frozen=True)
class Written:
    """What the database holds before anything is changed."""

    enterprises: Mapping[UUID, Enterprise]
    members: Mapping[int, UUID]
    labels: Mapping[int, EnterpriseLabel]

    @classmethod
    def load(cls, only: QuerySet[Enterprise] | None = None) -> Written:
        """Everything, or only what belongs to some enterprises.

        Their rows are locked until the transaction ends, where the database can: read what editors say after this,
        and nothing that they say meanwhile is lost.
        """
        enterprises, members, labels = (
            Enterprise.objects.select_for_update().order_by("pk"),
            Membership.objects.all(),
            EnterpriseLabel.objects.all(),
        )
        if only is not None:
            enterprises, members, labels = (
                only.select_for_update().order_by("pk"),
                members.filter(enterprise__in=only),
                labels.filter(enterprise__in=only),
            )
        return cls(
            enterprises={enterprise.pk: enterprise for enterprise in enterprises},
            members=dict(members.values_list("entry_id", "enterprise_id")),
            labels={label.entry_id: label for label in labels},
        )

    def entries(self) -> dict[UUID, Cluster]:
        return entries_of(self.members)

    def holders(self) -> list[Holder]:
        """Every enterprise, oldest first; those made at one moment in the order of their first entries."""
        rows = (
            (pk, row.made_at, row.former_entries, row.merged_into_id) for pk, row in self.enterprises.items()
        )
        return holders_of(rows, self.entries())


def entries_of(members: Mapping[int, UUID]) -> dict[UUID, Cluster]:
    """The entries of each enterprise, from the enterprise of each entry."""
    found: dict[UUID, set[int]] = defaultdict(set)
    for entry, enterprise in members.items():
        found[enterprise].add(entry)
    return {enterprise: frozenset(entries) for enterprise, entries in found.items()}


def holders_of(
    rows: Iterable[tuple[UUID, datetime, Iterable[int], UUID | None]], has: Mapping[UUID, Cluster]
) -> list[Holder]:
    """Enterprises (id, when made, former entries, whom it points to) as holders of the entries that they have."""
    found = [
        (made_at, Holder(pk, has.get(pk) or frozenset(former), points=points_to is not None))
        for pk, made_at, former, points_to in rows
    ]
    return [h for _, h in sorted(found, key=lambda one: (one[0], min(one[1].entries, default=0)))]


@dataclass
class Changes:
    """Gathers what differs from what is written, then writes it; the caller has the transaction."""

    written: Written
    day: date
    rules: ListingRules
    at: datetime = field(default_factory=now)
    slugs: set[str] = field(default_factory=set)
    made: list[Enterprise] = field(default_factory=list)
    altered: dict[UUID, Enterprise] = field(default_factory=dict)
    members: list[Membership] = field(default_factory=list)
    labels: list[EnterpriseLabel] = field(default_factory=list)
    shown: set[UUID] = field(default_factory=set)

    def make(self, found: Profile, entries: Cluster) -> None:
        """A new enterprise, with a slug that nobody ever had."""
        self.slugs = self.slugs or set(EnterpriseSlug.objects.values_list("slug", flat=True))
        slug = free_slug(found.name, found.value("city"), self.slugs)
        self.slugs.add(slug)
        enterprise = Enterprise(slug=slug, made_at=self.at, **enterprise_columns(found))
        self.made.append(enterprise)
        self._attach(enterprise, found, entries)

    def bring_up_to_date(self, enterprise: Enterprise, found: Profile, entries: Cluster) -> None:
        """The enterprise as it is now, found back when it pointed to another."""
        columns = enterprise_columns(found)
        if enterprise.merged_into_id or not shows(enterprise, columns):
            self.altered[enterprise.pk] = Enterprise(
                pk=enterprise.pk, slug=enterprise.slug, made_at=enterprise.made_at, **columns
            )
        self._attach(enterprise, found, entries)

    def merge(self, enterprise: Enterprise, winner: UUID, had: Iterable[int]) -> None:
        """From now on the enterprise only points to another."""
        pointing = copy(enterprise)
        pointing.merged_into_id = winner
        pointing.former_entries = sorted(had)
        pointing.listed, pointing.next_change = False, None
        self.altered[enterprise.pk] = pointing

    def write(self) -> frozenset[UUID]:
        """Writes what was gathered and queues it for the search index; gives the enterprises that changed."""
        Enterprise.objects.bulk_create(self.made, batch_size=_BATCH)
        EnterpriseSlug.objects.bulk_create(
            [EnterpriseSlug(slug=enterprise.slug, enterprise=enterprise) for enterprise in self.made],
            batch_size=_BATCH,
        )
        _put(Enterprise, self.altered.values())
        _put(Membership, self.members)
        _put(EnterpriseLabel, self.labels)
        events = label_events(self.written.labels, self.labels, self.day, self.at, self.rules)
        LabelEvent.objects.bulk_create(events, batch_size=_BATCH)
        changed = frozenset(self.shown | set(self.altered) | {enterprise.pk for enterprise in self.made})
        self._write_numbers()
        if changed:
            enqueue([str(pk) for pk in sorted(changed)])
        return changed

    def _attach(self, enterprise: Enterprise, found: Profile, entries: Cluster) -> None:
        joined = [entry for entry in sorted(entries) if self.written.members.get(entry) != enterprise.pk]
        self.members += [Membership(entry_id=entry, enterprise_id=enterprise.pk) for entry in joined]
        self.shown |= {self.written.members[entry] for entry in joined if entry in self.written.members}
        differing = [row for label in found.labels if (row := self._differing(enterprise, label))]
        self.labels += differing
        if joined or differing:
            self.shown.add(enterprise.pk)

    def _differing(self, enterprise: Enterprise, label: EntryLabel) -> EnterpriseLabel | None:
        """The label's row as it must become; None when it is so already."""
        columns = {"enterprise_id": enterprise.pk, **label_columns(label)}
        if shows(self.written.labels.get(label.entry), columns):
            return None
        return EnterpriseLabel(entry_id=label.entry, **columns)

    def _write_numbers(self) -> None:
        changed = [
            row
            for row in self.altered.values()
            if _numbers(row) != _numbers(self.written.enterprises[row.pk])
        ]
        for part in range(0, len(changed), _BATCH):
            EnterpriseNumber.objects.filter(enterprise__in=changed[part : part + _BATCH]).delete()
        EnterpriseNumber.objects.bulk_create(
            [
                EnterpriseNumber(enterprise=row, kvk=kvk)
                for row in (*self.made, *changed)
                for kvk in _numbers(row)
            ],
            batch_size=_BATCH,
        )


def _numbers(row: Enterprise) -> list[str]:
    """The numbers under which an enterprise can be found; one that points to another is found there."""
    return [] if row.merged_into_id else row.values("kvk")


def _put(model: type[Model], rows: Iterable[Model]) -> None:
    """Inserts rows, or overwrites those with the same primary key."""
    others = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=others
    )
