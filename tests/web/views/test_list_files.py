# SPDX-License-Identifier: EUPL-1.2
"""Lists and searches as files: who gets which, under what name, how much goes in."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import Settings

from kapstok.enterprises.finding import index_path
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.queries import documents
from kapstok.procurement import export
from kapstok.regions.folder import RegionFolder
from kapstok.search.actions import rebuild
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day
from tests.web.reading import Page, faults, taken

pytestmark = pytest.mark.usefixtures("enterprises")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def enterprises(db: None, home: RegionFolder) -> None:
    """Three that clean, in a search index too."""
    on = (home.region().today() - day(0)).days
    cleaners = {
        f"e{n}": {
            "name": f"=Bezem {n}",
            "city": "Zwolle",
            "level": str(n),
            "offerings": ("Schoonmaak",),
            "phone": "+31 38",
        }
        for n in (1, 2, 3)
    }
    PublishedRegister().run(on, **cleaners)
    follow(on, ListingRules.of(home.region()))
    rebuild(documents, index_path(home))


def got(client: Client, path: str) -> tuple[Any, bytes]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer, taken(answer)  # type: ignore[arg-type]


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def filled(client: Client) -> Client:
    for n in (1, 2):
        client.post("/lijst/bewaar", {"onderneming": f"bezem-{n}"}, headers={"Sec-Fetch-Site": "same-origin"})
    client.post("/lijst/wijzig", {"titel": 'Catering "2027"/../\r\nX: y', "notitie-bezem-1": "@bellen"})
    return client


@pytest.mark.parametrize(
    ("kind", "content_type"), [("xlsx", XLSX), ("csv", "text/csv; charset=utf-8"), ("pdf", "application/pdf")]
)
def test_one_s_own_list_is_a_file_with_a_plain_name(filled: Client, kind: str, content_type: str) -> None:
    answer, content = got(filled, f"/lijst/export?als={kind}")
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="catering-2027-x-y-')
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    assert int(answer.headers["Content-Length"]) == len(content)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_nothing_is_calculated_in_what_is_sent(filled: Client) -> None:
    row = table(got(filled, "/lijst/export?als=csv")[1])[0]
    assert (row["Onderneming"], row["Telefoon"], row["Notitie"]) == ("'=Bezem 1", "'+31 38", "'@bellen")
    book = openpyxl.load_workbook(io.BytesIO(got(filled, "/lijst/export?als=xlsx")[1]))
    assert book["Lijst"]["A2"].value == "=Bezem 1"
    assert book["Lijst"]["A2"].data_type == "s"


def test_a_stranger_gets_no_file_of_a_list(filled: Client) -> None:
    assert Client().get("/lijst/export?als=csv").url == "/lijst"  # type: ignore[attr-defined]


@pytest.mark.parametrize("als", ["", "exe", "xlsx.exe", "\x00", "XLSX", "../csv"])
def test_another_kind_of_file_is_no_error(filled: Client, als: str) -> None:
    assert filled.get("/lijst/export", {"als": als}).url == "/lijst"  # type: ignore[attr-defined]
    assert Client().get("/aanbod/export", {"als": als}).status_code == 200


def test_a_shared_list_has_columns_of_both_days(filled: Client) -> None:
    filled.post("/lijst/deel")
    (href,) = Page(filled.get("/lijst")).attributes("#link", "value")  # type: ignore[arg-type]
    rows = table(got(Client(), href + "/export?als=csv&kolom=labels-toen&kolom=verschil&kolom=notitie")[1])
    assert [heading.split(" op ")[0].split(" sinds ")[0] for heading in rows[0]] == [
        "Onderneming", "Labels toen gedeeld,", "Wat er veranderde", "Notitie",
    ]  # fmt: skip
    assert len(rows) == 2
    for kind in ("xlsx", "pdf"):
        got(Client(), f"{href}/export?als={kind}")


def test_what_a_search_finds_is_a_file(client: Client) -> None:
    _, content = got(client, "/aanbod/export?q=schoonmaak&trede=pso:2&als=csv")
    assert [row["Onderneming"] for row in table(content)] == ["'=Bezem 2"]
    assert "Notitie" not in table(content)[0]
    assert len(PdfReader(io.BytesIO(got(client, "/aanbod/export?als=pdf")[1])).pages) >= 1


def test_nobody_gets_a_file_that_is_wider_than_the_question(client: Client) -> None:
    answer = client.get("/aanbod/export?q=schoonmaak&label=onzin&als=csv")
    page = Page(answer)
    assert page.one(".utrecht-alert") == "Dit filter kennen wij niet: Label “onzin”. Wij zochten zonder."
    assert "Het bestand kon niet worden gemaakt" not in page.text
    assert page.attributes("main input[type=hidden]", "name") == ["q"]


def test_of_a_search_that_finds_nothing_there_is_an_empty_file(client: Client) -> None:
    assert table(got(client, "/aanbod/export?q=ruimtevaart&als=csv")[1]) == []


def test_more_than_fits_is_cut_and_that_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(export.MOST, "csv", 2)  # type: ignore[arg-type]
    answer, content = got(client, "/aanbod/export?als=csv")
    assert len(table(content)) == 2
    assert "eerste-2.csv" in answer.headers["Content-Disposition"]


def test_the_page_of_a_search_keeps_the_question_and_tells_how_much_there_is(client: Client) -> None:
    answer = client.get("/aanbod/export?q=schoonmaak&trede=pso:2&trede=pso:3&rond=Zwolle")
    assert faults(answer) == []  # type: ignore[arg-type]
    page = Page(answer)  # type: ignore[arg-type]
    assert page.one("h2") == "Uw zoekvraag geeft 2 ondernemingen"
    kept = list(
        zip(
            page.attributes("main form input[type=hidden]", "name"),
            page.attributes("main form input[type=hidden]", "value"),
            strict=True,
        )
    )
    assert kept == [("q", "schoonmaak"), ("trede", "pso:2"), ("trede", "pso:3"), ("rond", "Zwolle")]
    assert not answer.cookies
    assert "noindex" in page.source


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "x" * 10_000,
        "q=%00%E2%80%AE",
        "kolom=%00&kolom=naam",
        "kolom=" + "x" * 5_000,
        "bijlage=2",
        "gemeente=%3Cscript%3E",
    ],
)
def test_any_question_gives_a_file(client: Client, query: str) -> None:
    got(client, f"/aanbod/export?als=csv&{query}")


def test_a_list_that_cannot_be_set_on_paper_is_said_and_not_an_error(
    filled: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kapstok.procurement import pdf_file

    monkeypatch.setattr(pdf_file, "_words", lambda made: {})
    answer = filled.get("/lijst/export?als=pdf", follow=True)
    assert "Het bestand kon niet worden gemaakt." in answer.content.decode()
    assert "Het bestand kon niet worden gemaakt" in Client().get("/aanbod/export?als=pdf").content.decode()
