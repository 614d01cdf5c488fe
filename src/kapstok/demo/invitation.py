# SPDX-License-Identifier: EUPL-1.2
"""Where a visitor can look after the three days: pages that show best what happened, and the registers themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext

from kapstok.demo.changes import Change
from kapstok.demo.owners import Owner
from kapstok.demo.reasons import why_left, why_moved
from kapstok.demo.telling import Day, Section, Story


def invite(
    past: Sequence[Day], owners: Sequence[Owner], site: str, registers: Mapping[str, str], home: str
) -> Story:
    """Addresses worth opening, on the `site` (without a slash at the end) and of the simulated registers.

    No mail leaves a demo, so whoever wants to sign in as one of the owners asks the program for a link.
    """
    lines = (
        gettext("%(url)s: wie levert taart?") % {"url": f"{site}/aanbod?q=taart"},
        *_enterprises(past, site),
        *(_owned(owner, site, home) for owner in owners),
    )
    return Story(
        gettext("Kijk zelf"),
        (
            Section(gettext("Op de site"), lines),
            Section(gettext("De nagebootste registers"), tuple(registers.values())),
        ),
    )


def _enterprises(past: Sequence[Day], site: str) -> Iterator[str]:
    today, before = past[-1], past[-2].date
    for change in today.changes.moved[:1]:
        told = {"name": change.row["name"], "why": why_moved(change.labels[0], today.region)}
        yield gettext("%(url)s: %(name)s ging %(why)s; dit is het bewijs van gisteren") % (
            told | {"url": _page(site, change, before)}
        )
    for change in today.changes.left[:1]:
        told = {"name": change.row["name"], "why": why_left(change.labels[0], today.region)}
        yield gettext("%(url)s: %(name)s; %(why)s. De pagina blijft.") % (told | {"url": _page(site, change)})


def _owned(owner: Owner, site: str, home: str) -> str:
    told = {"url": f"{site}/onderneming/{owner.slug}", "name": owner.name}
    said = gettext("%(url)s: %(name)s zegt zelf meer. Aanmelden als die ondernemer: %(command)s")
    return said % (told | {"command": f"kapstok admin link {owner.email} --home {home}"})


def _page(site: str, change: Change, proof_of: date | None = None) -> str:
    page = f"{site}/onderneming/{change.row['slug']}"
    return f"{page}/bewijs?op={proof_of.isoformat()}" if proof_of else page
