# SPDX-License-Identifier: EUPL-1.2
"""What an owner can do with a list, and what becomes of one that nobody opens any more."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from kapstok.core.clock import now
from kapstok.core.models import AuditEntry
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.procurement.actions import (
    KEPT,
    KEPT_SHARED,
    MOST,
    AlreadyShared,
    ListFull,
    NoSuchList,
    NothingToShare,
    copy,
    empty,
    move,
    opened,
    remove,
    remove_old,
    save,
    share,
    withdraw,
    write,
)
from kapstok.procurement.models import SharedItem, Shortlist
from kapstok.procurement.queries import choices, open_share, saved_slugs, shortlist
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def enterprises(rules: ListingRules) -> list[UUID]:
    """Brug, Linde and Wilg, in that order."""
    PublishedRegister().run(
        1, **{name: {"name": name, "city": "Zwolle", "level": "2"} for name in ("Brug", "Linde", "Wilg")}
    )
    follow(1, rules)
    return list(Enterprise.objects.order_by("name").values_list("pk", flat=True))


@pytest.fixture
def key(enterprises: list[UUID]) -> str:
    """A list with all three."""
    key = save(key=None, enterprise=enterprises[0]).key
    for one in enterprises[1:]:
        save(key=key, enterprise=one)
    return key


def on(key: str) -> list[str]:
    return list(saved_slugs(key))


def many(count: int) -> list[UUID]:
    at = now()
    made = Enterprise.objects.bulk_create(
        Enterprise(slug=f"e-{n}", made_at=at, name=f"E {n}", first_seen=at.date(), in_area=True, listed=True)
        for n in range(count)
    )
    return [one.pk for one in made]


def test_a_list_begins_when_something_is_saved_and_keeps_it_once(enterprises: list[UUID]) -> None:
    first = save(key=None, enterprise=enterprises[0])
    again = save(key=first.key, enterprise=enterprises[0])
    assert (again.key, again.count) == (first.key, 1)
    assert on(first.key) == ["brug"]


def test_two_visitors_have_lists_of_their_own(enterprises: list[UUID]) -> None:
    one, other = (save(key=None, enterprise=enterprise).key for enterprise in enterprises[:2])
    assert (on(one), on(other)) == (["brug"], ["linde"])


def test_a_list_that_was_removed_begins_again_under_its_key(enterprises: list[UUID]) -> None:
    key = save(key=None, enterprise=enterprises[0]).key
    Shortlist.objects.all().delete()
    assert save(key=key, enterprise=enterprises[1]).key == key
    assert on(key) == ["linde"]


def test_a_list_holds_fifty_and_no_more(enterprises: list[UUID]) -> None:
    key = save(key=None, enterprise=enterprises[0]).key
    for one in many(MOST - 1):
        save(key=key, enterprise=one)
    with pytest.raises(ListFull):
        save(key=key, enterprise=enterprises[1])
    assert save(key=key, enterprise=enterprises[0]).count == MOST


def test_an_enterprise_goes_up_and_down_as_far_as_the_list_goes(key: str, enterprises: list[UUID]) -> None:
    move(key=key, enterprise=enterprises[2], by=-1)
    assert on(key) == ["brug", "wilg", "linde"]
    move(key=key, enterprise=enterprises[2], by=-1)
    move(key=key, enterprise=enterprises[2], by=-1)
    assert on(key) == ["wilg", "brug", "linde"]
    move(key=key, enterprise=enterprises[2], by=1)
    assert on(key) == ["brug", "wilg", "linde"]
    move(key=key, enterprise=many(1)[0], by=1)
    assert on(key) == ["brug", "wilg", "linde"]


def test_what_is_removed_leaves_the_others_in_order(key: str, enterprises: list[UUID]) -> None:
    remove(key=key, enterprise=enterprises[1])
    remove(key=key, enterprise=enterprises[1])
    assert on(key) == ["brug", "wilg"]
    save(key=key, enterprise=enterprises[1])
    assert on(key) == ["brug", "wilg", "linde"]


def test_title_and_notes_are_kept_without_what_nobody_sees(key: str, enterprises: list[UUID]) -> None:
    write(
        key=key,
        title=" Cate\u202ering\x00 \u00a0 2027 " + "x" * 200,
        notes={enterprises[0]: "Bel\u202elen\u2066\r\nin maart\x07" + "y" * 600, enterprises[1]: " "},
    )
    listed = shortlist(key)
    assert listed is not None
    assert listed.title == ("Catering 2027 " + "x" * 200)[:120]
    notes = [choice.note for choice in choices(listed)]
    assert notes[0].startswith("Bellen\nin maarty")
    assert [len(note) for note in notes] == [500, 0, 0]


def test_an_emptied_list_has_nothing_and_may_be_filled_again(key: str, enterprises: list[UUID]) -> None:
    write(key=key, title="Catering", notes={})
    empty(key=key)
    listed = shortlist(key)
    assert listed is not None
    assert (listed.title, on(key)) == ("", [])
    save(key=key, enterprise=enterprises[0])
    assert on(key) == ["brug"]


@pytest.mark.parametrize("act", [move, remove, write, empty, withdraw, share])
def test_a_list_that_is_not_there_is_named_as_such(act: object, rules: ListingRules) -> None:
    arguments = {
        move: {"enterprise": UUID(int=1), "by": 1},
        remove: {"enterprise": UUID(int=1)},
        write: {"title": "", "notes": {}},
        share: {"day": day(1), "rules": rules},
    }
    with pytest.raises(NoSuchList):
        act(key="nobody's", **arguments.get(act, {}))  # type: ignore[operator,call-overload]


def test_what_is_shared_is_the_list_as_it_was(key: str, enterprises: list[UUID], rules: ListingRules) -> None:
    write(key=key, title="Catering", notes={enterprises[0]: "Bellen"})
    made = share(key=key, day=day(1), rules=rules)
    remove(key=key, enterprise=enterprises[0])
    write(key=key, title="Iets anders", notes={enterprises[1]: "Niet voor u"})
    made.refresh_from_db()
    shown = choices(made)
    assert (made.title, [choice.note for choice in shown]) == ("Catering", ["Bellen", "", ""])
    assert shown[0].shown is not None
    assert [one.on_day.level for one in shown[0].shown] == ["2"]


def test_a_list_is_shared_by_one_link_at_a_time(key: str, rules: ListingRules) -> None:
    first = share(key=key, day=day(1), rules=rules)
    with pytest.raises(AlreadyShared):
        share(key=key, day=day(1), rules=rules)
    withdraw(key=key)
    withdraw(key=key)
    second = share(key=key, day=day(1), rules=rules)
    assert first.token_sha256 != second.token_sha256
    listed = shortlist(key)
    assert listed is not None
    assert open_share(listed) == second


def test_of_what_was_withdrawn_only_that_is_left(key: str, rules: ListingRules) -> None:
    write(key=key, title="Catering", notes={})
    made = share(key=key, day=day(1), rules=rules)
    withdraw(key=key)
    made.refresh_from_db()
    assert made.withdrawn_at
    assert made.title == ""
    assert not SharedItem.objects.exists()


def test_an_empty_list_is_not_shared(key: str, rules: ListingRules) -> None:
    empty(key=key)
    with pytest.raises(NothingToShare):
        share(key=key, day=day(1), rules=rules)


def test_the_audit_trail_tells_of_sharing_and_never_what_is_on_a_list(key: str, rules: ListingRules) -> None:
    AuditEntry.objects.all().delete()
    share(key=key, day=day(1), rules=rules)
    withdraw(key=key)
    told = list(AuditEntry.objects.order_by("id"))
    assert [one.verb for one in told] == ["shared a list", "withdrew a list"]
    assert {one.actor for one in told} == {"visitor"}
    assert all(key not in str(one.__dict__) and "brug" not in str(one.__dict__).lower() for one in told)


def test_a_reader_copies_what_was_shared_to_a_list_of_their_own(
    key: str, enterprises: list[UUID], rules: ListingRules
) -> None:
    write(key=key, title="Catering", notes={enterprises[0]: "Bellen"})
    made = share(key=key, day=day(1), rules=rules)
    own = save(key=None, enterprise=enterprises[1]).key
    copied = copy(made=made, key=own)
    assert (copied.key, copied.added, copied.left_out) == (own, 2, 0)
    assert on(own) == ["linde", "brug", "wilg"]
    begun = copy(made=made, key=None)
    listed = shortlist(begun.key)
    assert listed is not None
    assert (listed.title, choices(listed)[0].note) == ("Catering", "Bellen")


def test_what_does_not_fit_is_not_copied_and_counted(key: str, rules: ListingRules) -> None:
    made = share(key=key, day=day(1), rules=rules)
    first, *others = many(MOST - 2)
    own = save(key=None, enterprise=first).key
    for one in others:
        save(key=own, enterprise=one)
    copied = copy(made=made, key=own)
    assert (copied.added, copied.left_out) == (2, 1)


def test_lists_that_nobody_opens_are_removed_shared_ones_later(key: str, rules: ListingRules) -> None:
    other = save(key=None, enterprise=choices(Shortlist.objects.get(key=key))[0].enterprise).key
    share(key=key, day=day(1), rules=rules)
    at = now()
    assert remove_old(at=at + KEPT - timedelta(hours=1)) == 0
    assert remove_old(at=at + KEPT + timedelta(hours=1)) == 1
    assert (shortlist(other), shortlist(key) is None) == (None, False)
    assert remove_old(at=at + KEPT_SHARED - timedelta(hours=1)) == 0
    assert remove_old(at=at + KEPT_SHARED + timedelta(hours=1)) == 1
    assert AuditEntry.objects.filter(verb="removed lists").count() == 2


def test_a_list_whose_link_was_withdrawn_is_kept_as_one_that_was_never_shared(
    key: str, rules: ListingRules
) -> None:
    share(key=key, day=day(1), rules=rules)
    withdraw(key=key)
    assert remove_old(at=now() + KEPT + timedelta(hours=1)) == 1


def test_opening_a_list_keeps_it(key: str) -> None:
    Shortlist.objects.update(touched_at=now() - KEPT)
    opened(key=key)
    assert remove_old(at=now() + KEPT - timedelta(hours=1)) == 0
