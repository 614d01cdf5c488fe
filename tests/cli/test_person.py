# SPDX-License-Identifier: EUPL-1.2
"""`person`, `privacy` and `audit verify`, as whoever runs an instance calls them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kapstok.cli.start import run
from kapstok.core.chain import seal_waiting
from kapstok.core.models import AuditEntry
from tests.cli import somebody
from tests.enterprises.published import PublishedRegister
from tests.program import kapstok, shell

ANNA = "anna.van.bos@voorbeeld.example"
BEA = "bea@voorbeeld.example"
Said = tuple[int, str, str]


def holding(home: Path, text: str) -> list[str]:
    """The files of a folder that hold a text in any case, the database with its log among them."""
    wanted = text.lower().encode()
    return sorted(
        path.relative_to(home).as_posix()
        for path in home.rglob("*")
        if path.is_file() and wanted in path.read_bytes().lower()
    )


def test_who_is_erased_is_gone_from_every_file(tmp_path: Path) -> None:
    home = tmp_path / "oost"
    kapstok(tmp_path, "init", home)
    kapstok(home, "admin", "add", BEA)
    subprocess.run([sys.executable, somebody.__file__, ANNA, "editor"], env=shell(home), check=True)
    assert holding(home, ANNA) != []
    done = json.loads(kapstok(home, "person", "erase", ANNA.upper(), "--yes", "--json"))
    assert done == {
        "account": True, "invitations": 1, "notices": 5, "reports": 1, "own_words": 1, "needs": 1,
        "scrubbed": True, "registers": [],
    }  # fmt: skip
    assert holding(home, ANNA) == []
    assert holding(home, "0612345678") == []
    assert holding(home, "Anna Bos") == []
    known = json.loads(kapstok(home, "person", "show", ANNA, "--json"))
    assert [name for name, value in known.items() if value] == ["email"]
    assert "entries hold; head" in kapstok(home, "audit", "verify")


# The rest in one process, over the database of the tests.


@pytest.fixture
def anna(db: None) -> None:
    """Bea is the administrator; of Anna, an editor, everything is known that may be."""
    run(["admin", "add", BEA])
    somebody.fill(ANNA, "editor")
    seal_waiting()


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    def said(*arguments: str) -> Said:
        capsys.readouterr()
        code = run(arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return said


@pytest.mark.usefixtures("anna")
def test_everything_that_is_known_of_somebody_is_shown(call: Any) -> None:
    code, out, _err = call("person", "show", ANNA.upper(), "--json")
    known = json.loads(out)
    assert (code, [name for name, value in known.items() if not value]) == (
        0,
        ["told_to_others", "registers"],
    )
    assert known["account"]["role"] == "editor"
    assert known["mandates"][0]["organisation"] == "Gemeente Zwolle"
    assert known["own_words"][0]["enterprise"] == "de-brug"
    assert "NOBODYMAYSEETHIS" not in out


@pytest.mark.usefixtures("anna")
def test_it_is_told_in_words_too(call: Any) -> None:
    _code, out, _err = call("person", "show", ANNA)
    assert out.startswith(f"{ANNA}\n  account: role: editor")
    assert "acts for (1)\n  organisation: Gemeente Zwolle; kind: buyer; function: buyer" in out
    assert call("person", "show", "niemand@voorbeeld.example")[1].endswith("nothing is known\n")


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize(("answer", "code"), [("", 2), ("no\n", 2), ("yes\n", 0)])
def test_nobody_is_erased_by_mistake(
    call: Any, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    done, out, err = call("person", "erase", ANNA)
    assert (done, bool(out)) == (code, code == 0)
    assert err.endswith("nothing was erased; --yes does it without asking\n") == (code == 2)
    assert call("person", "show", ANNA)[1].endswith("nothing is known\n") == (code == 0)


@pytest.mark.usefixtures("anna")
def test_who_is_erased_twice_was_not_known_the_second_time(call: Any) -> None:
    _code, out, _err = call("person", "erase", ANNA, "--yes")
    assert out.startswith("erased: the account, 1 invitations, 5 notices, 1 reports, 1 own words, 1 needs\n")
    assert call("person", "erase", ANNA, "--yes") == (0, "nothing was known\n", "")


@pytest.mark.django_db
def test_who_is_erased_hears_which_registers_show_the_address(call: Any) -> None:
    PublishedRegister().run(1, brug={"name": "De Brug", "city": "Zwolle", "email": ANNA})
    shown = json.loads(call("person", "show", ANNA, "--json")[1])["registers"]
    done = json.loads(call("person", "erase", ANNA.upper(), "--yes", "--json")[1])
    assert (done["account"], len(shown), done["registers"]) == (False, 1, shown)
    code, out, _err = call("person", "erase", ANNA, "--yes")
    assert (code, out.splitlines()[0]) == (0, "nothing was known")
    assert "shown by registers" in out
    assert "key: brug" in out


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [("show",), ("show", "--json"), ("erase", "--yes"), ("erase",)])
@pytest.mark.parametrize("text", ["", "anna", "a@b", "anna@voorbeeld.example\nbea@voorbeeld.example"])
def test_what_is_no_address_is_refused_in_one_line(call: Any, arguments: tuple[str, ...], text: str) -> None:
    name, *options = arguments
    code, out, err = call("person", name, text, *options)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.endswith("is not an e-mail address\n")


@pytest.mark.usefixtures("anna")
def test_the_last_administrator_is_not_erased_and_nothing_of_them_is(call: Any) -> None:
    code, out, err = call("person", "erase", BEA, "--yes")
    assert (code, out, err.count("\n"), "is the last administrator" in err) == (2, "", 1, True)
    assert "role: administrator" in call("person", "show", BEA)[1]


@pytest.mark.usefixtures("anna")
def test_an_address_is_corrected(call: Any) -> None:
    assert call("person", "correct", ANNA, "Anna@Bos.example") == (
        0,
        "the address is now anna@bos.example\n",
        "",
    )
    assert call("person", "correct", "anna@bos.example", BEA) == (2, "", "somebody else has this address\n")
    assert call("person", "correct", ANNA, "x@bos.example") == (2, "", "nobody has this e-mail address\n")


@pytest.mark.usefixtures("anna")
def test_a_trail_that_was_tampered_with_is_told_in_one_line(call: Any) -> None:
    held = json.loads(call("audit", "verify", "--json")[1])
    assert (held["broken"], held["waiting"], held["head"].split(":")[0]) == (None, 0, str(held["entries"]))
    assert call("audit", "verify", "--head", held["head"])[0] == 0
    AuditEntry.objects.filter(number=2).update(actor="nobody")
    code, out, err = call("audit", "verify")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("the audit trail breaks at number 2: ")
    assert call("audit", "verify", "--head", "12")[0] == 2


@pytest.mark.django_db
def test_the_processing_register_names_the_region_and_what_is_kept_of_whom(call: Any) -> None:
    document = json.loads(call("privacy", "--json")[1])
    assert document["controller"]["name"] == "Oost-Nederland"
    tables = [table for one in document["processing"] for facts in one["facts"] for table in facts["tables"]]
    assert "accounts.Person" in tables
    assert len(tables) == len(set(tables))
    assert "Accounts: Mensen met een account" in call("privacy")[1]
