# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from kapstok.enterprises.actions import assemble
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.placing import PlaceGiven, correct_place
from kapstok.enterprises.writing import Written
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

_A_MOMENT = 0.5


@pytest.mark.django_db(transaction=True)
def test_what_an_editor_says_while_enterprises_are_assembled_is_not_lost(rules: ListingRules) -> None:
    ladder = PublishedRegister()
    ladder.run(1, brug={"name": "De Brug", "city": "Hengelo", "level": "1"})
    follow(1, rules)
    ladder.run(2, brug={"name": "De Brug", "city": "Hengelo", "level": "2"})

    def say() -> None:
        try:
            correct_place(
                enterprise=Enterprise.objects.get(),
                place=PlaceGiven("GM1876"),
                reason="Gebeld",
                actor="person:1",
                day=day(2),
                rules=rules,
            )
        finally:
            connection.close()

    editor = threading.Thread(target=say)
    with transaction.atomic():
        Written.load()
        editor.start()
        editor.join(_A_MOMENT)
        assert editor.is_alive()
        assemble(day(2), rules)
    editor.join()
    enterprise = Enterprise.objects.get()
    assert (enterprise.municipality, enterprise.labels.get().level) == ("GM1876", "2")
