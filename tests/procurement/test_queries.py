# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from kapstok.core.clock import now
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.procurement.actions import save, share, withdraw, write
from kapstok.procurement.models import Shortlist
from kapstok.procurement.queries import (
    NoSuchShare,
    ShareWithdrawn,
    choices,
    saved_slugs,
    shared,
    token_of,
)
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(rules: ListingRules) -> str:
    """A list with Brug, Linde and Wilg."""
    PublishedRegister().run(
        1, **{name: {"name": name, "city": "Zwolle", "level": "2"} for name in ("Brug", "Linde", "Wilg")}
    )
    follow(1, rules)
    key = None
    for one in Enterprise.objects.order_by("name"):
        key = save(key=key, enterprise=one.pk).key
    assert key
    return key


def test_the_slugs_of_a_list_take_one_query(
    key: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert saved_slugs(key) == ("brug", "linde", "wilg")


def test_enterprises_that_became_one_are_one_on_the_list_with_both_notes(key: str) -> None:
    brug, linde, wilg = Enterprise.objects.order_by("name")
    write(key=key, title="", notes={brug.pk: "Eerst", wilg.pk: "Later"})
    Enterprise.objects.filter(pk=wilg.pk).update(merged_into=linde)
    Enterprise.objects.filter(pk=linde.pk).update(merged_into=brug)
    listed = Shortlist.objects.get(key=key)
    (one,) = choices(listed)
    assert (one.enterprise, one.note) == (brug.pk, "Eerst\nLater")
    Enterprise.objects.update(merged_into=None)
    assert [choice.enterprise for choice in choices(listed)] == [brug.pk, linde.pk, wilg.pk]


def test_a_merged_enterprise_has_its_present_slug(key: str) -> None:
    brug, linde, _ = Enterprise.objects.order_by("name")
    Enterprise.objects.filter(pk=brug.pk).update(merged_into=linde)
    assert saved_slugs(key) == ("linde", "wilg")


def test_the_link_finds_what_was_shared_and_nothing_else_does(key: str, rules: ListingRules) -> None:
    made = share(key=key, day=day(1), rules=rules)
    token = token_of(made)
    assert token
    assert shared(token) == made
    forged = token[:-1] + ("A" if token[-1] != "A" else "B")
    for wrong in (
        forged,
        token[:-1],
        f"{token}A",
        token.swapcase(),
        made.token_sha256,
        "",
        "é" * 43,
        "\x00",
        "a" * 10_000,
    ):
        with pytest.raises(NoSuchShare):
            shared(wrong)


def test_a_link_that_was_withdrawn_is_known_as_such(key: str, rules: ListingRules) -> None:
    token = token_of(share(key=key, day=day(1), rules=rules))
    assert token
    withdraw(key=key)
    with pytest.raises(ShareWithdrawn):
        shared(token)


def test_neither_the_link_nor_anything_that_opens_it_is_in_the_database(
    key: str, rules: ListingRules
) -> None:
    made = share(key=key, day=day(1), rules=rules)
    token = token_of(made)
    kept = str([getattr(made, field.attname) for field in made._meta.concrete_fields])
    assert token
    assert token not in kept
    assert made.made_at <= now()
