# SPDX-License-Identifier: EUPL-1.2
"""Making an enterprise one's own, as people go."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from django.test import Client

from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.enterprises.claiming.codes import token
from kapstok.enterprises.claiming.looking import in_names
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.enterprises.reporting import withhold
from kapstok.notices.models import Notice
from tests.enterprises.claiming.name_server import NameServer, name_server
from tests.web.mine.owners import browser_of, owner
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback, code, ladder

BEZEM = "/onderneming/de-gouden-bezem"
CLAIM = f"{BEZEM}/claim"


@pytest.fixture
def anna(east: RegionOnLoopback) -> Client:
    """Somebody who signed in with an address elsewhere."""
    return browser_of(Person.objects.create(email="anna@elders.example", joined_at=now()))


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[NameServer]:
    """The name system, of which this test is the only server."""
    with name_server() as server:
        asked = partial(in_names, resolver=server.resolver())
        monkeypatch.setattr("kapstok.web.mine.claims.in_names", asked)
        yield server


def chosen(browser: Client, title: str, **answers: str) -> str:
    """Chooses the proof under a title, and gives the page where that led."""
    page = Page(browser.get(CLAIM))
    (form,) = [form for form in page.tree.cssselect("main form") if title in form.text_content()]
    name = form.cssselect("input[name=bewijs]")[0].get("value")
    answer = browser.post(CLAIM, {"bewijs": name, **answers})
    assert answer.status_code == 302, Page(answer).text
    return str(answer["Location"])


def mailed() -> Notice:
    return Notice.objects.get(key__endswith=":code")


def code_of(notice: Notice) -> str:
    return next(line.strip() for line in notice.text.splitlines() if line.startswith("    "))


def alert(browser: Client, path: str) -> str:
    return Page(browser.get(path)).one(".kapstok-desk__content .utrecht-alert__title")


def test_the_public_page_leads_there_and_nobody_needs_an_account_to_read_it(
    east: RegionOnLoopback, client: Client
) -> None:
    assert Page(client.get(BEZEM)).links()["Is dit uw onderneming?"] == CLAIM
    answer = client.get(CLAIM)
    assert (answer.status_code, faults(answer)) == (200, [])
    page = Page(answer)
    assert page.links()["Meld u aan om te beginnen"].endswith(
        "?next=%2Fonderneming%2Fde-gouden-bezem%2Fclaim"
    )
    assert page.attributes("meta[name=robots]", "content") == ["noindex"]
    assert "goudenbezem.example" not in page.text
    assert "sessionid" not in answer.cookies


def test_who_has_not_signed_in_claims_nothing(east: RegionOnLoopback, client: Client) -> None:
    answer = client.post(CLAIM, {"bewijs": "x"})
    assert answer.status_code == 302
    assert "/aanmelden" in answer["Location"]
    assert not Claim.objects.exists()


def test_every_proof_is_there_and_no_address_is_shown_whole(anna: Client) -> None:
    answer = anna.get(CLAIM)
    assert faults(answer) == []
    page = Page(answer)
    assert page.all("main form h3") == [
        "Een code naar i…@goudenbezem.example",
        "Een code naar uw adres bij @goudenbezem.example",
        "Een regel bij het domein goudenbezem.example",
        "Een tag op de website https://www.goudenbezem.example/",
        "Een brief met een code naar het adres in Zwolle",
        "Lukt niets hiervan?",
    ]
    assert "info@goudenbezem.example" not in page.source
    assert "Bezemstraat" not in page.source


def test_a_code_from_the_mail_makes_it_theirs(anna: Client) -> None:
    there = chosen(anna, "Een code naar i…")
    answer = anna.get(there)
    assert faults(answer) == []
    page = Page(answer)
    assert "Vul de code uit de mail in" in page.text
    assert "i…@goudenbezem.example" in page.text
    assert "info@goudenbezem.example" not in page.source
    notice = mailed()
    assert notice.address == "info@goudenbezem.example"
    assert code_of(notice) not in page.source
    wrong = anna.post(f"{there}/code", {"code": "AAAA-AAAA"})
    assert (wrong.status_code, faults(wrong)) == (422, [])
    assert "klopt niet" in Page(wrong).one(".utrecht-form-field-error-message")
    assert "nog 4 keer" in Page(wrong).text
    assert anna.post(f"{there}/code", {"code": code_of(notice)}).status_code == 302
    after = Page(anna.get(there))
    assert "Deze onderneming staat op uw naam" in after.text
    assert after.links()["Naar uw onderneming"] == f"/mijn{BEZEM}"
    assert "U treedt al voor haar op" in Page(anna.get(CLAIM)).text
    assert anna.get(f"/mijn{BEZEM}").status_code == 200


def test_a_mail_to_one_s_own_address_there(anna: Client) -> None:
    chosen(anna, "Een code naar uw adres", lokaal="anna")
    assert mailed().address == "anna@goudenbezem.example"


def test_what_cannot_stand_before_the_at_is_asked_again(anna: Client) -> None:
    page = Page(anna.get(CLAIM))
    (form,) = [form for form in page.tree.cssselect("main form") if "uw adres bij" in form.text_content()]
    name = form.cssselect("input[name=bewijs]")[0].get("value")
    for local in ("", "anna@evil.example", "a b", "x\r\nBcc: evil@evil.example"):
        answer = anna.post(CLAIM, {"bewijs": name, "lokaal": local})
        assert (local, answer.status_code, faults(answer)) == (local, 422, [])
        assert "voor de @" in Page(answer).one(".utrecht-form-field-error-message")
    assert not Notice.objects.exists()


def test_who_signed_in_with_an_address_there_is_done_in_one_step(east: RegionOnLoopback) -> None:
    bea = browser_of(Person.objects.create(email="bea@goudenbezem.example", joined_at=now()))
    page = Page(bea.get(CLAIM))
    assert page.all("main form h3") == ["U bent al zover"]
    there = chosen(bea, "U bent al zover")
    assert alert(bea, there) == "Deze onderneming staat op uw naam"


def test_a_record_at_the_domain(anna: Client, names: NameServer) -> None:
    there = chosen(anna, "Een regel bij het domein")
    claim = Claim.objects.get()
    answer = anna.get(there)
    assert faults(answer) == []
    assert Page(answer).all("code") == [
        "TXT",
        "_kapstok.goudenbezem.example",
        f"kapstok={token(claim.pk)}",
    ]
    anna.post(f"{there}/controleren")
    assert "vonden het nog niet" in Page(anna.get(there)).one(".kapstok-flashes")
    names.texts["_kapstok.goudenbezem.example."] = [f'"kapstok={token(claim.pk)}"']
    anna.post(f"{there}/controleren")
    assert alert(anna, there) == "Deze onderneming staat op uw naam"


def test_a_tag_on_a_site_that_does_not_answer(anna: Client) -> None:
    there = chosen(anna, "Een tag op de website")
    answer = anna.get(there)
    assert faults(answer) == []
    assert Page(answer).one("code") == f'<meta name="kapstok" content="{token(Claim.objects.get().pk)}">'
    anna.post(f"{there}/controleren")
    assert "konden niet kijken" in Page(anna.get(there)).one(".kapstok-flashes")


def test_a_letter_waits_for_the_editors(anna: Client) -> None:
    there = chosen(anna, "Een brief met een code")
    page = Page(anna.get(there))
    assert "De brief gaat binnenkort op de post" in page.text
    assert page.all("form[action$=code]") == []


def test_the_editors_are_asked_with_an_explanation(anna: Client) -> None:
    page = Page(anna.get(CLAIM))
    name = page.attributes("main form:has(textarea) input[name=bewijs]", "value")[0]
    refused = anna.post(CLAIM, {"bewijs": name, "uitleg": " "})
    assert (refused.status_code, faults(refused)) == (422, [])
    there = chosen(anna, "Lukt niets hiervan?", uitleg="<script>alert(1)</script>")
    assert alert(anna, there) == "Een redacteur bekijkt uw claim"


def test_an_explanation_that_is_too_long_is_kept_and_not_cut(anna: Client) -> None:
    page = Page(anna.get(CLAIM))
    name = page.attributes("main form:has(textarea) input[name=bewijs]", "value")[0]
    long = "Van mij. " * 222 + "Het einde."
    assert len(long) == 2_008
    refused = anna.post(CLAIM, {"bewijs": name, "uitleg": long})
    assert (refused.status_code, faults(refused)) == (422, [])
    shown = Page(refused)
    assert "hoogstens 2.000 tekens" in shown.one(".utrecht-form-field-error-message")
    assert shown.one("main textarea").endswith("Het einde.")
    assert not Claim.objects.exists()
    # A browser sends a line end as two signs; the reader typed one.
    fits = "\r\n".join(["x" * 99] * 20)
    assert anna.post(CLAIM, {"bewijs": name, "uitleg": fits}).status_code == 302
    assert Claim.objects.get().message == fits.replace("\r\n", "\n")


def test_a_claim_is_withdrawn_and_another_proof_chosen(anna: Client) -> None:
    there = chosen(anna, "Een code naar i…")
    assert Page(anna.get(CLAIM)).links()["Ga verder met uw claim"] == there
    again = anna.post(f"{there}/intrekken")
    assert again["Location"] == CLAIM
    assert alert(anna, there) == "U trok deze claim in"
    assert Page(anna.get(there)).links()["Begin opnieuw"] == CLAIM
    chosen(anna, "Een tag op de website")
    assert Page(anna.get("/mijn/claims")).all("tbody td:last-child") == ["Wacht op uw bewijs", "Ingetrokken"]


def test_a_claim_whose_time_is_over_says_so(anna: Client) -> None:
    there = chosen(anna, "Een code naar i…")
    notice = mailed()
    Claim.objects.update(ends_at=now())
    assert alert(anna, there) == "Deze claim is verlopen"
    anna.post(f"{there}/code", {"code": code_of(notice)})
    assert Claim.objects.get().state == "expired"
    assert alert(anna, there) == "Deze claim is verlopen"


def test_nothing_tells_whether_somebody_has_it_already(anna: Client) -> None:
    before = Page(anna.get(CLAIM)).text
    owner("de-gouden-bezem")
    assert Page(anna.get(CLAIM)).text == before
    there = chosen(anna, "Een code naar i…")
    anna.post(f"{there}/code", {"code": code_of(mailed())})
    page = Page(anna.get(there))
    assert "Een redacteur bekijkt uw claim" in page.text
    assert "voorbeeld.example" not in page.text


def test_a_claim_is_for_its_claimant_only(anna: Client) -> None:
    there = chosen(anna, "Een code naar i…")
    bram = browser_of(Person.objects.create(email="bram@elders.example", joined_at=now()))
    assert bram.get(there).status_code == 404
    for step in ("code", "controleren", "intrekken"):
        assert bram.post(f"{there}/{step}", {"code": code_of(mailed())}).status_code == 404
        assert Client().post(f"{there}/{step}").status_code == 302
        assert anna.get(f"{there}/{step}").status_code == 405
    assert Claim.objects.get().state == "open"
    assert Page(bram.get("/mijn/claims")).all("tbody tr") == []


def test_too_many_claims_are_for_tomorrow(anna: Client) -> None:
    for _ in range(5):
        anna.post(f"{chosen(anna, 'Een tag op de website')}/intrekken")
    name = Page(anna.get(CLAIM)).attributes("main form input[name=bewijs]", "value")[0]
    answer = anna.post(CLAIM, {"bewijs": name})
    assert (answer.status_code, faults(answer)) == (429, [])


def test_a_proof_that_is_not_offered_is_asked_again(anna: Client) -> None:
    for name in ("", "x", "mail", "0" * 16, "info@goudenbezem.example"):
        assert anna.post(CLAIM, {"bewijs": name}).status_code == 422
    assert not Claim.objects.exists()


def test_an_enterprise_without_an_address_offers_the_editors_only(anna: Client) -> None:
    page = Page(anna.get("/onderneming/lunchroom-de-linde/claim"))
    assert page.all("main form h3") == ["Lukt niets hiervan?"]


def test_what_is_withheld_or_unknown_cannot_be_claimed(east: RegionOnLoopback, anna: Client) -> None:
    from kapstok.enterprises.listing import ListingRules

    rules = ListingRules.of(east.folder.region())
    bezem = Enterprise.objects.get(slug="de-gouden-bezem")
    withhold(enterprise=bezem, reason="x", actor="test", day=east.today, rules=rules)
    for answer in (anna.get(CLAIM), anna.post(CLAIM, {"bewijs": "x"})):
        assert answer.status_code == 410
        assert "Bezem" not in Page(answer).text
    assert anna.get("/onderneming/nergens/claim").status_code == 404


def test_hostile_names_are_shown_as_text(east: RegionOnLoopback, anna: Client) -> None:
    hostile = {
        "key": "x",
        "name": "<b>\u202eevil</b>",
        "level": "1",
        "city": "Zwolle",
        "email": "x@evil.example",
    }
    east.sync(ladder=[*ladder(east.today), hostile], code=code())
    slug = Enterprise.objects.get(name__contains="evil").slug
    path = f"/onderneming/{slug}/claim"
    answer = anna.get(path)
    assert b"<b>" not in answer.content
    assert faults(answer) == []
    name = Page(answer).attributes("main form input[name=bewijs]", "value")[0]
    there = anna.post(path, {"bewijs": name})["Location"]
    assert b"<b>" not in anna.get(there).content
    assert "\u202e" not in mailed().subject + mailed().text


def test_the_pages_are_in_english_too(anna: Client) -> None:
    page = Page(anna.get(f"/en{CLAIM}"))
    assert "Is De Gouden Bezem your enterprise?" in page.all("h1")
