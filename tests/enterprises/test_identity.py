# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kapstok.enterprises.identity import Holder, assign

ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)


def holder(id_: UUID, *entries: int, points: bool = False) -> Holder:
    return Holder(id_, frozenset(entries), points)


def given_to(clusters: list[set[int]], *holders: Holder) -> dict[frozenset[int], UUID | None]:
    return dict(assign(map(frozenset, clusters), holders).clusters)


def test_a_cluster_nobody_knows_is_a_new_enterprise() -> None:
    assert given_to([{1, 2}]) == {frozenset({1, 2}): None}


def test_an_enterprise_keeps_its_entries_and_gets_new_ones() -> None:
    assert given_to([{1, 2, 3}], holder(ONE, 1, 2)) == {frozenset({1, 2, 3}): ONE}


def test_of_several_that_become_one_the_oldest_stays() -> None:
    assignment = assign([frozenset({1, 2, 3})], [holder(ONE, 1), holder(TWO, 2, 3)])
    assert assignment.clusters == ((frozenset({1, 2, 3}), ONE),)
    assert assignment.merged == {TWO: ONE}


def test_a_split_leaves_the_enterprise_with_the_larger_part() -> None:
    assert given_to([{1}, {2, 3}], holder(ONE, 1, 2, 3)) == {frozenset({1}): None, frozenset({2, 3}): ONE}


def test_an_even_split_leaves_it_with_its_oldest_entry() -> None:
    assert given_to([{2, 4}, {1, 3}], holder(ONE, 1, 2, 3, 4)) == {
        frozenset({1, 3}): ONE,
        frozenset({2, 4}): None,
    }


def test_an_entry_that_changes_sides_takes_no_address_along() -> None:
    assert given_to([{1, 2}, {3, 4}], holder(ONE, 1, 2, 3), holder(TWO, 4)) == {
        frozenset({1, 2}): ONE, frozenset({3, 4}): TWO,
    }  # fmt: skip


def test_an_enterprise_that_was_merged_comes_back_with_its_own_entries() -> None:
    assert given_to([{1, 2}, {3}], holder(ONE, 1, 2, 3), holder(TWO, 3, points=True)) == {
        frozenset({1, 2}): ONE, frozenset({3}): TWO,
    }  # fmt: skip


def test_an_enterprise_that_points_stays_pointing_while_the_merge_stands() -> None:
    assignment = assign([frozenset({1, 2})], [holder(ONE, 1, 2), holder(TWO, 2, points=True)])
    assert assignment.clusters == ((frozenset({1, 2}), ONE),)
    assert assignment.merged == {}


def test_entries_that_are_in_no_cluster_hold_nothing_up() -> None:
    assert given_to([{1}], holder(ONE, 1, 9), holder(TWO, 8)) == {frozenset({1}): ONE}


@st.composite
def partitions(draw: st.DrawFn) -> list[frozenset[int]]:
    homes = draw(st.lists(st.integers(0, 4), min_size=7, max_size=7))
    return [frozenset(e for e, home in enumerate(homes) if home == h) for h in set(homes)]


@given(partitions(), partitions())
def test_every_cluster_has_one_enterprise_and_none_has_two(
    before: list[frozenset[int]], after: list[frozenset[int]]
) -> None:
    holders = [Holder(UUID(int=n), entries) for n, entries in enumerate(sorted(before, key=min), start=1)]
    assignment = assign(after, holders)
    owners = [owner for _, owner in assignment.clusters if owner]
    assert {cluster for cluster, _ in assignment.clusters} == set(after)
    assert len(owners) == len(set(owners))
    assert set(owners) | set(assignment.merged) == {h.id for h in holders}
    assert not set(owners) & set(assignment.merged)
    assert set(assignment.merged.values()) <= set(owners)


@given(partitions(), partitions())
def test_the_order_of_clusters_does_not_matter(
    before: list[frozenset[int]], after: list[frozenset[int]]
) -> None:
    holders = [Holder(UUID(int=n), entries) for n, entries in enumerate(sorted(before, key=min), start=1)]
    assert assign(after, holders) == assign(list(reversed(after)), holders)


@given(partitions())
def test_the_same_clusters_again_change_nothing(clusters: list[frozenset[int]]) -> None:
    holders = [Holder(UUID(int=n), entries) for n, entries in enumerate(sorted(clusters, key=min), start=1)]
    assignment = assign(clusters, holders)
    assert assignment.merged == {}
    assert {owner: cluster for cluster, owner in assignment.clusters} == {h.id: h.entries for h in holders}
