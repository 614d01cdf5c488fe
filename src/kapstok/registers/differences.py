# SPDX-License-Identifier: EUPL-1.2
"""What a run changes: the rows that it read beside what the last published run left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kapstok.registers.guard import RunSummary
from kapstok.registers.kept import Facts, KeptRow, settle, text
from kapstok.registers.reading import Reading


@dataclass(frozen=True)
class Standing:
    """What published runs left: the last facts of every entry by its key, and which were in the last run."""

    facts: Mapping[str, Facts] = field(default_factory=dict)
    present: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Difference:
    """What publishing a run would change.

    `facts` has what then holds for each entry of the run. `new` entries were not in the last published run,
    `changed` ones were with other facts, `gone` ones were and are not now. `versions` are the keys whose facts have
    to be written: an entry that comes back as it was has them already.
    """

    facts: Mapping[str, Facts]
    new: frozenset[str]
    changed: frozenset[str]
    gone: frozenset[str]
    versions: frozenset[str]

    @property
    def filled(self) -> dict[str, int]:
        """How many entries carry each field."""
        return dict(sorted(Counter(name for facts in self.facts.values() for name in facts.values).items()))


def difference(rows: Iterable[KeptRow], standing: Standing) -> Difference:
    """What `rows` would change in what stands."""
    facts = {row.key: settle(row, standing.facts.get(row.key)) for row in rows}
    versions = frozenset(key for key, now in facts.items() if standing.facts.get(key) != now)
    return Difference(
        facts=facts,
        new=frozenset(facts) - standing.present,
        changed=versions & standing.present,
        gone=standing.present - facts.keys(),
        versions=versions,
    )


def summary(reading: Reading, change: Difference) -> RunSummary:
    """What the guard has to know of a run that was just read."""
    return RunSummary(
        names=_names(change.facts),
        filled=change.filled,
        details=reading.details,
        failed_details=reading.failed_details,
        unreadable=sum(bool(row.unreadable) for row in reading.rows) + reading.nameless,
        nameless=reading.nameless,
        total=reading.total,
        shown=reading.shown,
        fault=reading.fault,
        detail_fault=reading.detail_fault,
    )


def summary_before(standing: Standing, filled: Mapping[str, int]) -> RunSummary:
    """What the guard has to know of the last published run; `filled` as that run counted it."""
    return RunSummary(names=_names({key: standing.facts[key] for key in standing.present}), filled=filled)


def _names(facts: Mapping[str, Facts]) -> dict[str, str]:
    return {key: text(found.values.get("name", key)) for key, found in facts.items()}
