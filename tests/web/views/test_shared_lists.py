# SPDX-License-Identifier: EUPL-1.2
"""A list that was shared, as whoever has the link sees it; and as whoever has not, does not."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.procurement.models import Share, SharedItem, Shortlist
from kapstok.procurement.wording import spoken
from kapstok.regions.folder import RegionFolder
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day
from tests.web.reading import Page, faults, taken

pytestmark = pytest.mark.django_db
BRUG = {"name": "De Brug", "city": "Zwolle", "level": "2"}
LINDE = {"name": "De Linde", "city": "Deventer", "level": "1"}


class Days:
    """A register whose runs are told by how many days ago they were."""

    def __init__(self, home: RegionFolder):
        self.rules = ListingRules.of(home.region())
        self.today = (home.region().today() - day(0)).days
        self.register = PublishedRegister()

    def run(self, ago: int, **entries: dict[str, str]) -> None:
        self.register.run(self.today - ago, **entries)
        follow(self.today - ago, self.rules)


@pytest.fixture
def days(home: RegionFolder) -> Days:
    told = Days(home)
    told.run(60, brug=BRUG, linde=LINDE)
    return told


@pytest.fixture
def owner(client: Client, days: Days) -> Client:
    """Somebody with De Brug and De Linde on a list."""
    for slug in ("de-brug", "de-linde"):
        client.post("/lijst/bewaar", {"onderneming": slug}, headers={"Sec-Fetch-Site": "same-origin"})
    client.post("/lijst/wijzig", {"titel": "Catering", "notitie-de-brug": "Bellen <b>in</b> maart"})
    return client


def link(owner: Client) -> str:
    """The path of a link that the owner makes."""
    assert owner.post("/lijst/deel").status_code == 302
    return shown_link(owner)


def shown_link(owner: Client) -> str:
    (href,) = Page(owner.get("/lijst")).attributes("#link", "value")  # type: ignore[arg-type]
    assert href.startswith("http://testserver/lijst/")
    return href.removeprefix("http://testserver")


def shared_before(owner: Client, ago: int, home: RegionFolder) -> str:
    """A link that was made so many days ago."""
    path = link(owner)
    Share.objects.update(day=day((home.region().today() - day(0)).days - ago))
    return path


def read(path: str, client: Client | None = None) -> Page:
    answer: HttpResponse = (client or Client()).get(path)  # type: ignore[assignment]
    assert answer.status_code == 200
    assert faults(answer) == []
    return Page(answer)


def test_whoever_has_the_link_reads_the_list_and_changes_nothing(owner: Client) -> None:
    page = read(link(owner))
    assert page.one("h1") == "Catering"
    assert page.all(".kapstok-list__row h3 a") == ["De Brug", "De Linde"]
    assert "Bellen <b>in</b> maart" in page.all("blockquote")
    assert page.all("textarea") == []
    assert page.attributes("form[method=post]", "action") == []


def test_it_is_kept_by_nobody_found_by_nobody_and_its_address_told_to_nobody(owner: Client) -> None:
    stranger, path = Client(), link(owner)
    for asked in (path, f"{path}/export?als=csv"):
        answer = stranger.get(asked)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert {"private", "no-store"} <= {
            part.strip() for part in answer.headers["Cache-Control"].split(",")
        }
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert not answer.cookies
        taken(answer)
    assert '<meta name="robots" content="noindex">' in stranger.get(path).content.decode()


def test_the_labels_of_both_days_stand_side_by_side_with_the_difference_in_words(
    owner: Client, days: Days, home: RegionFolder
) -> None:
    path = shared_before(owner, 50, home)
    for ago in (20, 10):
        days.run(ago, brug={**BRUG, "level": "3"})
    page = read(path)
    shared_on, gone = spoken(day(days.today - 50)), spoken(day(days.today - 20))
    with translation.override("nl"):
        shared_on, gone = spoken(day(days.today - 50)), spoken(day(days.today - 20))
    brug, linde = page.all(".kapstok-list__row")
    assert f"Toen gedeeld, {shared_on} PSO trede 2" in brug
    assert f"Op {shared_on} gold PSO trede 2, nu PSO trede 3." in brug
    assert f"PSO trede 1 gold op {shared_on}, nu niet meer: sinds {gone} niet meer in het register." in linde
    assert f"Sinds {gone} staat zij niet meer in het register." in linde


def test_a_list_where_nothing_changed_says_so(owner: Client) -> None:
    assert read(link(owner)).all(".kapstok-list__same") == ["Er is niets veranderd."] * 2


def test_what_was_corrected_since_is_said_beside_what_was_shown(
    owner: Client, days: Days, home: RegionFolder
) -> None:
    path = shared_before(owner, 50, home)
    days.run(10, brug={**BRUG, "valid_until": day(days.today - 55).isoformat()}, linde=LINDE)
    said = " ".join(read(path).all(".kapstok-list__changes li"))
    assert "toonde deze lijst: PSO trede 2. Nu weten wij dat die dag gold: geen label." in said


def test_what_the_owner_does_later_is_not_seen_by_the_reader(owner: Client) -> None:
    path = link(owner)
    owner.post("/lijst/wijzig", {"titel": "Geheim", "notitie-de-brug": "Te duur", "doe": "weg:de-linde"})
    text = read(path).text
    assert "De Linde" in text
    assert "Geheim" not in text
    assert "Te duur" not in text


def test_a_link_that_was_withdrawn_is_gone_with_kind_words_and_a_new_one_can_be_made(owner: Client) -> None:
    path = link(owner)
    assert owner.post("/lijst/trek-in").status_code == 302
    for asked in (path, f"{path}/export?als=xlsx", f"{path}/neem-over"):
        answer = Client().get(asked)
        assert answer.status_code == 410
        assert "Wie de lijst maakte, heeft de link ingetrokken." in answer.content.decode()
        assert "De Brug" not in answer.content.decode()
    assert Client().post(f"{path}/neem-over").status_code == 410
    again = link(owner)
    assert again != path
    assert read(again).one("h1") == "Catering"
    assert Client().get(path).status_code == 410


def test_the_owner_can_see_the_link_again_unless_the_key_of_the_site_changed(
    owner: Client, settings: object
) -> None:
    path = link(owner)
    assert shown_link(owner) == path
    key = Shortlist.objects.get().key
    settings.SECRET_KEY = "another key, of the length that is asked for, for tests only"  # type: ignore[attr-defined]
    other = Client()
    other.post("/lijst/bewaar", {"onderneming": "de-brug"}, headers={"Sec-Fetch-Site": "same-origin"})
    Shortlist.objects.exclude(key=key).delete()
    session = other.session
    session["shortlist"] = key
    session.save()
    assert "Wij kunnen de link niet meer tonen" in Page(other.get("/lijst")).text  # type: ignore[arg-type]
    assert read(path).one("h1") == "Catering"


@pytest.mark.parametrize(
    "wrong",
    ["a", "a" * 43, "a" * 42, "a" * 44, "%C3%A9" * 43, "%00", "..", "a" * 10_000, "-" * 43, "%E2%80%AE"],
)
def test_a_forged_link_is_not_there(owner: Client, wrong: str) -> None:
    link(owner)
    for path in (f"/lijst/{wrong}", f"/lijst/{wrong}/export?als=csv", f"/lijst/{wrong}/neem-over"):
        answer = Client().get(path)
        assert answer.status_code == 404
        assert "De Brug" not in answer.content.decode()
    assert Client().post(f"/lijst/{wrong}/neem-over").status_code == 404


def test_no_part_of_a_link_opens_the_list(owner: Client) -> None:
    token = link(owner).rpartition("/")[2]
    share = Share.objects.get()
    changed = [
        token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in range(len(token) - 1)
    ]
    for wrong in (
        *changed,
        share.token_sha256,
        share.nonce,
        token.lower(),
        token[::-1],
        Shortlist.objects.get().key,
    ):
        assert Client().get(f"/lijst/{wrong}").status_code == 404


def test_an_empty_list_cannot_be_shared(client: Client) -> None:
    answer = client.post("/lijst/deel", follow=True)
    assert "Zet eerst een onderneming op uw lijst." in answer.content.decode()
    assert not Share.objects.exists()


def test_a_reader_makes_the_list_their_own_after_being_asked(owner: Client) -> None:
    path, reader = link(owner), Client(enforce_csrf_checks=True)
    answer = reader.get(f"{path}/neem-over")
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Wij zetten 2 ondernemingen op uw lijst" in Page(answer).text  # type: ignore[arg-type]
    assert reader.post(f"{path}/neem-over").status_code == 403
    (token,) = Page(answer).attributes("input[name=csrfmiddlewaretoken]", "value")  # type: ignore[arg-type]
    assert reader.post(f"{path}/neem-over", {"csrfmiddlewaretoken": token}).url == "/lijst"  # type: ignore[attr-defined]
    own = Page(reader.get("/lijst"))  # type: ignore[arg-type]
    assert own.one("h1") == "Catering"
    assert "De lijst is overgenomen." in own.text
    assert Shortlist.objects.count() == 2


def test_of_one_that_is_not_shown_at_request_the_shared_list_tells_nothing(owner: Client) -> None:
    path = link(owner)
    Enterprise.objects.filter(slug="de-brug").update(withheld=True)
    page = read(path)
    assert "Onderneming die op verzoek niet wordt getoond" in page.text
    assert "De Brug" not in page.text


def test_what_is_kept_of_a_share_is_enough_to_show_it_and_no_more(owner: Client) -> None:
    link(owner)
    kept = SharedItem.objects.first()
    assert kept is not None
    assert set(kept.labels[0]) == {
        "entry", "register", "key", "label", "level", "flags", "status", "valid_from", "valid_until", "state",
        "missing_since",
    }  # fmt: skip


def test_the_shared_list_is_there_in_english(owner: Client) -> None:
    with translation.override("en"):
        page = read("/en" + link(owner))
    assert "Nothing has changed." in page.text
