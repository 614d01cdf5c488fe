# SPDX-License-Identifier: EUPL-1.2
"""Every way in which a register file may ask and page, tried against a site that answers only who asks rightly."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kapstok.regions.folder import RegionFolder
from kapstok.registers import actions
from kapstok.registers.actions import read_register
from kapstok.registers.models import EntryVersion, Page, Run, Sighting
from kapstok.registers.register_file import RegisterFile
from kapstok.registers.trying import Tried, try_file
from tests.registers.sites import QUICK, register
from tests.scripted_site import Answer, Asked, Site, html, json_text

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 2)
TUESDAY, WEDNESDAY = (MONDAY + timedelta(days=n) for n in (1, 2))
OLD, NEWER = "Mon, 02 Nov 2020 08:00:00 GMT", "Tue, 03 Nov 2020 08:00:00 GMT"

FILE = """
    id = "wijzer"
    name = "De Wijzer"
    label = "cso"
    kind = "{kind}"
    delay = 0.0
    {top}
    [request]
    url = {url}
    {request}
    [entries]
    {entries}
    [fields]
    name = "naam"
    city = "plaats"
    soort = "soort"
    {more}
"""


def write(
    folder: Path,
    url: str | list[str],
    *,
    kind: str = "json",
    top: str = "",
    request: str = "",
    entries: str = 'each = "leden"',
    more: str = "",
) -> RegisterFile:
    text = FILE.format(kind=kind, top=top, url=json.dumps(url), request=request, entries=entries, more=more)
    return register(folder, text)


def rows(names: Iterable[str], soort: str = "lid") -> list[dict[str, str]]:
    return [{"naam": name, "plaats": "Deventer", "soort": soort} for name in names]


def answer(names: Iterable[str], **more: Any) -> Answer:
    return json_text(json.dumps({"leden": rows(names), **more}))


def tried(folder: Path, region: RegionFolder) -> Tried:
    return try_file(folder / "register.toml", region, patience=QUICK)


def named(tried: Tried) -> list[object]:
    return [row.values["name"] for row in tried.rows]


def run(file: RegisterFile, day: date, folder: RegionFolder) -> Run:
    return Run.objects.get(pk=read_register(file, day, folder, patience=QUICK).pk)


def known() -> set[object]:
    return {version.values["name"] for version in EntryVersion.objects.all()}


# what is sent


@pytest.mark.parametrize(
    ("request_lines", "content_type", "body"),
    [
        (
            'form = { soort = "pso", aantal = 25, naam = "Café & Zo" }',
            "application/x-www-form-urlencoded",
            b"soort=pso&aantal=25&naam=Caf%C3%A9+%26+Zo",
        ),
        (
            'json = { soort = ["pso"], diep = { aan = true } }',
            "application/json",
            b'{"soort":["pso"],"diep":{"aan":true}}',
        ),
        ('json = [{ q = "*" }]', "application/json", b'[{"q":"*"}]'),
        ('headers = { content-type = "text/xml" }\nbody = "<alles/>"', "text/xml", b"<alles/>"),
    ],
    ids=["form", "json", "a list in json", "body"],
)
def test_what_the_file_sends_arrives(
    site: Site, tmp_path: Path, folder: RegionFolder, request_lines: str, content_type: str, body: bytes
) -> None:
    def page(asked: Asked) -> Answer:
        sent = {name.lower(): value for name, value in asked.headers.items()}
        good = (asked.method, sent["content-type"], asked.body) == ("POST", content_type, body)
        return answer(["Dester"]) if good else Answer(status=400)

    site.pages["/api"] = page
    write(tmp_path, site.url("/api"), request=f'method = "POST"\n{request_lines}')
    assert named(tried(tmp_path, folder)) == ["Dester"]


def test_a_header_is_sent_once_however_it_is_written_and_our_name_is_ours(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.pages["/api"] = answer(["Dester"])
    headers = 'headers = { accept = "application/json", user-agent = "een browser", X-Key = "k" }'
    write(tmp_path, site.url("/api"), request=headers)
    tried(tmp_path, folder)
    sent = site.asked[-1].headers
    assert {name: sent[name] for name in sent if name.lower() in {"accept", "x-key"}} == {
        "accept": "application/json",
        "X-Key": "k",
    }
    assert [sent[name].partition("/")[0] for name in sent if name.lower() == "user-agent"] == ["Kapstok"]


# the token

TOKEN = """
    [request.token]
    url = "{url}"
    {how}
"""


@pytest.mark.parametrize(
    ("url", "request_lines", "has_it"),
    [
        ("/api?k={token}", "", lambda asked: parse_qs(urlsplit(asked.path).query)["k"] == ["a/b c"]),
        (
            "/api",
            'headers = { Authorization = "Bearer {token}" }',
            lambda asked: asked.headers.get("Authorization") == "Bearer a/b c",
        ),
        (
            "/api",
            'method = "POST"\nform = { nonce = "{token}" }',
            lambda asked: parse_qs(asked.body.decode()) == {"nonce": ["a/b c"]},
        ),
        (
            "/api",
            'method = "POST"\njson = { diep = [{ nonce = "n={token}" }] }',
            lambda asked: json.loads(asked.body) == {"diep": [{"nonce": "n=a/b c"}]},
        ),
        (
            "/api",
            'method = "POST"\nbody = "<nonce>{token}</nonce>"',
            lambda asked: asked.body == b"<nonce>a/b c</nonce>",
        ),
    ],
    ids=["address", "header", "form", "json", "body"],
)
@pytest.mark.parametrize(
    ("start", "how"),
    [
        (
            html('<script>var x = {"nonce":"a/b c"};</script>'),
            'select = "script"\npattern = \'nonce":"([^"]+)\'',
        ),
        (html('<input name="n" value="a/b c">'), 'select = "input[name=n]::attr(value)"'),
        (json_text('{"sleutels": [{"k": "a/b c"}]}'), 'kind = "json"\nselect = "sleutels[0].k"'),
    ],
    ids=["script", "attribute", "json"],
)
def test_a_token_goes_wherever_the_file_asks_for_it(
    site: Site,
    tmp_path: Path,
    folder: RegionFolder,
    url: str,
    request_lines: str,
    has_it: Callable[[Asked], bool],
    start: Answer,
    how: str,
) -> None:
    site.pages["/start"] = start
    site.pages["/api"] = lambda asked: answer(["Dester"]) if has_it(asked) else Answer(status=403)
    token = TOKEN.format(url=site.url("/start"), how=how)
    write(tmp_path, site.url(url), request=request_lines + token)
    found = tried(tmp_path, folder)
    assert (named(found), found.faults) == (["Dester"], ())


def test_the_cookie_that_comes_with_the_token_goes_back_with_it(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.pages["/start"] = html('<p id="n">abc</p>', **{"Set-Cookie": "bezoek=7; Path=/"})
    site.pages["/api"] = lambda asked: (
        answer(["Dester"]) if asked.headers.get("Cookie") == "bezoek=7" else Answer(status=403)
    )
    token = TOKEN.format(url=site.url("/start"), how='select = "#n"')
    write(tmp_path, site.url("/api?n={token}"), request=token)
    assert named(tried(tmp_path, folder)) == ["Dester"]


def test_a_token_is_read_afresh_by_every_run_and_never_out_of_what_was_kept(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.etags = True
    site.pages["/start"] = [html('<p id="n">een</p>'), html('<p id="n">twee</p>')]
    site.pages["/api"] = answer(["Dester"])
    token = TOKEN.format(url=site.url("/start"), how='select = "#n"')
    file = write(tmp_path, site.url("/api?n={token}"), request=token)
    run(file, MONDAY, folder)
    second = run(file, TUESDAY, folder)
    assert site.paths() == ["/start", "/api?n=een", "/start", "/api?n=twee"]
    assert (second.status, second.unchanged) == ("published", True)
    assert [page.status for page in Page.objects.filter(run=second)] == [200, 304]


# pages that are counted


def of_query(asked: Asked) -> int:
    return int(parse_qs(urlsplit(asked.path).query)["blad"][0])


def of_form(asked: Asked) -> int:
    return int(parse_qs(asked.body.decode())["blad"][0])


def of_json(asked: Asked) -> int:
    return int(json.loads(asked.body)["blad"])


def of_deep_json(asked: Asked) -> int:
    return int(json.loads(asked.body)["zoek"][0]["blad"])


@pytest.mark.parametrize("last", [None, "bladen"])
@pytest.mark.parametrize(
    ("url", "request_lines", "parameter", "number_of"),
    [
        ("/api?blad=1&soort=pso", "", "blad", of_query),
        ("/api?soort=pso", "", "blad", of_query),
        ("/api", 'method = "POST"\nform = { soort = "pso" }', "blad", of_form),
        ("/api", 'method = "POST"\njson = { soort = "pso", blad = 1 }', "blad", of_json),
        ("/api?blad=1", 'method = "POST"\njson = { soort = "pso" }', "blad", of_query),
        ("/api", 'method = "POST"\nbody = "alles"', "blad", of_query),
        ("/api", 'method = "POST"\njson = { zoek = [{ q = "*", blad = 1 }] }', "zoek.0.blad", of_deep_json),
    ],
    ids=["query", "new in query", "form", "json", "query of a post", "query beside a body", "deep json"],
)
def test_pages_are_counted_to_the_last_or_until_one_is_empty(
    site: Site,
    tmp_path: Path,
    folder: RegionFolder,
    url: str,
    request_lines: str,
    parameter: str,
    number_of: Callable[[Asked], int],
    last: str | None,
) -> None:
    def page(asked: Asked) -> Answer:
        number = number_of(asked)
        return answer([f"Bedrijf {number}a", f"Bedrijf {number}b"] if number < 4 else [], bladen=3)

    site.pages["/api"] = page
    counter = f'page = {{ parameter = "{parameter}"' + (f', last = "{last}" }}' if last else " }")
    write(tmp_path, site.url(url), request=request_lines, entries=f'each = "leden"\n{counter}')
    found = tried(tmp_path, folder)
    assert (len(found.rows), found.faults, found.pages) == (6, (), 3 if last else 4)


def test_pages_of_html_are_counted_to_the_number_that_the_page_shows(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.pages["/lijst"] = lambda asked: html(
        f"<ul><li><naam>Bedrijf {of_query(asked)}</naam></ul><p class=van>Blad {of_query(asked)} van 3</p>"
    )
    counter = 'page = { parameter = "blad", last = { select = "p.van", pattern = "van (\\\\d+)" } }'
    write(tmp_path, site.url("/lijst"), kind="html", entries=f'each = "li"\n{counter}')
    assert named(tried(tmp_path, folder)) == ["Bedrijf 1", "Bedrijf 2", "Bedrijf 3"]


def test_one_address_that_is_posted_to_again_and_again_is_no_circle(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    """Each page has entries of the one before as well, as lists do that shift while they are read."""
    site.pages["/api"] = lambda asked: answer([f"Bedrijf {of_form(asked) + n}" for n in range(3)], bladen=5)
    counter = 'page = { parameter = "blad", last = "bladen" }'
    write(
        tmp_path,
        site.url("/api"),
        request='method = "POST"\nform = { soort = "pso" }',
        entries=f'each = "leden"\n{counter}',
    )
    found = tried(tmp_path, folder)
    assert (len(found.rows), found.faults, site.paths()) == (7, (), ["/api"] * 5)


def test_a_site_that_does_not_heed_the_number_that_is_posted_is_found_out(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.pages["/api"] = answer(["Dester", "Aksent"])
    write(
        tmp_path,
        site.url("/api"),
        request='method = "POST"\njson = { soort = "pso" }',
        entries='each = "leden"\npage = { parameter = "blad" }',
    )
    (fault,) = tried(tmp_path, folder).faults
    assert "list page 2 brings only entries that were already read" in fault.message


def test_a_next_address_in_json_is_followed_with_what_is_posted(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    def page(asked: Asked) -> Answer:
        if json.loads(asked.body) != {"soort": "pso"}:
            return Answer(status=400)
        more = {"volgende": "/api?vanaf=2"} if asked.path == "/api" else {"volgende": None}
        return answer([f"Bedrijf van {asked.path}"], **more)

    site.pages["/api"] = page
    write(
        tmp_path,
        site.url("/api"),
        request='method = "POST"\njson = { soort = "pso" }',
        entries='each = "leden"\nnext = "volgende"',
    )
    assert named(tried(tmp_path, folder)) == ["Bedrijf van /api", "Bedrijf van /api?vanaf=2"]


def test_html_within_json_is_read_until_there_is_none(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    def page(asked: Asked) -> Answer:
        sent = {name: value[0] for name, value in parse_qs(asked.body.decode()).items()}
        if sent.get("nonce") != "a1b2":
            return Answer(b"-1", status=403)
        card = f"<div class='lid'><naam>Bedrijf {sent['blad']}</naam></div>"
        return json_text(json.dumps({"data": {"html": card if int(sent["blad"]) < 3 else "", "totaal": 2}}))

    site.pages["/start"] = html('<script id="x">var x = {"nonce":"a1b2"}</script>')
    site.pages["/wp-admin/admin-ajax.php"] = page
    token = TOKEN.format(url=site.url("/start"), how='select = "script#x"\npattern = \'nonce":"(\\w+)\'')
    write(
        tmp_path,
        site.url("/wp-admin/admin-ajax.php"),
        kind="html",
        request='method = "POST"\nform = { action = "meer", nonce = "{token}" }' + token,
        entries='inside = "data.html"\neach = "div.lid"\npage = { parameter = "blad" }',
        more='[guard]\ntotal = "data.totaal"',
    )
    found = tried(tmp_path, folder)
    assert (named(found), found.faults) == (["Bedrijf 1", "Bedrijf 2"], ())


# rows, lines and counts


def lines(*names: str) -> Answer:
    return Answer(
        "".join(json.dumps(row) + "\n" for row in rows(names)).encode(),
        headers={"Content-Type": "application/x-ndjson"},
    )


def test_json_lines_are_counted_until_a_page_without_a_line(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.pages |= {"/api?blad=1": lines("Dester", "Aksent"), "/api?blad=2": lines("Wulp")}
    site.pages["/api?blad=3"] = Answer(b"", headers={"Content-Type": "application/x-ndjson"})
    write(tmp_path, site.url("/api"), entries='page = { parameter = "blad" }')
    found = tried(tmp_path, folder)
    assert (named(found), found.faults) == (["Dester", "Aksent", "Wulp"], ())


def test_json_lines_without_a_line_are_a_register_without_entries(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.pages["/api"] = Answer(b"\n")
    write(tmp_path, site.url("/api"), entries="")
    assert [fault.code for fault in tried(tmp_path, folder).faults] == ["empty"]


def test_only_rows_with_one_of_the_values_are_entries(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    both = rows(["Dester"], "lid") + rows(["Aksent"], "aspirant  lid") + rows(["Wulp"], "vriend")
    site.pages["/api"] = json_text(json.dumps({"leden": both, "aantal": 3}))
    where = 'where = { field = "soort", is = ["lid", "aspirant lid"] }'
    write(tmp_path, site.url("/api"), entries=f'each = "leden"\n{where}', more='[guard]\ntotal = "aantal"')
    found = tried(tmp_path, folder)
    assert (named(found), found.faults) == (["Dester", "Aksent"], ())


@pytest.mark.parametrize("aantal", [1, 4, None, "onbekend"])
def test_a_count_of_the_register_s_own_that_is_not_ours_quarantines(
    site: Site, tmp_path: Path, folder: RegionFolder, aantal: object
) -> None:
    site.pages["/api"] = answer(["Dester", "Aksent", "Wulp"], aantal=aantal)
    file = write(tmp_path, site.url("/api"), more='[guard]\ntotal = "aantal"')
    first = run(file, MONDAY, folder)
    assert (first.status, [fault["code"] for fault in first.verdict]) == ("quarantined", ["total"])
    assert not EntryVersion.objects.exists()


def test_an_installed_function_makes_rows_of_every_page(
    site: Site, tmp_path: Path, folder: RegionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "elsewhere"
    package.mkdir()
    code = (
        "def rows(body):\n    return [{'naam': n, 'plaats': 'Ede'} for n in body.decode().split(';') if n]\n"
    )
    (package / "zwaluw_parser.py").write_text(code)
    monkeypatch.syspath_prepend(str(package))
    monkeypatch.delitem(sys.modules, "zwaluw_parser", raising=False)
    region = tmp_path / "files"
    region.mkdir()
    site.pages |= {"/api?blad=1": Answer(b"Dester;Aksent"), "/api?blad=2": Answer(b"Wulp")}
    site.pages["/api?blad=3"] = Answer(b";")
    write(
        region,
        site.url("/api"),
        kind="python",
        top='parse = "zwaluw_parser:rows"',
        entries='page = { parameter = "blad" }',
    )
    found = tried(region, folder)
    assert (named(found), found.faults) == (["Dester", "Aksent", "Wulp"], ())


# what has not changed


def two_pages(site: Site, second: Answer | None = None, **headers: str) -> None:
    site.pages["/api?blad=1"] = _with(answer(["Dester"], bladen=2), **headers)
    site.pages["/api?blad=2"] = second or _with(answer(["Aksent"], bladen=2), **headers)


def _with(answer: Answer, **headers: str) -> Answer:
    return Answer(
        answer.body,
        headers={**answer.headers, **{name.replace("_", "-"): value for name, value in headers.items()}},
    )


COUNTED = 'each = "leden"\npage = { parameter = "blad", last = "bladen" }'


def unless_known(page: Answer, condition: str, value: str) -> Callable[[Asked], Answer]:
    return lambda asked: Answer(status=304) if asked.headers.get(condition) == value else page


@pytest.mark.parametrize(
    ("validator", "condition", "value"),
    [
        ("ETag", "If-None-Match", '"v1"'),
        ("ETag", "If-None-Match", 'W/"v1"'),
        ("Last_Modified", "If-Modified-Since", OLD),
    ],
)
def test_a_site_that_says_that_nothing_changed_confirms_every_entry(
    site: Site, tmp_path: Path, folder: RegionFolder, validator: str, condition: str, value: str
) -> None:
    two_pages(site, **{validator: value})
    for path, page in list(site.pages.items()):
        assert isinstance(page, Answer)
        site.pages[path] = unless_known(page, condition, value)
    file = write(tmp_path, site.url("/api"), entries=COUNTED)
    first, second, third = (run(file, day, folder) for day in (MONDAY, TUESDAY, WEDNESDAY))
    for again in (second, third):
        assert (again.status, again.unchanged, again.seen, again.gone) == ("published", True, 2, 0)
        assert [page.status for page in again.pages.all()] == [304, 304]
        assert [page.sha256 for page in again.pages.all()] == [page.sha256 for page in first.pages.all()]
    assert Sighting.objects.filter(gone_run=None).count() == 2


def test_a_later_page_that_did_not_change_is_read_from_what_was_kept(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.etags = True
    two_pages(site)
    file = write(tmp_path, site.url("/api"), entries=COUNTED)
    run(file, MONDAY, folder)
    site.pages["/api?blad=1"] = answer(["Dester", "Wulp"], bladen=2)
    second = run(file, TUESDAY, folder)
    assert [page.status for page in second.pages.all()] == [200, 304]
    assert (second.status, second.seen, second.new, second.gone) == ("published", 3, 1, 0)
    assert known() == {"Dester", "Aksent", "Wulp"}


def test_a_first_page_that_did_not_change_does_not_hide_a_later_one_that_did(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.etags = True
    two_pages(site)
    file = write(tmp_path, site.url("/api"), entries=COUNTED)
    run(file, MONDAY, folder)
    site.pages["/api?blad=2"] = answer(["Aksent", "Wulp"], bladen=2)
    second = run(file, TUESDAY, folder)
    assert [page.status for page in second.pages.all()] == [304, 200]
    assert (second.unchanged, second.new) == (False, 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"ETag": '"v1"'}, {"ETag": '"v2"'}),
        ({"Last_Modified": OLD}, {"Last_Modified": NEWER}),
        ({"ETag": '"v1"'}, {}),
        ({}, {"Last_Modified": NEWER}),
    ],
)
def test_the_same_bytes_under_another_validator_are_the_same(
    site: Site, tmp_path: Path, folder: RegionFolder, before: dict[str, str], after: dict[str, str]
) -> None:
    file = write(tmp_path, site.url("/api"), entries=COUNTED)
    two_pages(site, **before)
    run(file, MONDAY, folder)
    two_pages(site, **after)
    second = run(file, TUESDAY, folder)
    assert [page.status for page in second.pages.all()] == [200, 200]
    assert (second.status, second.unchanged, second.seen) == ("published", True, 2)
    two_pages(site, **after)
    run(file, WEDNESDAY, folder)
    sent = site.asked[-1].headers
    assert sent.get("If-None-Match", "") == after.get("ETag", "")
    assert sent.get("If-Modified-Since", "") == after.get("Last_Modified", "")


def test_what_is_posted_is_asked_for_anew_every_time(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.etags = True
    site.pages["/api"] = answer(["Dester"])
    file = write(tmp_path, site.url("/api"), request='method = "POST"\njson = { q = "*" }')
    run(file, MONDAY, folder)
    second = run(file, TUESDAY, folder)
    assert "If-None-Match" not in site.asked[-1].headers
    assert (second.status, second.unchanged) == ("published", True)


# kept bytes, read again


def replayed(run: Run, file: RegisterFile, folder: RegionFolder) -> Run:
    return Run.objects.get(pk=actions.replay_run(run.pk, file, TUESDAY, folder).pk)


def test_kept_pages_of_posts_with_a_token_are_read_again_by_a_file_that_reads_more(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.pages["/start"] = html('<p id="n">abc</p>')
    site.pages["/api"] = lambda asked: answer([f"Bedrijf {of_form(asked)}"], bladen=3)
    token = TOKEN.format(url=site.url("/start"), how='select = "#n"')
    request = 'method = "POST"\nform = { nonce = "{token}" }' + token
    file = write(tmp_path, site.url("/api"), request=request, entries=COUNTED)
    first, asked = run(file, MONDAY, folder), len(site.asked)
    more = write(tmp_path, site.url("/api"), request=request, entries=COUNTED, more='sectors = "soort"')
    again = replayed(first, more, folder)
    assert (again.status, again.seen, again.changed) == ("published", 3, 3)
    assert len(site.asked) == asked


def test_a_run_that_got_nothing_new_is_read_again_from_the_bytes_that_it_confirmed(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.etags = True
    two_pages(site)
    file = write(tmp_path, site.url("/api"), entries=COUNTED)
    run(file, MONDAY, folder)
    second = run(file, MONDAY, folder)
    assert [page.status for page in second.pages.all()] == [304, 304]
    renamed = write(tmp_path, site.url("/api"), entries=COUNTED, more='sectors = "soort"')
    again = replayed(second, renamed, folder)
    assert (again.status, again.seen, again.changed) == ("published", 2, 2)


def test_a_file_that_asks_for_what_was_not_kept_is_quarantined_and_says_so(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    two_pages(site)
    first, asked = run(write(tmp_path, site.url("/api"), entries=COUNTED), MONDAY, folder), len(site.asked)
    elsewhere = write(tmp_path, site.url("/elders"), entries=COUNTED)
    again = replayed(first, elsewhere, folder)
    assert (again.status, len(site.asked)) == ("quarantined", asked)
    assert "the earlier run did not read this page" in again.reason
    assert known() == {"Dester", "Aksent"}


def test_a_quarantined_run_can_be_read_again_by_a_file_that_follows_fewer_pages(
    site: Site, tmp_path: Path, folder: RegionFolder
) -> None:
    site.pages |= {"/api?blad=1": answer(["Dester"], bladen=2), "/api?blad=2": Answer(status=404)}
    first = run(write(tmp_path, site.url("/api"), entries=COUNTED), MONDAY, folder)
    assert first.status == "quarantined"
    one = write(tmp_path, site.url("/api?blad=1"))
    again = replayed(first, one, folder)
    assert (again.status, again.seen) == ("published", 1)
