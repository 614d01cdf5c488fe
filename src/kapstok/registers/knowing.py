# SPDX-License-Identifier: EUPL-1.2
"""Which register entries show an e-mail address, for the person who asks what is known of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from kapstok.registers.models import EntryVersion, Sighting


@dataclass(frozen=True)
class Shown:
    """An entry that shows an address: which, where its register is, since which day, and whether it still does."""

    entry: int
    key: str
    register: str
    homepage: str
    since: date
    shown_now: bool


def shown_with(email: str) -> tuple[Shown, ...]:
    """Every entry that shows this address in any field, or once did, the one known longest first."""
    found: dict[int, Shown] = {}
    for version in _versions(email.strip()):
        entry = version.entry
        if entry.pk not in found:
            now = _shows_now(entry.pk, email)
            register = entry.register
            found[entry.pk] = Shown(entry.pk, entry.key, register.name, register.homepage, version.day, now)
    return tuple(found.values())


def _versions(email: str) -> Iterator[EntryVersion]:
    if not email:
        return
    # As JSON writes it, and as a database that keeps JSON in a form of its own gives it back.
    written = Q(text__icontains=email) | Q(text__icontains=json.dumps(email)[1:-1])
    versions = EntryVersion.objects.annotate(text=Cast("values", TextField())).filter(written)
    for version in versions.select_related("entry__register").order_by("run_id", "pk").iterator():
        if _has(version.values, email):
            yield version


def _shows_now(entry: int, email: str) -> bool:
    last = EntryVersion.objects.filter(entry=entry).order_by("-run_id").first()
    there = Sighting.objects.filter(entry=entry, gone_run=None).exists()
    return bool(there and last and _has(last.values, email))


def _has(values: Any, email: str) -> bool:
    """Whether an address stands in a value of any depth, and not as a part of another address."""
    if isinstance(values, dict):
        return any(_has(value, email) for value in values.values())
    if isinstance(values, list):
        return any(_has(value, email) for value in values)
    bounded = rf"(?<![\w.+-]){re.escape(email)}(?![\w-]|\.\w)"
    return isinstance(values, str) and re.search(bounded, values, re.IGNORECASE) is not None
