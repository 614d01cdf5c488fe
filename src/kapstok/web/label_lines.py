# SPDX-License-Identifier: EUPL-1.2
"""What is said of a label: until when, where and when it was seen, and what its state means."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext

from kapstok.enterprises.enums import State
from kapstok.enterprises.label_state import LabelOnDay
from kapstok.enterprises.models import RenewalNote
from kapstok.enterprises.wording import label_words
from kapstok.regions.region_file import Region
from kapstok.web.words import spoken


def evidence_line(label: LabelOnDay, region: Region, today: date) -> str:
    """ "PSO trede 3, geldig tot 31 maart 2027, gezien op 21 november in het register"."""
    parts = [label_words(region, label.label, label.level, label.flags)]
    if label.status:
        parts.append(gettext("status “%(status)s”") % {"status": label.status})
    parts += [*_term(label, today), *_seen(label, today)]
    return ", ".join(parts)


def explanation(label: LabelOnDay, region: Region) -> str:
    """What a state other than "holds" means; nothing for one that holds."""
    match label.state:
        case State.HOLDS:
            return ""
        case State.PENDING:
            return _pending(label, region)
        case State.EXCLUDED:
            return gettext(
                "Het label staat in het register, maar met dit niveau of deze status telt het in %(region)s niet mee."
            ) % {"region": region.name}
        case State.LAPSED:
            return gettext("Dit label geldt niet meer. Wij laten het zien omdat het eerder wel gold.")


def own_word(note: RenewalNote | None) -> str:
    """What the enterprise itself says of renewing; nothing where it says nothing."""
    if note is None:
        return ""
    return gettext("Verlenging loopt, zegt de onderneming zelf sinds %(day)s.") % {"day": spoken(note.day)}


def _term(label: LabelOnDay, today: date) -> list[str]:
    if label.valid_until and label.valid_until >= today:
        return [gettext("geldig tot %(day)s") % {"day": spoken(label.valid_until)}]
    if label.valid_until:
        return [gettext("was geldig tot %(day)s") % {"day": spoken(label.valid_until)}]
    if label.valid_from:
        return [gettext("geldig vanaf %(day)s") % {"day": spoken(label.valid_from)}]
    return []


def _seen(label: LabelOnDay, today: date) -> list[str]:
    if label.missing_since and label.last_seen:
        return [
            gettext("voor het laatst gezien op %(day)s") % {"day": spoken(label.last_seen, today)},
            gettext("sinds %(day)s niet meer in het register") % {"day": spoken(label.missing_since, today)},
        ]
    if label.last_seen:
        return [gettext("gezien op %(day)s in het register") % {"day": spoken(label.last_seen, today)}]
    return []


def _pending(label: LabelOnDay, region: Region) -> str:
    said = gettext(
        "De einddatum is voorbij, maar de onderneming staat nog in het register. Vaak loopt de verlenging dan nog."
    )
    if label.valid_until is None:
        return said
    until = spoken(label.valid_until + timedelta(days=region.listing.grace_days))
    return said + " " + gettext("Wij wachten tot en met %(day)s.") % {"day": until}
