# SPDX-License-Identifier: EUPL-1.2
"""Words that editors add to concepts: checked, put live with what was measured, taken away (rule: region_words.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import transaction
from django.db.models import F

from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.text import squeeze
from kapstok.search.dutch.thesaurus import Concept, Thesaurus, entry_key
from kapstok.search.dutch.tokens import tokens
from kapstok.search.enums import EntryKind
from kapstok.search.models import AddedWord, OutboxHead
from kapstok.search.trying import Trial

LONGEST_ENTRY: Final = 80
LONGEST_REASON: Final = 500
MOST_AT_ONCE: Final = 20
_SHORTEST_ENTRY = 2
_MOST_WORDS = 5
_THE_ONE = 1


class UnusableWord(KapstokError):
    """An entry, or the concept it is for, cannot be used; the message says which."""


class ReasonNeeded(KapstokError):
    """The judged questions fall further than may be without a reason."""


class NotCounting(KapstokError):
    """The entry counts no more: somebody took it away."""


def usable(entries: Iterable[str]) -> tuple[str, ...]:
    """The entries in the one written form, each once. Raises UnusableWord for the first that cannot be one."""
    squeezed = dict.fromkeys(filter(None, map(squeeze, entries)))
    for entry in squeezed:
        if (
            not _SHORTEST_ENTRY <= len(entry) <= LONGEST_ENTRY
            or not 1 <= len(list(tokens(entry))) <= _MOST_WORDS
        ):
            raise UnusableWord(
                f"{entry[:LONGEST_ENTRY]!r} is not one to five words of 2 to 80 characters together"
            )
    if not 1 <= len(squeezed) <= MOST_AT_ONCE:
        raise UnusableWord(f"give one to {MOST_AT_ONCE} entries")
    return tuple(squeezed)


def standing(concept: Concept, kind: EntryKind, entries: Sequence[str]) -> tuple[str, ...]:
    """Which of these a concept has already: a word asks as well, an ask is no word yet."""
    known = concept.words if kind is EntryKind.WORDS else (*concept.words, *concept.asks)
    keys = set(map(entry_key, known))
    return tuple(entry for entry in entries if entry_key(entry) in keys)


def clashes(thesaurus: Thesaurus, concept: str, entries: Sequence[str]) -> tuple[tuple[str, Concept], ...]:
    """Each entry with another concept that has it too: a question with it finds both."""
    keys = {entry_key(entry): entry for entry in entries}
    found = {
        (keys[key], other.id): other
        for other in thesaurus.concepts.values()
        if other.id != concept
        for known in (*other.words, *other.asks)
        if (key := entry_key(known)) in keys
    }
    return tuple((entry, other) for (entry, _), other in found.items())


@transaction.atomic
def put_live(
    *,
    thesaurus: Thesaurus,
    concept: str,
    kind: EntryKind,
    entries: Sequence[str],
    trial: Trial,
    reason: str,
    actor: str,
) -> list[AddedWord]:
    """Lets these entries count from now on; entries that count already stay as they are.

    `thesaurus` is what counts now, `trial` what was measured of the change. Raises UnusableWord and ReasonNeeded.
    """
    checked, why = usable(entries), squeeze(reason)[:LONGEST_REASON]
    known = thesaurus.concepts.get(concept)
    if known is None:
        raise UnusableWord(f"there is no concept {concept!r}")
    if trial.asks_reason and not why:
        raise ReasonNeeded("a reason is needed: the judged questions would be answered worse")
    there = standing(known, kind, checked)
    _words_change()
    counting = AddedWord.objects.filter(concept=concept, kind=kind, removed_at=None)
    taken = {*there, *counting.filter(entry__in=checked).values_list("entry", flat=True)}
    fresh = [entry for entry in checked if entry not in taken]
    if not fresh:
        raise UnusableWord(f"{concept!r} has {', '.join(map(repr, checked))} already")
    at = now()
    added = [
        AddedWord.objects.create(
            concept=concept, kind=kind, entry=entry, reason=why, before=trial.before, after=trial.after,
            added_at=at, added_by=actor,
        )
        for entry in fresh
    ]  # fmt: skip
    for word in added:
        record(actor, "add word", f"word:{word.pk}", concept=concept, kind=kind.value, entry=word.entry)
    return added


@transaction.atomic
def take_away(*, word: int, actor: str) -> AddedWord:
    """Lets an entry count no more; it stays in the log. Raises NotCounting."""
    _words_change()
    found = AddedWord.objects.filter(pk=word, removed_at=None).first()
    if found is None:
        raise NotCounting(f"word {word} does not count")
    found.removed_at, found.removed_by = now(), actor
    found.save(update_fields=["removed_at", "removed_by"])
    record(
        actor, "take word away", f"word:{found.pk}", concept=found.concept, kind=found.kind, entry=found.entry
    )
    return found


def _words_change() -> None:
    """Others wait to change words until the transaction ends; every process sees another mark then (vocabulary.py)."""
    OutboxHead.objects.get_or_create(pk=_THE_ONE)
    OutboxHead.objects.filter(pk=_THE_ONE).update(words=F("words") + 1)
