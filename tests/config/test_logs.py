# SPDX-License-Identifier: EUPL-1.2
"""What is logged, and that nobody can be found in it."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import httpx
import pytest

from kapstok.config.environment import WrongSetting
from kapstok.config.logs import JsonLineFormatter, TextFormatter, discreet, logging_settings
from kapstok.regions.folder import make
from tests.program import site


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("no person m.jansen+werk@voorbeeld.nl known", "no person (e-mail) known"),
        ("DETAIL: Key (email)=(jan@voorbeeld.nl) exists", "DETAIL: Key (email)=((e-mail)) exists"),
        ("Invalid request from ip=192.0.2.17: bad", "Invalid request from ip=(address): bad"),
        ("from 2001:db8:0:1::7 at 12:30:45", "from (address) at 12:30:45"),
        ("Not Found: /lijst/Zx81hT_9s3-aaBBccDDee", "Not Found: /lijst/(secret)"),
        ("Not Found: /scan/Zx81hT_9s3-aaBBccDDee", "Not Found: /scan/(secret)"),
        ("Gone: /en/aanmelden/link/Zx81hT_9s3-aaBB.1xVF6y.cDDee", "Gone: /en/aanmelden/link/(secret)"),
        (
            "Gone: /aanmelden/wachtwoord-kiezen/1-diguv1-2ead3f6b33",
            "Gone: /aanmelden/wachtwoord-kiezen/(secret)",
        ),
        ("Gone: /berichten/afmelden/Zx81hT:9s3-aaBBccDDee", "Gone: /berichten/afmelden/(secret)"),
        ("at 2026-11-22T10:50:14+00:00, version 0.3.1", "at 2026-11-22T10:50:14+00:00, version 0.3.1"),
    ],
)
def test_who_it_was_stays_out_of_a_log(said: str, kept: str) -> None:
    assert discreet(said) == kept


def test_a_line_for_programs_carries_what_the_code_added_and_hides_who_it_was_there_too() -> None:
    record = logging.makeLogRecord(
        {
            "name": "kapstok.x",
            "levelname": "INFO",
            "msg": "sent",
            "register": "ladder",
            "to": "jan@voorbeeld.nl",
        }
    )
    settings = logging_settings()["formatters"]["json"]
    line = json.loads(
        JsonLineFormatter(**{key: value for key, value in settings.items() if key != "()"}).format(record)
    )
    assert line.pop("at")
    assert line == {
        "level": "INFO", "logger": "kapstok.x", "message": "sent", "register": "ladder", "to": "(e-mail)",
    }  # fmt: skip


def test_a_form_or_level_that_there_is_not_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAPSTOK_LOG", "xml")
    with pytest.raises(WrongSetting, match="KAPSTOK_LOG: 'xml' is none of text, json"):
        logging_settings()
    monkeypatch.setenv("KAPSTOK_LOG", "json")
    monkeypatch.setenv("KAPSTOK_LOG_LEVEL", "loud")
    with pytest.raises(WrongSetting, match="KAPSTOK_LOG_LEVEL"):
        logging_settings()


def test_the_site_logs_pages_and_never_what_was_asked(tmp_path: Path) -> None:
    make(tmp_path / "oost")
    log = tmp_path / "log"
    with site(tmp_path / "oost", log, KAPSTOK_LOG="json", KAPSTOK_LOG_LEVEL="info") as address:
        for path in ("/aanbod?q=jan@voorbeeld.nl", "/onderneming/jan-jansen", "/niets/jan-jansen"):
            httpx.get(f"{address}{path}", headers={"User-Agent": "Jansen", "X-Forwarded-For": "192.0.2.17"})
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    asked = [(line["route"], line["status"]) for line in lines if line["message"] == "request"]
    assert [one for one in asked if one[0] != "health"] == [
        ("directory", 200),
        ("enterprise", 404),
        (None, 404),
    ]
    for personal in ("jansen", "jan@", "192.0.2.17", "127.0.0.1"):
        assert personal not in "\n".join(map(str, lines)).lower()


def test_a_line_for_people_tells_which_page_what_became_of_it_and_how_long_it_took() -> None:
    record = logging.LogRecord("kapstok.web", logging.INFO, __file__, 1, "request", (), None)
    vars(record).update(method="GET", route="directory", status=200, ms=12.5)
    assert (
        TextFormatter("%(levelname)s %(message)s").format(record) == "INFO request GET directory 200 12.5 ms"
    )
