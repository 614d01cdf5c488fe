# SPDX-License-Identifier: EUPL-1.2
"""How a list says its labels, terms and differences to a reader, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext

from kapstok.enterprises.assembling import EntryLabel
from kapstok.enterprises.enums import State
from kapstok.enterprises.label_state import LabelOnDay
from kapstok.enterprises.wording import label_words
from kapstok.procurement.differences import Difference, Kind
from kapstok.procurement.unlisted import Unlisted, Why
from kapstok.regions.region_file import Region


def spoken(day: date) -> str:
    """ "3 maart 2027"."""
    return date_format(day, "j F Y")


def named(label: LabelOnDay, region: Region) -> str:
    """ "PSO trede 3 (30+)"."""
    return label_words(region, label.label, label.level, label.flags)


def counting(labels: Iterable[EntryLabel]) -> tuple[LabelOnDay, ...]:
    """The labels that a list names: those that hold, and those that wait for their renewal."""
    return tuple(one.on_day for one in labels if one.on_day.state in {State.HOLDS, State.PENDING})


def stated(label: LabelOnDay, region: Region) -> str:
    """A label with what its state is, where it does not simply hold."""
    said = named(label, region)
    if label.state is State.PENDING:
        return gettext("%(label)s (wacht op verlenging)") % {"label": said}
    return said


def term(label: LabelOnDay) -> str:
    """Until when a label is valid, as its register says."""
    if label.valid_until:
        return gettext("tot %(day)s") % {"day": spoken(label.valid_until)}
    if label.valid_from:
        return gettext("vanaf %(day)s") % {"day": spoken(label.valid_from)}
    return gettext("het register noemt geen einddatum")


def differing(difference: Difference, shared_on: date, region: Region) -> str:
    """ "PSO trede 2 gold op 3 oktober 2026, nu niet meer: …"."""
    then, now, day = difference.then, difference.now, spoken(shared_on)
    match difference.kind:
        case Kind.BEGUN if now:
            return gettext("%(label)s geldt nu; op %(day)s nog niet.") % {
                "label": named(now, region),
                "day": day,
            }
        case Kind.CHANGED if then and now:
            said = gettext("Op %(day)s gold %(then)s, nu %(now)s.")
            return said % {"day": day, "then": named(then, region), "now": named(now, region)}
        case Kind.PROLONGED if then and now:
            said = gettext("%(label)s is verlengd: op %(day)s geldig %(then)s, nu %(now)s.")
            return said % {"label": named(now, region), "day": day, "then": term(then), "now": term(now)}
        case Kind.ENDED if then:
            said = gettext("%(label)s gold op %(day)s, nu niet meer: %(why)s.")
            return said % {"label": named(then, region), "day": day, "why": _ended(now)}
    return ""


def correcting(
    shown: Iterable[EntryLabel], known: Iterable[EntryLabel], shared_on: date, region: Region
) -> str:
    """That a list showed something else on its day than what is known now of that day."""
    return gettext("Op %(day)s toonde deze lijst: %(shown)s. Nu weten wij dat die dag gold: %(known)s.") % {
        "day": spoken(shared_on),
        "shown": _all(shown, region),
        "known": _all(known, region),
    }


def unlisting(unlisted: Unlisted, region: Region) -> str:
    """Why an enterprise is no longer among the results, and since when."""
    label, days = unlisted.label, region.listing.grace_days
    match unlisted.why:
        case Why.WAITING if label and label.valid_until:
            said = gettext(
                "Het label was geldig tot %(until)s en wacht op verlenging, uiterlijk tot en met %(last)s."
            )
            return said % {
                "until": spoken(label.valid_until), "last": spoken(label.valid_until + timedelta(days=days)),
            }  # fmt: skip
        case Why.GONE:
            return _since(unlisted, gettext("Sinds %(day)s staat zij niet meer in het register."))
        case Why.EXCLUDED:
            return _since(unlisted, gettext("Sinds %(day)s telt haar niveau of status niet mee."))
        case Why.ELSEWHERE:
            return _since(
                unlisted,
                gettext("Sinds %(day)s is haar plaats volgens het register buiten %(region)s."),
                region,
            )
        case Why.NOWHERE:
            return gettext("Wij weten niet of zij in %(region)s zit.") % {"region": region.name}
        case Why.WITHHELD:
            return gettext("Deze onderneming wordt op verzoek niet getoond.")
        case Why.NEVER:
            return gettext("Zij had nog geen label dat meetelt.")
    return _since(unlisted, gettext("Sinds %(day)s heeft zij geen label dat geldt."))


def _ended(now: LabelOnDay | None) -> str:
    """What became of a label that held."""
    if now is None:
        return gettext("de vermelding hoort nu bij een andere onderneming")
    if now.missing_since:
        return gettext("sinds %(day)s niet meer in het register") % {"day": spoken(now.missing_since)}
    if now.state is State.EXCLUDED:
        return gettext("het niveau of de status telt nu niet mee")
    if now.state is State.PENDING and now.valid_until:
        return gettext("geldig tot %(day)s, wacht op verlenging") % {"day": spoken(now.valid_until)}
    if now.valid_until:
        return gettext("het was geldig tot %(day)s") % {"day": spoken(now.valid_until)}
    return gettext("het geldt niet meer")


def _all(labels: Iterable[EntryLabel], region: Region) -> str:
    held = dict.fromkeys(named(one.on_day, region) for one in labels if one.on_day.holds)
    return ", ".join(held) or gettext("geen label")


def _since(unlisted: Unlisted, said: str, region: Region | None = None) -> str:
    """The sentence with its day; without the day where nobody knows it."""
    if unlisted.since is None:
        return gettext("Zij staat nu niet in de zoekresultaten.")
    return said % {"day": spoken(unlisted.since), "region": region.name if region else ""}
