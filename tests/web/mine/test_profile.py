# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kapstok.core.models import AuditEntry
from kapstok.enterprises.models import ProfileVersion
from kapstok.enterprises.own_words.actions import save as save_words
from kapstok.enterprises.own_words.content import Content, read
from kapstok.enterprises.own_words.moderating import hide
from kapstok.enterprises.own_words.queries import content_of, latest
from kapstok.enterprises.queries import by_slug
from kapstok.regions.folder import RegionFolder
from tests.web.mine.owners import browser_of, owner, publish
from tests.web.region import RegionOnLoopback

PROFILE = "/mijn/onderneming/de-gouden-bezem/profiel"
HOSTILE = '"><script>alert(1)</script>\u202e{{ 7*7 }}'
SECTIONS = (
    "wie", "aanbod", "bereik", "opdrachten", "impact", "certificaten", "contact", "plekken", "talen",
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def ine(region: RegionOnLoopback) -> Client:
    """The browser of who acts for De Gouden Bezem."""
    publish(region)
    return browser_of(owner("de-gouden-bezem"))


def said() -> Content:
    return content_of(latest(by_slug("de-gouden-bezem")[0]))


def version(client: Client, section: str) -> str:
    """The version that the page of a section was made of, as it stands in its form."""
    found = re.search(r'name="versie" value="(\d+)"', client.get(f"{PROFILE}/{section}").content.decode())
    assert found
    return found[1]


def save(client: Client, section: str, **given: Any) -> Any:
    """Sends a section as its page does; `_` between a part and its field, as in `contact__name`."""
    answers = {name.replace("__", "."): value for name, value in given.items()}
    sent = {"versie": version(client, section), "doen": "opslaan", **answers}
    return client.post(f"{PROFILE}/{section}", sent)


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_every_section_asks_its_questions_and_says_nothing_before_somebody_wrote(ine: Client) -> None:
    page = text(ine.get(PROFILE))
    assert "Profiel van De Gouden Bezem" in page
    assert "Wie u bent" in page
    for section in SECTIONS:
        assert ine.get(f"{PROFILE}/{section}").status_code == 200
    assert ProfileVersion.objects.count() == 0
    assert ine.get(f"{PROFILE}/niets").status_code == 404


def test_what_is_saved_stands_on_the_page_and_in_the_audit_trail_under_a_pseudonym(ine: Client) -> None:
    answer = save(
        ine, "wie", pitch="Wij houden kantoren schoon.", description="Sinds 2009.\r\n\r\nMet 30 mensen."
    )
    assert (answer.status_code, answer["Location"]) == (302, f"{PROFILE}#wie")
    assert (said().pitch, said().description) == (
        "Wij houden kantoren schoon.",
        "Sinds 2009.\n\nMet 30 mensen.",
    )
    page = text(ine.get(PROFILE))
    assert "Opgeslagen." in page
    assert "Wij houden kantoren schoon." in page
    entry = AuditEntry.objects.get(verb="save profile")
    assert entry.actor.startswith("person:")
    assert "voorbeeld" not in f"{entry.actor}{entry.details}"


def test_a_section_saves_its_own_questions_and_leaves_the_others(ine: Client) -> None:
    save(ine, "wie", pitch="Wij houden kantoren schoon.")
    save(
        ine,
        "contact",
        contact__name="Ine de Boer",
        contact__phone="038 765 43 21",
        website="goudenbezem.example",
    )
    save(ine, "talen", languages=["nl", "ar"])
    assert said().pitch == "Wij houden kantoren schoon."
    assert (said().contact.name, said().website) == ("Ine de Boer", "https://goudenbezem.example")
    assert said().languages == ("nl", "ar")


def test_each_field_says_what_the_register_says_and_where(ine: Client) -> None:
    page = text(ine.get(f"{PROFILE}/contact"))
    assert "Het register zegt: 038 123 45 67" in page
    assert "PSO-Nederland, sinds" in page
    assert "Zegt u zelf niets" in page
    assert "Schoonmaak van kantoren · Glasbewassing" in text(ine.get(f"{PROFILE}/aanbod"))
    assert "Het register zegt: 038 123 45 67" in text(ine.get(PROFILE))


def test_nothing_typed_is_lost_where_something_is_wrong(ine: Client) -> None:
    answer = save(
        ine,
        "contact",
        contact__name="Ine de Boer",
        contact__email="geen adres",
        website="javascript:alert(1)",
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dit is geen e-mailadres" in page
    assert "Dit is geen webadres" in page
    assert 'value="Ine de Boer"' in page
    assert 'value="geen adres"' in page
    assert 'value="javascript:alert(1)"' in page
    assert page.count('aria-invalid="true"') == 2
    assert ProfileVersion.objects.count() == 0


def test_rows_come_and_go_by_filling_and_emptying_them(ine: Client) -> None:
    save(
        ine,
        "opdrachten",
        **{
            "references.0.client": "Gemeente Zwolle", "references.0.work": "Stadskantoor", "references.0.year": "2025",
            "references.1.client": "  ", "references.1.work": "", "references.1.year": "",
            "references.7.client": "Waterschap", "references.7.work": "", "references.7.year": "",
        },
    )  # fmt: skip
    assert [one.client for one in said().references] == ["Gemeente Zwolle", "Waterschap"]
    assert 'name="references.2.client"' in ine.get(f"{PROFILE}/opdrachten").content.decode()
    save(ine, "opdrachten", **{"references.0.client": "", "references.1.client": "Waterschap"})
    assert [one.client for one in said().references] == ["Waterschap"]


def test_numbers_are_read_and_written_as_the_page_s_language_writes_them(ine: Client) -> None:
    given = {"impact.0.what": "Mensen aan werk", "impact.0.number": "1.234,5", "impact.0.year": "2025"}
    save(ine, "impact", **given, **{"impact.0.how": "Contracten van zes maanden."})
    assert str(said().impact[0].number) == "1234.5"
    assert 'value="1.234,5"' in ine.get(f"{PROFILE}/impact").content.decode()
    assert 'value="1,234.5"' in ine.get(f"/en{PROFILE}/impact").content.decode()


def test_a_row_that_lacks_something_says_what_in_its_own_place(ine: Client) -> None:
    answer = save(
        ine, "impact", **{"impact.0.what": "", "impact.1.what": "Mensen", "impact.1.number": "veel"}
    )
    page = text(answer)
    assert answer.status_code == 422
    assert page.count("Vul dit in, of maak de hele regel leeg.") == 2
    assert "Kijk of er een tikfout in staat" in page


def test_another_row_is_asked_for_without_saving(ine: Client) -> None:
    given = {"versie": "0", "doen": "regel", "offerings.0.text": "Glasbewassing"}
    page = ine.post(f"{PROFILE}/aanbod", given).content.decode()
    assert 'value="Glasbewassing"' in page
    assert 'name="offerings.1.text"' in page
    assert ProfileVersion.objects.count() == 0


def test_a_branch_is_suggested_from_the_words_and_chosen_by_a_person(ine: Client) -> None:
    answer = save(ine, "aanbod", **{"offerings.0.text": "Bedrijfscatering"})
    assert answer["Location"] == f"{PROFILE}/aanbod#offerings"
    page = ine.get(f"{PROFILE}/aanbod").content.decode()
    code = re.search(r'name="offerings.0.category" value="(\d{8})"', page)
    assert code
    assert "Kies nog bij elk aanbod de branche" in page
    answer = save(ine, "aanbod", **{"offerings.0.text": "Bedrijfscatering", "offerings.0.category": code[1]})
    assert answer["Location"] == f"{PROFILE}#aanbod"
    assert said().offerings[0].category == code[1]


def test_a_branch_that_does_not_exist_is_refused(ine: Client) -> None:
    answer = save(ine, "aanbod", **{"offerings.0.text": "Catering", "offerings.0.category": "99999999"})
    assert answer.status_code == 422
    assert "Deze categorie kennen wij niet" in text(answer)


def test_a_label_is_no_certificate_of_one_s_own(ine: Client) -> None:
    said_why = "Labels komen uit de registers. Zet hier alleen keurmerken die geen label zijn."
    label = next(iter(RegionFolder.current().region().labels.values()))
    for name in filter(None, (label.name, label.short)):
        for given in ({"name": f"{name.upper()} Trede 3"}, {"name": "Keurmerk", "issuer": name}):
            answer = save(
                ine, "certificaten", **{f"certificates.0.{field}": value for field, value in given.items()}
            )
            assert answer.status_code == 422
            assert said_why in text(answer)
            assert all(f'value="{value}"' in answer.content.decode() for value in given.values())
    assert said().certificates == ()
    assert save(ine, "certificaten", **{"certificates.0.name": "Skal"}).status_code == 302


def test_a_label_that_was_named_before_is_in_nobody_s_way_elsewhere(ine: Client) -> None:
    label = next(iter(RegionFolder.current().region().labels.values()))
    given = read({"certificates": [{"name": label.name}]})
    save_words(enterprise=by_slug("de-gouden-bezem")[0], content=given, actor="person:1")
    assert save(ine, "wie", pitch="Wij vegen.").status_code == 302


def test_municipalities_are_named_and_of_an_unknown_one_is_said_what_may_be_meant(ine: Client) -> None:
    given = {"area.kind": "municipalities", "area.municipalities": "Zwolle, deventer\nNergenshuizen; Heino"}
    answer = save(ine, "bereik", **given)
    page = text(answer)
    assert answer.status_code == 422
    assert "“Nergenshuizen” kennen wij niet als gemeente." in page
    assert "“Heino” is geen gemeente. Bedoelt u Raalte?" in page
    assert "Nergenshuizen; Heino" in answer.content.decode()
    save(ine, "bereik", **{**given, "area.municipalities": "Zwolle, deventer, Zwolle"})
    assert said().area.municipalities == ("GM0193", "GM0150")
    assert "Zwolle, Deventer" in text(ine.get(PROFILE))


def test_an_area_without_its_kilometres_or_municipalities_is_asked_for_them(ine: Client) -> None:
    assert "van 1 tot 300" in text(save(ine, "bereik", **{"area.kind": "around", "area.km": "9000"}))
    assert "Kies een of meer gemeenten" in text(save(ine, "bereik", **{"area.kind": "municipalities"}))
    save(ine, "bereik", **{"area.kind": "around", "area.km": "25", "area.municipalities": "Nergens"})
    assert (said().area.km, said().area.municipalities) == (25, ())
    assert "Tot 25 km rond onze vestiging" in text(ine.get(PROFILE))


def test_who_saves_after_a_colleague_sees_what_changed_and_overwrites_only_knowingly(ine: Client) -> None:
    mine, pitch = version(ine, "wie"), "Mijn zin."
    save(ine, "wie", pitch="De zin van een collega.")
    answer = ine.post(f"{PROFILE}/wie", {"versie": mine, "doen": "opslaan", "pitch": pitch})
    page = text(answer)
    assert answer.status_code == 409
    assert "Een collega wijzigde dit" in page
    assert "De zin van een collega." in page
    assert pitch in page
    assert said().pitch == "De zin van een collega."
    found = re.search(r'name="versie" value="(\d+)"', answer.content.decode())
    assert found
    ine.post(f"{PROFILE}/wie", {"versie": found[1], "doen": "opslaan", "pitch": pitch})
    assert said().pitch == pitch


def test_who_saves_at_the_same_moment_as_a_colleague_loses_and_overwrites_nothing(ine: Client) -> None:
    mine, done = version(ine, "wie"), []

    def colleague(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Saves just before the page's own save begins."""
        if sql.startswith("SAVEPOINT") and not done:
            done.append(True)
            known = by_slug("de-gouden-bezem")[0]
            save_words(enterprise=known, content=read({"pitch": "De zin van een collega."}), actor="person:2")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(colleague):
        answer = ine.post(f"{PROFILE}/wie", {"versie": mine, "doen": "opslaan", "pitch": "Mijn zin."})
    assert answer.status_code == 409
    assert "De zin van een collega." in text(answer)
    assert "Mijn zin." in text(answer)
    assert said().pitch == "De zin van een collega."


def test_a_colleague_in_another_section_is_in_nobody_s_way(ine: Client) -> None:
    mine = version(ine, "wie")
    save(ine, "talen", languages=["nl"])
    answer = ine.post(f"{PROFILE}/wie", {"versie": mine, "doen": "opslaan", "pitch": "Mijn zin."})
    assert answer.status_code == 302
    assert (said().pitch, said().languages) == ("Mijn zin.", ("nl",))


def test_a_version_that_never_was_overwrites_nothing(ine: Client) -> None:
    save(ine, "wie", pitch="De zin van een collega.")
    for number in ("", "-1", "x", "9" * 30, "999999"):
        answer = ine.post(f"{PROFILE}/wie", {"versie": number, "doen": "opslaan", "pitch": "Weg ermee."})
        assert answer.status_code == 409
    assert said().pitch == "De zin van een collega."


def test_hostile_words_are_shown_as_words_or_refused(ine: Client) -> None:
    for section in SECTIONS:
        asked = re.findall(
            r'<(?:input|textarea)[^>]* name="([^"]+)"', ine.get(f"{PROFILE}/{section}").content.decode()
        )
        answer = save(ine, section, **dict.fromkeys(set(asked) - {"versie", "csrfmiddlewaretoken"}, HOSTILE))
        assert answer.status_code in {302, 422}
        for page in (answer, ine.get(f"{PROFILE}/{section}")):
            assert "<script>alert" not in page.content.decode()
    assert "{{ 7*7 }}" in said().pitch
    assert "\u202e" not in said().pitch
    for path in (PROFILE, f"{PROFILE}/geschiedenis", f"{PROFILE}/voorbeeld"):
        page = ine.get(path).content.decode()
        assert "<script>alert" not in page
        assert "{{ 7*7 }}" in page


def test_half_characters_too_much_and_too_many_rows_are_no_crash(ine: Client) -> None:
    assert save(ine, "wie", pitch="a\x00b", description="x" * 5_000).status_code == 422
    rows = {f"offerings.{number}.text": f"Aanbod {number}" for number in range(200)}
    answer = save(ine, "aanbod", **rows)
    assert answer.status_code == 422
    assert "hooguit 30" in text(answer)
    assert "Aanbod 31" in text(answer)
    assert save(ine, "aanbod", **{"offerings.0.text.x": "a", "offerings.-1.text": "b"}).status_code == 302
    assert ProfileVersion.objects.filter(content__offerings__0__text="b").count() == 0


def test_a_hidden_part_says_so_to_its_owner_with_the_reason(ine: Client) -> None:
    save(ine, "wie", pitch="Bel onze concurrent niet.")
    hide(
        enterprise=by_slug("de-gouden-bezem")[0],
        part="pitch",
        reason="Dit gaat over een ander.",
        actor="x",
        page=PROFILE,
    )
    for path in (PROFILE, f"{PROFILE}/wie"):
        page = text(ine.get(path))
        assert "“In één zin” tonen wij nu niet." in page
        assert "Dit gaat over een ander." in page
    save(ine, "wie", pitch="Een andere zin.")
    page = text(ine.get(PROFILE))
    assert "Wat wij verbergen, ziet nog niemand anders." in page
    assert "Dit staat nu op uw openbare pagina" not in page


def test_editors_write_nobody_s_words(ine: Client, editor: Client, administrator: Client) -> None:
    for client in (editor, administrator):
        assert client.get(PROFILE).status_code == 403
        assert (
            client.post(f"{PROFILE}/wie", {"versie": "0", "doen": "opslaan", "pitch": "x"}).status_code == 403
        )
    assert ProfileVersion.objects.count() == 0


def test_only_who_acts_for_the_enterprise_comes_in(ine: Client) -> None:
    other = browser_of(owner("lunchroom-de-linde", "linda"))
    paths = [
        PROFILE,
        *(f"{PROFILE}/{section}" for section in SECTIONS),
        f"{PROFILE}/voorbeeld",
        f"{PROFILE}/geschiedenis",
    ]
    for path in paths:
        assert (path, other.get(path).status_code) == (path, 403)
        assert (path, Client().get(path).status_code) == (path, 302)
        assert (path, ine.get(path).status_code) == (path, 200)
    assert other.post(f"{PROFILE}/wie", {"versie": "0", "doen": "opslaan", "pitch": "x"}).status_code == 403
    assert other.post(f"{PROFILE}/register", {"veld": "website", "doen": "houden"}).status_code == 403
    assert other.post(f"{PROFILE}/geschiedenis/1/terugzetten").status_code == 403
    assert ProfileVersion.objects.count() == 0


def test_a_form_from_elsewhere_is_refused(ine: Client) -> None:
    strict = browser_of(owner("de-gouden-bezem", "karin"), enforce_csrf_checks=True)
    for path in (f"{PROFILE}/wie", f"{PROFILE}/voorbeeld", f"{PROFILE}/register"):
        assert strict.post(path, {"versie": "0", "doen": "opslaan", "pitch": "x"}).status_code == 403
    assert ProfileVersion.objects.count() == 0


def test_the_same_words_again_make_no_new_version(ine: Client) -> None:
    save(ine, "wie", pitch="Wij houden kantoren schoon.")
    save(ine, "wie", pitch="Wij houden kantoren schoon.")
    assert ProfileVersion.objects.count() == 1


def test_the_pages_speak_english_too(ine: Client) -> None:
    save(ine, "wie", pitch="Wij houden kantoren schoon.")
    page = text(ine.get(f"/en{PROFILE}"))
    assert "Profile of De Gouden Bezem" in page
    assert "Wij houden kantoren schoon." in page
