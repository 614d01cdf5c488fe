# SPDX-License-Identifier: EUPL-1.2
"""How an instance is: everything that can be looked at without changing it, with what to do about what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from kapstok.accounts.queries import administrators, has_second_factor
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.heartbeat import read as read_heartbeat
from kapstok.enterprises.finding import index_path
from kapstok.enterprises.queries import documents
from kapstok.notices.mail import configured
from kapstok.notices.queries import counts
from kapstok.regions.folder import RegionFolder
from kapstok.registers.blobs import BlobMissing
from kapstok.registers.course import quarantined
from kapstok.registers.due import overdue_registers
from kapstok.registers.models import Page, Run
from kapstok.registers.queries import last_published_day, snapshots
from kapstok.registers.register_file import load_folder
from kapstok.search.drift import compared
from kapstok.search.dutch import static_model
from kapstok.search.dutch.meaning import NoModel
from kapstok.search.index import search_index
from kapstok.search.queries import behind
from kapstok.search.vocabulary import chain_of
from kapstok.upkeep.findings import Finding, Health, Look, look_at_disk, look_at_files
from kapstok.upkeep.trail import look_at_trail

_PAGES_LOOKED_AT = 200


def examine(folder: RegionFolder) -> list[Finding]:
    """Everything that was found; whatever goes wrong while looking is a finding as well."""
    found: list[Finding] = []
    for about, look in _LOOKS.items():
        try:
            found += look(folder)
        except (KapstokError, DatabaseError, OSError) as error:
            found.append(Finding(about, Health.ILL, " ".join(str(error).split())))
    return found


def _database(folder: RegionFolder) -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Finding("database", Health.ILL, "its tables are of an older version", "run any kapstok command")
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            said = str(cursor.fetchone()[0])
        if said != "ok":
            yield Finding(
                "database", Health.ILL, f"it is damaged: {said}", "put a backup back (kapstok restore)"
            )
            return
    yield Finding("database", Health.WELL, f"{connection.vendor}, tables up to date")


def _kept_pages(folder: RegionFolder) -> Iterator[Finding]:
    blobs, missing = snapshots(folder), ""
    newest = (
        Page.objects.exclude(sha256="").order_by("-id").values_list("sha256", flat=True)[:_PAGES_LOOKED_AT]
    )
    looked_at = sorted(set(newest))
    for sha256 in looked_at:
        try:
            blobs.get(sha256)
        except BlobMissing as error:
            missing = str(error)
    if missing:
        yield Finding(
            "snapshots", Health.ILL, missing, "put var/snapshots of a backup back: evidence rests on it"
        )
    else:
        yield Finding("snapshots", Health.WELL, f"{len(looked_at)} of the newest pages are what they were")


def _index(folder: RegionFolder) -> Iterator[Finding]:
    waiting = behind(search_index(index_path(folder)).position(), chain_of(folder).version)
    if waiting is None:
        yield Finding(
            "search", Health.ILL, "there is no index that fits the database", "kapstok sync builds it anew"
        )
    elif waiting:
        yield Finding(
            "search", Health.NOTE, f"{waiting} changes are not in the index yet", "kapstok worker or serve"
        )
    elif (found := compared(documents, index_path(folder))) and found.keys:
        said = (
            f"the index differs from the database: {len(found.missing)} documents are missing, "
            f"{len(found.different)} are otherwise, {len(found.strange)} should not be there"
        )
        todo = "the worker mends it tonight; remove var/search to have it built anew by kapstok sync"
        yield Finding("search", Health.ILL, said, todo)
    else:
        yield Finding("search", Health.WELL, "the index has everything that is in the database")


def _meaning(folder: RegionFolder) -> Iterator[Finding]:
    """Nothing where no model was asked for."""
    if settings.SEMANTIC_MODEL:
        try:
            static_model.load(settings.SEMANTIC_MODEL)
        except NoModel as error:
            todo = "search goes on without it; KAPSTOK_SEMANTIC_MODEL in docs/running.md"
            yield Finding("meaning", Health.ILL, str(error), todo)
        else:
            yield Finding("meaning", Health.WELL, f"{settings.SEMANTIC_MODEL} can be read")


def _registers(folder: RegionFolder) -> Iterator[Finding]:
    waiting = quarantined()
    for run in waiting:
        said = f"run {run.pk} of {run.register_id} is in quarantine: {run.reason}"
        todo = f"kapstok runs reject {run.pk}, or, where the site is right as it is, accept {run.pk}"
        yield Finding("registers", Health.ILL, said, todo)
    files, _faults = load_folder(folder.registers, folder.region().labels)
    late = overdue_registers(files.values(), now())
    for one in late:
        since = f"since {one.published.day}" if one.published else "ever"
        yield Finding(
            "registers",
            Health.ILL,
            f"{one.file.id} was not published {since}",
            f"kapstok sync --register {one.file.id}",
        )
    if not late and not waiting:
        yield Finding("registers", Health.WELL, f"{Run.objects.count()} runs, none waits for a person")


def _clock(folder: RegionFolder) -> Iterator[Finding]:
    newest = Run.objects.order_by("-started_at").first()
    if newest and newest.started_at > now() + timedelta(minutes=5):
        said = f"run {newest.pk} began at {newest.started_at:%Y-%m-%d %H:%M} UTC, which is yet to come"
        yield Finding("clock", Health.ILL, said, "set the clock of this machine right")
    elif (last := last_published_day()) and last > folder.region().today():
        said = f"a register was published for {last}, which is yet to come; no sync is done before that day"
        yield Finding(
            "clock", Health.ILL, said, "set the clock right; put back a backup of before (kapstok restore)"
        )
    else:
        yield Finding("clock", Health.WELL, f"{now():%Y-%m-%d %H:%M} UTC")


def _worker(folder: RegionFolder) -> Iterator[Finding]:
    beat = read_heartbeat(folder.var / "worker.json")
    if beat is None or beat.stopped:
        yield Finding(
            "worker", Health.NOTE, "it does not run", "kapstok worker reads registers and sends mail"
        )
    elif beat.is_silent(now()):
        said = f"it has been silent since {beat.at:%Y-%m-%d %H:%M} UTC ({beat.doing})"
        yield Finding("worker", Health.ILL, said, "start it again (docs/running.md)")
    else:
        yield Finding("worker", Health.WELL, f"it was there at {beat.at:%H:%M} UTC")


def _mail(folder: RegionFolder) -> Iterator[Finding]:
    queue = counts()
    if not configured():
        yield Finding(
            "mail", Health.NOTE, f"no mail server; {queue.waiting} notices wait", "set KAPSTOK_EMAIL_URL"
        )
    for state, number in (("failed", queue.failed), ("uncertain", queue.uncertain)):
        if number:
            yield Finding(
                "mail", Health.NOTE, f"{number} notices are {state}", "ask those editors whether it came"
            )
    if configured() and not queue.failed and not queue.uncertain:
        yield Finding("mail", Health.WELL, f"{queue.sent} notices sent, {queue.waiting} wait")


def _people(folder: RegionFolder) -> Iterator[Finding]:
    known = list(administrators())
    if not known:
        yield Finding("people", Health.NOTE, "there is no administrator", "kapstok admin add EMAIL")
    elif not any(has_second_factor(person) for person in known):
        yield Finding("people", Health.NOTE, "no administrator has a second factor yet", "sign in at /beheer")
    else:
        yield Finding("people", Health.WELL, f"{len(known)} administrators")


def _settings(folder: RegionFolder) -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding(
            "settings", Health.ILL, "KAPSTOK_DEBUG is on", "switch it off: error pages tell too much"
        )
    if settings.SITE_ADDRESS and not settings.HTTPS:
        yield Finding(
            "settings", Health.NOTE, "the site has a name, but no https", "set KAPSTOK_HTTPS=1 behind TLS"
        )
    key = folder.var / "secret-key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield Finding("settings", Health.ILL, f"others may read {key}", f"chmod 600 {key}")
    elif not settings.DEBUG:
        yield Finding("settings", Health.WELL, "nothing odd")


_LOOKS: dict[str, Look] = {
    "files": look_at_files,
    "database": _database,
    "disk": look_at_disk,
    "snapshots": _kept_pages,
    "search": _index,
    "meaning": _meaning,
    "registers": _registers,
    "clock": _clock,
    "worker": _worker,
    "mail": _mail,
    "people": _people,
    "trail": look_at_trail,
    "settings": _settings,
}
