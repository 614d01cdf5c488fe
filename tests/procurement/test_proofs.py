# SPDX-License-Identifier: EUPL-1.2
"""The evidence of a whole list: what each label's own proof says, read a register at a time."""

from __future__ import annotations

from datetime import timedelta

from pytest_django import DjangoAssertNumQueries

from kapstok.enterprises.enums import State
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.procurement.lines import lines
from kapstok.procurement.proofs import proofs
from kapstok.procurement.queries import Choice
from kapstok.registers.models import Entry
from kapstok.registers.queries import page_of, pages_of
from tests.web.region import RegionOnLoopback, code, crowd, ladder


def test_many_pages_are_those_of_each_entry_by_itself(region: RegionOnLoopback) -> None:
    today = region.today
    shown = ladder(today)
    region.sync(today - timedelta(days=9), ladder=shown, code=code())
    region.sync(today - timedelta(days=4), ladder=shown[1:], code=code())
    entries = list(Entry.objects.values_list("pk", flat=True))
    for ago in (0, 4, 5, 9, 30):
        day = today - timedelta(days=ago)
        alone = {entry: page for entry in entries if (page := page_of(entry, day))}
        assert pages_of(entries, day) == alone
        assert len(alone) == (len(entries) if ago < 30 else 0)


def test_a_register_is_opened_once_however_long_the_list(
    region: RegionOnLoopback, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    region.sync(ladder=crowd(30))
    entries = list(Entry.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(3):
        assert len(pages_of(entries, region.today)) == 30


def test_labels_that_hold_or_wait_are_proven_on_both_days(east: RegionOnLoopback) -> None:
    today = east.today
    rules = ListingRules.of(east.folder.region())
    choices = [Choice(one.pk, shown=()) for one in Enterprise.objects.order_by("name")]
    found = lines(choices, today + timedelta(days=1), rules, today)
    proven = dict(
        zip((line.enterprise.slug for line in found), proofs(found, today + timedelta(days=1)), strict=True)
    )
    assert [(one.label.on_day.label, one.day) for one in proven["de-gouden-bezem"]] == [
        ("pso", today + timedelta(days=1)), ("cso", today + timedelta(days=1)), ("pso", today), ("cso", today),
    ]  # fmt: skip
    assert [one.label.on_day.state for one in proven["drukkerij-het-hogeland"]] == [State.PENDING] * 2
    assert proven["kaarsenmakerij-oud-licht"] == ()
    assert all(one.page and len(one.page.sha256) == 64 for one in proven["de-gouden-bezem"])
