# SPDX-License-Identifier: EUPL-1.2
"""Editors judge pairs: the queue, both entries side by side, the word, its traces, and two editors at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kapstok.enterprises.models import Enterprise
from kapstok.resolution.models import JudgedPair, Judgement
from kapstok.resolution.reviewing import queue
from tests.web.beheer.conftest import Colleague, signed_in
from tests.web.reading import Page, faults
from tests.web.region import Entry, RegionOnLoopback

pytestmark = pytest.mark.django_db(transaction=True)

QUEUE, LOG = "/beheer/paren", "/beheer/paren/besluiten"
HOSTILE = "<script>alert(1)</script>\"'<b>"


def at_home(name: str) -> Entry:
    """Where a firm and a company of one name both are: all agrees but the form, so they are never joined unseen."""
    site = "".join(c for c in name.casefold() if c.isalpha())[:30]
    postcode = f"8011 A{chr(65 + sum(map(ord, name)) % 26)}"
    return {"city": "Zwolle", "postcode": postcode, "street": f"{name}pad 1", "website": f"https://{site}.nl"}


def firm(name: str, **other: str) -> Entry:
    return {"key": name, "name": f"{name} V.O.F.", "level": "1", **at_home(name), **other}


def company(name: str, **other: str) -> Entry:
    return {"key": name, "name": f"{name} B.V.", **at_home(name), **other}


@pytest.fixture
def doubted(region: RegionOnLoopback) -> RegionOnLoopback:
    """Two firms and two companies of the same names: two pairs that wait, Groenwerk's first."""
    region.sync(
        ladder=[firm("Groenwerk"), firm("De Draad")], code=[company("Groenwerk"), company("De Draad")]
    )
    JudgedPair.objects.filter(first__key="Groenwerk").update(worth=9_999)
    return region


def waiting() -> list[int]:
    return [row.pk for row in queue()]


def path(pair: int, behind: str = "") -> str:
    return f"{QUEUE}/{pair}{behind}"


def hidden(client: Client, pair: int) -> dict[str, str]:
    """What the page of a pair sends along with a word."""
    page = Page(client.get(path(pair)))
    fields = page.tree.cssselect(".kapstok-words input[type=hidden]")
    return {field.get("name"): field.get("value") for field in fields}


def say(client: Client, pair: int, verdict: str, asked: str = "", **answers: str) -> HttpResponse:
    return client.post(
        path(pair, f"/besluit{asked}"), {**hidden(client, pair), "verdict": verdict, **answers}
    )


def slugs() -> set[str]:
    return set(Enterprise.objects.filter(merged_into=None).values_list("slug", flat=True))


def test_the_queue_shows_what_waits_and_so_do_the_navigation_and_the_overview(
    doubted: RegionOnLoopback, editor: Client
) -> None:
    answer = editor.get(QUEUE)
    page = Page(answer)
    first, second = waiting()
    assert list(page.links(".kapstok-pairs__names").values()) == [path(first), path(second)]
    assert "Groenwerk V.O.F. en Groenwerk B.V." in page.all(".kapstok-pairs__names")[0]
    assert page.links(".nl-button--primary") == {"Begin met het eerste paar": path(first)}
    assert "Paren 2" in page.all(".kapstok-desk__link")
    assert "2 paren vermeldingen wachten op uw oordeel" in Page(editor.get("/beheer")).text
    assert faults(answer) == []


def test_an_empty_queue_says_so(region: RegionOnLoopback, editor: Client) -> None:
    region.sync(ladder=[firm("Groenwerk")])
    for page, said in ((QUEUE, "Niets te beoordelen"), (LOG, "Nog niets besloten")):
        answer = editor.get(page)
        assert Page(answer).one(".kapstok-empty h2") == said
        assert faults(answer) == []


def test_the_queue_narrows_and_what_cannot_be_meant_is_left_out(
    doubted: RegionOnLoopback, editor: Client
) -> None:
    first, second = waiting()
    JudgedPair.objects.filter(pk=first).update(score=8.0)
    JudgedPair.objects.filter(pk=second).update(score=-9.0)
    likely = Page(editor.get(f"{QUEUE}?kans=groot&register=code"))
    assert list(likely.links(".kapstok-pairs__names").values()) == [path(first, "?register=code&kans=groot")]
    assert "Waarschijnlijk dezelfde (kans meer dan 99 %, gewicht 8,0)" in likely.text
    assert Page(editor.get(f"{QUEUE}?kans=half")).one(".kapstok-empty h2") == "Niets gevonden"
    assert len(Page(editor.get(f"{QUEUE}?kans=x&register=y&pagina=z")).all(".kapstok-pairs__line")) == 2


def test_a_pair_shows_both_side_by_side_with_what_differs(doubted: RegionOnLoopback, editor: Client) -> None:
    answer = editor.get(path(waiting()[0]))
    page = Page(answer)
    rows = {words[0]: words[1:] for row in page.tree.cssselect(".kapstok-sides tbody tr")
            for words in [[" ".join(cell.text_content().split()) for cell in row]]}  # fmt: skip
    assert rows["Naam"] == ["Groenwerk V.O.F.", "Groenwerk B.V.", "≠ anders"]
    assert rows["Rechtsvorm"] == ["vennootschap onder firma", "bv", "≠ anders"]
    assert rows["Straat"] == ["Groenwerkpad 1", "Groenwerkpad 1", "= gelijk"]
    assert rows["Hoort nu bij"][:2] == ["Groenwerk V.O.F.", "Groenwerk B.V."]
    assert page.all(".kapstok-differs") == ["V.O.F.", "B.V."]
    assert "PSO trede 1" in rows["Label"][0]
    assert "andere rechtsvorm" in page.all(".kapstok-judging__facts p")[-1]
    assert page.one("#gevolg-same").startswith(
        "Dan worden \u2068Groenwerk V.O.F.\u2069 en \u2068Groenwerk B.V.\u2069"
    )
    assert "één onderneming met 2 vermeldingen" in page.one("#gevolg-same")
    assert page.one("#gevolg-different").endswith("twee ondernemingen.")
    assert page.links(".kapstok-words__on a") == {"Sla over s": path(waiting()[1])}
    assert faults(answer) == []


def test_a_word_joins_at_once_and_the_next_pair_comes(doubted: RegionOnLoopback, editor: Client) -> None:
    first, second = waiting()
    answer = say(editor, first, "same", reason="zelfde mensen")
    assert (answer.status_code, answer["Location"]) == (302, path(second))
    page = Page(editor.get(path(second)))
    assert "Dezelfde onderneming" in page.one(".utrecht-alert--ok")
    assert "Uw laatste besluit, over Groenwerk V.O.F. en Groenwerk B.V." in page.one(".kapstok-verdict")
    assert len(slugs()) == 3
    assert Client().get("/onderneming/groenwerk-vof", follow=True).status_code == 200
    assert Page(Client().get("/aanbod?q=groenwerk")).all(".kapstok-row__name") != []
    last = say(editor, second, "related")
    assert last["Location"] == QUEUE
    assert "Niets te beoordelen" in Page(editor.get(QUEUE)).text
    assert len(slugs()) == 3


def test_the_next_pair_is_of_the_same_filters(doubted: RegionOnLoopback, editor: Client) -> None:
    first, second = waiting()
    answer = say(editor, first, "different", "?register=code")
    assert answer["Location"] == path(second, "?register=code")


def test_a_decided_pair_says_who_when_and_why_and_can_be_decided_otherwise(
    doubted: RegionOnLoopback, editor: Client
) -> None:
    pair = waiting()[0]
    say(editor, pair, "same", reason="zelfde mensen")
    page = Page(editor.get(path(pair)))
    assert "Dezelfde onderneming, zei eddy@voorbeeld.example op" in page.one(".kapstok-verdict p")
    assert "zelfde mensen" in page.one(".kapstok-verdict p")
    assert "uit elkaar" in page.one("#gevolg-different")
    say(editor, pair, "different")
    assert len(slugs()) == 4


def test_a_word_is_taken_back_from_the_page_and_from_the_log(
    doubted: RegionOnLoopback, editor: Client
) -> None:
    first, second = waiting()
    say(editor, first, "same")
    say(editor, second, "same")
    answer = editor.get(LOG)
    page = Page(answer)
    assert faults(answer) == []
    assert page.all("tbody td:nth-child(3)") == ["Dezelfde onderneming", "Dezelfde onderneming"]
    assert page.attributes("tbody form", "action") == [path(second, "/intrekken"), path(first, "/intrekken")]
    seen = page.attributes("tbody input[name=seen]", "value")
    answer = editor.post(path(second, "/intrekken"), {"seen": seen[0]})
    assert (answer.status_code, answer["Location"]) == (302, path(second))
    assert "alsof er nooit iets gezegd is" in Page(editor.get(path(second))).one(".utrecht-alert--ok")
    assert waiting() == [second]
    editor.post(path(second, "/intrekken"), {"seen": Judgement.objects.filter(by_person=True).last().pk})
    assert "was al ingetrokken" in Page(editor.get(path(second))).one(".utrecht-alert--warning")
    assert "telt niet meer" in Page(editor.get(LOG)).text
    assert editor.post(path(second, "/intrekken"), {"seen": "x"}).status_code == 422


def test_the_second_of_two_editors_is_told_who_decided(
    doubted: RegionOnLoopback, editor: Client, colleague: Colleague
) -> None:
    pair, other = waiting()[0], signed_in(colleague("anna"))
    seen = hidden(other, pair)
    say(editor, pair, "same")
    answer = other.post(path(pair, "/besluit"), {**seen, "verdict": "different"})
    assert answer["Location"] == path(pair)
    told = Page(other.get(path(pair))).one(".utrecht-alert--warning")
    assert "eddy@voorbeeld.example was u voor: Dezelfde onderneming" in told
    assert len(slugs()) == 3
    editor.post(path(pair, "/besluit"), {**seen, "verdict": "different"})
    assert "U zei hier zelf al iets anders" in Page(editor.get(path(pair))).one(".utrecht-alert--warning")


def test_a_word_about_what_a_register_does_not_show_any_more_is_not_kept(
    doubted: RegionOnLoopback, editor: Client
) -> None:
    pair = waiting()[0]
    seen = hidden(editor, pair)
    doubted.sync(
        doubted.today + timedelta(days=1),
        code=[company("Groenwerk", street="Brink 2"), company("De Draad")],
    )
    editor.post(path(pair, "/besluit"), {**seen, "verdict": "same"})
    assert "toont nu iets anders" in Page(editor.get(path(pair))).one(".utrecht-alert--warning")
    assert not Judgement.objects.filter(by_person=True).exists()


def test_an_entry_that_left_its_register_is_said_to_be_gone(
    doubted: RegionOnLoopback, editor: Client
) -> None:
    pair = waiting()[0]
    doubted.sync(doubted.today + timedelta(days=1), code=[company("De Draad")])
    assert "staat niet meer in het register" in Page(editor.get(path(pair))).one(".utrecht-alert--warning")


def test_a_word_that_contradicts_another_is_warned_of(region: RegionOnLoopback, editor: Client) -> None:
    region.register("leden", "senl", "Leden")
    region.sync(
        ladder=[firm("Groenwerk", kvk="08123456")],
        leden=[firm("Groenwerk", kvk="08123456")],
        code=[company("Groenwerk")],
    )
    one, other = waiting()
    say(editor, one, "different")
    page = Page(editor.get(path(other)))
    assert "spreekt een eerder besluit tegen" in page.text
    assert path(one) in page.links(".kapstok-judging__word li a").values()


@pytest.mark.parametrize(
    "answers",
    [{"verdict": "unsure"}, {"verdict": "same", "seen": "-1"}, {"verdict": "same", "reason": "x" * 501}, {}],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_said(
    doubted: RegionOnLoopback, editor: Client, answers: dict[str, str]
) -> None:
    pair = waiting()[0]
    answer = editor.post(path(pair, "/besluit"), {**hidden(editor, pair), **answers})
    assert answer.status_code == 422
    assert faults(answer) == []
    assert not Judgement.objects.filter(by_person=True).exists()


def test_an_unknown_pair_is_nowhere(doubted: RegionOnLoopback, editor: Client) -> None:
    assert editor.get(path(9999)).status_code == 404
    assert editor.post(path(9999, "/besluit")).status_code == 404
    assert editor.post(path(9999, "/intrekken")).status_code == 404


def test_what_registers_and_people_write_is_shown_as_text(region: RegionOnLoopback, editor: Client) -> None:
    name = f"Groenwerk {HOSTILE}"
    region.sync(ladder=[firm(name, phone=HOSTILE)], code=[company(name, description=HOSTILE)])
    (pair,) = waiting()
    say(editor, pair, "same", reason=HOSTILE)
    for page in (path(pair), LOG, f"{QUEUE}?register={HOSTILE}"):
        answer = editor.get(page)
        assert b"<script>alert" not in answer.content
        assert b"<b>" not in answer.content
        assert faults(answer) == []


def test_the_number_of_queries_does_not_grow_with_the_queue_or_the_log(
    region: RegionOnLoopback, editor: Client
) -> None:
    def queries(page: str) -> int:
        editor.get(page)
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(page).status_code == 200
        return len(captured)

    counted = []
    for many in (3, 12):
        names = [f"Werkplaats {'abcdefghijkl'[n] * 5}" for n in range(many)]
        region.sync(ladder=[firm(name) for name in names], code=[company(name) for name in names])
        say(editor, waiting()[0], "different")
        counted.append((queries(QUEUE), queries(LOG), queries(path(waiting()[0]))))
        say(editor, waiting()[0], "different")
    assert counted[0] == counted[1]


def test_english_has_the_same_pages(doubted: RegionOnLoopback, editor: Client) -> None:
    for page, heading in (
        (QUEUE, "Pairs"),
        (path(waiting()[0]), "Is this one enterprise?"),
        (LOG, "Who decided what"),
    ):
        assert Page(editor.get(f"/en{page}")).one("h1") == heading
