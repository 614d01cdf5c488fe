# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kapstok.accounts.erasing import erase_person
from kapstok.accounts.models import Person
from kapstok.core.actions import record
from kapstok.core.chain import seal_waiting
from kapstok.core.models import AuditEntry
from tests.web.beheer.conftest import Colleague, signed_in
from tests.web.reading import Page, faults

pytestmark = pytest.mark.django_db
HERE = "/beheer/logboek"


def rows(browser: Client, question: str = "") -> list[str]:
    return Page(browser.get(f"{HERE}{question}")).all("tbody tr")


def test_it_shows_who_did_what_the_newest_first(administrator: Client, colleague: Colleague) -> None:
    anna = colleague("anna")
    record(anna.actor, "accept", "run:12", why="De site is <b>verhuisd")
    record("program", "removed lists", "shortlists", count=3)
    seal_waiting()
    newest, before, *_ = rows(administrator)
    number = AuditEntry.objects.count()
    assert newest.startswith(f"{number} ")
    assert newest.endswith("program verwijderde oude lijsten shortlists count: 3")
    assert before.endswith("anna@voorbeeld.example liet een lezing toe run:12 why: De site is <b>verhuisd")


def test_whoever_was_erased_is_nobody(administrator: Client, colleague: Colleague) -> None:
    anna = colleague("anna")
    record(anna.actor, "accept", "run:12")
    record("test", "ended a mandate", "organisation:1", person=anna.actor)
    assert "person: anna@voorbeeld.example" in Page(administrator.get(HERE)).text
    erase_person(person=anna, actor="test")
    page = Page(administrator.get(HERE))
    assert "gewist account liet een lezing toe run:12" in page.text
    assert "organisation:1 person: gewist account" in page.text
    assert "anna@" not in page.text
    assert anna.actor not in page.text


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("wie=ANNA@voorbeeld.example", ["toe run:12", "af run:120"]),
        ("wie=program", ["tidy shortlists"]),
        ("wie=niemand@voorbeeld.example", []),
        ("wat=accept&wie=anna@voorbeeld.example", ["toe run:12"]),
        ("waarover=run:12", ["toe run:12", "af run:120"]),
        ("wat=tidy&tot=2026-11-21", ["tidy shortlists"]),
        ("wat=tidy&van=2026-11-21&tot=2026-11-21", ["tidy shortlists"]),
        ("wat=tidy&tot=2026-11-20", []),
        ("wat=tidy&tot=9999-12-31", ["tidy shortlists"]),
        ("wat=tidy&van=morgen", ["tidy shortlists"]),
        ("wie=%00&wat=%00%00", None),
    ],
)
def test_it_answers_what_is_asked_of_it(
    administrator: Client, colleague: Colleague, question: str, found: list[str] | None
) -> None:
    anna = colleague("anna")
    record(anna.actor, "reject", "run:120")
    record(anna.actor, "accept", "run:12")
    # Half past midnight of the 21st where the region is.
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    AuditEntry.objects.filter(pk=record("program", "tidy", "shortlists").pk).update(at=late)
    answer = administrator.get(f"{HERE}?{question}")
    assert (answer.status_code, faults(answer)) == (200, [])
    if found is not None:
        shown = [row for row in Page(answer).all("tbody tr") if row.split(" ")[-2] in {"toe", "af", "tidy"}]
        assert [" ".join(row.split(" ")[-2:]) for row in shown] == found
    assert ("Deze dag kunnen wij niet lezen." in Page(answer).text) == ("morgen" in question)


def test_a_long_trail_comes_a_page_at_a_time_and_keeps_the_question(administrator: Client) -> None:
    for number in range(60):
        record("program", "tidy", f"thing:{number}")
    page = Page(administrator.get(f"{HERE}?wat=tidy"))
    assert len(page.all("tbody tr")) == 50
    assert page.attributes("a[rel=next]", "href") == [f"{HERE}?wat=tidy&pagina=2"]
    assert len(rows(administrator, "?wat=tidy&pagina=2")) == 10


@pytest.mark.parametrize("count", [1, 30])
def test_many_entries_take_as_many_questions_as_one(
    administrator: Client,
    colleague: Colleague,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        record(colleague(f"p{number}").actor, "accept", f"run:{number}")
    with django_assert_max_num_queries(20):
        administrator.get(HERE)


def test_the_state_of_the_chain_stands_above_it(administrator: Client) -> None:
    record("program", "tidy", "thing:1")
    seal_waiting()
    page = Page(administrator.get(HERE))
    assert "kloppen" in page.one(".utrecht-alert--ok .utrecht-alert__title")
    head = AuditEntry.objects.exclude(number=None).order_by("-number").first()
    assert head is not None
    assert page.one(".kapstok-secret") == f"{head.number}:{head.seal}"
    AuditEntry.objects.filter(pk=head.pk).update(actor="nobody", at=head.at + timedelta(seconds=1))
    assert f"Vanaf regel: {head.number}" in Page(administrator.get(HERE)).one(".utrecht-alert--error")


def test_only_administrators_read_it(editor: Client, nobody: Client) -> None:
    assert editor.get(HERE).status_code == 403
    assert nobody.get(HERE).status_code == 302
    iris = Person.objects.create(email="iris@voorbeeld.example", joined_at="2026-01-01T00:00Z")
    assert signed_in(iris).get(HERE).status_code == 403


def test_the_words_of_what_was_done_can_be_chosen(administrator: Client) -> None:
    page = Page(administrator.get(f"{HERE}?wat=accept"))
    assert page.one("select[name=wat] option[selected]") == "liet een lezing toe"
    assert "let a run through" in Page(administrator.get(f"/en{HERE}")).all("select[name=wat] option")
