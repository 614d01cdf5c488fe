# SPDX-License-Identifier: EUPL-1.2
"""Makes enterprises of the entries of the registers, and keeps what pages show of them right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kapstok.enterprises.assembling import profile
from kapstok.enterprises.identity import Assignment, Cluster, assign
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, Membership
from kapstok.enterprises.queries import layer_of
from kapstok.enterprises.writing import Changes, Written, entries_of, holders_of
from kapstok.registers.histories import EntryHistory
from kapstok.registers.queries import entry_histories
from kapstok.resolution.queries import clusters


@transaction.atomic
def assemble(day: date, rules: ListingRules, known: Iterable[EntryHistory] | None = None) -> frozenset[UUID]:
    """Brings every enterprise in line with the registers on `day`, and gives the ids of those that changed.

    Clusters come from resolution; an entry that it has not judged stands alone. Enterprises keep their id and
    slug; those that became one company point to the oldest. What changed is queued for the search index in
    the same transaction. `known` are the histories of all entries, for who has them at hand. A second time nothing
    changes. The number of queries depends on the number of
    enterprises only by batches.
    """
    histories = {history.entry: history for history in (entry_histories() if known is None else known)}
    written = Written.load()
    identities = assign(_complete(clusters(), histories), written.holders())
    return _written_anew(written, identities, histories, day, rules)


@transaction.atomic
def regroup(day: date, rules: ListingRules, known: Iterable[EntryHistory]) -> frozenset[UUID]:
    """`assemble` where nothing was published since the last time: only what is together otherwise is looked at."""
    histories = {history.entry: history for history in known}
    home = dict(Membership.objects.values_list("entry_id", "enterprise_id"))
    has = entries_of(home)
    rows = Enterprise.objects.values_list("pk", "made_at", "former_entries", "merged_into_id")
    identities = assign(_complete(clusters(), histories), holders_of(rows, has))
    moved = tuple(
        (cluster, pk) for cluster, pk in identities.clusters if pk is None or has.get(pk) != cluster
    )
    touched = {home[entry] for cluster, _ in moved for entry in cluster if entry in home}
    touched |= {pk for _, pk in moved if pk} | {*identities.merged, *identities.merged.values()}
    written = Written.load(Enterprise.objects.filter(pk__in=touched))
    return _written_anew(written, replace(identities, clusters=moved), histories, day, rules)


def _written_anew(
    written: Written,
    identities: Assignment,
    histories: Mapping[int, EntryHistory],
    day: date,
    rules: ListingRules,
) -> frozenset[UUID]:
    layer = layer_of()
    changes = Changes(written, day, rules)
    for cluster, enterprise in identities.clusters:
        found = profile(_of(histories, cluster), day, rules, layer)
        if found and enterprise:
            changes.bring_up_to_date(written.enterprises[enterprise], found, cluster)
        elif found:
            changes.make(found, cluster)
    entries = written.entries()
    for loser, winner in identities.merged.items():
        changes.merge(written.enterprises[loser], winner, had=entries[loser])
    return changes.write()


@transaction.atomic
def refresh(day: date, rules: ListingRules) -> frozenset[UUID]:
    """Brings those enterprises up to `day` whose labels the calendar has changed by then; gives what changed."""
    return _renew(Enterprise.objects.filter(next_change__lte=day, merged_into=None), day, rules)


@transaction.atomic
def renew(entries: Iterable[int], day: date, rules: ListingRules) -> frozenset[UUID]:
    """Brings the enterprises of these entries in line with what editors say now; gives what changed."""
    members = Membership.objects.filter(entry__in=list(entries))
    return _renew(Enterprise.objects.filter(pk__in=members.values("enterprise")), day, rules)


def _renew(only: QuerySet[Enterprise], day: date, rules: ListingRules) -> frozenset[UUID]:
    written = Written.load(only)
    if not written.enterprises:
        return frozenset()
    histories = {history.entry: history for history in entry_histories(written.members)}
    layer = layer_of()
    changes = Changes(written, day, rules)
    for enterprise, entries in written.entries().items():
        found = profile(_of(histories, entries), day, rules, layer)
        if found:
            changes.bring_up_to_date(written.enterprises[enterprise], found, entries)
    return changes.write()


def _complete(judged: Iterable[Cluster], histories: Mapping[int, EntryHistory]) -> list[Cluster]:
    """The clusters, with every entry that is in none of them as one of its own."""
    together = list(judged)
    return [*together, *(frozenset({entry}) for entry in set(histories).difference(*together))]


def _of(histories: Mapping[int, EntryHistory], entries: Iterable[int]) -> list[EntryHistory]:
    return [histories[entry] for entry in entries if entry in histories]
