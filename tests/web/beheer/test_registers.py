# SPDX-License-Identifier: EUPL-1.2
"""An editor's way through a register that went wrong: what waits, what differs, the decision and its traces."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from kapstok.core.models import AuditEntry
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.one_at_a_time import Turn, taken
from kapstok.registers.models import Entry, Run, Trial
from tests.enterprises.conftest import region
from tests.enterprises.region import LiveRegion
from tests.enterprises.timelines import day
from tests.scripted_site import Answer

__all__ = ["region"]
pytestmark = pytest.mark.django_db(transaction=True)

HOSTILE = "<script>alert(1)</script>\u202egnorts"


def company(number: int, **other: str) -> dict[str, str]:
    return {"id": f"b{number}", "name": f"Bedrijf {number:02}", "city": "Zwolle", "level": "1", **other}


@pytest.fixture
def doubted(region: LiveRegion) -> LiveRegion:
    """Twenty companies on day 1; on day 2 the register shows one of them, at another level, and a newcomer."""
    region.shows("ladder", *(company(number) for number in range(20)))
    region.sync(1)
    region.shows(
        "ladder", company(0, level="3"), {"id": "n", "name": HOSTILE, "city": "Zwolle", "level": "1"}
    )
    region.sync(2)
    return region


def waiting() -> Run:
    return Run.objects.get(status="quarantined")


def decide(client: Client, verdict: str, reason: str = "de site was stuk") -> str:
    answer = client.post(
        f"/beheer/lezingen/{waiting().pk}/besluit", {"verdict": verdict, "reason": reason}, follow=True
    )
    return answer.content.decode()


def test_what_waits_stands_on_the_overview_with_the_reason(doubted: LiveRegion, editor: Client) -> None:
    page = editor.get("/beheer").content.decode()
    assert "Een lezing van Register ladder is in quarantaine" in page
    assert "Van de 20 vermeldingen zijn er 19 weg" in page
    assert f'href="/beheer/lezingen/{waiting().pk}"' in page


def test_a_run_in_quarantine_shows_what_differs(doubted: LiveRegion, editor: Client) -> None:
    page = editor.get(f"/beheer/lezingen/{waiting().pk}").content.decode()
    assert "Weg uit het register: 19" in page
    assert "Nieuw in het register: 1" in page
    assert all(f"Bedrijf {number:02}" in page for number in range(20))
    assert "trede of niveau" in page
    assert "Toch publiceren" in page


def test_a_run_that_did_not_reach_the_end_of_the_list_warns_before_it_is_accepted(
    region: LiveRegion, editor: Client
) -> None:
    file = region.folder.registers / "ladder.toml"
    file.write_text(file.read_text().replace("[entries]\n", '[entries]\npage = { parameter = "p" }\n'))
    region.shows("ladder?p=1", *(company(number) for number in range(20)))
    region.shows("ladder?p=2")
    region.sync(1, ["ladder"])
    region.shows("ladder?p=1", *(company(number) for number in range(19)))
    region.fails("ladder?p=2")
    region.sync(2, ["ladder"])
    page = editor.get(f"/beheer/lezingen/{waiting().pk}").content.decode()
    assert page.index("De lijst is niet tot het einde gelezen") < page.index("Toch publiceren")
    english = editor.get(f"/en/beheer/lezingen/{waiting().pk}").content.decode()
    assert "the entries that we have not read disappear" in english


def test_a_run_that_was_read_to_the_end_does_not_warn_of_it(doubted: LiveRegion, editor: Client) -> None:
    page = editor.get(f"/beheer/lezingen/{waiting().pk}").content.decode()
    assert "De lijst is niet tot het einde gelezen" not in page


def test_what_a_register_says_is_never_taken_for_a_page_of_ours(doubted: LiveRegion, editor: Client) -> None:
    run = waiting().pk
    decide(editor, "accept")
    entry = Entry.objects.get(key="n").pk
    for path in (f"/beheer/lezingen/{run}", f"/beheer/vermeldingen/{entry}", "/beheer/registers/ladder"):
        assert "<script>alert" not in editor.get(path).content.decode()


def test_accepting_publishes_and_the_directory_follows(doubted: LiveRegion, editor: Client) -> None:
    page = decide(editor, "accept", "het register is opgeschoond")
    assert "is gepubliceerd" in page
    assert "het register is opgeschoond" in page
    assert not Run.objects.filter(status="quarantined").exists()
    assert Enterprise.objects.get(slug="bedrijf-00").labels.get().level == "3"
    told = AuditEntry.objects.get(verb="accept")
    assert told.actor.startswith("person:")
    assert told.details["why"] == "het register is opgeschoond"


def test_rejecting_publishes_nothing(doubted: LiveRegion, editor: Client) -> None:
    page = decide(editor, "reject")
    assert "Er is niets gepubliceerd" in page
    assert Enterprise.objects.get(slug="bedrijf-00").labels.get().level == "1"
    assert Enterprise.objects.filter(listed=True).count() == 21


def test_a_decision_needs_a_reason(doubted: LiveRegion, editor: Client) -> None:
    answer = editor.post(f"/beheer/lezingen/{waiting().pk}/besluit", {"verdict": "accept", "reason": "  "})
    assert answer.status_code == 422
    assert waiting()


def test_a_run_is_decided_once(doubted: LiveRegion, editor: Client) -> None:
    run = waiting().pk
    decide(editor, "reject")
    again = editor.post(
        f"/beheer/lezingen/{run}/besluit", {"verdict": "accept", "reason": "toch"}, follow=True
    )
    assert "al beslist" in again.content.decode()
    assert Run.objects.get(pk=run).status == "rejected"


def test_while_registers_are_read_a_decision_waits(doubted: LiveRegion, editor: Client) -> None:
    reading, done = threading.Event(), threading.Event()

    def read() -> None:
        with taken(Turn.READING, doubted.folder, 0):
            reading.set()
            done.wait(30)
        connection.close()

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait(30)
    try:
        assert "Er loopt nu een lezing" in decide(editor, "accept")
    finally:
        done.set()
        reader.join()
    assert waiting()


def test_a_register_shows_its_course_as_a_picture_with_its_table(doubted: LiveRegion, editor: Client) -> None:
    page = editor.get("/beheer/registers/ladder").content.decode()
    assert '<svg class="kapstok-course"' in page
    assert "kapstok-course__doubted" in page
    assert '<td class="kapstok-figure">20</td><td>gepubliceerd</td>' in page
    assert "elke dag" in page


def test_an_entry_shows_its_history_and_the_bytes_it_came_from(doubted: LiveRegion, editor: Client) -> None:
    decide(editor, "accept")
    page = editor.get(f"/beheer/vermeldingen/{Entry.objects.get(key='b0').pk}").content.decode()
    assert page.index("<bdi>3</bdi>") < page.index("Zwolle")
    sha256 = Run.objects.get(register="ladder", day=day(2)).pages.get().sha256
    assert sha256 in page
    kept = editor.get(f"/beheer/bytes/{sha256}")
    assert kept["Content-Disposition"].startswith("attachment")
    assert b"Bedrijf 00" in kept.content
    text = editor.get(f"/beheer/bytes/{sha256}?als=tekst")
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert text["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/beheer/lezingen/999999", "/beheer/vermeldingen/999999", "/beheer/registers/nergens",
        "/beheer/registers/nergens/proberen", "/beheer/bytes/" + "0" * 64, "/beheer/bytes/..", "/beheer/bytes/x",
    ],
)  # fmt: skip
def test_what_there_is_not_is_not_found(region: LiveRegion, editor: Client, path: str) -> None:
    assert editor.get(path).status_code == 404


def test_a_register_is_tried_from_its_page_while_the_editor_may_leave(
    region: LiveRegion, editor: Client
) -> None:
    assert "Nu proberen" in editor.get("/beheer/registers/ladder/proberen").content.decode()
    page = editor.post("/beheer/registers/ladder/proberen/nu", follow=True)
    _until_tried()
    page = editor.get("/beheer/registers/ladder/proberen")
    assert "Refresh" not in page
    assert "lezing zou worden gepubliceerd" in page.content.decode()
    assert "De Brug" in page.content.decode()
    assert not Run.objects.exists()


def test_while_a_register_is_tried_its_page_asks_for_itself_again(region: LiveRegion, editor: Client) -> None:
    gate = threading.Event()
    region.site.pages["/ladder"] = Answer(chunks=lambda: _held(gate))
    page = editor.post("/beheer/registers/ladder/proberen/nu", follow=True)
    assert page["Refresh"] == "3"
    assert "Bezig met lezen" in page.content.decode()
    gate.set()
    _until_tried()
    assert (
        "De lijst kon niet helemaal worden gelezen"
        in editor.get("/beheer/registers/ladder/proberen").content.decode()
    )


def _held(gate: threading.Event) -> Iterator[bytes]:
    gate.wait(30)
    yield b"no list"


def _until_tried() -> None:
    for thread in threading.enumerate():
        if thread.name.startswith("trial "):
            thread.join(30)
    assert not Trial.objects.filter(finished_at=None).exists()
