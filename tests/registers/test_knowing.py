# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kapstok.registers.knowing import shown_with
from kapstok.registers.models import Entry, EntryVersion, Register, Run, Sighting

pytestmark = pytest.mark.django_db
JAN = "jan@vries.example"


@pytest.fixture
def register() -> Register:
    return Register.objects.create(
        id="ladder", name="PSO-Nederland", label="pso", homepage="https://pso.example/"
    )


def published(register: Register, day: int, **entries: dict[str, object] | None) -> None:
    """A run in which these entries have these values; None: the entry is gone."""
    at = datetime(2026, 11, day, tzinfo=UTC)
    run = Run.objects.create(register=register, day=date(2026, 11, day), started_at=at, status="published")
    for key, values in entries.items():
        entry, is_new = Entry.objects.get_or_create(register=register, key=key)
        if values is None:
            entry.sightings.update(gone_run=run)
            continue
        EntryVersion.objects.create(entry=entry, run=run, day=run.day, values=values)
        if is_new:
            Sighting.objects.create(entry=entry, from_run=run)


def found(email: str) -> list[tuple[str, int, bool]]:
    return [(one.key, one.since.day, one.shown_now) for one in shown_with(email)]


def test_an_address_is_found_in_any_field_and_in_any_case(register: Register) -> None:
    published(
        register, 1, a={"email": "Jan@Vries.example"}, b={"description": f"Mail {JAN}."}, c={"x": ["", JAN]}
    )
    assert found(JAN.upper()) == [("a", 1, True), ("b", 1, True), ("c", 1, True)]
    assert shown_with(JAN)[0].homepage == "https://pso.example/"


def test_another_address_that_holds_it_is_not_it(register: Register) -> None:
    published(register, 1, a={"email": f"mar{JAN}"}, b={"email": f"{JAN}.org"}, c={"email": f"x.{JAN}"})
    assert found(JAN) == []
    assert found("") == []


def test_it_says_since_when_and_whether_it_still_stands_there(register: Register) -> None:
    published(register, 1, a={"email": "info@vries.example"}, b={"email": JAN}, c={"email": JAN})
    published(register, 2, a={"email": JAN}, b={"email": "info@vries.example"}, c=None)
    assert found(JAN) == [("b", 1, False), ("c", 1, False), ("a", 2, True)]


def test_an_address_with_other_letters_is_found_too(register: Register) -> None:
    published(register, 1, a={"email": "zoë@vries.example"})
    assert found("zoë@vries.example") == [("a", 1, True)]
