# SPDX-License-Identifier: EUPL-1.2
"""What editors are told of registers: what happened, why, what is safe, and what to do now.

Words of a register (its name, what its site answered) are text of strangers: only what can be printed goes in, and only
so much of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from django.utils import formats
from django.utils.translation import gettext

from kapstok.accounts.queries import editors
from kapstok.notices.lines import one_line
from kapstok.notices.telling import Words, tell
from kapstok.regions.region_file import Region
from kapstok.registers.due import Overdue
from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Run
from kapstok.registers.queries import last_published
from kapstok.registers.topics import REGISTERS
from kapstok.registers.wording import fault_words, interval_words

_LONGEST_NAME = 100
_LONGEST_REASON = 2_000


def tell_of_quarantine(run: Run, region: Region) -> int:
    """Tells every editor that a run waits for their decision; call it in the transaction that says so.

    The same reason as before, with nothing published in between, is not told again.
    """
    published = last_published(run.register_id)
    reason = hashlib.sha256(run.reason.encode()).hexdigest()[:16]
    key = f"quarantine:{run.register_id}:{published.pk if published else 0}:{reason}"

    def words() -> Words:
        subject = gettext("een lezing van %(register)s wacht op u") % {"register": _name(run)}
        happened = gettext(
            "Het register %(register)s is gelezen, maar de lezing ziet er vreemd uit. "
            "Daarom is zij niet gepubliceerd. Zij wacht op uw oordeel."
        ) % {"register": _name(run)}
        todo = gettext("Bekijk de lezing. Publiceer haar toch, of wijs haar af:")
        return _words(region, subject, [happened, _why(run), _safe(), todo])

    return _tell(run, key, words)


def tell_of_overdue(late: Overdue, region: Region) -> int:
    """Tells every editor that a register went unpublished for too long: once, until it is published again."""
    key = f"overdue:{late.file.id}:{late.published.pk if late.published else 0}"

    def words() -> Words:
        subject = gettext("%(register)s is al lang niet gepubliceerd") % {"register": _name(late.newest)}
        todo = gettext("Bekijk de laatste lezing:")
        return _words(region, subject, [_happened(late, region), _last(late.newest), _safe(), todo])

    return _tell(late.newest, key, words)


def _tell(run: Run, key: str, words: Callable[[], Words]) -> int:
    return tell(people=editors(), topic=REGISTERS, key=key, words=words, path=f"/beheer/lezingen/{run.pk}")


def _words(region: Region, subject: str, paragraphs: Iterable[str]) -> Words:
    return Words(f"Kapstok {region.name}: {subject}", "\n\n".join(filter(None, paragraphs)))


def _why(run: Run) -> str:
    """The guard's findings in the reader's language; what else a run says of itself as it stands there."""
    said = [fault_words(fault) for fault in run.verdict] or [f"{run.reason.rstrip('.')}."]
    return gettext("De reden: %(reason)s") % {"reason": one_line(" ".join(said), _LONGEST_REASON)}


def _safe() -> str:
    return gettext(
        "Wat is veilig: de site toont wat de laatste gepubliceerde lezing liet zien. Er is niets veranderd, en "
        "geen onderneming is van de lijst gehaald."
    )


def _happened(late: Overdue, region: Region) -> str:
    told = {"register": _name(late.newest), "interval": interval_words(late.file.every)}
    if late.published is None:
        return (
            gettext(
                "Het register %(register)s is nog nooit gepubliceerd. Het hoort %(interval)s gelezen te worden, en "
                "sinds de eerste lezing is meer dan drie keer zoveel tijd voorbij."
            )
            % told
        )
    told["day"] = formats.date_format(late.published.started_at.astimezone(region.timezone), "DATE_FORMAT")
    return (
        gettext(
            "Het register %(register)s is sinds %(day)s niet meer gepubliceerd. Het hoort %(interval)s gelezen te "
            "worden, en er is meer dan drie keer zoveel tijd voorbij."
        )
        % told
    )


def _last(run: Run) -> str:
    if run.status == RunStatus.QUARANTINED:
        said = gettext("De laatste lezing wacht op uw oordeel. %(why)s")
    elif run.status in (RunStatus.FAILED, RunStatus.RUNNING):
        said = gettext("De laatste lezing is mislukt. %(why)s")
    elif run.status == RunStatus.REJECTED:
        said = gettext("De laatste lezing is afgewezen. %(why)s")
    else:
        return gettext("Sindsdien is het register niet gelezen. Draait de worker nog?")
    return (said % {"why": _why(run) if run.reason else ""}).strip()


def _name(run: Run) -> str:
    return one_line(run.register.name, _LONGEST_NAME)
