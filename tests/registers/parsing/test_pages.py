# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapstok.registers.parsing import parse_detail, parse_list, parse_token
from kapstok.registers.shapes import PageUnreadable
from tests.registers.parsing.register_texts import URL, register
from tests.registers.parsing.workbooks import workbook

HTML = """
kind = "html"
[entries]
each = "li"
next = "a.next::attr(href)"
key = "detail"
where = { field = "label", is = ["PSO"] }
[fields]
name = "a::text"
label = "em"
detail = "a::attr(href)"
level = { select = "b", map = { "Trede 1" = "1" } }
valid_until = { select = "i", date = "nl" }
[detail]
follow = "detail"
[detail.fields]
website = "a.site::attr(href)"
level = { select = "b", map = { "Trede 1" = "1" } }
[guard]
total = "p.total"
"""


def html(items: str, rest: str = "<p class=total>1</p>") -> bytes:
    return f"<html><body><ul>{items}</ul>{rest}</body></html>".encode()


def test_only_rows_that_belong_are_entries_and_the_others_are_counted() -> None:
    page = parse_list(
        html("<li><a href=1>Kans</a><em>PSO</em></li><li><a href=2>Hof</a><em>CSO</em></li><li>x</li>"),
        None,
        URL,
        register(HTML),
    )
    assert [row.key for row in page.rows] == ["1"]
    assert page.rows[0].detail_url == "https://register.example/leden/1"
    assert page.left_out == 2


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("<a class=next href='?pagina=2'>v</a>", "https://register.example/leden/?pagina=2"),
        ("<a class=next href=''>v</a>", None),
        ("<a class=next>v</a>", None),
        ("", None),
        ("<a class=next href='#'>v</a>", "https://register.example/leden/?pagina=1"),
    ],
)
def test_the_next_page_is_where_the_link_leads(link: str, address: str | None) -> None:
    assert parse_list(html("<li>x</li>", link), None, URL, register(HTML)).next_url == address


def test_a_next_link_that_leads_nowhere_is_not_taken_for_the_end() -> None:
    with pytest.raises(PageUnreadable, match="the next page is not a web address: 'javascript:more"):
        parse_list(
            html("<li>x</li>", "<a class=next href='javascript:more()'>v</a>"), None, URL, register(HTML)
        )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("412 deelnemers", 412),
        ("1.234 organisaties", 1234),
        ("1 - 20 van 412", 412),
        ("pagina 3 van de 1.012", 1012),
        ("20 / 412", 412),
        ("geen", None),
        ("", None),
    ],
)
def test_the_count_of_the_register_is_read_from_its_words(text: str, number: int | None) -> None:
    page = parse_list(html("", f"<p class=total>{text}</p>"), None, URL, register(HTML))
    assert page.total == number
    assert [issue.code for issue in page.issues] == ([] if number else ["number-unreadable"])


JSON = """
kind = "json"
[entries]
each = "items"
page = { parameter = "page", last = "meta.pages" }
[fields]
name = "name"
[guard]
total = "meta.total"
"""


def test_a_json_page_tells_its_total_last_page_and_next_address() -> None:
    body = {"items": [], "meta": {"pages": 7, "total": "1234", "next": "?page=2"}}
    page = parse_list(json.dumps(body).encode(), None, URL, register(JSON))
    assert (page.total, page.last, page.next_url) == (1234, 7, None)
    following = register(
        JSON.replace('page = { parameter = "page", last = "meta.pages" }', 'next = "meta.next"')
    )
    assert (
        parse_list(json.dumps(body).encode(), None, URL, following).next_url
        == "https://register.example/leden/?page=2"
    )
    body["meta"] = {"next": None, "total": 0}
    assert parse_list(json.dumps(body).encode(), None, URL, following).next_url is None


def test_a_detail_page_gives_its_fields_from_its_own_address() -> None:
    page = parse_detail(
        b"<a class=site href='/x'>s</a><b>Trede 9</b>", None, "https://register.example/e/1", register(HTML)
    )
    assert page.values == {"website": "https://register.example/x"}
    assert page.unreadable == {"level": "Trede 9"}
    assert [issue.field for issue in page.issues] == ["level"]


def test_a_key_on_the_detail_page_is_read_there() -> None:
    file = register(HTML.replace('key = "detail"', 'key = "kvk"').replace("[guard]", 'kvk = "s"\n[guard]'))
    assert parse_detail(b"<s> 01234567 </s>", None, URL, file).key == "01234567"
    assert parse_list(html("<li><em>PSO</em>x</li>"), None, URL, file).rows[0].key is None


def test_a_json_register_may_have_html_details_and_the_other_way_round() -> None:
    detail = '\n[detail]\nfollow = "name"\nkind = "html"\n[detail.fields]\ncity = "td.plaats"'
    assert parse_detail(b"<td class=plaats>Ede</td>", None, URL, register(JSON + detail)).values == {
        "city": "Ede"
    }
    other = HTML.replace('follow = "detail"', 'follow = "detail"\nkind = "json"').replace(
        "a.site::attr(href)", "site"
    )
    other = other.replace(
        'website = "site"\nlevel = { select = "b", map = { "Trede 1" = "1" } }', 'website = "site"'
    )
    assert parse_detail(b'{"site": "https://x.nl"}', None, URL, register(other)).values == {
        "website": "https://x.nl"
    }


TOKEN = """
kind = "json"
entries.each = "items"
fields.name = "name"
[request.token]
url = "https://register.example/"
select = "script#nonce::text"
pattern = 'nonce":"(\\w+)'
"""


def test_a_token_is_read_from_its_page() -> None:
    page = b"<html><script id=nonce>" + b"var x = 1;" * 50_000 + b'{"nonce":"a1b2"}</script></html>'
    assert parse_token(page, "text/html", URL, register(TOKEN)) == "a1b2"


def test_a_page_without_its_token_is_refused() -> None:
    with pytest.raises(PageUnreadable, match="no token on the page"):
        parse_token(b"<p>x</p>", "text/html", URL, register(TOKEN))


def test_an_entry_without_its_key_field_is_said() -> None:
    page = parse_list(html("<li><em>PSO</em><a>Kans</a></li>"), None, URL, register(HTML))
    assert page.rows[0].key is None
    assert [(issue.code, issue.key, issue.field) for issue in page.issues] == [
        ("key-missing", "Kans", "detail")
    ]


ANY = {
    "html": register(HTML),
    "json": register(JSON),
    "json lines": register(
        'kind = "json"\nfields.name = "name"\nfields.tags = { select = "tags", many = true }'
    ),
    "csv": register('kind = "csv"\nfields.name = "Naam"\nfields.city = "Plaats"'),
    "xlsx": register('kind = "xlsx"\nfields.name = "Naam"\nfields.city = "Plaats"'),
    "python": register('kind = "python"\nparse = "json:loads"\nfields.name = "Naam"'),
}
SOUND = [
    html("<li><a href=1>Kans</a><em>PSO</em><b>Trede 1</b><i>1 mei 2027</i></li>" * 3),
    json.dumps({"items": [{"name": "Kans"}] * 3, "meta": {"pages": 2, "total": 3}}).encode(),
    b'{"name": "Kans", "tags": ["a", 1]}\n{"name": "Hof"}\n',
    'Naam;Plaats\n"Kans";Zwolle\nEén;Ede\n'.encode("latin-1"),
    workbook([["Naam", "Plaats"], ["Kans", "Zwolle"]]),
]
TYPES = st.sampled_from(
    [None, "text/html; charset=utf-8", "text/csv; charset=latin-1", "x/y; charset=zzz", "application/json"]
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sound page of some kind that is cut, joined to itself or has bytes in it that were not there."""
    body = draw(st.sampled_from(SOUND))
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(body))] * 2)))
    return body[:start] + draw(st.binary(max_size=8)) + body[end:]


@pytest.mark.parametrize("kind", ANY)
@given(body=st.binary(max_size=400) | damaged(), content_type=TYPES)
@settings(max_examples=150, deadline=None)
def test_whatever_the_bytes_are_a_page_is_read_or_refused_in_one_line(
    kind: str, body: bytes, content_type: str | None
) -> None:
    file = ANY[kind]
    for read in (parse_list, parse_detail):
        outcome: object
        try:
            outcome = read(body, content_type, URL, file)
        except PageUnreadable as refused:
            outcome = refused
        assert "\n" not in str(outcome)


@pytest.mark.parametrize(
    ("kind", "body"),
    [("json lines", b"[" + b"{}," * 150_000 + b"{}]"), ("csv", b"Naam;Plaats\n" + b"\n" * 1_000_000)],
)
def test_a_page_of_endlessly_many_entries_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(PageUnreadable, match=r"more than [12]00000"):
        parse_list(body, None, URL, ANY[kind])


def test_two_thousand_rows_and_four_hundred_details_take_a_few_seconds_at_most() -> None:
    file = register(HTML)
    item = "<li><a href='e/{0}'>Onderneming {0}</a><em>PSO</em><b>Trede 1</b><i>31 maart 2027</i></li>"
    started = time.perf_counter()
    page = parse_list(html("".join(item.format(n) for n in range(2_000))), None, URL, file)
    detail = html("<li><p>tekst <b>en meer</b></p></li>" * 300, "<a class=site href='/x'>s</a>")
    for _ in range(400):
        parse_detail(detail, None, URL, file)
    assert len(page.rows) == 2_000
    assert time.perf_counter() - started < 10
