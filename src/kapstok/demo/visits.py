# SPDX-License-Identifier: EUPL-1.2
"""What it took to read the sites: pages that had not changed, and keys that had to be read first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.utils.translation import gettext

from kapstok.regions.folder import RegionFolder
from kapstok.registers import parsing
from kapstok.registers.models import Run
from kapstok.registers.queries import page_records, snapshots
from kapstok.registers.register_file import RegisterFile, load_folder


@dataclass(frozen=True)
class Visit:
    """One reading of a site.

    `unchanged` counts the pages of which the site only said that they had not changed (304), of `pages` in all. `key`
    is what a page handed out and the list's requests had to carry, `key_before` that of the day before; None where the
    register has none.
    """

    register: str
    pages: int
    unchanged: int = 0
    key: str | None = None
    key_before: str | None = None


def visits(runs: Iterable[Run], folder: RegionFolder, before: Iterable[Visit]) -> tuple[Visit, ...]:
    """The visits that these runs were, after those of the day before."""
    files, _faults = load_folder(folder.registers, None)
    keys = {visit.register: visit.key for visit in before}
    return tuple(_visit(run, folder, files, keys.get(run.register.name)) for run in runs)


def _visit(
    run: Run, folder: RegionFolder, files: Mapping[str, RegisterFile], key_before: str | None
) -> Visit:
    records = page_records(run)
    key = None
    for page in records:
        if page.kind == "token" and page.sha256:
            body = snapshots(folder).get(page.sha256)
            key = parsing.parse_token(body, page.content_type, page.url, files[run.register_id])
    return Visit(
        register=run.register.name,
        pages=len(records),
        unchanged=sum(page.status == HTTPStatus.NOT_MODIFIED for page in records),
        key=key,
        key_before=key_before,
    )


def tell_visits(made: Iterable[Visit]) -> Iterator[str]:
    """What of the visits is worth a sentence."""
    for visit in made:
        told = {"name": visit.register, "count": visit.unchanged, "pages": visit.pages}
        if visit.unchanged:
            sentence = gettext(
                "%(name)s: %(count)s van de %(pages)s pagina's niet opnieuw gehaald, want niet veranderd."
            )
            yield sentence % told
        if visit.key and not visit.key_before:
            sentence = gettext(
                "%(name)s: de site wil een sleutel zien die in haar pagina staat. Wij lezen die elke keer eerst."
            )
            yield sentence % told
        elif visit.key != visit.key_before:
            yield gettext("%(name)s: de sleutel is een andere dan gisteren. Wij lazen de nieuwe.") % told
