# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import sys
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.core.errors import FileFaults
from kapstok.registers.register_file import RegisterFile, load, load_folder

SMALLEST = {
    "id": '"ladder"',
    "name": '"PSO-Nederland"',
    "label": '"pso"',
    "kind": '"html"',
    "request": '{ url = "https://pso.example/register" }',
    "entries": '{ each = "table#register tbody tr" }',
    "fields": '{ name = "td a::text" }',
}
EVERYTHING = r"""
id = "ladder"
name = "PSO-Nederland"
label = "pso"
homepage = "https://pso.example"
enabled = true
kind = "html"
every = "12h"
delay = 0.5
[request]
url = ["https://pso.example/register?t={token}", "http://127.0.0.1:8000/rest"]
method = "POST"
headers = { X-Nonce = "{token}" }
form = { action = "load", per_page = 20 }
[request.token]
url = "https://pso.example/"
select = "script#nonce::text"
pattern = "nonce\":\"(\\w+)"
[entries]
each = "xpath://table[@id='register']//tr"
page = { parameter = "page", first = 0, last = "ul.pages li:last-child" }
where = { field = "label", is = ["PSO"] }
key = "detail"
encoding = "windows-1252"
[fields]
name = "td a::text"
label = "td.keurmerk"
detail = "td a::attr(href)"
level = { select = "td:nth-child(3)::text", map = { "Trede  1" = "1" } }
flags = { select = "td:nth-child(3)::text", pattern = "(30\\+)" }
valid_until = { select = "td.tot::text", date = "%d-%m-%Y" }
offerings = { select = "li.act::text", many = true }
sectors = { select = "td.sector", split = ";" }
lievelingskleur = "td.kleur"
[detail]
follow = "detail"
[detail.fields]
website = "a.site::attr(href)"
kvk = { select = "dd.kvk::text", pattern = "\\d{8}" }
[guard]
at_least = 10
max_gone = 0
max_failed = 0.2
max_fill_drop = 1
required = { name = 1.0, kvk = 0.9 }
total = { select = "p.count", pattern = "(\\d+) deelnemers" }
"""


def text(**changes: str | None) -> str:
    """The smallest register file with some of its keys changed, added or (None) left out."""
    return "".join(f"{key} = {value}\n" for key, value in (SMALLEST | changes).items() if value is not None)


def faults(path: Path, content: str) -> list[tuple[str, str]]:
    path.write_text(content)
    with pytest.raises(FileFaults) as refused:
        load(path)
    assert {fault.file for fault in refused.value.faults} == {str(path)}
    assert not any("\n" in str(fault) for fault in refused.value.faults)
    return [(fault.place, fault.reason) for fault in refused.value.faults]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "registers").mkdir()
    return tmp_path / "registers" / "ladder.toml"


def test_what_a_file_leaves_out_has_the_values_of_the_contract(path: Path) -> None:
    path.write_text(text())
    file = load(path)
    assert file.enabled
    assert (file.every, file.delay) == (timedelta(hours=24), 1.0)
    assert (file.request.urls, file.request.method) == (("https://pso.example/register",), "GET")
    assert (file.guard.at_least, file.guard.max_gone, file.guard.max_failed, file.guard.max_fill_drop) == (
        1,
        0.1,
        0.05,
        0.1,
    )
    assert file.guard.required == {"name": 1.0}
    assert [file.guard.total, file.detail, file.entries.next, file.entries.key] == [None] * 4
    assert file.entries.header_row == 1


def test_everything_that_a_file_can_say_is_read(path: Path) -> None:
    path.write_text(EVERYTHING)
    file = load(path)
    assert file.every == timedelta(hours=12)
    assert len(file.request.urls) == 2
    assert file.request.form == {"action": "load", "per_page": 20}
    assert file.entries.page is not None
    assert (file.entries.page.parameter, file.entries.page.first) == ("page", 0)
    assert file.entries.where is not None
    assert file.entries.where.allowed == ("PSO",)
    assert file.fields["level"].map == {"Trede 1": "1"}
    assert file.detail_kind == "html"
    rule = file.rule("kvk")
    assert rule is not None
    assert rule.pattern == r"\d{8}"
    assert file.rule("rsin") is None


@pytest.mark.parametrize("key", SMALLEST)
def test_a_required_key_that_is_absent_is_one_fault(path: Path, key: str) -> None:
    place = {"request": "request.url", "entries": "entries.each"}.get(key, key)
    assert faults(path, text(**{key: None})) == [(place, "required, but absent")]


def test_a_register_that_is_switched_off_needs_no_address_yet(path: Path) -> None:
    for request in (None, '{ url = "" }'):
        path.write_text(text(enabled="false", request=request))
        assert load(path).request.urls == ()


@pytest.mark.parametrize(
    ("changes", "place", "reason"),
    [
        ({"foo": "1"}, "foo", "unknown key 'foo'"),
        ({"name": f'"{"x" * 301}"'}, "name", "300"),
        ({"entries": '{ each = "tr", nxt = "a" }'}, "entries.nxt", "unknown key 'nxt'"),
        (
            {"fields": '{ name = { select = "td", patern = "x" } }'},
            "fields.name.patern",
            "unknown key 'patern'",
        ),
        ({"kind": '"xml"'}, "kind", "'xml' is not one of"),
        ({"id": '"la der"'}, "id", "should match pattern"),
        ({"every": '"daily"'}, "every", "is not a duration"),
        ({"delay": "-1"}, "delay", "greater than or equal to 0"),
        ({"delay": "nan"}, "delay", ""),
        ({"enabled": '"yes"'}, "enabled", "valid boolean"),
        ({"homepage": '"pso.example"'}, "homepage", "'pso.example' is not a web address"),
        ({"request": '{ url = "ftp://pso.example" }'}, "request.url.0", "is not a web address"),
        ({"request": '{ url = "https://pso.example/{token}" }'}, "request", "there is no [request.token]"),
        (
            {"request": '{ url = "https://x.nl", form = { a = "b" } }'},
            "request",
            'form needs method = "POST"',
        ),
        (
            {"request": '{ url = "https://x.nl", method = "POST", form = {}, body = "" }'},
            "request",
            "form and body exclude",
        ),
        ({"request": '{ url = "https://x.nl", method = "PUT" }'}, "request.method", "'PUT' is not one of"),
        ({"fields": '{ name = "td[" }'}, "fields.name", "'td[' is not a selector"),
        ({"fields": '{ name = "td::txt" }'}, "fields.name", "is not a selector"),
        ({"fields": '{ name = "xpath:td[" }'}, "fields.name", "is not a selector"),
        ({"fields": '{ name = "xpath:foo(.)" }'}, "fields.name", "is not a selector"),
        ({"fields": '{ city = "td" }'}, "fields.name", "required, but absent"),
        (
            {"fields": '{ name = { select = "td", pattern = "(" } }'},
            "fields.name.pattern",
            "is not a regular expression",
        ),
        (
            {"fields": '{ name = { select = "td", date = "%d-%m" } }'},
            "fields.name.date",
            "does not give day, month and year",
        ),
        (
            {"fields": '{ name = { select = "td", date = "%q-%Y" } }'},
            "fields.name.date",
            "is not a date format",
        ),
        ({"fields": '{ name = { select = "td", date = "dutch" } }'}, "fields.name.date", "does not give day"),
        ({"fields": '{ name = { select = "td", map = { a = 1 } } }'}, "fields.name.map.a", "valid string"),
        ({"fields": '{ name = { select = "td", many = "ja" } }'}, "fields.name.many", "valid boolean"),
        ({"entries": '{ each = "tr::text" }'}, "entries.each", "gives text; entries are elements"),
        ({"entries": '{ each = "tr", next = "a[[" }'}, "entries.next", "is not a selector"),
        (
            {"entries": '{ each = "tr", next = "a", page = { parameter = "p" } }'},
            "entries",
            "exclude one another",
        ),
        ({"entries": '{ each = "tr", key = "id" }'}, "entries.key", "'id' is not a field of this file"),
        (
            {"entries": '{ each = "tr", where = { field = "x", is = ["y"] } }'},
            "entries.where.field",
            "'x' is not a field",
        ),
        (
            {"entries": '{ each = "tr", where = { field = "name", is = [] } }'},
            "entries.where.is",
            "at least 1 item",
        ),
        ({"entries": '{ each = "tr", sheet = "Leden" }'}, "entries.sheet", "means nothing for kind = 'html'"),
        ({"entries": '{ each = "tr", encoding = "klingon" }'}, "entries.encoding", "is not a text encoding"),
        ({"kind": '"csv"', "entries": '{ each = "tr" }'}, "entries.each", "means nothing for kind = 'csv'"),
        (
            {"kind": '"csv"', "entries": "{ header_row = 0 }"},
            "entries.header_row",
            "greater than or equal to 1",
        ),
        ({"kind": '"csv"', "entries": '{ delimiter = ";;" }'}, "entries.delimiter", "at most 1 character"),
        ({"kind": '"json"', "entries": None}, "fields.name", "'td a::text' is not JMESPath"),
        (
            {"kind": '"json"', "entries": None, "fields": '{ name = "foo(@)" }'},
            "fields.name",
            "no function foo",
        ),
        (
            {"kind": '"csv"', "entries": None, "guard": '{ total = "x" }'},
            "guard.total",
            "means nothing for kind = 'csv'",
        ),
        ({"guard": "{ max_gone = 1.5 }"}, "guard.max_gone", "less than or equal to 1"),
        (
            {"guard": "{ required = { nmae = 1.0 } }"},
            "guard.required.nmae",
            "'nmae' is not a field of this file",
        ),
        ({"guard": '{ total = "p[" }'}, "guard.total", "is not a selector"),
        (
            {"detail": '{ follow = "link", fields = { kvk = "dd" } }'},
            "detail.follow",
            "'link' is not one of [fields]",
        ),
        (
            {"detail": '{ follow = "name", fields = { kvk = "dd[" } }'},
            "detail.fields.kvk",
            "is not a selector",
        ),
        ({"detail": '{ follow = "name", fields = {} }'}, "detail.fields", "at least 1 item"),
        ({"parse": '"json:loads"'}, "parse", 'for kind = "python" only'),
        ({"kind": '"python"', "entries": None}, "parse", "required"),
        (
            {"kind": '"python"', "entries": None, "parse": '"../x.py"'},
            "parse",
            'is not "package.module:function"',
        ),
        ({"kind": '"python"', "entries": None, "parse": '"no_such_package.x:y"'}, "parse", "cannot be used"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(
    path: Path, changes: dict[str, str | None], place: str, reason: str
) -> None:
    ((found_place, found_reason),) = faults(path, text(**changes))
    assert found_place == place
    assert reason in found_reason


def test_every_fault_of_a_file_is_said_at_once(path: Path) -> None:
    wrong = text(
        foo="1",
        entries='{ each = "tr[", nxt = "a" }',
        fields='{ name = "td[", city = { select = "a", pattern = "(", date = "%Y" }, x = { selekt = "a" } }',
        guard="{ max_gone = 2 }",
    )
    assert [place for place, _ in faults(path, wrong)] == [
        "fields.name",
        "fields.city.pattern",
        "fields.city.date",
        "fields.x.select",
        "fields.x.selekt",
        "entries.each",
        "entries.nxt",
        "guard.max_gone",
        "foo",
    ]


def test_toml_that_is_none_is_said_with_its_line(path: Path) -> None:
    ((place, reason),) = faults(path, 'id = "x"\nname = \n')
    assert place == "line 2, column 8"
    assert reason.startswith("not TOML")


def test_only_installed_code_may_parse_and_the_folders_own_is_not_even_run(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path.parent.parent / "own_code.py").write_text("raise SystemExit('this ran')\n")
    monkeypatch.syspath_prepend(str(path.parent.parent))
    ((place, reason),) = faults(path, text(kind='"python"', entries=None, parse='"own_code:rows"'))
    assert (place, reason.partition(";")[0]) == ("parse", "'own_code' is a file of the region folder")
    assert "own_code" not in sys.modules
    path.write_text(text(kind='"python"', entries=None, parse='"json:loads"'))
    assert load(path).parse == "json:loads"


def test_a_folder_gives_its_usable_files_and_the_faults_of_the_others(path: Path) -> None:
    folder = path.parent
    path.write_text(text())
    (folder / "b.toml").write_text(text(id='"ander"', label='"code"'))
    (folder / "c.toml").write_text(text(id='"ander"', label='"pso"', foo="1"))
    (folder / "twice.toml").write_text(text())
    (folder / "lees.mij").write_text("geen register")
    files, wrong = load_folder(folder, {"pso", "cso"})
    assert list(files) == ["ladder"]
    assert [str(fault).removeprefix(f"{folder}/") for fault in wrong] == [
        "b.toml: label: 'code' is not a label of this region (cso, pso)",
        "c.toml: foo: unknown key 'foo'",
        "twice.toml: id: 'ladder' is the id of another file too",
    ]


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert load_folder(tmp_path / "registers", {"pso"}) == ({}, [])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["select", "each", "name", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from([*SMALLEST, "guard", "detail", "every", "delay", "parse", "homepage"]), VALUES
    )
)
def test_whatever_a_file_says_it_is_read_or_refused_as_a_whole(content: dict[str, object]) -> None:
    from kapstok.core import toml_files

    outcome: object
    try:
        outcome = toml_files.checked(tomllib.loads(text()) | content, RegisterFile, "x.toml")
    except FileFaults as refused:
        outcome = refused.faults
    assert outcome
