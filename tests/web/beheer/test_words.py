# SPDX-License-Identifier: EUPL-1.2
"""From a question that found too little to a word that counts, as an editor goes; and what visitors find then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kapstok.search import asked as questions
from kapstok.search import judging, vocabulary
from kapstok.search.dutch.prepared import Source
from kapstok.search.judging import JudgedQuery
from kapstok.search.models import AddedWord, AskedQuestion
from kapstok.search.shapes import Document
from kapstok.web.beheer import words_following
from tests.search.directories import concept, thesaurus
from tests.web.reading import Page, faults
from tests.web.region import RegionOnLoopback

LIST = "/beheer/zoekwoorden"
NEW = f"{LIST}/nieuw"
TRY = f"{NEW}/proberen"
HOSTILE = "<script>alert(1)</script>\"'<b>\u202egnihton"


@pytest.fixture(autouse=True)
def small_thesaurus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two concepts, so that a trial has little to prepare."""
    ours = thesaurus(
        concept("glasbewassing", "ramen wassen", asks=["vieze ramen"]),
        concept("catering", category="55520000"),
        c90910000="Schoonmaak",
        c55520000="Eten",
    )
    monkeypatch.setattr(vocabulary, "shipped", lambda: ours)
    monkeypatch.setattr(vocabulary, "shipped_key", lambda: "two concepts")
    monkeypatch.setattr(vocabulary, "shipped_source", lambda kept: Source("two concepts", lambda: ours))


@pytest.fixture(autouse=True)
def small_judged_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two documents and one question; the real set takes seconds and has a test of its own."""
    documents = (
        Document("1", "A", offerings=("glasbewassing",)),
        Document("2", "B", offerings=("catering",)),
    )
    monkeypatch.setattr(judging, "judged_documents", lambda: documents)
    monkeypatch.setattr(judging, "judged_queries", lambda: (JudgedQuery("vieze ramen", "plain", {"1": 3}),))


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    questions.TALLY.take()
    yield
    questions.TALLY.take()


def ask(text: str, times: int = 3, **more: str) -> None:
    visitor = Client()
    for _ in range(times):
        assert visitor.get("/aanbod", {"q": text, **more}).status_code == 200


def send(editor: Client, *, do: str = "proberen", **answers: str) -> HttpResponse:
    given = {"concept": "glasbewassing", "kind": "asks", "entries": "kwiebelen", "doen": do, **answers}
    return editor.post(TRY, given)


def found(text: str) -> list[str]:
    return Page(Client().get("/aanbod", {"q": text})).all("h3 a, h2 a")


def listed(editor: Client, query: str = "") -> list[str]:
    return Page(editor.get(f"{LIST}{query}")).all("#vragen ~ .kapstok-scroll tbody th")


def test_a_question_that_finds_nothing_three_times_stands_in_the_list(
    east: RegionOnLoopback, editor: Client
) -> None:
    ask("kwiebelen", times=2)
    assert listed(editor) == []
    ask("Kwiebelen!", times=1)
    answer = editor.get(LIST)
    [row] = Page(answer).all("#vragen ~ .kapstok-scroll tbody tr")
    assert row.startswith("kwiebelen 3 ")
    assert "Niets gevonden; Niet herkend wat men zocht" in row
    assert Page(answer).links("tbody a") == {"Maak hier een woord van": f"{NEW}?vraag=kwiebelen"}
    assert faults(answer) == []
    assert (listed(editor, "?soort=begrip"), listed(editor, "?soort=weggelaten")) == (["kwiebelen"], [])


def test_only_a_first_look_at_words_alone_is_counted(east: RegionOnLoopback) -> None:
    client = Client()
    for query in (
        "",
        "q=",
        "q=schoonmaak&pagina=2",
        "q=schoonmaak&label=pso",
        "q=schoonmaak&sorteer=naam",
        "q=schoonmaak&letterlijk=1",
    ):
        client.get(f"/aanbod?{query}")
    client.head("/aanbod?q=schoonmaak")
    client.get("/aanbod.json?q=schoonmaak")
    questions.write_down()
    assert not AskedQuestion.objects.exists()
    client.get("/aanbod?q=schoonmaak&rond=8011")
    questions.write_down()
    assert AskedQuestion.objects.get().text == "schoonmaak"


def test_an_answer_from_memory_counts_as_well(east: RegionOnLoopback) -> None:
    visitor, queries = Client(), []
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            visitor.get("/aanbod?q=schoonmaak")
        queries.append(len(asked))
    assert queries[0] > queries[1] == queries[2]
    questions.write_down()
    assert AskedQuestion.objects.get().count == 3


def test_of_a_question_that_may_be_of_a_person_no_word_is_kept(
    east: RegionOnLoopback, editor: Client
) -> None:
    for text in ("De Gouden Bezem", "jan@voorbeeld.example", "0612345678"):
        ask(text)
    questions.write_down()
    assert [(row.text, row.count) for row in AskedQuestion.objects.all()] == [("", 9)]
    assert "Van 9 vragen bewaren wij de woorden niet" in Page(editor.get(LIST)).text


def test_concepts_are_chosen_by_what_stands_in_them(east: RegionOnLoopback, editor: Client) -> None:
    answer = editor.get(NEW, {"vraag": "kwiebelen", "zoek": "glasbewas"})
    page = Page(answer)
    assert "Men vroeg: “kwiebelen”." in page.text
    assert page.links("#begrippen ~ ul a")["glasbewassing"] == f"{NEW}?begrip=glasbewassing&vraag=kwiebelen"
    assert faults(answer) == []
    form = Page(editor.get(NEW, {"begrip": "glasbewassing", "vraag": "kwiebelen"}))
    assert form.one("h1") == "Woorden voor glasbewassing"
    assert form.one("textarea[name=entries]") == "kwiebelen"
    assert form.attributes("input[name=question]", "value") == ["kwiebelen"]
    assert "Geen begrip met “xyzzy”" in Page(editor.get(NEW, {"zoek": "xyzzy"})).text
    assert "Een woord hoort bij een begrip" in Page(editor.get(NEW)).text


def test_a_trial_shows_what_would_come_and_changes_nothing(east: RegionOnLoopback, editor: Client) -> None:
    answer = send(editor, question="kwiebelen")
    page = Page(answer)
    assert "Geen proefvraag wordt hier slechter van" in page.text
    assert "gaat van 10,00 naar 10,00 (van 10)" in page.text
    assert page.all(".kapstok-asking__fields > div") == [
        "Nu staat vooraan Niets gevonden",
        "Met uw woorden staat vooraan De Gouden Bezem",
    ]
    assert faults(answer) == []
    assert found("kwiebelen") == []
    assert AddedWord.objects.count() == 0


def test_a_word_that_is_put_live_is_found_at_once_and_can_be_taken_away(
    east: RegionOnLoopback, editor: Client
) -> None:
    assert found("kwiebelen") == []
    answer = send(editor, do="live")
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert found("kwiebelen") == ["De Gouden Bezem"]
    page = Page(editor.get(LIST))
    assert "Nu telt mee: kwiebelen. Dat geldt vanaf de volgende vraag." in page.one(".utrecht-alert--ok")
    [row] = page.all("#woorden ~ .kapstok-scroll tbody tr")
    assert row.startswith("kwiebelen glasbewassing vraag")
    assert "eddy@voorbeeld.example Haal weg" in row
    address = f"{LIST}/{AddedWord.objects.get().pk}/weghalen"
    assert editor.post(address).status_code == 302
    assert found("kwiebelen") == []
    assert "“kwiebelen” telt niet meer." in Page(editor.get(LIST)).one(".utrecht-alert--ok")
    editor.post(address)
    assert "haalde dit woord al weg" in Page(editor.get(LIST)).text
    log = editor.get(f"{LIST}/log")
    assert "van 10,00 naar 10,00" in Page(log).one("tbody tr")
    assert Page(log).one("tbody tr").count("eddy@voorbeeld.example") == 2
    assert faults(log) == []


def test_what_a_thing_is_called_counts_in_what_enterprises_write_once_the_index_is_new(
    east: RegionOnLoopback, editor: Client
) -> None:
    assert "Groenwerk Twente" not in found("ramen wassen")
    answer = send(
        editor, kind="words", entries="onkruidbestrijding zonder zeem\nonkruidbestrijding", do="live"
    )
    assert answer.status_code == 302
    assert "in vragen en in teksten van ondernemingen" in Page(editor.get(LIST)).one(".utrecht-alert--ok")
    assert "Groenwerk Twente" in found("ramen wassen")


def test_of_a_large_directory_the_index_follows_by_itself(
    east: RegionOnLoopback, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words_following, "_AT_ONCE", 0)
    send(editor, kind="words", do="live")
    assert "de index wordt opnieuw gemaakt" in Page(editor.get(LIST)).one(".utrecht-alert--ok")
    assert found("kwiebelen") == ["De Gouden Bezem"]


def test_what_makes_other_questions_worse_needs_a_reason(east: RegionOnLoopback, editor: Client) -> None:
    given = {"concept": "catering", "kind": "words", "entries": "vieze ramen"}
    tried = send(editor, **given)
    page = Page(tried)
    assert "Andere vragen worden hier duidelijk slechter van" in page.text
    assert page.all("#proef tbody th") == ["vieze ramen"]
    assert "“vieze ramen” staat ook bij glasbewassing." in page.text
    refused = send(editor, do="live", **given)
    assert refused.status_code == 422
    assert "Zeg waarom het toch moet." in Page(refused).one(".utrecht-form-field-error-message")
    assert send(editor, do="live", reason="Zo zegt men het hier.", **given).status_code == 302
    assert AddedWord.objects.get().reason == "Zo zegt men het hier."


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"entries": ""}, "Dit veld is verplicht."),
        ({"entries": "x" * 81}, "samen 2 tot 80 tekens"),
        ({"entries": "een twee drie vier vijf zes"}, "één tot vijf woorden"),
        ({"entries": "\n".join(f"woord{n}" for n in range(21))}, "hoogstens 20 regels"),
        ({"entries": "x" * 10_000}, "niet meer dan"),
        ({"entries": "glasbewassing"}, "Dit staat al bij dit begrip."),
        ({"kind": "anders"}, "Selecteer een geldige keuze."),
        ({"question": "x" * 10_000}, "niet meer dan 200 tekens"),
        ({"reason": "x" * 10_000}, "niet meer dan 500 tekens"),
    ],
)
@pytest.mark.parametrize("do", ["proberen", "live"])
def test_what_cannot_be_is_said_beside_its_question(
    east: RegionOnLoopback, editor: Client, answers: dict[str, str], said: str, do: str
) -> None:
    answer = send(editor, do=do, **answers)
    assert answer.status_code == 422
    assert said in " ".join(Page(answer).all(".utrecht-form-field-error-message"))
    assert AddedWord.objects.count() == 0


def test_a_concept_that_is_not_there_is_not_found(east: RegionOnLoopback, editor: Client) -> None:
    assert send(editor, concept="vergaan").status_code == 404
    assert send(editor, concept=HOSTILE).status_code == 404
    assert Page(editor.get(NEW, {"begrip": "vergaan"})).one("h1") == "Een woord toevoegen"
    assert editor.post(f"{LIST}/999/weghalen").status_code == 302


def test_nothing_hostile_comes_through(east: RegionOnLoopback, editor: Client) -> None:
    ask(HOSTILE)
    for path, query in (
        (LIST, {"soort": HOSTILE, "pagina": HOSTILE}),
        (NEW, {"vraag": HOSTILE, "zoek": HOSTILE}),
        (NEW, {"begrip": "glasbewassing", "vraag": HOSTILE}),
    ):
        answer = editor.get(path, query)
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content
        assert faults(answer) == []
    answer = send(editor, entries="<b>zeem</b>", question=HOSTILE)
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    send(editor, entries="<b>zeem</b>", do="live")
    assert b"<b>zeem" not in editor.get(LIST).content + editor.get(f"{LIST}/log").content


def test_a_word_of_a_concept_that_is_gone_says_so(east: RegionOnLoopback, editor: Client) -> None:
    send(editor, do="live")
    AddedWord.objects.update(concept="vergaan")
    assert "het woord doet niets" in Page(editor.get(LIST)).text
