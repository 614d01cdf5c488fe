# SPDX-License-Identifier: EUPL-1.2
"""What a part said is what the whole says, as long as the whole said nothing itself."""

from __future__ import annotations

import pytest

from kapstok.enterprises.cards import cards
from kapstok.enterprises.export import export_rows
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.own_words.actions import undo
from kapstok.enterprises.own_words.moderating import hide
from kapstok.enterprises.own_words.queries import content_of, hidden, history, latest, shown
from kapstok.enterprises.own_words.saying import Said
from kapstok.enterprises.queries import by_slug, documents
from tests.enterprises.own_words.said import BRUG, says
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db

HOEK = {"name": "De Hoek", "city": "Deventer", "status": "aangesloten"}


class Two:
    """De Brug, known first, and De Hoek; `merge` and `part` are what the registers say of them."""

    def __init__(self, rules: ListingRules):
        self.rules, self.on = rules, 2
        self.ladder, self.code = PublishedRegister(), PublishedRegister("code", "cso", "Code")
        self.ladder.run(1, brug=BRUG)
        follow(1, rules)
        self._follow(HOEK)

    def merge(self) -> None:
        self._follow({**HOEK, "name": "De Brug", "city": "Zwolle", "kvk": BRUG["kvk"]})
        assert by_slug("de-hoek")[0] == self.brug

    def part(self) -> None:
        self._follow({**HOEK, "kvk": "09999999"})
        assert by_slug("de-hoek")[0] == self.hoek

    def _follow(self, hoek: dict[str, str]) -> None:
        self.code.run(self.on, hoek=hoek)
        follow(self.on, self.rules)
        self.on += 1

    @property
    def brug(self) -> Enterprise:
        return Enterprise.objects.get(slug="de-brug")

    @property
    def hoek(self) -> Enterprise:
        return Enterprise.objects.get(slug="de-hoek")


@pytest.fixture
def two(rules: ListingRules) -> Two:
    return Two(rules)


def pitch(enterprise: Enterprise) -> str:
    words = shown(enterprise)
    return words.content.pitch if words else ""


def listed_pitch(enterprise: Enterprise) -> str:
    """The same as lists and the index have it."""
    [card] = cards([str(enterprise.pk)])
    document = documents([str(enterprise.pk)])[str(enterprise.pk)]
    assert document is None or card.enterprise.own.pitch in document.description
    return card.enterprise.own.pitch


def test_the_whole_says_what_its_part_said_and_the_part_has_it_back_afterwards(two: Two) -> None:
    says(two.hoek, pitch="Van de hoek")
    two.merge()
    assert (pitch(two.brug), listed_pitch(two.brug)) == ("Van de hoek", "Van de hoek")
    two.part()
    assert (pitch(two.brug), listed_pitch(two.brug)) == ("", "")
    assert (pitch(two.hoek), listed_pitch(two.hoek)) == ("Van de hoek", "Van de hoek")


def test_what_the_whole_said_itself_counts_before_that(two: Two) -> None:
    says(two.brug, pitch="Van de brug")
    says(two.hoek, pitch="Van de hoek")
    two.merge()
    assert (pitch(two.brug), listed_pitch(two.brug)) == ("Van de brug", "Van de brug")


def test_who_edits_the_whole_begins_with_what_the_part_said(two: Two) -> None:
    first = says(two.hoek, pitch="Van de hoek", website="hoek.example")
    two.merge()
    assert content_of(latest(two.brug)).website == "https://hoek.example"
    says(two.hoek, pitch="Van allebei")  # at its former address
    assert (pitch(two.brug), listed_pitch(two.brug)) == ("Van allebei", "Van allebei")
    assert [change.content.pitch for change in history(two.brug)] == ["Van allebei", "Van de hoek"]
    undo(enterprise=two.brug, to=first.pk, actor="person:1")
    assert pitch(two.brug) == "Van de hoek"
    two.part()
    assert content_of(latest(two.hoek)) == content_of(first)


def test_what_was_hidden_of_a_part_is_hidden_of_the_whole(two: Two) -> None:
    says(two.hoek, pitch="Grof", website="hoek.example")
    hide(enterprise=two.hoek, part="pitch", reason="Grof", actor="person:9", page="/mijn")
    two.merge()
    assert (pitch(two.brug), [*hidden(two.brug)]) == ("", ["pitch"])
    says(two.brug, pitch="Nog grover")
    assert (pitch(two.brug), listed_pitch(two.brug)) == ("", "")


def test_the_whole_can_be_moderated_when_only_its_part_spoke(two: Two) -> None:
    says(two.hoek, pitch="Grof", website="hoek.example")
    two.merge()
    hide(enterprise=two.brug, part="pitch", reason="Grof", actor="person:9", page="/mijn")
    assert (pitch(two.brug), listed_pitch(two.brug)) == ("", "")


def test_lists_see_two_merges_deep_and_the_nearest_words_first(two: Two) -> None:
    says(two.hoek, pitch="Van de hoek")
    two.merge()
    columns = [field.name for field in Enterprise._meta.concrete_fields if field.name not in {"id", "slug"}]
    whole = Enterprise.objects.create(slug="de-kade", **{name: getattr(two.brug, name) for name in columns})
    Enterprise.objects.filter(slug="de-brug").update(merged_into=whole)
    assert (pitch(whole), listed_pitch(whole)) == ("Van de hoek", "Van de hoek")
    says(whole, pitch="Van de kade")
    assert (pitch(whole), listed_pitch(whole)) == ("Van de kade", "Van de kade")


def test_export_has_the_words_of_a_part_with_the_whole(two: Two, rules: ListingRules) -> None:
    says(two.hoek, pitch="Van de hoek")
    two.merge()
    [row] = export_rows(day(two.on), rules)
    assert row["own_words"]["pitch"] == "Van de hoek"
    says(two.brug, pitch="Van allebei")
    [row] = export_rows(day(two.on), rules)
    assert row["own_words"]["pitch"] == "Van allebei"


def test_who_says_nothing_has_nothing_in_lists(two: Two) -> None:
    [card] = cards([str(two.brug.pk)])
    assert card.enterprise.own == Said()
    says(two.brug, website="brug.example")
    [card] = cards([str(two.brug.pk)])
    assert card.enterprise.own == Said()
