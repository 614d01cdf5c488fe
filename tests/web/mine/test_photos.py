# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from kapstok.accounts.models import Person
from kapstok.enterprises.models import Enterprise, Photo
from kapstok.enterprises.own_words.moderating import hide
from kapstok.enterprises.own_words.photos import add
from kapstok.enterprises.own_words.picture_words import LARGEST_FILE
from kapstok.enterprises.own_words.pictures import remade
from kapstok.enterprises.sync import catch_up
from kapstok.web.photos import media
from tests.enterprises.own_words.sent import camera_jpeg, file_of, png
from tests.enterprises.owners import owner_of
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback

SLUG = "de-gouden-bezem"
HERE = f"/mijn/onderneming/{SLUG}/fotos"


@pytest.fixture
def bezem(east: RegionOnLoopback) -> Enterprise:
    return Enterprise.objects.get(slug=SLUG)


@pytest.fixture
def olga(bezem: Enterprise) -> Person:
    return owner_of(bezem)


@pytest.fixture
def browser(olga: Person) -> Client:
    client = Client()
    client.force_login(olga)
    return client


def send(client: Client, content: bytes, alt: str = "Een bezem", name: str = "foto.jpg") -> HttpResponse:
    return client.post(
        HERE, {"bestand": SimpleUploadedFile(name, content, "image/jpeg"), "beschrijving": alt}
    )


def photo(enterprise: Enterprise, shade: int = 0, alt: str = "Een bezem") -> Photo:
    """A photo that is there already."""
    sent = file_of(Image.new("L", (600, 400), shade))
    return add(enterprise=enterprise, content=sent, alt=alt, actor="person:1", media=media(), make=remade)


def test_an_owner_adds_a_photo_and_everybody_sees_it(bezem: Enterprise, browser: Client) -> None:
    assert "Er staan nog geen foto’s" in Page(browser.get(HERE)).all("h2")
    assert send(browser, camera_jpeg(), "Wij <b>vegen</b>").headers["Location"] == HERE
    answer = browser.get(HERE)
    page = Page(answer)
    assert "De foto staat op uw pagina." in page.text
    assert faults(answer) == []
    seen = Page(Client().get(f"/onderneming/{SLUG}"))
    (small,) = seen.attributes(".kapstok-photos img", "src")
    assert seen.attributes(".kapstok-photos img", "alt") == ["Wij <b>vegen</b>"]
    assert re.fullmatch(r"/media/[0-9a-f]{64}-480\.webp", small)
    (large,) = seen.attributes(".kapstok-photos a", "href")
    for address in (small, large):
        sent = Client().get(address)
        assert (sent.status_code, sent.headers["Content-Type"]) == (200, "image/webp")
        assert sent.headers["X-Content-Type-Options"] == "nosniff"
        assert sent.headers["Cache-Control"] == "public, max-age=604800"
        assert (b"Camera" in sent.content, len(sent.cookies)) == (False, 0)
        again = Client().get(address, headers={"If-None-Match": sent.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            "Dit is geen foto die wij kunnen lezen",
        ),
        (b"<html><script>alert(1)</script>", "Dit is geen foto die wij kunnen lezen"),
        (camera_jpeg()[:-400], "Deze foto is beschadigd"),
        (png(100_000, 100_000), "te veel beeldpunten"),
        (b"", "Dit is geen foto die wij kunnen lezen"),
        (png(199, 300), "Deze foto is te klein. Kies er een die minstens 200 beeldpunten"),
        (png(1_001, 200), "Deze foto is te smal. Kies er een die hoogstens vijf keer"),
    ],
    ids=["svg", "html", "half", "bomb", "empty", "small", "narrow"],
)
def test_what_is_no_good_photo_is_refused_with_what_to_do(
    bezem: Enterprise, browser: Client, content: bytes, said: str
) -> None:
    answer = send(browser, content, "Onze bezem")
    page = Page(answer)
    assert answer.status_code == 422
    assert said in page.text
    assert page.attributes("#beschrijving", "value") == ["Onze bezem"]
    assert faults(answer) == []
    assert not Photo.objects.exists()


def test_what_is_on_it_must_be_said(bezem: Enterprise, browser: Client) -> None:
    answer = send(browser, camera_jpeg(), " ")
    assert (answer.status_code, Photo.objects.count()) == (422, 0)
    assert "Schrijf wat er op de foto te zien is" in Page(answer).one("#beschrijving-fout")
    assert browser.post(HERE, {"beschrijving": "Een bezem"}).status_code == 422


def test_a_file_that_is_too_large_is_refused_before_it_is_read(bezem: Enterprise, browser: Client) -> None:
    answer = send(browser, b"\xff\xd8\xff" + b"\x00" * (LARGEST_FILE + 200_000))
    assert answer.status_code == 413
    assert "Dit bestand is te groot" in Page(answer).text
    barely = send(browser, b"\xff\xd8\xff" + b"\x00" * LARGEST_FILE)
    assert (barely.status_code, Photo.objects.count()) == (422, 0)


def test_the_same_photo_and_a_ninth_are_refused(bezem: Enterprise, browser: Client) -> None:
    assert send(browser, camera_jpeg()).status_code == 302
    assert "Deze foto staat al op uw pagina." in Page(send(browser, camera_jpeg())).text
    for shade in range(7):
        photo(bezem, shade * 30)
    page = Page(browser.get(HERE))
    assert "Er staan al acht foto’s." in page.text
    assert page.attributes("input[type=file]", "name") == []
    assert send(browser, camera_jpeg(3)).status_code == 422


def test_an_owner_describes_orders_and_takes_away(bezem: Enterprise, browser: Client) -> None:
    first, second = photo(bezem, 0, "Eerste"), photo(bezem, 80, "Tweede")

    def act(one: Photo, doing: str, alt: str = "") -> str:
        answer = browser.post(f"{HERE}/{one.pk}", {"doen": doing, "beschrijving": alt})
        assert answer.headers["Location"] == HERE
        return Page(browser.get(HERE)).text

    def shown() -> list[str]:
        return Page(Client().get(f"/onderneming/{SLUG}")).attributes(".kapstok-photos img", "alt")

    assert shown() == ["Eerste", "Tweede"]
    assert "De volgorde is veranderd." in act(second, "naar-voren")
    assert shown() == ["Tweede", "Eerste"]
    act(second, "naar-achteren")
    assert "De beschrijving is bewaard." in act(first, "beschrijven", "Bezems")
    assert "Schrijf wat er op de foto te zien is" in act(first, "beschrijven", "")
    assert shown() == ["Bezems", "Tweede"]
    assert "De foto is weggehaald." in act(first, "weghalen")
    assert shown() == ["Tweede"]
    assert Client().get(f"/media/{first.sha256}.webp").status_code == 404
    assert "Deze foto is er niet meer." in act(first, "weghalen")
    assert browser.post(f"{HERE}/{second.pk}", {"doen": "iets"}).status_code == 404


def test_a_hidden_photo_is_seen_by_its_owner_only_with_the_reason(
    bezem: Enterprise, browser: Client, east: RegionOnLoopback
) -> None:
    one = photo(bezem)
    hide(enterprise=bezem, part=f"photo:{one.pk}", reason="Een kind herkenbaar.", actor="person:9", page=HERE)
    catch_up(east.folder, east.today)
    page = Page(browser.get(HERE))
    assert "Een kind herkenbaar." in page.text
    (own,) = page.attributes("img.kapstok-photo__seen", "src")
    assert browser.get(own).status_code == 200
    assert "no-store" in browser.get(own).headers["Cache-Control"]
    assert Client().get(f"/media/{one.sha256}.webp").status_code == 404
    assert Page(Client().get(f"/onderneming/{SLUG}")).all(".kapstok-photos") == []


def test_a_hidden_photo_that_was_taken_away_is_refused_when_it_comes_again(
    bezem: Enterprise, browser: Client
) -> None:
    send(browser, camera_jpeg())
    one = Photo.objects.get()
    hide(enterprise=bezem, part=f"photo:{one.pk}", reason="Een kind herkenbaar.", actor="person:9", page=HERE)
    browser.post(f"{HERE}/{one.pk}", {"doen": "weghalen"})
    answer = send(browser, camera_jpeg(), "Onze bezem")
    page = Page(answer)
    assert answer.status_code == 422
    assert "Deze foto heeft onze redactie verborgen. Kies een andere foto." in page.text
    assert page.attributes("#beschrijving", "value") == ["Onze bezem"]
    assert not Photo.objects.exists()


def test_nobody_else_sees_or_changes_what_an_owner_does(bezem: Enterprise, browser: Client) -> None:
    one = photo(bezem)
    other = Client()
    other.force_login(owner_of(Enterprise.objects.exclude(pk=bezem.pk).first(), "otto@voorbeeld.example"))
    for address in (HERE, f"{HERE}/{one.pk}.webp"):
        assert other.get(address).status_code == 403
        assert "/aanmelden" in Client().get(address).headers["Location"]
    assert other.post(f"{HERE}/{one.pk}", {"doen": "weghalen"}).status_code == 403
    assert send(other, camera_jpeg()).status_code == 403
    assert "/aanmelden" in send(Client(), camera_jpeg()).headers["Location"]
    assert Photo.objects.get() == one


def test_a_photo_of_another_enterprise_is_not_reached_through_one_s_own(
    bezem: Enterprise, browser: Client
) -> None:
    theirs = photo(Enterprise.objects.exclude(pk=bezem.pk).first())
    assert browser.get(f"{HERE}/{theirs.pk}.webp").status_code == 404
    browser.post(f"{HERE}/{theirs.pk}", {"doen": "weghalen"})
    assert Photo.objects.get() == theirs


def test_what_comes_without_the_token_of_the_form_is_refused(bezem: Enterprise, olga: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(olga)
    assert send(client, camera_jpeg()).status_code == 403
    assert client.post(f"{HERE}/1", {"doen": "weghalen"}).status_code == 403
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["x", "..", "%2e%2e%2fsecret-key", "a" * 64 + ".webp", "a" * 64 + "-480.webp", "A" * 64 + ".webp", "%00"],
)
def test_only_photos_are_found_among_the_files(bezem: Enterprise, name: str) -> None:
    assert Client().get(f"/media/{name}").status_code == 404


def test_a_photo_whose_file_was_lost_is_not_there(bezem: Enterprise, browser: Client) -> None:
    one = photo(bezem)
    for small in (False, True):
        media().file(one.sha256, small=small).unlink()
    assert Client().get(f"/media/{one.sha256}.webp").status_code == 404
    assert browser.get(f"{HERE}/{one.pk}.webp").status_code == 404
