# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kapstok.accounts.enums import Function, OrganisationKind
from kapstok.accounts.models import Invitation, Organisation, Person
from kapstok.accounts.organisations import close_organisation
from kapstok.notices.models import Message, Notice
from tests.accounts.people import functions_of, organisation, somebody
from tests.web.beheer.conftest import signed_in
from tests.web.reading import Page, faults

pytestmark = pytest.mark.django_db
MANAGER, BUYER = Function.MANAGER, Function.BUYER
HOSTILE = "Inkoop <b>\u202eOost\r\nBcc: x@y.example"


@pytest.fixture
def inkoop(home: object) -> Organisation:
    return organisation(OrganisationKind.BUYER, "Inkoop Oost")


@pytest.fixture
def anna(inkoop: Organisation) -> Person:
    return somebody("anna", MANAGER, BUYER, of=inkoop)


@pytest.fixture
def bert(inkoop: Organisation, anna: Person) -> Person:
    return somebody("bert", BUYER, of=inkoop)


def at(organisation: Organisation, *rest: object) -> str:
    return "/".join(["/mijn/organisatie", str(organisation.pk), *map(str, rest)])


def post(person: Person, path: str, **given: object) -> HttpResponse:
    return signed_in(person).post(path, given, follow=True)


def ask(person: Person, organisation: Organisation, email: str = "iris@voorbeeld.example") -> HttpResponse:
    return post(person, at(organisation, "uitnodigen"), email=email, functions=["buyer"])


def test_who_acts_for_it_stands_in_a_list(inkoop: Organisation, anna: Person, bert: Person) -> None:
    answer = signed_in(anna).get(at(inkoop))
    rows = Page(answer).all("tbody tr")
    assert [row.rpartition(" 2")[0].rsplit(" ", 2)[0] for row in rows] == [
        "anna@voorbeeld.example (u) Inkoper, Toegangsbeheerder",
        "bert@voorbeeld.example Inkoper",
    ]
    assert faults(answer) == []


def test_who_is_no_manager_sees_the_list_and_no_more(
    inkoop: Organisation, anna: Person, bert: Person
) -> None:
    ask(anna, inkoop)
    page = Page(signed_in(bert).get(at(inkoop)))
    assert "anna@voorbeeld.example" in page.text
    assert "iris@voorbeeld.example" not in page.text
    assert page.attributes("main form[method=post]", "action")[-1:] == [at(inkoop, "stoppen")]
    assert [one for one in page.attributes("main form", "action") if "uitnodig" in one] == []


def test_somebody_is_invited_by_mail_and_decides(inkoop: Organisation, anna: Person) -> None:
    page = Page(ask(anna, inkoop, "Iris@Voorbeeld.example"))
    assert "Wij mailden de uitnodiging aan iris@voorbeeld.example." in page.text
    assert page.all("#gevraagd ~ div tbody th") == ["iris@voorbeeld.example"]
    notice = Notice.objects.get()
    assert notice.address == "iris@voorbeeld.example"
    assert notice.subject == "Kapstok Oost-Nederland: uitnodiging van Inkoop Oost"
    assert "als: Inkoper." in notice.text
    assert "/mijn\n" in notice.text
    iris = somebody("iris")
    assert functions_of(iris, inkoop) == set()
    browser = signed_in(iris)
    (take, _) = Page(browser.get("/mijn")).attributes("#uitnodigingen + ul form", "action")
    browser.post(take)
    assert functions_of(iris, inkoop) == {"buyer"}


def test_the_mail_is_in_the_language_of_the_page(inkoop: Organisation, anna: Person) -> None:
    signed_in(anna).post(
        f"/en{at(inkoop, 'uitnodigen')}", {"email": "iris@voorbeeld.example", "functions": ["manager"]}
    )
    notice = Notice.objects.get()
    assert (notice.language, "asks you to act for it on this site, as: Access manager." in notice.text) == (
        "en",
        True,
    )


def test_asking_withdrawing_and_asking_again_mails_once_a_day(inkoop: Organisation, anna: Person) -> None:
    for _ in range(3):
        ask(anna, inkoop)
        one = Invitation.objects.get()
        assert "ingetrokken" in Page(post(anna, at(inkoop, "uitnodigingen", one.pk, "intrekken"))).text
    assert Notice.objects.count() == 1
    assert not Invitation.objects.exists()


def test_a_name_that_strangers_gave_cannot_write_headers_or_mark_up(anna: Person) -> None:
    hostile = organisation(name="x")
    Organisation.objects.filter(pk=hostile.pk).update(name=HOSTILE)
    hostile.mandates.create(person=anna, function="manager", since=anna.joined_at)
    answer = ask(anna, hostile)
    assert b"Inkoop <b>" not in answer.content
    notice = Notice.objects.get()
    assert notice.subject.isprintable()
    assert notice.subject.endswith("Inkoop <b>Oost Bcc: x@y.example")
    assert faults(signed_in(anna).get(at(hostile))) == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"email": "geen adres", "functions": ["buyer"]}, ""),
        ({"email": "iris@voorbeeld.example\nBcc: x@y.example", "functions": ["buyer"]}, ""),
        ({"email": "iris@voorbeeld.example", "functions": []}, "Kies minstens één functie."),
        ({"email": "iris@voorbeeld.example", "functions": ["entrepreneur"]}, "Kies minstens één functie."),
        ({"email": "ANNA@voorbeeld.example", "functions": ["buyer"]}, "Deze persoon treedt al op"),
    ],
)
def test_what_cannot_be_meant_is_asked_again(
    inkoop: Organisation, anna: Person, given: dict[str, object], told: str
) -> None:
    answer = post(anna, at(inkoop, "uitnodigen"), **given)
    assert answer.status_code == 422
    assert told in Page(answer).text
    assert faults(answer) == []
    assert not Notice.objects.exists()


def test_an_address_is_asked_once_at_a_time(inkoop: Organisation, anna: Person) -> None:
    ask(anna, inkoop)
    again = ask(anna, inkoop, "IRIS@voorbeeld.example")
    assert (again.status_code, "Dit adres is al uitgenodigd." in Page(again).text) == (422, True)


def test_known_and_unknown_addresses_are_answered_alike(inkoop: Organisation, anna: Person) -> None:
    somebody("bekend")
    told = [
        Page(ask(anna, inkoop, f"{name}@voorbeeld.example")).text.replace(name, "…")
        for name in ("bekend", "nieuw")
    ]
    assert told[0].split("Uitgenodigd")[0] == told[1].split("Uitgenodigd")[0]


def test_functions_are_changed_and_the_person_is_told(
    inkoop: Organisation, anna: Person, bert: Person
) -> None:
    path = at(inkoop, "mensen", bert.pk)
    answer = signed_in(anna).get(path)
    assert Page(answer).attributes("input[name=functions][checked]", "value") == ["buyer"]
    assert faults(answer) == []
    after = post(anna, f"{path}/functies", functions=["buyer", "manager"])
    assert "De functies zijn veranderd." in Page(after).text
    assert functions_of(bert, inkoop) == {"buyer", "manager"}
    assert [one.person for one in Message.objects.all()] == [bert]


def test_the_last_manager_is_told_to_hand_over_first(
    inkoop: Organisation, anna: Person, bert: Person
) -> None:
    own = at(inkoop, "mensen", anna.pk)
    changed = post(anna, f"{own}/functies", functions=["buyer"])
    assert (changed.status_code, "Er moet een toegangsbeheerder blijven." in Page(changed).text) == (
        422,
        True,
    )
    ended = post(anna, f"{own}/stoppen", sure="on")
    assert (ended.status_code, "Er moet een toegangsbeheerder blijven." in Page(ended).text) == (422, True)
    left = post(anna, at(inkoop, "stoppen"), sure="on")
    assert "U bent de enige toegangsbeheerder." in Page(left).text
    assert functions_of(anna, inkoop) == {"buyer", "manager"}


def test_handing_over_asks_first_and_then_does_it(inkoop: Organisation, anna: Person, bert: Person) -> None:
    path = at(inkoop, "mensen", bert.pk, "overdragen")
    unsure = post(anna, path)
    assert (unsure.status_code, "Zet eerst dit vinkje" in Page(unsure).text) == (422, True)
    assert faults(unsure) == []
    assert functions_of(bert, inkoop) == {"buyer"}
    assert "U heeft de toegang overgedragen." in Page(post(anna, path, sure="on")).text
    assert (functions_of(anna, inkoop), functions_of(bert, inkoop)) == ({"buyer"}, {"buyer", "manager"})
    assert Message.objects.get().person == bert
    assert post(anna, path, sure="on").status_code == 403


def test_who_only_managed_ends_at_their_own_page_after_handing_over(inkoop: Organisation) -> None:
    carla, dirk = somebody("carla", MANAGER, of=inkoop), somebody("dirk", BUYER, of=inkoop)
    after = post(carla, at(inkoop, "mensen", dirk.pk, "overdragen"), sure="on")
    assert "U treedt nog voor niemand op" in Page(after).text


def test_somebody_is_let_go_after_a_tick(inkoop: Organisation, anna: Person, bert: Person) -> None:
    path = at(inkoop, "mensen", bert.pk, "stoppen")
    assert post(anna, path).status_code == 422
    assert functions_of(bert, inkoop) == {"buyer"}
    browser = signed_in(bert)
    assert "niet meer op voor deze organisatie" in Page(post(anna, path, sure="on")).text
    assert browser.get(at(inkoop)).status_code == 403
    assert Message.objects.get().person == bert


def test_leaving_asks_first_and_tells_the_managers(inkoop: Organisation, anna: Person, bert: Person) -> None:
    unsure = post(bert, at(inkoop, "stoppen"))
    assert (unsure.status_code, faults(unsure)) == (422, [])
    after = post(bert, at(inkoop, "stoppen"), sure="on")
    assert "U treedt niet meer op voor Inkoop Oost." in Page(after).text
    assert functions_of(bert, inkoop) == set()
    assert Message.objects.get().person == anna


def test_the_last_one_is_warned_and_may_go(inkoop: Organisation, anna: Person) -> None:
    assert "U bent de laatste" in Page(signed_in(anna).get(at(inkoop))).text
    assert "U treedt nog voor niemand op" in Page(post(anna, at(inkoop, "stoppen"), sure="on")).text


def test_whoever_does_not_act_for_it_is_not_there(inkoop: Organisation, anna: Person) -> None:
    """Somebody of another organisation is no more to be found here than nobody at all."""
    elsewhere = organisation(name="Elders")
    sara = somebody("sara", MANAGER, of=elsewhere)
    for what in ("", "/functies", "/stoppen", "/overdragen"):
        path = f"{at(inkoop, 'mensen', sara.pk)}{what}"
        answer = signed_in(anna).post(path, {"sure": "on", "functions": ["buyer"]}) if what else None
        assert (answer or signed_in(anna).get(path)).status_code == 404, what
    assert functions_of(sara, elsewhere) == {"manager"}


def test_an_invitation_of_another_organisation_cannot_be_withdrawn(
    inkoop: Organisation, anna: Person
) -> None:
    elsewhere = organisation(name="Elders")
    ask(somebody("sara", MANAGER, of=elsewhere), elsewhere)
    number = Invitation.objects.get().pk
    assert post(anna, at(inkoop, "uitnodigingen", number, "intrekken")).status_code == 404
    assert Invitation.objects.exists()


def test_a_closed_organisation_is_gone(inkoop: Organisation, anna: Person) -> None:
    close_organisation(organisation=inkoop, actor="test")
    assert signed_in(anna).get(at(inkoop)).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 40])
def test_a_number_that_is_nobody_s_is_not_found(anna: Person, number: str) -> None:
    assert signed_in(anna).get(f"/mijn/organisatie/{number}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_people(inkoop: Organisation, anna: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(at(inkoop)).status_code == 200
        return len(captured)

    browser = signed_in(anna)
    one = queries()
    for number in range(5):
        somebody(f"naam{number}", BUYER, of=inkoop)
        ask(anna, inkoop, f"gevraagd{number}@voorbeeld.example")
    assert queries() == one


def test_every_form_is_guarded(inkoop: Organisation, anna: Person, bert: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(anna)
    for what in ("uitnodigen", "stoppen", f"mensen/{bert.pk}/functies", f"mensen/{bert.pk}/stoppen"):
        assert browser.post(at(inkoop, what), {"sure": "on"}).status_code == 403, what
