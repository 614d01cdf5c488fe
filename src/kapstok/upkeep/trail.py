# SPDX-License-Identifier: EUPL-1.2
"""What the worker does for the audit trail: seals what was left unsealed, verifies it each night and logs the head."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext

from kapstok.accounts.queries import administrators
from kapstok.core.chain import Break, seal_waiting, verify
from kapstok.core.errors import NeedsPerson
from kapstok.notices.telling import Words, tell
from kapstok.privacy.topics import TRAIL
from kapstok.regions.folder import RegionFolder
from kapstok.upkeep.findings import Finding, Health

_log = logging.getLogger("kapstok.worker")
_TODO = (
    "somebody changed the database by hand, or the key of the site is another one (docs/running.md, Privacy)"
)


class TrailBroken(NeedsPerson):
    """The audit trail is not what was sealed."""


def verify_trail(_folder: RegionFolder, _at: datetime) -> int:
    """Verifies the whole audit trail and logs its head, the anchor outside the database; gives how many entries hold.

    Raises `TrailBroken`, after every administrator was told, once for each place where it breaks.
    """
    seal_waiting()
    found = verify()
    if found.broken:
        _tell(found.broken)
        raise TrailBroken(str(found.broken))
    _log.info("audit trail: %s entries, head %s", found.walked, found.head)
    return found.walked


def look_at_trail(_folder: RegionFolder) -> Iterator[Finding]:
    """Whether the audit trail holds, for the doctor."""
    found = verify()
    if found.broken:
        yield Finding("trail", Health.ILL, str(found.broken), _TODO)
    else:
        yield Finding("trail", Health.WELL, f"{found.walked} entries hold, head {found.head}")


def _tell(broken: Break) -> None:
    number = {"number": broken.number}
    tell(
        people=administrators(),
        topic=TRAIL,
        key=f"trail:{broken.number}",
        words=lambda: Words(
            gettext("Het logboek klopt niet vanaf regel %(number)s") % number,
            gettext(
                "Iemand veranderde iets in de database zelf, of de geheime sleutel van de site is veranderd. "
                "Bewaar een back-up, en vraag wie de site beheert wat er gebeurde."
            ),
        ),
        path="/beheer/logboek",
    )
