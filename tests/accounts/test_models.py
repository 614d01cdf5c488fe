# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import threading

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.mark.django_db(transaction=True)
def test_who_administered_before_roles_existed_still_does() -> None:
    """Backwards to the tables as they were, and forwards again."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate([("accounts", "0001_initial")])
    try:
        people = executor.loader.project_state([("accounts", "0001_initial")]).apps.get_model(
            "accounts", "Person"
        )
        for name, administers in (("adrie", True), ("eddy", False)):
            people.objects.create(
                email=f"{name}@voorbeeld.example", is_administrator=administers, joined_at="2026-01-01T00:00Z"
            )
    finally:
        MigrationExecutor(connection).migrate(newest)
    from kapstok.accounts.models import Person

    assert dict(Person.objects.values_list("email", "role")) == {
        "adrie@voorbeeld.example": "administrator",
        "eddy@voorbeeld.example": "",
    }


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_a_shared_value_at_once_one_gets_it() -> None:
    """What throttling stands on: processes and threads share the table, and adding to it happens once."""
    start, got = threading.Barrier(6), []

    def take() -> None:
        start.wait()
        got.append(cache.add("one", True, timeout=60))
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [False] * 5 + [True]
