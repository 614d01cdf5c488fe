# SPDX-License-Identifier: EUPL-1.2
"""What the machine did not believe, could not read or would not decide, said to whoever has to look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext, ngettext

from kapstok.demo.changes import LabelRow, Row
from kapstok.enterprises.enums import State
from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Run


def for_a_person(runs: Sequence[Run], rows: Sequence[Row], reviews: int) -> Iterator[str]:
    """Everything of a day that waits for a decision or a look, each in one sentence."""
    yield from _decisions(runs)
    yield from _issues(runs, rows)
    yield from _places(rows)
    if reviews:
        sentence = ngettext(
            "%(count)s paar is misschien één onderneming. Wij voegen niets samen op een vermoeden.",
            "%(count)s paren zijn misschien één onderneming. Wij voegen niets samen op een vermoeden.",
            reviews,
        )
        yield sentence % {"count": reviews}


def _decisions(runs: Iterable[Run]) -> Iterator[str]:
    sentence = gettext(
        "%(register)s: klopt wat de site laat zien? Zo ja: kapstok runs accept %(run)s."
        " Zo nee: kapstok runs reject %(run)s."
    )
    for run in runs:
        if run.status == RunStatus.QUARANTINED:
            yield sentence % {"register": run.register.name, "run": run.pk}


def _issues(runs: Iterable[Run], rows: Iterable[Row]) -> Iterator[str]:
    entries = {
        (label["register"], label["key"]): (row["name"], label) for row in rows for label in row["labels"]
    }
    for run in runs:
        for issue in run.issues:
            key = issue.get("key", "")
            name, label = entries.get((run.register_id, key), (key, None))
            sentence = _issue(issue["code"], label)
            if sentence:
                told = {"register": run.register.name, "name": name, "value": issue.get("value", "")}
                yield sentence % told


def _issue(code: str, label: LabelRow | None) -> str | None:
    """What an issue means for a visitor; None for those that only concern whoever keeps the register file."""
    if code == "detail-failed":
        return gettext("%(register)s: de pagina van %(name)s was er niet. Wat er eerder stond, blijft staan.")
    if code != "unreadable":
        return None
    if label and label["state"] == State.EXCLUDED:
        return gettext(
            "%(register)s: “%(value)s” bij %(name)s kennen wij niet. Tot iemand beslist, telt dit label niet."
        )
    return gettext(
        "%(register)s: “%(value)s” bij %(name)s kennen wij niet. Wat er eerder stond, blijft staan."
    )


def _places(rows: Iterable[Row]) -> Iterator[str]:
    sentence = gettext(
        "%(name)s: staat niet op de site, want er zijn meer plaatsen die %(city)s heten en wij weten niet welke."
    )
    for row in rows:
        if row["municipality_candidates"] and any(label["state"] == State.HOLDS for label in row["labels"]):
            yield sentence % {"name": row["name"], "city": row["city"]}
