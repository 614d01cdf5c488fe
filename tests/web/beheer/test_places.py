# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kapstok.enterprises.models import Enterprise, PlaceCorrection
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback, ladder

LIST = "/beheer/plaatsen"
HENGELO = {
    "key": "h",
    "name": "Smederij Het Vuur",
    "level": "2",
    "city": "Hengelo",
    "street": "Dorpsstraat 5",
}
NERGENS = {"key": "n", "name": "Ateljee Verweg", "level": "1", "city": "Verweggistan"}
ZONDER = {"key": "z", "name": "Zonder Plaats", "level": "1"}
PLACE = f"{LIST}/smederij-het-vuur"
HOSTILE = "<script>alert(1)</script>\"'<b>\u202egnihton"


@pytest.fixture
def nowhere(region: RegionOnLoopback) -> RegionOnLoopback:
    """A region in which three enterprises with a label lie nobody knows where."""
    region.sync(ladder=[*ladder(region.today), HENGELO, NERGENS, ZONDER])
    return region


def correct(editor: Client, **answers: str):  # type: ignore[no-untyped-def]
    return editor.post(f"{PLACE}/corrigeren", {"reason": "Gebeld.", **answers})


def smithy() -> Enterprise:
    return Enterprise.objects.get(slug="smederij-het-vuur")


def test_first_stands_what_is_nowhere_and_why(nowhere: RegionOnLoopback, editor: Client) -> None:
    answer = editor.get(LIST)
    page = Page(answer)
    assert page.all("#onbekend ~ .kapstok-scroll tbody tr") == [
        "Ateljee Verweg “Verweggistan” staat niet in onze lijst met plaatsen.",
        "Smederij Het Vuur “Hengelo” kan in deze gemeenten liggen: Hengelo, Bronckhorst.",
        "Zonder Plaats Het register noemt geen plaats.",
    ]
    assert page.links("tbody a")["Smederij Het Vuur"] == PLACE
    assert faults(answer) == []


def test_the_navigation_and_the_overview_say_how_many(nowhere: RegionOnLoopback, editor: Client) -> None:
    assert "Plaatsen 3" in Page(editor.get("/beheer")).all(".kapstok-desk__link")
    assert "3 ondernemingen met een label zitten nergens" in Page(editor.get("/beheer")).text


def test_the_places_that_it_may_be_are_offered(nowhere: RegionOnLoopback, editor: Client) -> None:
    answer = editor.get(PLACE)
    page = Page(answer)
    assert page.all("input[type=radio] + label") == [
        "In de gemeente Hengelo (Overijssel)",
        "In de gemeente Bronckhorst (Gelderland)",
        "In een andere gemeente",
    ]
    assert page.attributes("input[type=radio]", "value") == ["GM0164", "GM1876", "elders"]
    assert "Dorpsstraat 5" in page.text
    assert faults(answer) == []


def test_a_candidate_puts_it_in_the_list_and_in_search_at_once(
    nowhere: RegionOnLoopback, editor: Client
) -> None:
    assert "Smederij" not in editor.get("/aanbod?q=smederij").content.decode()
    answer = correct(editor, candidate="GM1876")
    assert (answer.status_code, answer["Location"]) == (302, PLACE)
    assert "De site volgt dat meteen" in Page(editor.get(PLACE)).one(".utrecht-alert--ok")
    found = Page(Client().get("/aanbod?q=smederij&gemeente=GM1876"))
    assert "Smederij Het Vuur" in found.text
    profile = Page(Client().get("/onderneming/smederij-het-vuur"))
    assert "Waar deze onderneming zit, zegt onze redactie sinds" in profile.text
    assert "Hengelo (Bronckhorst)" in profile.text
    said = PlaceCorrection.objects.get()
    assert said.actor.startswith("person:")
    assert said.reason == "Gebeld."


def test_another_municipality_goes_by_its_name_with_an_address(
    nowhere: RegionOnLoopback, editor: Client
) -> None:
    answer = correct(
        editor, candidate="elders", municipality="zwolle", postcode="8011 ab", street="Brink 3", city="Zwolle"
    )
    assert answer.status_code == 302
    assert (smithy().municipality, smithy().value("postcode"), smithy().listed) == ("GM0193", "8011 AB", True)
    facts = Page(Client().get("/onderneming/smederij-het-vuur")).one(".utrecht-data-list")
    assert "Brink 3 onze redactie, sinds" in facts


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Dit veld is verplicht."),
        ({"candidate": "elders"}, "Noem de gemeente."),
        ({"candidate": "GM0193"}, "Selecteer een geldige keuze."),
        ({"candidate": "elders", "municipality": "Atlantis"}, "Deze gemeente kennen wij niet."),
        ({"candidate": "GM1876", "postcode": "80"}, "Dit is geen postcode."),
        ({"candidate": "GM1876", "postcode": "8011AB"}, "Deze postcode ligt in Zwolle, niet in Bronckhorst."),
        ({"candidate": "GM1876", "reason": " "}, "Dit veld is verplicht."),
        ({"candidate": "GM1876", "reason": "x" * 10_000}, "niet meer dan 500 tekens"),
        ({"candidate": "elders", "municipality": HOSTILE}, "Deze gemeente kennen wij niet."),
    ],
)
def test_what_cannot_be_is_said_beside_its_question(
    nowhere: RegionOnLoopback, editor: Client, answers: dict[str, str], said: str
) -> None:
    answer = correct(editor, **answers)
    assert answer.status_code == 422
    assert said in " ".join(Page(answer).all(".utrecht-form-field-error-message"))
    assert b"<script>alert" not in answer.content
    assert faults(answer) == []
    assert PlaceCorrection.objects.count() == 0


def test_one_of_unknown_place_is_asked_for_its_municipality(
    nowhere: RegionOnLoopback, editor: Client
) -> None:
    page = Page(editor.get(f"{LIST}/ateljee-verweg"))
    assert page.all("input[type=radio]") == []
    editor.post(f"{LIST}/ateljee-verweg/corrigeren", {"municipality": "Deventer", "reason": "Site"})
    assert Enterprise.objects.get(slug="ateljee-verweg").listed


def test_it_can_be_taken_back_and_the_history_stays(nowhere: RegionOnLoopback, editor: Client) -> None:
    correct(editor, candidate="GM1876")
    assert editor.post(f"{PLACE}/intrekken", {"reason": ""}).status_code == 422
    assert editor.post(f"{PLACE}/intrekken", {"reason": "Toch niet"}).status_code == 302
    assert (smithy().listed, smithy().place_said_on) == (False, None)
    page = Page(editor.get(PLACE))
    assert page.all("#eerder ~ .kapstok-scroll tbody td:nth-child(2)") == [
        "ingetrokken: het register telt",
        "Bronckhorst (telt niet meer)",
    ]
    assert "eddy@voorbeeld.example" in page.text
    editor.post(f"{PLACE}/intrekken", {"reason": "Nog eens"})
    assert "trok deze correctie al in" in Page(editor.get(PLACE)).text


def test_any_enterprise_is_found_by_its_name(nowhere: RegionOnLoopback, editor: Client) -> None:
    page = Page(editor.get(f"{LIST}?naam=bezem"))
    assert page.links("#andere ~ ul a") == {"De Gouden Bezem": f"{LIST}/de-gouden-bezem"}
    hostile = editor.get(LIST, {"naam": HOSTILE + "%_" + "x" * 10_000})
    assert hostile.status_code == 200
    assert b"<script>alert" not in hostile.content


def test_hostile_facts_of_a_register_are_shown_as_text(region: RegionOnLoopback, editor: Client) -> None:
    region.sync(ladder=[{"key": "x", "name": HOSTILE, "level": "1", "city": HOSTILE, "street": HOSTILE}])
    slug = Enterprise.objects.get().slug
    for path in (LIST, f"{LIST}/{slug}"):
        answer = editor.get(path)
        assert b"<script>alert" not in answer.content
        assert b"<b>" not in answer.content
        assert faults(answer) == []


def test_the_number_of_queries_does_not_grow_with_the_list(region: RegionOnLoopback, editor: Client) -> None:
    def queries(count: int) -> int:
        region.sync(ladder=[{**NERGENS, "key": str(n), "name": f"Bedrijf {n}"} for n in range(count)])
        for one in Enterprise.objects.filter(listed=False)[:count]:
            if not one.place_said_on:
                editor.post(f"{LIST}/{one.slug}/corrigeren", {"municipality": "Zwolle", "reason": "x"})
                break
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(LIST).status_code == 200
        return len(captured)

    assert queries(3) == queries(20)


def test_an_old_address_leads_on_and_an_unknown_one_nowhere(
    nowhere: RegionOnLoopback, editor: Client
) -> None:
    assert editor.get(f"{LIST}/bestaat-niet").status_code == 404
    assert editor.post(f"{LIST}/bestaat-niet/corrigeren").status_code == 404
