# SPDX-License-Identifier: EUPL-1.2
"""One's own shortlist, as a visitor without an account uses it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.enterprises.finding import index_path
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, EnterpriseSlug
from kapstok.enterprises.queries import documents
from kapstok.procurement import actions
from kapstok.procurement.actions import KEPT_SHARED, MOST
from kapstok.procurement.models import Shortlist
from kapstok.regions.folder import RegionFolder
from kapstok.search.actions import rebuild
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day
from tests.web.reading import Page, faults

BEZEM, LINDE, OUD = "de-gouden-bezem", "lunchroom-de-linde", "kaarsenmakerij-oud-licht"
START = day(0)
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}

pytestmark = pytest.mark.usefixtures("enterprises")


@pytest.fixture
def enterprises(db: None, home: RegionFolder) -> None:
    """One with two labels, one with one, and one whose label is over."""
    today = home.region().today()
    on = (today - START).days
    bezem = {
        "name": "De Gouden Bezem",
        "city": "Zwolle",
        "kvk": ("00012345",),
        "email": "info@goudenbezem.example",
    }
    oud = {
        "name": "Kaarsenmakerij Oud Licht",
        "city": "Deventer",
        "level": "1",
        "valid_until": day(on - 90).isoformat(),
    }
    PublishedRegister().run(on, bezem={**bezem, "level": "3", "flags": ("30+",)}, oud=oud)
    linde = {"name": "Lunchroom De Linde", "city": "Deventer", "offerings": ("Catering",)}
    PublishedRegister("code", "cso", "Code").run(on, bezem=bezem, linde=linde)
    follow(on, ListingRules.of(home.region()))


def save(client: Client, slug: str, back: str = "/aanbod") -> HttpResponse:
    return client.post("/lijst/bewaar", {"onderneming": slug, "terug": back}, headers=FROM_HERE)  # type: ignore[return-value]


def mine(client: Client) -> Page:
    answer = client.get("/lijst")
    assert faults(answer) == []
    return Page(answer)


def names(page: Page) -> list[str]:
    return page.all(".kapstok-list__row h3 a")


@pytest.fixture
def filled(client: Client) -> Client:
    """A visitor with three on their list, who has read what was said of that."""
    for slug in (BEZEM, LINDE, OUD):
        save(client, slug)
    client.get("/privacy")
    return client


@pytest.mark.parametrize("path", ["/", "/aanbod", "/onderneming/de-gouden-bezem", "/lijst", "/en/lijst"])
def test_a_page_before_anything_is_saved_sets_no_cookie(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Mijn lijst (" not in answer.content.decode()


def test_an_empty_list_says_how_to_begin(client: Client) -> None:
    page = mine(client)
    assert "Uw lijst is nog leeg" in page.text
    assert page.links()["Bekijk alle ondernemingen"] == "/aanbod"
    assert not Shortlist.objects.exists()


def test_what_is_saved_stands_on_the_list_and_in_the_header(client: Client) -> None:
    answer = save(client, BEZEM, back="/aanbod?q=glas")
    assert (answer.status_code, answer.url) == (302, "/aanbod?q=glas")  # type: ignore[attr-defined]
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"]
    assert abs(int(cookie["max-age"]) - KEPT_SHARED.total_seconds()) < 60
    page = Page(client.get("/privacy"))
    assert "De Gouden Bezem staat op uw lijst." in page.text
    assert page.links("nav a")["Mijn lijst (1)"] == "/lijst"
    assert names(mine(client)) == ["De Gouden Bezem"]


def test_a_list_is_seen_by_its_owner_only(filled: Client) -> None:
    stranger = Client()
    assert "Uw lijst is nog leeg" in mine(stranger).text
    answer = filled.get("/lijst")
    assert "private" in answer.headers["Cache-Control"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.content.decode()


@pytest.mark.parametrize("sent", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}])
def test_a_form_that_may_stand_elsewhere_saves_nothing_before_the_visitor_says_so(
    sent: dict[str, str],
) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/lijst/bewaar", {"onderneming": BEZEM}, headers=sent)
    assert answer.status_code == 200
    page = Page(answer)  # type: ignore[arg-type]
    assert "Wilt u De Gouden Bezem op uw lijst zetten?" in page.text
    assert not Shortlist.objects.exists()
    fields = dict(
        zip(page.attributes("main input", "name"), page.attributes("main input", "value"), strict=True)
    )
    assert strict.post("/lijst/bewaar/zeker", {"onderneming": BEZEM}).status_code == 403
    assert strict.post("/lijst/bewaar/zeker", fields).status_code == 302
    assert names(mine(strict)) == ["De Gouden Bezem"]


@pytest.mark.parametrize("path", ["/lijst/wijzig", "/lijst/deel", "/lijst/trek-in", "/lijst/bewaar/zeker"])
def test_no_other_site_can_change_a_list(path: str) -> None:
    assert Client(enforce_csrf_checks=True).post(path, {"doe": "leeg"}).status_code == 403
    assert Client().get(path).status_code == 405


@pytest.mark.parametrize(
    "back",
    [
        "https://kwaad.example/",
        "//kwaad.example",
        "/\\kwaad.example",
        "javascript:alert(1)",
        "",
        "/" * 3_000,
        "/a\r\nX: b",
    ],
)
def test_nobody_is_sent_to_another_site(client: Client, back: str) -> None:
    assert save(client, BEZEM, back).url == "/lijst"  # type: ignore[attr-defined]


def test_what_is_not_there_cannot_be_saved(client: Client) -> None:
    Enterprise.objects.filter(slug=LINDE).update(withheld=True)
    for slug in ("niets", "", "\x00", "x" * 10_000, LINDE):
        assert save(client, slug).status_code == 404
    assert "sessionid" not in client.cookies


def change(client: Client, **fields: str) -> Page:
    answer = client.post("/lijst/wijzig", fields)
    assert answer.status_code == 302
    return mine(client)


def test_the_order_is_changed_by_buttons(filled: Client) -> None:
    answer = filled.post("/lijst/wijzig", {"doe": f"omhoog:{LINDE}"})
    assert answer.url == f"/lijst#{LINDE}"  # type: ignore[attr-defined]
    assert names(mine(filled)) == ["Lunchroom De Linde", "De Gouden Bezem", "Kaarsenmakerij Oud Licht"]
    assert names(change(filled, doe=f"omlaag:{LINDE}"))[1] == "Lunchroom De Linde"
    assert names(change(filled, doe=f"weg:{LINDE}")) == ["De Gouden Bezem", "Kaarsenmakerij Oud Licht"]


def test_whichever_button_is_used_what_was_typed_is_kept(filled: Client) -> None:
    page = change(
        filled,
        **{
            "titel": "<script>Catering</script>",
            f"notitie-{BEZEM}": "Bellen & <b>mailen</b>",
            "doe": f"omlaag:{BEZEM}",
        },
    )
    assert page.one("h1") == "<script>Catering</script>"
    assert page.attributes("script", "src") == []
    assert "Bellen & <b>mailen</b>" in page.all("textarea")
    assert page.all("title") == ["<script>Catering</script> · Kapstok Oost-Nederland"]


@pytest.mark.parametrize("doe", ["", "omhoog:niets", "wis:alles", "weg", "leeg:x" * 1_000, "\x00", "omhoog"])
def test_a_button_that_is_not_ours_changes_nothing(filled: Client, doe: str) -> None:
    assert len(names(change(filled, doe=doe))) == 3


def test_a_list_can_be_emptied(filled: Client) -> None:
    assert "Uw lijst is nog leeg" in change(filled, doe="leeg").text


def test_a_full_list_says_so_and_keeps_what_it_has(filled: Client) -> None:
    at = now()
    made = Enterprise.objects.bulk_create(
        Enterprise(slug=f"e-{n}", made_at=at, name=f"E {n}", first_seen=at.date(), in_area=True, listed=True)
        for n in range(MOST)
    )
    key = Shortlist.objects.get().key
    for one in made[: MOST - 3]:
        actions.save(key=key, enterprise=one.pk)
    assert "Uw lijst is vol" in mine(filled).text
    EnterpriseSlug.objects.create(slug=made[-1].slug, enterprise=made[-1])
    save(filled, made[-1].slug)
    page = mine(filled)
    assert f"er passen {MOST} ondernemingen op" in page.text
    assert len(names(page)) == MOST


def test_one_that_is_no_longer_listed_stays_and_says_why(filled: Client) -> None:
    said = mine(filled).one(".kapstok-list__unlisted")
    assert said.startswith("Niet meer in de zoekresultaten. Sinds ")
    assert said.endswith("heeft zij geen label dat geldt.")


def test_one_that_is_not_shown_at_request_is_not_named(filled: Client) -> None:
    Enterprise.objects.filter(slug=BEZEM).update(withheld=True)
    page = mine(filled)
    assert "Onderneming die op verzoek niet wordt getoond" in page.text
    assert "Bezem" not in page.text
    assert "info@goudenbezem.example" not in page.source


def test_the_page_is_there_in_english(filled: Client) -> None:
    with translation.override("en"):
        page = Page(filled.get("/en/lijst"))
    assert "Only you can see this list, in this browser." in page.text


def test_a_session_that_was_removed_starts_anew(filled: Client) -> None:
    Shortlist.objects.all().delete()
    assert "Uw lijst is nog leeg" in mine(filled).text
    assert "Deze lijst is er niet meer." in change(filled, doe="leeg").text
    save(filled, BEZEM)
    assert names(mine(filled)) == ["De Gouden Bezem"]


def test_rows_and_profile_have_the_button_and_know_what_is_saved(client: Client, home: RegionFolder) -> None:
    rebuild(documents, index_path(home))
    save(client, BEZEM)
    rows = Page(client.get("/aanbod"))
    assert rows.attributes("button[form=bewaren]", "value") == [LINDE]
    assert f"/lijst#{BEZEM}" in rows.links().values()
    assert Page(client.get(f"/onderneming/{LINDE}")).attributes("button[form=bewaren]", "value") == [LINDE]
    assert Page(client.get(f"/onderneming/{BEZEM}")).attributes("button[form=bewaren]", "value") == []


def test_a_list_costs_a_page_one_query_and_a_visitor_without_one_none(
    filled: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        Client().get("/privacy")
    with django_assert_num_queries(2):  # the session, and what is on the list
        filled.get("/privacy")


def test_who_signs_in_gets_no_longer_session_than_any_other(filled: Client) -> None:
    assert not filled.session.get_expire_at_browser_close()
    filled.force_login(Person.objects.create(email="an@oost.example", joined_at=now()))
    session = filled.session
    assert session.get_expire_at_browser_close()
    assert session.get_expiry_age() == settings.SESSION_COOKIE_AGE
    save(filled, "lunchroom-de-linde")
    assert filled.session.get_expire_at_browser_close()
    assert names(mine(filled))[0] == "De Gouden Bezem"


def test_opening_a_list_now_and_then_keeps_it_and_its_cookie(filled: Client) -> None:
    assert "sessionid" not in filled.get("/lijst").cookies
    Shortlist.objects.update(touched_at=now() - timedelta(days=89))
    assert "sessionid" in filled.get("/lijst").cookies
    assert Shortlist.objects.get().touched_at > now() - timedelta(days=1)
