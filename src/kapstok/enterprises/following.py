# SPDX-License-Identifier: EUPL-1.2
"""From what is published to what can be found: which entries are one company, what it shows, the search index.

Each step may be repeated. It is left out when nothing that it depends on has changed since it was last done to its end.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.db.models import Max

from kapstok import __version__
from kapstok.enterprises.actions import assemble, refresh, regroup, renew
from kapstok.enterprises.enums import FollowingStep
from kapstok.enterprises.finding import index_path
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.locating import entry_location
from kapstok.enterprises.models import Assembled, EnterpriseLabel, PlaceCorrection, Withholding
from kapstok.enterprises.queries import documents
from kapstok.regions.folder import RegionFolder
from kapstok.regions.region_file import Region
from kapstok.registers.histories import EntryHistory
from kapstok.registers.queries import absent_entries, entry_histories, publications, register_domains
from kapstok.registers.reading import Told
from kapstok.resolution.actions import resolve
from kapstok.resolution.queries import decided, in_force, open_count
from kapstok.resolution.records import Record, record
from kapstok.search import actions as search
from kapstok.search.vocabulary import chain_of

# Stands where progress names a register, when it is about all of them together.
EVERYTHING = "all"
_THE_ONE = 1
# So many documents are built into an index within a second or two.
_BUILT_ANEW = 1_000


def follow(folder: RegionFolder, day: date, told: Told) -> int:
    """Resolves, assembles and indexes what is published; gives the number of pairs that wait for a person.

    Where nothing new was published since the last time, only what the calendar and the runs' days have changed.
    """
    region = folder.region()
    rules, basis = ListingRules.of(region), _basis(region)
    if _is_level(basis, day):
        with _step(told, FollowingStep.ASSEMBLE):
            advance(day, rules)
    else:
        histories = entry_histories()
        with _step(told, FollowingStep.RESOLVE):
            _resolve(histories)
        with _step(told, FollowingStep.ASSEMBLE), transaction.atomic():
            assemble(day, rules, histories)
            Assembled.objects.update_or_create(pk=_THE_ONE, defaults={"basis": basis, "day": day})
    with _step(told, FollowingStep.INDEX):
        search.catch_up(documents, index_path(folder), chain=chain_of(folder), anew_up_to=_BUILT_ANEW)
    return open_count()


def is_level(folder: RegionFolder, day: date) -> bool:
    """Whether the directory shows all that is published and said."""
    return _is_level(_basis(folder.region()), day)


def _is_level(basis: str, day: date) -> bool:
    return Assembled.objects.filter(pk=_THE_ONE, basis=basis, day__lte=day).exists()


def follow_words(folder: RegionFolder, day: date) -> None:
    """What `follow` does, where the directory was level until a person said something of a pair."""
    region = folder.region()
    rules, basis, histories = ListingRules.of(region), _basis(region), entry_histories()
    _resolve(histories)
    with transaction.atomic():
        advance(day, rules)
        regroup(day, rules, histories)
        Assembled.objects.filter(pk=_THE_ONE).update(basis=basis, day=day)
    search.catch_up(documents, index_path(folder), chain=chain_of(folder), anew_up_to=_BUILT_ANEW)


@transaction.atomic
def advance(day: date, rules: ListingRules) -> None:
    """Brings enterprises to a later day on which nothing new was published: labels that end, entries that stay away."""
    moved = refresh(day, rules)
    # One more published run without an entry may be the one that makes it absent.
    away = EnterpriseLabel.objects.filter(missing_since=None, entry__in=absent_entries())
    moved |= renew(away.values_list("entry_id", flat=True), day, rules)
    if moved:
        Assembled.objects.filter(pk=_THE_ONE, day__lt=day).update(day=day)


def _resolve(histories: Iterable[EntryHistory]) -> None:
    resolve(records(histories))


def records(histories: Iterable[EntryHistory]) -> Iterator[Record]:
    """The entries as resolution compares them: by what their registers showed last."""
    theirs = register_domains()
    for history in histories:
        values = history.versions[-1].values
        yield record(
            entry=history.entry,
            register=history.register,
            values=values,
            location=entry_location(values),
            others=theirs,
        )


def _basis(region: Region) -> str:
    """One short text for all that enterprises are made of, but for the day; ask it before what it speaks of is read."""
    said = (
        __version__,
        in_force().version,
        publications(),
        sorted(decided().items()),
        [model.objects.aggregate(last=Max("pk"))["last"] for model in (PlaceCorrection, Withholding)],
        region.model_dump_json(),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()


@contextmanager
def _step(told: Told, step: FollowingStep) -> Iterator[None]:
    told(EVERYTHING, step, 0, 1)
    yield
    told(EVERYTHING, step, 1, 1)
