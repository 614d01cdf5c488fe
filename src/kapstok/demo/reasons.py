# SPDX-License-Identifier: EUPL-1.2
"""Why an enterprise came, went or moved, in a few words, from its labels before and after."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from kapstok.demo.changes import LabelChange, LabelRow
from kapstok.enterprises.enums import State
from kapstok.enterprises.wording import label_words, level_words
from kapstok.regions.region_file import Region


def why_joined(pair: LabelChange, region: Region) -> str:
    """Why a label holds now that did not."""
    before, after = pair.before, pair.after
    told = {"label": _label(after, region)}
    if before is None:
        return gettext("%(label)s, nieuw in het register") % told
    if before["missing_since"]:
        return gettext("%(label)s, weer terug in het register") % told
    if before["state"] == State.EXCLUDED:
        told |= {"was": _standing(before), "label": _label(after, region)}
        return gettext("%(label)s; was %(was)s") % told
    if (before["valid_from"], before["valid_until"]) != (after["valid_from"], after["valid_until"]):
        return gettext("%(label)s verlengd tot en met %(until)s") % (
            told | {"until": _day(after["valid_until"])}
        )
    return gettext("%(label)s gaat in op %(day)s") % (told | {"day": _day(after["valid_from"])})


def why_left(pair: LabelChange, region: Region) -> str:
    """Why a label does not hold any more."""
    after = pair.after
    told = {"label": _label(pair.before or after, region)}
    if after["missing_since"]:
        told["day"] = _day(after["missing_since"])
        return gettext("%(label)s vervallen, sinds %(day)s niet meer in het register") % told
    if after["state"] == State.EXCLUDED:
        return gettext("%(label)s; nu %(now)s") % (told | {"now": _standing(after)})
    if after["state"] == State.PENDING:
        told["day"] = _day(after["valid_until"])
        return gettext("%(label)s liep tot en met %(day)s; staat nog in het register, dus wij wachten") % told
    return gettext("%(label)s liep tot en met %(day)s") % (told | {"day": _day(after["valid_until"])})


def why_moved(pair: LabelChange, region: Region) -> str:
    """From which level to which."""
    was, now = _label(pair.before or pair.after, region), _label(pair.after, region)
    return gettext("van %(was)s naar %(now)s") % {"was": was, "now": now}


def why_waiting(pair: LabelChange, region: Region) -> str:
    """Which label it still has, and when its register last showed it."""
    told = {"label": _label(pair.after, region), "day": _day(pair.after["last_seen"])}
    return gettext("%(label)s, voor het laatst gezien op %(day)s") % told


def _label(label: LabelRow, region: Region) -> str:
    return label_words(region, label["label"], label["level"], label["flags"])


def _standing(label: LabelRow) -> str:
    """What a register says of a label that does not count."""
    return str(
        label["status"] or (label["level"] and level_words(label["level"])) or gettext("niet te lezen")
    )


def _day(text: str | None) -> str:
    return date_format(date.fromisoformat(text), "j F Y") if text else gettext("een onbekende dag")
