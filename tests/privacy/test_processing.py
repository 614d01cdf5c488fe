# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from kapstok.privacy.declarations import declared
from kapstok.privacy.processing import register


def test_every_table_that_keeps_something_of_people_is_in_the_register_once() -> None:
    told = [table for one in register() for facts in one.facts for table in facts.tables]
    assert sorted(told) == sorted(one.table for one in declared())


def test_processings_of_one_purpose_are_one() -> None:
    titles = [one.title for one in register()]
    assert titles == sorted(set(titles))
    assert all((one.whose and one.why and one.basis and one.facts) for one in register())


def test_only_what_the_program_itself_sees_to_is_said_to_go_by_itself() -> None:
    nightly = {table for one in register() for facts in one.facts if facts.nightly for table in facts.tables}
    assert nightly == {one.table for one in declared() if one.data.kept}
