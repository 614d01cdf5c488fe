# SPDX-License-Identifier: EUPL-1.2
"""What is read of a register, from a real server on loopback: everything, or a reason why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kapstok.core.fetching import Patience
from kapstok.registers import lists
from kapstok.registers.blobs import Memory
from kapstok.registers.kept import Facts, settle
from kapstok.registers.pages import Live
from kapstok.registers.reading import Earlier, nothing_new, read
from kapstok.registers.register_file import RegisterFile
from tests.registers.sites import (
    DETAIL,
    JSON,
    QUICK,
    TABLE,
    detail,
    members,
    names,
    reading,
    register,
    row,
    table,
    values,
)
from tests.scripted_site import Answer, Asked, Site, html, json_text, moved


def json_file(tmp_path: Path, site: Site, entries: str = "", request: str = "") -> RegisterFile:
    text = JSON.format(site=site.address, entries=entries)
    return register(tmp_path, text.replace("[entries]", f"{request}\n[entries]"))


# the list


def test_every_page_of_the_list_is_read(site: Site, tmp_path: Path) -> None:
    site.pages["/lijst"] = table(row("Dester"), row("Aksent"), next="/lijst?pagina=2")
    site.pages["/lijst?pagina=2"] = table(row("Presikhaaf"), next="?pagina=3")
    site.pages["/lijst?pagina=3"] = table(row("Larcom"))
    read = reading(register(tmp_path, TABLE.format(site=site.address)))
    assert (names(read), read.fault) == (["Dester", "Aksent", "Presikhaaf", "Larcom"], None)
    assert [row.pages for row in read.rows] == [(0,), (0,), (1,), (2,)]
    assert [page.kind for page in read.pages] == ["list"] * 3


def test_several_addresses_are_one_list(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/a": table(row("Dester")), "/b": table(row("Aksent"), row("Dester"))}
    text = TABLE.format(site=site.address).replace(
        f'"{site.address}/lijst"', f'["{site.address}/a", "{site.address}/b"]'
    )
    read = reading(register(tmp_path, text))
    assert names(read) == ["Dester", "Aksent"]
    assert read.rows[0].pages == (0, 1)


def test_a_next_link_that_was_already_read_is_a_fault(site: Site, tmp_path: Path) -> None:
    site.pages["/lijst"] = table(row("Dester"), next="/lijst?pagina=2")
    site.pages["/lijst?pagina=2"] = table(row("Aksent"), next="/lijst#top")
    read = reading(register(tmp_path, TABLE.format(site=site.address)))
    assert (
        read.fault == f"the next link of list page 2 leads to a page already read: {site.url('/lijst#top')}"
    )
    assert site.paths() == ["/lijst", "/lijst?pagina=2"]


def test_a_chain_that_only_repeats_itself_is_a_fault(site: Site, tmp_path: Path) -> None:
    def page(asked: Asked) -> Answer:
        number = int(asked.path.partition("=")[2] or 1)
        return table(row("Dester"), row("Aksent"), next=f"/lijst?pagina={number + 1}")

    site.pages["/lijst"] = page
    read = reading(register(tmp_path, TABLE.format(site=site.address)))
    assert read.fault is not None
    assert read.fault.startswith("list page 2 brings only entries that were already read")
    assert len(site.paths()) == 2


def test_a_chain_of_ever_new_entries_has_an_end(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page(asked: Asked) -> Answer:
        number = int(asked.path.partition("=")[2] or 1)
        return table(row(f"Bedrijf {number}"), next=f"/lijst?pagina={number + 1}")

    monkeypatch.setattr(lists, "MOST_PAGES", 20)
    site.pages["/lijst"] = page
    read = reading(register(tmp_path, TABLE.format(site=site.address)))
    assert read.fault == "the list has no end: 20 pages were read and there is a next one"


def test_a_list_page_that_fails_is_a_fault_and_no_detail_page_is_asked_for(
    site: Site, tmp_path: Path
) -> None:
    site.pages["/lijst"] = table(row("Dester"), next="/lijst?pagina=2")
    site.pages["/lijst?pagina=2"] = Answer(status=500)
    read = reading(register(tmp_path, TABLE.format(site=site.address) + DETAIL))
    assert read.fault == f"list page {site.url('/lijst?pagina=2')}: the host answers 500 (2 attempts)"
    assert names(read) == ["Dester"]
    assert read.pages[1].fault == "the host answers 500 (2 attempts)"


def test_a_list_page_without_entries_behind_a_next_link_is_a_fault(site: Site, tmp_path: Path) -> None:
    site.pages["/lijst"] = table(row("Dester"), next="/lijst?pagina=2")
    site.pages["/lijst?pagina=2"] = html("<html><body>Onderhoud</body></html>")
    read = reading(register(tmp_path, TABLE.format(site=site.address)))
    assert read.fault == f"list page 2 has no entries: {site.url('/lijst?pagina=2')}"


def test_a_list_that_robots_txt_forbids_is_not_read(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /lijst")
    site.pages["/lijst"] = table(row("Dester"))
    read = reading(register(tmp_path, TABLE.format(site=site.address)))
    assert read.forbidden
    assert read.fault == f"list page {site.url('/lijst')}: robots.txt of this host forbids it"


def test_a_list_that_has_moved_is_read_where_it_is(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/lijst": moved("/nieuw/lijst"), "/nieuw/lijst": table(row("Dester"), next="?p=2")}
    site.pages["/nieuw/lijst?p=2"] = table(row("Aksent"))
    read = reading(register(tmp_path, TABLE.format(site=site.address)))
    assert (names(read), read.fault) == (["Dester", "Aksent"], None)
    assert read.pages[0].url == site.url("/nieuw/lijst")


# pages that are counted


def test_pages_are_counted_in_the_query(site: Site, tmp_path: Path) -> None:
    site.pages["/api?p=1"] = members(["Dester"], pages=2)
    site.pages["/api?p=2"] = members(["Aksent"], pages=2)
    file = json_file(tmp_path, site, 'page = { parameter = "p", first = 1, last = "pages" }')
    read = reading(file)
    assert (names(read), read.fault) == (["Dester", "Aksent"], None)
    assert site.paths() == ["/api?p=1", "/api?p=2"]


def test_without_a_last_page_they_are_counted_until_one_is_empty(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/api?p=0": members(["Dester"]), "/api?p=1": members(["Aksent"]), "/api?p=2": members([])}
    read = reading(json_file(tmp_path, site, 'page = { parameter = "p", first = 0 }'))
    assert (names(read), read.fault) == (["Dester", "Aksent"], None)


def test_a_site_that_shows_its_last_page_for_ever_is_a_fault(site: Site, tmp_path: Path) -> None:
    site.pages["/api"] = members(["Dester"])
    read = reading(json_file(tmp_path, site, 'page = { parameter = "p" }'))
    assert read.fault is not None
    assert "brings only entries that were already read" in read.fault


def test_an_empty_page_before_the_last_is_a_fault(site: Site, tmp_path: Path) -> None:
    site.pages |= {f"/api?p={n}": members([f"Bedrijf {n}"] if n != 2 else [], pages=3) for n in (1, 2, 3)}
    read = reading(json_file(tmp_path, site, 'page = { parameter = "p", last = "pages" }'))
    assert read.fault == "list page 2 of 3 has no entries"


def test_more_pages_than_any_register_has_are_not_begun(site: Site, tmp_path: Path) -> None:
    site.pages["/api"] = members(["Dester"], pages=10**12)
    read = reading(json_file(tmp_path, site, 'page = { parameter = "p", last = "pages" }'))
    assert read.fault == "the list has 1,000,000,000,000 pages, at most 1,000 are read"


@pytest.mark.parametrize(
    ("data", "sent"),
    [
        ('form = { soort = "pso", pagina = 1 }', [b"soort=pso&pagina=1", b"soort=pso&pagina=2"]),
        ('json = { soort = "pso" }', [b'{"soort":"pso","pagina":1}', b'{"soort":"pso","pagina":2}']),
    ],
)
def test_pages_are_counted_in_what_is_posted(
    site: Site, tmp_path: Path, data: str, sent: list[bytes]
) -> None:
    def page(asked: Asked) -> Answer:
        return members([f"Bedrijf {asked.body.decode()}"], pages=2)

    site.pages["/api"] = page
    file = json_file(
        tmp_path, site, 'page = { parameter = "pagina", last = "pages" }', f'method = "POST"\n{data}'
    )
    read = reading(file)
    assert (len(read.rows), read.fault) == (2, None)
    assert [asked.body for asked in site.asked[1:]] == sent


# where, total


def test_only_rows_that_belong_are_kept_and_all_are_counted(site: Site, tmp_path: Path) -> None:
    rows = [{"naam": "Dester", "keurmerk": "PSO"}, {"naam": "Aksent", "keurmerk": "CSO"}]
    site.pages["/api"] = json_text(json.dumps({"leden": rows, "aantal": 2}))
    file = json_file(tmp_path, site, 'where = { field = "label", is = ["PSO"] }')
    read = reading(file)
    assert names(read) == ["Dester"]
    assert read.shown == 2


def test_a_page_of_which_nothing_belongs_is_not_the_end(site: Site, tmp_path: Path) -> None:
    def leden(name: str, label: str) -> Answer:
        return json_text(json.dumps({"leden": [{"naam": name, "keurmerk": label}]}))

    site.pages |= {"/api?p=1": leden("A", "CSO"), "/api?p=2": leden("B", "PSO"), "/api?p=3": members([])}
    file = json_file(tmp_path, site, 'page = { parameter = "p" }\nwhere = { field = "label", is = ["PSO"] }')
    assert names(reading(file)) == ["B"]


# token


def test_a_token_is_read_first_and_sent_along(site: Site, tmp_path: Path) -> None:
    def page(asked: Asked) -> Answer:
        good = (
            "t=a%2Fb%26" in asked.path
            and asked.headers.get("X-Nonce") == "a/b&"
            and b"nonce=a%2Fb%26" in asked.body
        )
        return members(["Dester"]) if good else Answer(status=403)

    site.pages |= {"/start": html('<script id="nonce">{"nonce":"a/b&"}</script>'), "/api": page}
    start = f'url = "{site.url("/start")}"\nselect = "script#nonce::text"'
    token = f'[request.token]\n{start}\npattern = \'nonce":"([^"]+)\''
    request = (
        f'method = "POST"\nheaders = {{ X-Nonce = "{{token}}" }}\nform = {{ nonce = "{{token}}" }}\n{token}'
    )
    text = JSON.format(site=site.address, entries="").replace("/api", "/api?t={token}")
    read = reading(register(tmp_path, text.replace("[entries]", f"{request}\n[entries]")))
    assert (names(read), read.fault) == (["Dester"], None)
    assert [page.kind for page in read.pages] == ["token", "list"]


@pytest.mark.parametrize(
    ("page", "reason"),
    [(html("<p>geen</p>"), "no token on the page"), (Answer(status=404), "the host answers 404")],
)
def test_without_its_token_a_list_is_not_asked_for(
    site: Site, tmp_path: Path, page: Answer, reason: str
) -> None:
    site.pages |= {"/start": page, "/api": members(["Dester"])}
    start = f'url = "{site.url("/start")}"\nselect = "script#nonce"'
    request = f'headers = {{ X-Nonce = "{{token}}" }}\n[request.token]\n{start}'
    read = reading(json_file(tmp_path, site, "", request))
    assert read.fault is not None
    assert read.fault.startswith(f"token page {site.url('/start')}: {reason}")
    assert site.paths() == ["/start"]


# details


def test_each_entry_gets_what_its_own_page_says(site: Site, tmp_path: Path) -> None:
    site.pages |= {
        "/lijst": table(row("Dester"), row("Aksent")),
        "/leden/dester": detail("https://dester.nl/"),
    }
    site.pages["/leden/aksent"] = detail(until="30-06-2027")
    read = reading(register(tmp_path, TABLE.format(site=site.address) + DETAIL))
    assert read.rows[0].values["website"] == "https://dester.nl/"
    assert read.rows[1].values["valid_until"] == "2027-06-30"
    assert (read.details, read.failed_details) == (2, 0)
    assert read.rows[1].pages == (0, 2)
    assert read.rows[1].origin["valid_until"] == 2
    assert read.rows[1].origin["name"] == 0


def test_a_failed_detail_page_leaves_the_entry_as_it_was(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/lijst": table(row("Dester", level="Trede 2"), row("Aksent")), "/leden/aksent": detail()}
    before = Facts(
        {"name": "Dester", "level": "1", "website": "https://oud.nl/", "valid_until": "2027-01-31"}
    )
    file = register(tmp_path, TABLE.format(site=site.address) + DETAIL)
    read = reading(file, Earlier(entries={"/leden/dester": before}))
    assert (read.fault, read.details, read.failed_details, read.detail_fault) == (
        None,
        2,
        1,
        "the host answers 404",
    )
    settled = settle(read.rows[0], before)
    assert settled.values["level"] == "2"
    assert settled.values["valid_until"] == "2027-01-31"
    assert read.issues[0].code == "detail-failed"


def test_a_host_that_is_plainly_down_is_left_alone(site: Site, tmp_path: Path) -> None:
    site.pages["/lijst"] = table(*(row(f"Bedrijf {n}", key=str(n)) for n in range(40)))
    site.pages |= {f"/leden/{n}": Answer(status=500) for n in range(40)}
    read = reading(register(tmp_path, TABLE.format(site=site.address) + DETAIL))
    assert read.failed_details == 40
    assert len({path for path in site.paths() if path.startswith("/leden")}) == 5
    assert read.detail_fault is not None
    assert "is down" in read.detail_fault
    assert len(read.pages) == 41


def test_pages_that_are_missing_here_and_there_do_not_stop_the_others(site: Site, tmp_path: Path) -> None:
    site.pages["/lijst"] = table(*(row(f"Bedrijf {n}", key=str(n)) for n in range(40)))
    site.pages |= {f"/leden/{n}": Answer(status=500) if n % 5 else detail() for n in range(40)}
    read = reading(
        register(tmp_path, TABLE.format(site=site.address) + DETAIL), patience=Patience(attempts=1)
    )
    assert read.failed_details == 32
    assert read.details == 40


def test_a_page_that_lost_all_that_it_had_is_some_other_page(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/lijst": table(row("Dester")), "/leden/dester": html("<h1>Er ging iets mis</h1>")}
    file = register(tmp_path, TABLE.format(site=site.address) + DETAIL)
    before = Facts({"name": "Dester", "valid_until": "2027-01-31"})
    assert reading(file, Earlier(entries={"/leden/dester": before})).failed_details == 1
    assert reading(file, Earlier(entries={"/leden/dester": Facts({"name": "Dester"})})).failed_details == 0


def test_entries_that_share_a_detail_page_share_one_request(site: Site, tmp_path: Path) -> None:
    site.pages |= {
        "/lijst": table(row("Dester", key="x"), row("Dester Zwolle", key="x")),
        "/leden/x": detail(),
    }
    text = (TABLE.format(site=site.address) + DETAIL).replace('key = "detail"', "")
    read = reading(register(tmp_path, text))
    assert site.paths() == ["/lijst", "/leden/x"]
    assert (read.details, len(read.rows)) == (2, 2)


def test_a_city_that_only_the_detail_page_shows_is_part_of_the_key_also_when_the_page_fails(
    site: Site, tmp_path: Path
) -> None:
    text = (
        (TABLE.format(site=site.address) + DETAIL)
        .replace('key = "detail"', "")
        .replace('city = "td.plaats"', "")
    )
    file = register(tmp_path, text + 'city = "td.plaats"\n')
    site.pages |= {
        "/lijst": table(row("Dester", key="x")),
        "/leden/x": html('<table><tr><td class="plaats">Ommen</td></tr></table>'),
    }
    first = reading(file)
    assert [row.key for row in first.rows] == ["Dester|Ommen"]
    known = {row.key: settle(row, None) for row in first.rows}
    site.pages["/leden/x"] = Answer(status=404)
    assert [row.key for row in reading(file, Earlier(entries=known)).rows] == ["Dester|Ommen"]


def test_headers_go_to_the_registers_own_host_only(site: Site, tmp_path: Path) -> None:
    from tests.scripted_site import serving

    with serving() as other:
        link = f'<a class="meer" href="{other.url("/x")}">meer</a>'
        site.pages["/lijst"] = html(f'<table><tr><td class="naam">Dester</td><td>{link}</td></tr></table>')
        other.pages["/x"] = detail()
        text = (TABLE.format(site=site.address) + DETAIL).replace(
            "[entries]", 'headers = { X-Key = "geheim" }\n[entries]'
        )
        assert reading(register(tmp_path, text)).failed_details == 0
        assert site.asked[-1].headers["X-Key"] == "geheim"
        assert all("X-Key" not in asked.headers for asked in other.asked)


# keys


def test_rows_without_key_and_name_are_left_out_and_counted(site: Site, tmp_path: Path) -> None:
    site.pages["/lijst"] = html(
        '<table><tr><td class="plaats">Zwolle</td></tr><tr><td class="naam">Dester</td></tr></table>'
    )
    read = reading(register(tmp_path, TABLE.format(site=site.address).replace('key = "detail"', "")))
    assert (names(read), read.nameless) == (["Dester"], 1)
    assert "nameless" in [issue.code for issue in read.issues]


def test_a_row_of_which_nothing_can_be_read_is_no_entry(site: Site, tmp_path: Path) -> None:
    heading = "<tr><th>Naam</th><th>Plaats</th></tr>"
    site.pages["/lijst"] = html(f'<table>{heading}<tr><td class="naam">Dester</td></tr></table>')
    read = reading(register(tmp_path, TABLE.format(site=site.address).replace('key = "detail"', "")))
    assert (names(read), read.nameless) == (["Dester"], 0)
    assert "nothing-read" in [issue.code for issue in read.issues]


def test_the_key_is_what_the_page_says_before_it_is_made_absolute(site: Site, tmp_path: Path) -> None:
    site.pages["/lijst"] = table(row("Dester"))
    assert list(values(reading(register(tmp_path, TABLE.format(site=site.address))))) == ["/leden/dester"]


def test_two_entries_with_one_key_are_both_kept_and_told(site: Site, tmp_path: Path) -> None:
    site.pages["/lijst"] = table(row("Dester", key="x"), row("Aksent", key="x"), row("Aksent", key="x"))
    read = reading(register(tmp_path, TABLE.format(site=site.address)))
    assert {key: found["name"] for key, found in values(read).items()} == {
        "/leden/x": "Aksent",
        "/leden/x#2": "Dester",
    }
    assert [issue.code for issue in read.issues] == ["key-shared"]


def test_a_key_of_ten_thousand_characters_is_cut_to_what_an_index_takes(site: Site, tmp_path: Path) -> None:
    site.pages["/lijst"] = table(row("Dester", key="x" * 10_000), row("Aksent", key="x" * 10_000 + "y"))
    read = reading(register(tmp_path, TABLE.format(site=site.address)))
    assert len(read.rows) == 2
    assert all(len(row.key) < 500 for row in read.rows)


# what has not changed


def test_a_list_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.etags = True
    site.pages |= {"/lijst": table(row("Dester")), "/leden/dester": detail()}
    file, sink = register(tmp_path, TABLE.format(site=site.address) + DETAIL), Memory()
    first = reading(file, sink=sink)
    again = reading(file, Earlier(pages=first.pages), sink)
    assert [page.status for page in again.pages] == [304, 304]
    assert again.rows == first.rows
    assert nothing_new(again, first.pages)


def test_the_same_bytes_are_nothing_new_either(site: Site, tmp_path: Path) -> None:
    site.pages["/lijst"] = table(row("Dester"))
    file = register(tmp_path, TABLE.format(site=site.address))
    first = reading(file)
    assert nothing_new(reading(file, Earlier(pages=first.pages)), first.pages)
    site.pages["/lijst"] = table(row("Dester"), row("Aksent"))
    assert not nothing_new(reading(file, Earlier(pages=first.pages)), first.pages)


def test_bytes_that_were_lost_are_asked_for_again(site: Site, tmp_path: Path) -> None:
    site.etags = True
    site.pages["/lijst"] = table(row("Dester"))
    file = register(tmp_path, TABLE.format(site=site.address))
    first = reading(file)
    again = reading(file, Earlier(pages=first.pages), Memory())
    assert (names(again), again.pages[0].status) == (["Dester"], 200)


def test_a_date_of_change_that_is_younger_than_a_minute_is_not_trusted(site: Site, tmp_path: Path) -> None:
    from email.utils import format_datetime

    from kapstok.core.clock import now

    page = table(row("Dester"))
    site.pages["/lijst"] = Answer(
        page.body, headers={**page.headers, "Last-Modified": format_datetime(now(), usegmt=True)}
    )
    file, sink = register(tmp_path, TABLE.format(site=site.address)), Memory()
    first = reading(file, sink=sink)
    reading(file, Earlier(pages=first.pages), sink)
    assert "If-Modified-Since" not in site.asked[-1].headers
    old = Answer(page.body, headers={**page.headers, "Last-Modified": "Mon, 02 Nov 2020 08:00:00 GMT"})
    site.pages["/lijst"] = old
    second = reading(file, sink=sink)
    reading(file, Earlier(pages=second.pages), sink)
    assert site.asked[-1].headers["If-Modified-Since"] == "Mon, 02 Nov 2020 08:00:00 GMT"


def test_progress_is_told_while_reading(site: Site, tmp_path: Path) -> None:
    site.pages |= {
        "/lijst": table(row("Dester"), row("Aksent")),
        "/leden/dester": detail(),
        "/leden/aksent": detail(),
    }
    file = register(tmp_path, TABLE.format(site=site.address) + DETAIL)
    heard: list[object] = []
    with Live.of(file, "x@voorbeeld.nl", QUICK) as source:
        read(file, source, Memory(), told=lambda *progress: heard.append(progress))
    assert heard == [
        ("ladder", "list", 0, None),
        ("ladder", "list", 2, None),
        *(("ladder", "details", done, 2) for done in range(3)),
    ]
