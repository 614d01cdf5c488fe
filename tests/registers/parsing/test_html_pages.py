# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import time

import pytest

from kapstok.registers.parsing import parse_list
from kapstok.registers.register_file import RegisterFile
from kapstok.registers.shapes import ListPage, PageUnreadable
from tests.registers.parsing.register_texts import URL, register


def file(fields: str, each: str = "tr") -> RegisterFile:
    return register(f'kind = "html"\nentries.each = "{each}"\n[fields]\n{fields}')


def read(page: str, fields: str, each: str = "tr") -> ListPage:
    return parse_list(page.encode(), "text/html; charset=utf-8", URL, file(fields, each))


def first(cell: str, select: str = "td::text") -> object:
    return read(f"<table><tr><td>{cell}</td></tr></table>", f'name = "{select}"').rows[0].values.get("name")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("De Kans", "De Kans"),
        ("  De\n\t Kans&nbsp; ", "De Kans"),
        ("<b>B</b>akkerij <i>'t Hof</i>", "Bakkerij 't Hof"),
        ("Trede 3<br>30+", "Trede 3 30+"),
        ("<p>Trede 3</p><p>30+</p>", "Trede 3 30+"),
        ("<!-- oud: De Gok -->De <!-- x -->Kans", "De Kans"),
        ("<script>var a = 1</script><style>b {}</style>De Kans", "De Kans"),
        ("Kop &amp; Staart &euro; &#39;s", "Kop & Staart € 's"),
        ("&lt;b&gt;vet&lt;/b&gt; &amp;amp;", "<b>vet</b> &amp;"),
        ("<img src=x onerror=alert(1)>Hof", "Hof"),
        ("De\x00 Ka\x07ns", "De Kans"),
        ("", None),
        (" &nbsp; ", None),
    ],
)
def test_a_field_is_all_text_under_its_match_as_a_reader_sees_it(cell: str, shown: str | None) -> None:
    assert first(cell) == shown


@pytest.mark.parametrize(
    "select", ["td", "td::text", "td ::text", "xpath:.//td", "xpath:string(.//td)", "tr td, p::text"]
)
def test_ways_to_write_a_selector_that_mean_the_same(select: str) -> None:
    assert first("<a>De</a> Kans", select) == "De Kans"


def test_the_first_match_wins_even_when_it_is_empty() -> None:
    page = "<table><tr><td></td><td>Zwolle</td></tr></table>"
    assert read(page, 'name = "td"').rows[0].values == {}


def test_many_takes_every_match_and_leaves_the_empty_ones_out() -> None:
    page = "<table><tr><td><li>hout</li><li> </li><li>groen</li></td></tr></table>"
    assert read(page, 'name = { select = "li", many = true }').rows[0].values == {"name": ("hout", "groen")}


def test_attributes_are_read_and_addresses_made_absolute() -> None:
    page = "<table><tr><td><a href=' ../e/1?a=b&amp;c=d ' title='De &quot;Kans&quot;'>x</a></td></tr></table>"
    row = read(page, 'name = "a::attr(title)"\ndetail = "a::attr(href)"\nlink = "a::attr(href)"').rows[0]
    assert row.values["name"] == 'De "Kans"'
    assert row.values["detail"] == row.values["link"] == "https://register.example/e/1?a=b&c=d"


def test_the_address_that_the_page_gives_as_its_base_counts() -> None:
    page = "<head><base href='/nieuw/'></head><table><tr><td><a href='e/1'>x</a></td></tr></table>"
    assert (
        read(page, 'name = "a"\ndetail = "a::attr(href)"').rows[0].values["detail"]
        == "https://register.example/nieuw/e/1"
    )


def test_a_table_body_that_browsers_add_is_there_for_the_selectors_that_ask_for_it() -> None:
    page = "<table id=register><tr><td>De <b>Kans</b></td></tr>\n<tr><td>Hof</td></tr></table>"
    for each in (
        "table#register tbody tr",
        "table > tbody > tr",
        "table tr",
        "xpath://table/tbody/tr",
        "table > tr",
    ):
        assert [row.values["name"] for row in read(page, 'name = "td"', each).rows] == ["De Kans", "Hof"]


def test_an_entry_can_be_the_link_itself() -> None:
    row = read(
        "<a class=card href=/e/1>De Kans</a>", 'name = "a.card"\ndetail = "::attr(href)"', "a.card"
    ).rows[0]
    assert row.values == {"name": "De Kans", "detail": "https://register.example/e/1"}


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1"])
def test_what_a_page_says_of_its_encoding_does_not_go_before_its_response(declared: str) -> None:
    page = f"<?xml version='1.0' encoding='{declared}'?><meta charset='{declared}'><tr><td>Coöperatie Één</td></tr>"
    for encoding in ("utf-8", "iso-8859-1"):
        read_page = parse_list(
            page.encode(encoding), f"text/html; charset={encoding}", URL, file('name = "td"', "td")
        )
        assert read_page.rows[0].values == {"name": "Coöperatie Één"}
        assert read_page.issues == ()


def test_a_page_without_entries_is_a_page_without_entries() -> None:
    assert read("<p>Geen deelnemers gevonden</p>", 'name = "td"').rows == ()


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "the page is empty"),
        (" \n\x00 ", "the page is empty"),
        ('{"items": []}', "not HTML: there is no tag on the page"),
        ("%PDF-1.7 <</Type /Catalog>>", "not HTML: this is a PDF"),
        ("<!-- niets -->", "not HTML: there is no element on the page"),
        ("<div>" * 5_000, "not HTML that can be read: excessive depth"),
        ("<html><body><table><tr><td>De Kans</td><td cla", "the page ends early: in the middle of a tag"),
        ("<html><body><table><tr><td>De Kans</td>", "the page ends early: <table> is never closed"),
        ("<html><body><div><div>De Kans</div>", "the page ends early: <div> is never closed"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_clear_reason(page: str, reason: str) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(page if "</" in page or len(page) < 100 else page + "</div>" * 5_000 + "</body>", 'name = "td"')
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><title>x</title><table><tr><td>De Kans</table>",
        "<html><body><p>a<p>b<table><tr><td>De Kans<tr><td>Hof</table>",
        "<table><tr><td>De Kans</td></tr></table><script>document.write('<div>')</script><!-- <ul> -->",
        "<body><div><div><table><tr><td>De Kans</table></div></body>",
    ],
)
def test_end_tags_that_html_lets_one_leave_out_are_not_missed(page: str) -> None:
    assert read(page, 'name = "td"').rows[0].values == {"name": "De Kans"}


def test_ten_megabytes_on_one_line_take_a_moment_and_the_excess_is_said() -> None:
    cell = "A" * 5_000_000 + " 30" * 2_000_000
    started = time.perf_counter()
    page = read(
        f"<table><tr><td>{cell}</td></tr></table>",
        'name = "td"\nflags = { select = "td", pattern = "(B+)*C" }',
    )
    assert time.perf_counter() - started < 5
    assert len(page.rows[0].values["name"]) == 1_000
    assert [(issue.code, issue.field) for issue in page.issues] == [("cut", "name")]
