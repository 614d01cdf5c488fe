# SPDX-License-Identifier: EUPL-1.2
"""Registers that mean harm, in every field that is known: no public page, paper or file passes it on."""

from __future__ import annotations

import csv
import html as html_lib
import io
import json
import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import html as lxml_html

from kapstok.enterprises.export import export_rows
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.sync import SyncReport, sync
from kapstok.registers.models import Entry, Run
from tests.registers.parsing.workbooks import with_parts, workbook
from tests.scripted_site import Answer, html, json_text
from tests.web.region import RegionOnLoopback

pytestmark = pytest.mark.django_db

FIELDS: Final = (
    *("name", "statutory_name", "level", "flags", "status", "valid_from", "valid_until", "kvk", "rsin"),
    *("street", "postcode", "city", "municipality", "website", "email", "phone", "description"),
    *("offerings", "sectors", "detail"),
)
MANY: Final = {"flags", "kvk", "offerings", "sectors"}
# What makes an entry listed and gives it a page of its own, when the rest of it is hostile.
HARMLESS: Final = {"level": "", "status": "", "valid_from": "", "valid_until": "", "city": "Zwolle",
                   "postcode": "8011 AB", "municipality": ""}  # fmt: skip
TEXTS: Final = {
    "script": '<script>alert("hier")</script>',
    "picture": '"><img src=x onerror=alert(1)><svg/onload=alert(2)>',
    "attribute": "' onmouseover='alert(1)' style='position:fixed' \" onfocus=\"alert(2)\" autofocus x=\"",
    "end tags": "</title></bdi></a></style></textarea></script><iframe src=//kwaad.example></iframe>",
    "comment": "<!-- ]]> --!> <![CDATA[ <b>x</b> ]]> &lt;b&gt; &#60;script&#62;",
    "template": "{{ 7*7 }}{% debug %}{# x #}${7*7}#{7*7}<%= 7*7 %>%(naam)s",
    "typesetter": '#sys.exit() #read("/etc/passwd") \\ $x$ *vet* _schuin_ @label <label> = kop',
    "formula": '=HYPERLINK("http://kwaad.example";"klik")',
    "overrides": "winkel\u202egnp.exe\u202c\u2066x\u2069\u2069\u2069 \u200f\u061cna",
    "right to left": "\u05e9\u05dc\u05d5\u05dd (\u05e2\u05d5\u05dc\u05dd) 123",
    "controls": "a\x00b\x01c\x07d\x08e\x1b[31mf\x7fg\x85h\x9bi\x0bj\x0ck\ufffe\uffff\r\nl",
    "marks": "Z\u0351\u036b\u0343\u036a" * 500,
    "javascript": "javascript:alert(document.cookie)",
    "hidden javascript": " \x01java\tscript:alert(1)//https://x.example/",
    "data": "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "address": 'https://kwaad.example/"onmouseover="alert(1)"x="<b>',
    "address without scheme": "//kwaad.example/\\@goed.example",
    "megabyte": "W" * 1_000_000,
    "megabytes of words": "werk " * 300_000,
}  # fmt: skip
# A screen obeys these; a page has line ends besides.
CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff]")


def fields() -> str:
    return "\n".join(
        f'{field} = {{ select = "{field}", many = true }}' if field in MANY else f'{field} = "{field}"'
        for field in FIELDS
    )


FILE: Final = """
    id = "kwaad"
    name = "Het register"
    label = "cedris"
    kind = "{kind}"
    delay = 0.0
    [request]
    url = "{url}"
    [entries]
    {entries}
    [fields]
    {fields}
    [guard]
    max_failed = 1.0
    required = {{}}
"""


def read(
    region: RegionOnLoopback, kind: str = "json", entries: str = 'each = "entries"', named: str = ""
) -> SyncReport:
    text = FILE.format(kind=kind, url=region.site.url("/kwaad"), entries=entries, fields=named or fields())
    (region.folder.registers / "kwaad.toml").write_text(text, encoding="utf-8")
    return sync(region.folder, ["kwaad"], region.today, lambda register, phase, done, of: None)


def show(region: RegionOnLoopback, entries: list[dict[str, Any]]) -> None:
    region.site.pages["/kwaad"] = json_text(json.dumps({"entries": entries}))


def hostile(text: str) -> Iterator[dict[str, Any]]:
    """An entry of which all is hostile, and one that is listed although all the rest of it is."""
    # An answer of more than 20 MB is not read at all.
    part = {field: text if field in {"name", "description"} else text[:200_000] for field in FIELDS}
    whole = {field: [part[field], text[:50]] if field in MANY else part[field] for field in FIELDS}
    yield whole
    yield {**whole, **HARMLESS, "name": f"Werk {text}"}


def public_pages(client: Client, region: RegionOnLoopback) -> Iterator[tuple[str, str]]:
    """Every page that a visitor may meet of what the register showed, with its address."""
    slugs = [
        row["slug"]
        for row in export_rows(region.today, ListingRules.of(region.folder.region()), everyone=True)
    ]
    addresses = ["/", "/en/", "/aanbod", "/aanbod?q=werk", "/en/aanbod"]
    for slug in slugs:
        addresses += [f"/onderneming/{slug}", f"/onderneming/{slug}/bewijs?op={region.today.isoformat()}"]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        yield address, answer.content.decode()


def assert_harmless(address: str, page: str) -> None:
    assert not CONTROLS.search(page), (address, CONTROLS.search(page))
    assert not TURNING.search(page), address
    tree = lxml_html.document_fromstring(page)
    for node in tree.iter():
        if not isinstance(node.tag, str):
            continue
        assert node.tag not in {
            "iframe",
            "object",
            "embed",
            "b",
            # One of ours has a class, or is around its box.
            "label" if node.get("class") is None and node.find("input") is None else "",
        }, address
        assert node.tag != "script" or (node.get("src") or "").startswith("/static/"), address
        assert node.tag != "img" or (node.get("src") or "").startswith("/"), address
        assert not [
            name for name in node.attrib if name.startswith("on") or name in {"style", "autofocus"}
        ], address
        for name in {"href", "src", "action", "formaction"} & set(node.attrib):
            assert urlsplit(node.get(name)).scheme in {"", "http", "https", "mailto", "tel"}, (
                address,
                node.get(name),
            )
    _assert_isolated(address, tree)


def _assert_isolated(address: str, tree: Any) -> None:
    """Text that runs from right to left stands within an element that keeps its direction to itself."""
    for text in tree.xpath("//body//text()"):
        if RIGHT_TO_LEFT.search(text):
            around = [text.getparent(), *text.getparent().iterancestors()]
            assert any(node.tag == "bdi" or node.get("dir") for node in around), (address, text[:80])


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_that_a_register_says_harms_who_reads_it(region: RegionOnLoopback, client: Client, name: str):
    show(region, list(hostile(TEXTS[name])))
    report = read(region)
    assert [run.status for run in report.runs] == ["published"], report.runs[0].reason
    assert report.enterprises.known == 2
    for address, page in public_pages(client, region):
        assert_harmless(address, page)
        assert len(page) < 300_000, address


def as_html(entries: list[dict[str, str]]) -> Answer:
    cells = (
        "".join(f"<td class={field}>{escape(entry[field])}</td>" for field in FIELDS) for entry in entries
    )
    return html(f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>")


def as_careless_html(entries: list[dict[str, str]]) -> Answer:
    """As a site that forgets to escape: what it lets through is taken for its own mark-up, never for ours."""
    return Answer(
        html_lib.unescape(as_html(entries).body.decode()).encode(), headers={"Content-Type": "text/html"}
    )


def as_csv(entries: list[dict[str, str]]) -> Answer:
    target = io.StringIO()
    writer = csv.DictWriter(target, FIELDS, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(entries)
    return Answer(target.getvalue().encode(), headers={"Content-Type": "text/csv"})


def as_xlsx(entries: list[dict[str, str]]) -> Answer:
    rows = [[NOT_XML.sub("", entry[field]) for field in FIELDS] for entry in entries]
    return Answer(workbook([FIELDS, *rows]))


def as_lines(entries: list[dict[str, str]]) -> Answer:
    return json_text("\n".join(map(json.dumps, entries)))


@pytest.mark.parametrize(
    ("kind", "written", "entries"),
    [
        ("html", as_html, 'each = "tr"'),
        ("html", as_careless_html, 'each = "tr"'),
        ("csv", as_csv, ""),
        ("xlsx", as_xlsx, ""),
        ("json", as_lines, ""),
    ],
    ids=["html", "careless html", "csv", "xlsx", "json lines"],
)
def test_whatever_kind_of_file_it_stands_in_it_does_no_harm(
    region: RegionOnLoopback, client: Client, kind: str, written: Callable[..., Answer], entries: str
):
    texts = [text for name, text in TEXTS.items() if not name.startswith("megabyte")]
    shown = [
        {**dict.fromkeys(FIELDS, text), **HARMLESS, "name": f"Werk {n} {text}"}
        for n, text in enumerate(texts)
    ]
    region.site.pages["/kwaad"] = written(shown)
    named = "\n".join(f'{field} = "td.{field}"' for field in FIELDS) if kind == "html" else fields()
    (run,) = read(region, kind, entries, named).runs
    assert (run.status, run.reason) == ("published", "")
    # A site that does not escape loses some of its own rows.
    assert run.seen == len(texts) or (written is as_careless_html and run.seen > len(texts) / 2)
    pages = list(public_pages(client, region))
    assert len(pages) >= 2 * run.seen
    for address, page in pages:
        assert_harmless(address, page)


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_exported_and_printed_is_whole_and_says_no_more(
    region: RegionOnLoopback, client: Client, name: str
):
    show(region, list(hostile(TEXTS[name])))
    read(region)
    rows = list(export_rows(region.today, ListingRules.of(region.folder.region()), everyone=True))
    lines = "\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows)
    assert [json.loads(line) for line in lines.split("\n")]
    assert len(lines.splitlines()) == len(rows) == 2
    assert not CONTROLS.search(lines)
    assert not TURNING.search(lines)
    for row in rows:
        assert urlsplit(row["website"] or "").scheme in {"", "http", "https"}
        assert re.fullmatch(r"[a-z0-9-]{1,120}", row["slug"])
        proof = f"/onderneming/{row['slug']}/bewijs?op={region.today.isoformat()}&als=pdf"
        paper = client.get(proof)
        assert (paper.status_code, paper.headers["Content-Type"]) == (200, "application/pdf")
        assert paper.content.startswith(b"%PDF-")
        assert len(paper.content) < 1_000_000


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)//www.x.example/",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x.example/",
        "file:///etc/passwd",
        "blob:https://x.example/",
        "https:javascript:alert(1)",
    ],
)
def test_what_is_no_address_of_a_site_is_never_a_link(region: RegionOnLoopback, client: Client, address: str):
    entry = {"name": "Dester", "city": "Zwolle", "postcode": "8011 AB", "website": address, "detail": address,
             "email": address, "phone": address}  # fmt: skip
    show(region, [entry])
    read(region)
    (row,) = export_rows(region.today, ListingRules.of(region.folder.region()))
    assert urlsplit(row["website"] or "").scheme in {"", "http", "https"}
    page = lxml_html.document_fromstring(client.get(f"/onderneming/{row['slug']}").content)
    ours = f"mailto:{region.folder.region().email}"
    for link in page.xpath("//a/@href"):
        assert "script" not in link
        assert link == ours or urlsplit(link).scheme in {"", "http", "https"}


def nested(depth: int) -> str:
    return '{"entries":' + "[" * depth + "]" * depth + "}"


def bomb() -> bytes:
    """A workbook of some kilobytes that unpacks to more than is ever opened."""
    return with_parts(workbook([["name"]]), {"xl/worksheets/sheet2.xml": b" " * 160_000_000})


def far_apart() -> bytes:
    """A workbook with two cells so far apart that all between them does not fit in memory."""
    cells = b"".join(
        b'<row r="%d"><c r="%b%d"><v>1</v></c></row>' % cell
        for cell in ((1, b"A", 1), (1_048_576, b"XFD", 1_048_576))
    )
    return with_parts(
        workbook([["name"]]),
        {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>%b</sheetData></worksheet>" % cells},
    )


DEEP: Final = "<div>" * 100_000 + "<article><h3>Dester</h3></article>" + "</div>" * 100_000
JSON: Final = 'each = "entries"'
PAGES: Final = {
    "deep json": ("json", lambda: json_text(nested(200_000)), JSON),
    "deep values": ("json", lambda: json_text('{"entries":[{"name":' + "[" * 900 + "]" * 900 + "}]}"), JSON),
    "deep html": ("html", lambda: html(DEEP), 'each = "article"'),
    "html in deep json": ("html", lambda: json_text(nested(200_000)), 'inside = "entries"\neach = "article"'),
    "deep html in json": ("html", lambda: json_text(json.dumps({"x": DEEP})), 'inside = "x"\neach = "article"'),
    "a bomb": ("xlsx", lambda: Answer(bomb()), ""),
    "an endless sheet": ("xlsx", lambda: Answer(far_apart()), ""),
    "a bomb as csv": ("csv", lambda: Answer(far_apart()), ""),
    "bytes of nothing": ("json", lambda: Answer(bytes(range(256)) * 50), JSON),
    "another encoding": ("csv", lambda: Answer("name;city\nCafé;Zwolle".encode("utf-16")), 'encoding = "ascii"'),
    "an unknown encoding": (
        "json",
        lambda: Answer(b'{"entries": [\xff\xfe]}', headers={"Content-Type": "application/json; charset=\x01kwaad"}),
        JSON,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_built_to_break_its_reader_is_quarantined_and_the_site_goes_on(
    region: RegionOnLoopback, client: Client, name: str
):
    show(region, [{"name": "Dester", "city": "Zwolle", "postcode": "8011 AB"}])
    assert [run.status for run in read(region, named='name = "name"\ncity = "city"').runs] == ["published"]
    kind, page, entries = PAGES[name]
    region.site.pages["/kwaad"] = page()
    (run,) = read(
        region, kind, entries, named='name = "name"\ncity = "city"' if kind != "html" else 'name = "h3"'
    ).runs
    assert run.status == "quarantined"
    assert "the program failed" not in run.reason
    assert not CONTROLS.search(run.reason)
    assert "\n" not in run.reason
    assert len(run.reason) < 600
    for address, shown in public_pages(client, region):
        assert_harmless(address, shown)
    assert b"Dester" in client.get("/aanbod").content


def test_a_key_that_means_harm_is_shown_without_it_and_keeps_entries_apart(
    region: RegionOnLoopback, client: Client
):
    keys = ["<script>alert(1)</script>", "a\x1b[31m\u202eb", "a\x0bc", "k" * 100_000]
    show(region, [{"name": f"Dester {n}", "city": "Zwolle", "postcode": "8011 AB", "id": key}
                  for n, key in enumerate(keys)])  # fmt: skip
    read(region, entries='each = "entries"\nkey = "id"', named='id = "id"\n' + fields())
    kept = {entry.key for entry in Entry.objects.all()}
    assert kept > {"<script>alert(1)</script>", "a[31mb", "a c"}
    assert len(kept) == 4
    assert max(map(len, kept)) < 500
    for address, page in public_pages(client, region):
        assert_harmless(address, page)
    assert Run.objects.get().status == "published"
