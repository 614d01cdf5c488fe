# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kapstok.accounts.actions import add_administrator, deactivate
from kapstok.accounts.enums import Function, OrganisationKind
from kapstok.accounts.models import Invitation, Organisation, Person
from kapstok.core.models import AuditEntry
from kapstok.notices.models import Notice
from tests.accounts.people import functions_of, organisation, somebody
from tests.web.reading import Page, faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
LIST = "/beheer/organisaties"
GIVEN = {"name": "Gemeente Zwolle", "kind": "municipality", "email": "iris@voorbeeld.example"}


def test_an_organisation_is_made_and_its_first_manager_is_asked(editor: Client) -> None:
    answer = editor.post(f"{LIST}/toevoegen", GIVEN, follow=True)
    page = Page(answer)
    assert "Gemeente Zwolle staat erbij." in page.text
    assert page.one("tbody tr").startswith("iris@voorbeeld.example Inkoper, Coördinator social return,")
    assert faults(answer) == []
    made = Organisation.objects.get()
    assert (made.name, made.kind) == ("Gemeente Zwolle", "municipality")
    invitation = Invitation.objects.get()
    assert invitation.functions == ["buyer", "coordinator", "facilitator", "manager"]
    assert Notice.objects.get().address == "iris@voorbeeld.example"
    eddy = Person.objects.get(email__startswith="eddy")
    assert {one.actor for one in AuditEntry.objects.filter(subject=f"organisation:{made.pk}")} == {eddy.actor}
    assert functions_of(eddy, made) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "enterprise"},
        {"kind": "keizerrijk"},
        {"name": " \u202e "},
        {"name": "x" * 201},
        {"email": "geen adres"},
        {"email": "iris@voorbeeld.example\nBcc: x@y.example"},
    ],
)
def test_what_cannot_be_meant_makes_nothing(editor: Client, wrong: dict[str, str]) -> None:
    """An enterprise above all: whose one is follows from proof."""
    answer = editor.post(f"{LIST}/toevoegen", GIVEN | wrong)
    assert (answer.status_code, faults(answer)) == (422, [])
    assert not Organisation.objects.exists()
    assert not Notice.objects.exists()


def test_the_list_shows_each_with_its_people_and_is_searched_by_name(editor: Client) -> None:
    zwolle = organisation(OrganisationKind.MUNICIPALITY, "Zwolle")
    somebody("anna", Function.MANAGER, Function.BUYER, of=zwolle)
    somebody("bert", Function.BUYER, of=zwolle)
    organisation(OrganisationKind.ENTERPRISE, "De Gouden Bezem <b>")
    answer = editor.get(LIST)
    assert Page(answer).all("tbody tr") == ["De Gouden Bezem <b> Onderneming 0 Nee", "Zwolle Gemeente 2 Ja"]
    assert faults(answer) == []
    assert Page(editor.get(LIST, {"naam": "bezem"})).all("tbody th") == ["De Gouden Bezem <b>"]
    assert "Geen organisatie heet" in Page(editor.get(LIST, {"naam": "<i>niets"})).text


def test_what_nobody_can_let_others_into_waits_for_an_editor(editor: Client) -> None:
    """The manager's account was closed: whoever is left can let nobody in."""
    alone, well = organisation(name="Alleen"), organisation(name="Goed")
    carla = somebody("carla", Function.MANAGER, of=alone)
    somebody("dirk", Function.BUYER, of=alone)
    somebody("anna", Function.MANAGER, of=well)
    organisation(name="Leeg")
    assert "toegangsbeheerder" not in Page(editor.get("/beheer")).text
    add_administrator(email="adrie@voorbeeld.example", actor="test")
    deactivate(person=carla, actor="test")
    page = Page(editor.get("/beheer"))
    assert page.links()["organisatie heeft geen toegangsbeheerder"] == f"{LIST}?zonder=1"
    assert "Organisaties 1" in page.all(".kapstok-desk__link")
    assert Page(editor.get(f"{LIST}?zonder=1")).all("tbody th") == ["Alleen"]


def test_an_editor_mends_that_on_the_page_of_the_organisation(editor: Client) -> None:
    alone = organisation(name="Alleen")
    dirk = somebody("dirk", Function.BUYER, of=alone)
    page = Page(editor.get(f"{LIST}/{alone.pk}"))
    href = page.links()["Nodig iemand uit of verander functies"]
    (member,) = [one for one in Page(editor.get(href)).links().values() if "/mensen/" in one]
    answer = editor.post(f"{member}/functies", {"functions": ["buyer", "manager"]}, follow=True)
    assert "De functies zijn veranderd." in Page(answer).text
    assert functions_of(dirk, alone) == {"buyer", "manager"}


def test_a_name_is_changed(editor: Client) -> None:
    one = organisation(OrganisationKind.ENTERPRISE, "Oud")
    assert editor.post(f"{LIST}/{one.pk}/naam", {"name": " "}).status_code == 422
    answer = editor.post(f"{LIST}/{one.pk}/naam", {"name": "Nieuw"}, follow=True)
    assert (Page(answer).one("h1"), "De naam is veranderd." in Page(answer).text) == ("Nieuw", True)


def test_closing_asks_first_and_then_ends_everything(editor: Client) -> None:
    one = organisation()
    anna = somebody("anna", Function.MANAGER, of=one)
    unsure = editor.post(f"{LIST}/{one.pk}/sluiten")
    assert (unsure.status_code, faults(unsure)) == (422, [])
    answer = editor.post(f"{LIST}/{one.pk}/sluiten", {"sure": "on"}, follow=True)
    assert "Deze organisatie is gesloten" in Page(answer).text
    assert faults(answer) == []
    assert functions_of(anna, one) == set()
    assert "(gesloten)" in Page(editor.get(LIST)).one("tbody th")
    for what in ("sluiten", "naam"):
        assert editor.post(f"{LIST}/{one.pk}/{what}", {"sure": "on", "name": "x"}).status_code == 404


def test_an_enterprise_is_not_closed_by_hand(editor: Client) -> None:
    one = organisation(OrganisationKind.ENTERPRISE, "De Gouden Bezem")
    assert "sluiten" not in editor.get(f"{LIST}/{one.pk}").content.decode()
    assert editor.post(f"{LIST}/{one.pk}/sluiten", {"sure": "on"}).status_code == 404
    one.refresh_from_db()
    assert one.closed_at is None


def test_the_number_of_queries_does_not_grow_with_the_list(editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(LIST).status_code == 200
        return len(captured)

    somebody("anna", Function.MANAGER, of=organisation())
    one = queries()
    for number in range(30):
        somebody(f"naam{number}", Function.MANAGER, of=organisation(name=f"Nummer {number}"))
    assert queries() == one
    assert Page(editor.get(f"{LIST}?pagina=2")).all("tbody tr") != []
