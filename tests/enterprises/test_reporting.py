# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json

import pytest
from pytest_django import Settings

from kapstok.accounts.enums import Role
from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.core.models import AuditEntry
from kapstok.enterprises.enums import Outcome, Topic
from kapstok.enterprises.evidence import evidence
from kapstok.enterprises.export import export_rows
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, Report, Withholding
from kapstok.enterprises.queries import by_slug, documents, reports, reports_from, withheld
from kapstok.enterprises.reporting import (
    LONGEST_TEXT,
    AlreadyHandled,
    NotWithheld,
    ReportGiven,
    UnusableReport,
    WrongOutcome,
    decide_objection,
    forget_reporter,
    handle_report,
    report,
    show_again,
)
from kapstok.notices.models import Notice
from kapstok.search.models import OutboxItem
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

pytestmark = pytest.mark.django_db

BRUG = {
    "name": "Jan de Vries",
    "city": "Zwolle",
    "level": "1",
    "kvk": "08123456",
    "street": "Brink 3",
    "postcode": "8011AA",
    "email": "jan@vries.example",
    "phone": "0381234567",
    "website": "https://vries.example/",
    "description": "Ik maak stoelen.",
}
PRIVATE = ("Brink 3", "8011AA", "jan@vries.example", "0381234567", "vries.example", "stoelen")
OBJECTS = ReportGiven(Topic.OBJECTION, "", "Jan de Vries", "jan@vries.example")


@pytest.fixture
def ladder(rules: ListingRules) -> PublishedRegister:
    register = PublishedRegister()
    register.run(1, jan=BRUG)
    follow(1, rules)
    return register


def jan() -> Enterprise:
    return by_slug("jan-de-vries")[0]


def given(text: str = "De plaats klopt niet.", **facts: str) -> ReportGiven:
    return ReportGiven(Topic.PLACE, text, **facts)


def made(what: ReportGiven | None = None) -> Report:
    return report(enterprise=jan(), given=what or given())


def grant(rules: ListingRules, on: int = 1) -> None:
    decide_objection(
        report=made(OBJECTS), granted=True, reason="Eenmanszaak", actor="person:1", day=day(on), rules=rules
    )


@pytest.mark.usefixtures("ladder")
def test_every_editor_is_told_once_and_not_who_said_it(settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://kapstok.example"
    for email, role, active in [
        ("els@oost.example", Role.EDITOR, True),
        ("an@oost.example", Role.ADMINISTRATOR, True),
        ("weg@oost.example", Role.EDITOR, False),
        ("lezer@oost.example", "", True),
    ]:
        Person.objects.create(email=email, role=role, is_active=active, joined_at=now())
    made(given("Mijn naam is Haas.", name="Haas", email="haas@bos.example"))
    notices = Notice.objects.order_by("address")
    assert [notice.address for notice in notices] == ["an@oost.example", "els@oost.example"]
    for notice in notices:
        assert "Jan de Vries" in notice.subject
        assert "https://kapstok.example/beheer/meldingen/" in notice.text
        assert "aas" not in notice.text + notice.subject


def test_a_name_that_would_break_a_subject_does_not(rules: ListingRules) -> None:
    Person.objects.create(email="els@oost.example", role=Role.EDITOR, joined_at=now())
    PublishedRegister().run(1, x={**BRUG, "name": "Jan\u202e<script>\u0007 & Zn" + "x" * 400})
    follow(1, rules)
    report(enterprise=Enterprise.objects.get(), given=given())
    assert Notice.objects.get().subject.startswith("Melding over Jan<script>")


@pytest.mark.usefixtures("ladder")
@pytest.mark.parametrize(
    "what",
    [
        given(""),
        given(" \x00\x07 \n"),
        given("x" * (LONGEST_TEXT + 1)),
        given("x" * 10_000),
        given(email="geen adres"),
        given(email="a@b.example\nBcc: x@y.example"),
        given(name="x" * 101),
        ReportGiven(Topic.OBJECTION, "Ik wil dit niet.", "", "jan@vries.example"),
        ReportGiven(Topic.OBJECTION, "Ik wil dit niet.", "Jan", ""),
    ],
)
def test_what_nobody_can_handle_is_refused(what: ReportGiven) -> None:
    with pytest.raises(UnusableReport):
        made(what)
    assert Report.objects.count() == 0


@pytest.mark.usefixtures("ladder")
def test_hostile_text_is_kept_as_text_without_what_cannot_be_read() -> None:
    kept = made(
        given("<script>alert(1)</script>\r\n\u202eandersom\x00\x1b[31m \ud800\uffff ok", name="A\nB\x07")
    )
    kept.refresh_from_db()
    assert kept.text == "<script>alert(1)</script>\nandersom[31m  ok"
    assert kept.name == "A B"


@pytest.mark.usefixtures("ladder")
def test_a_report_is_handled_once_with_its_outcome_and_note() -> None:
    one, other = made(), made()
    assert list(reports(handled=False)) == [one, other]
    handle_report(report=one, outcome=Outcome.PASSED_ON, note="Doorgegeven.", actor="person:1")
    assert list(reports(handled=False)) == [other]
    [handled] = reports(handled=True)
    assert (handled.outcome, handled.note, handled.handled_by) == ("passed-on", "Doorgegeven.", "person:1")
    assert AuditEntry.objects.get(verb="handle report").details == {"outcome": "passed-on"}
    with pytest.raises(AlreadyHandled):
        handle_report(report=one, outcome=Outcome.CHANGED, note="", actor="person:2")


@pytest.mark.usefixtures("ladder")
def test_an_objection_is_granted_or_refused_and_nothing_else(rules: ListingRules) -> None:
    objection, other = made(OBJECTS), made()
    with pytest.raises(WrongOutcome):
        handle_report(report=objection, outcome=Outcome.CHANGED, note="", actor="person:1")
    with pytest.raises(WrongOutcome):
        handle_report(report=other, outcome=Outcome.GRANTED, note="", actor="person:1")
    with pytest.raises(WrongOutcome):
        decide_objection(report=other, granted=True, reason="x", actor="a", day=day(1), rules=rules)
    with pytest.raises(UnusableReport):
        decide_objection(report=objection, granted=True, reason=" ", actor="a", day=day(1), rules=rules)
    decide_objection(
        report=objection, granted=False, reason="Het is een B.V.", actor="a", day=day(1), rules=rules
    )
    assert (jan().withheld, jan().listed, Report.objects.get(pk=objection.pk).outcome) == (
        False,
        True,
        "refused",
    )


@pytest.mark.usefixtures("ladder")
def test_granted_the_enterprise_is_nowhere_but_in_the_full_export_and_the_evidence(
    rules: ListingRules,
) -> None:
    OutboxItem.objects.all().delete()
    grant(rules)
    key = str(jan().pk)
    assert (jan().listed, jan().withheld, list(withheld())) == (False, True, [jan()])
    assert documents([key]) == {key: None}
    assert list(OutboxItem.objects.values_list("key", flat=True)) == [key]
    assert list(export_rows(day(1), rules)) == []
    [row] = export_rows(day(1), rules, everyone=True)
    assert (row["listed"], row["withheld"], row["kvk"]) == (False, True, ["08123456"])
    assert not [private for private in PRIVATE if private in json.dumps([row, jan().facts])]
    assert [proven.on_day.level for proven in evidence(jan(), day(1), rules).held] == ["1"]


def test_it_outlives_syncs_new_entries_and_merges(ladder: PublishedRegister, rules: ListingRules) -> None:
    grant(rules)
    code = PublishedRegister("code", "cso", "Code")
    ladder.run(2, jan={**BRUG, "level": "3", "website": "https://nieuw.example/"})
    code.run(2, jan={"name": "Jan de Vries", "city": "Zwolle", "kvk": "08123456"})
    follow(2, rules)
    assert jan().labels.count() == 2
    assert (jan().listed, jan().withheld, jan().value("website")) == (False, True, None)
    assert follow(2, rules) == frozenset()


def test_where_its_entries_part_the_part_that_objected_stays_withheld(
    ladder: PublishedRegister, rules: ListingRules
) -> None:
    grant(rules)
    code = PublishedRegister("code", "cso", "Code")
    for on, number in ((2, "08123456"), (3, "90123457")):
        ladder.run(on, jan=BRUG)
        code.run(on, ander={"name": "Stoelen Oost", "city": "Zwolle", "kvk": number})
        follow(on, rules)
    assert [(one.name, one.withheld) for one in Enterprise.objects.order_by("name")] == [
        ("Jan de Vries", True),
        ("Stoelen Oost", False),
    ]


@pytest.mark.usefixtures("ladder")
def test_it_can_be_lifted_and_every_turn_is_kept(rules: ListingRules) -> None:
    grant(rules)
    show_again(enterprise=jan(), reason="Op eigen verzoek", actor="person:1", day=day(2), rules=rules)
    assert (jan().listed, jan().withheld, jan().value("website")) == (True, False, "https://vries.example/")
    assert list(Withholding.objects.order_by("id").values_list("withheld", flat=True)) == [True, False]
    with pytest.raises(NotWithheld):
        show_again(enterprise=jan(), reason="Nog eens", actor="person:1", day=day(2), rules=rules)


@pytest.mark.usefixtures("ladder")
def test_a_person_sees_and_erases_what_they_sent() -> None:
    made(given(email="Haas@bos.example"))
    made(given(email="vos@bos.example"))
    made()
    assert reports_from("haas@bos.example").count() == 1
    assert forget_reporter(email="haas@bos.example", actor="person:1") == 1
    assert forget_reporter(email="", actor="person:1") == 0
    assert sorted(Report.objects.values_list("email", flat=True)) == ["", "", "vos@bos.example"]
