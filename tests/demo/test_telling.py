# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from kapstok.demo.changes import Changes, Row, compare
from kapstok.demo.telling import Day, Story, tell
from kapstok.regions.folder import RegionFolder
from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Register, Run

REGISTER = Register(id="pso", name="Ladderregister", label="pso")


@pytest.fixture(autouse=True)
def in_dutch():
    with override("nl"):
        yield


def a_run(status: RunStatus = RunStatus.PUBLISHED, **other: Any) -> Run:
    return Run(pk=7, register=REGISTER, day=date(2026, 11, 21), status=status, **other)


def label(**other: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "state": "holds",
        "level": "1",
        "flags": [],
        "status": None,
        "missing_since": None,
    }
    dates = {"last_seen": "2026-11-21", "valid_from": "2025-01-01", "valid_until": "2027-01-01"}
    return {"label": "pso", "register": "pso", "key": "1", **facts, **dates, **other}


def row(*labels: dict[str, Any], **other: Any) -> dict[str, Any]:
    listed = any(one["state"] == "holds" for one in labels)
    facts = {
        "slug": "de-wulp",
        "name": "De Wulp",
        "city": "Zwolle",
        "listed": listed,
        "municipality_candidates": [],
    }
    return {**facts, "labels": list(labels), "entries": [{"register": "pso", "key": "1"}], **other}


def told(home: RegionFolder, *, before: list[Row] | None = None, **facts: Any) -> Story:
    rows = facts.get("rows", [])
    given: dict[str, Any] = {
        "number": 2,
        "of": 3,
        "date": date(2026, 11, 21),
        "runs": [],
        "rows": rows,
        "reviews": 0,
    }
    changes = compare(before or [], rows, facts.pop("last_read", {})) if before is not None else Changes()
    return tell(Day(region=home.region(), changes=changes, **(given | facts)))


def lines(story: Story, title: str) -> tuple[str, ...]:
    return next((s.lines for s in story.sections if s.title.startswith(title)), ())


def test_a_day_is_headed_by_its_date(home: RegionFolder):
    assert told(home).heading == "Dag 2 van 3: zaterdag 21 november 2026"


def test_a_published_run_tells_what_it_read_and_what_was_different(home: RegionFolder):
    run = a_run(seen=20, new=2, changed=3, gone=1, page_count=4)
    assert lines(told(home, runs=[run]), "De registers") == (
        "Ladderregister: 20 vermeldingen gelezen van 4 pagina's; 2 nieuw, 3 veranderd, 1 verdwenen.",
    )


def test_a_run_that_says_nothing_new_says_so(home: RegionFolder):
    (line,) = lines(told(home, runs=[a_run(seen=1, page_count=1)]), "De registers")
    assert line == "Ladderregister: 1 vermelding gelezen van 1 pagina's; niets veranderd."


def test_a_quarantine_tells_why_what_stays_and_who_decides(home: RegionFolder):
    numbers = {"gone": 215, "before": 224, "share": 0.96, "max_gone": 0.1}
    fault = {"code": "gone", "message": "…", "numbers": numbers, "field": None}
    story = told(home, runs=[a_run(RunStatus.QUARANTINED, verdict=[fault])])
    first, second = lines(story, "De registers")
    assert first == (
        "Ladderregister: niet overgenomen. Van de 224 vermeldingen zijn er 215 weg (96 %). "
        "Hoogstens 10 % mag in één keer weg."
    )
    assert "blijft staan" in second
    assert lines(story, "Hier moet iemand") == (
        "Ladderregister: klopt wat de site laat zien? Zo ja: kapstok runs accept 7. Zo nee: kapstok runs reject 7.",
    )


def test_a_reason_without_words_of_our_own_is_told_in_the_guard_s(home: RegionFolder):
    fault = {"code": "list", "message": "page 3 failed: 500", "numbers": {}}
    first, _ = lines(told(home, runs=[a_run(RunStatus.QUARANTINED, verdict=[fault])]), "De registers")
    assert first.endswith("gelezen: page 3 failed: 500.")


def test_a_failed_run_tells_its_reason(home: RegionFolder):
    (line,) = lines(
        told(home, runs=[a_run(RunStatus.FAILED, reason="robots.txt forbids it")]), "De registers"
    )
    assert line == "Ladderregister: niet gelezen (robots.txt forbids it). Wat er eerder stond, blijft staan."


@pytest.mark.parametrize(
    ("was", "now", "title", "because"),
    [
        (None, label(), "Nieuw", "PSO trede 1, nieuw in het register"),
        (label(state="excluded", level="aspirant"), label(level="basis"), "Nieuw", "PSO basis; was aspirant"),
        (label(state="excluded", level=None), label(), "Nieuw", "PSO trede 1; was niet te lezen"),
        (
            label(state="pending", valid_until="2026-11-01"),
            label(flags=["30+"], level="3"),
            "Nieuw",
            "PSO trede 3 (30+) verlengd tot en met 1 januari 2027",
        ),
        (
            label(state="lapsed", missing_since="2026-11-10"),
            label(),
            "Nieuw",
            "PSO trede 1, weer terug in het register",
        ),
        (label(state="lapsed"), label(), "Nieuw", "PSO trede 1 gaat in op 1 januari 2025"),
        (label(), label(level="2"), "Andere trede", "van PSO trede 1 naar PSO trede 2"),
        (
            label(),
            label(state="pending", valid_until="2026-11-20"),
            "Niet meer",
            "PSO trede 1 liep tot en met 20 november 2026; staat nog in het register, dus wij wachten",
        ),
        (
            label(),
            label(state="lapsed", missing_since="2026-11-20"),
            "Niet meer",
            "PSO trede 1 vervallen, sinds 20 november 2026 niet meer in het register",
        ),
        (label(), label(state="excluded", status="aangevraagd"), "Niet meer", "PSO trede 1; nu aangevraagd"),
        (
            label(),
            label(state="lapsed", valid_until="2026-10-01"),
            "Niet meer",
            "PSO trede 1 liep tot en met 1 oktober 2026",
        ),
    ],
)
def test_who_comes_moves_or_goes_is_told_with_the_reason(home: RegionFolder, was, now, title, because):
    before = [row(was)] if was else []
    story = told(home, before=before, rows=[row(now)])
    assert lines(story, title) == (f"De Wulp, Zwolle: {because}",)


def test_who_is_missing_once_is_told_with_the_rule(home: RegionFolder):
    rows = [row(label(last_seen="2026-11-20"))]
    name, rule = lines(told(home, before=rows, rows=rows, last_read={"pso": "2026-11-21"}), "Ontbreekt")
    assert name == "De Wulp, Zwolle: PSO trede 1, voor het laatst gezien op 20 november 2026"
    assert "na 2 lezingen" in rule


def test_a_long_list_is_cut_and_says_how_many_more(home: RegionFolder):
    rows = [row(label(key=str(n)), name=f"De Wulp {n}") for n in range(11)]
    found = lines(told(home, before=[row(label(key="x"))], rows=rows), "Nieuw op de site (11)")
    assert len(found) == 9
    assert found[-1] == "en nog 3"


def test_entries_become_enterprises_and_the_rest_is_accounted_for(home: RegionFolder):
    rows = [row(label()), row(label(state="lapsed")), row(label(), listed=False)]
    story = told(home, before=[], rows=rows, number=1)
    assert lines(story, "De site") == (
        "3 vermeldingen zijn samen 3 ondernemingen; 1 daarvan staan op de site.",
        "Niet op de site: 1 met een label dat nu niet geldt, 1 buiten de regio.",
    )
    assert lines(story, "Nieuw op de site") == ()


@pytest.mark.parametrize(
    ("code", "state", "sentence"),
    [
        (
            "unreadable",
            "excluded",
            "“Trede 9” bij De Wulp kennen wij niet. Tot iemand beslist, telt dit label niet.",
        ),
        ("unreadable", "holds", "“Trede 9” bij De Wulp kennen wij niet. Wat er eerder stond, blijft staan."),
        ("detail-failed", "holds", "de pagina van De Wulp was er niet. Wat er eerder stond, blijft staan."),
    ],
)
def test_what_could_not_be_read_is_told_with_what_was_done(home: RegionFolder, code, state, sentence):
    run = a_run(seen=1, page_count=1, issues=[{"code": code, "message": "…", "key": "1", "value": "Trede 9"}])
    story = told(home, runs=[run], rows=[row(label(state=state))])
    assert lines(story, "Hier moet iemand") == (f"Ladderregister: {sentence}",)


def test_an_issue_that_only_concerns_the_file_is_not_told_to_a_visitor(home: RegionFolder):
    run = a_run(seen=1, page_count=1, issues=[{"code": "encoding", "message": "…"}])
    assert lines(told(home, runs=[run]), "Hier moet iemand") == ()


def test_an_open_place_and_open_pairs_are_told(home: RegionFolder):
    rows = [row(label(), municipality_candidates=["GM0164", "GM1876"], city="Hengelo")]
    assert lines(told(home, rows=rows, reviews=1), "Hier moet iemand") == (
        "De Wulp: staat niet op de site, want er zijn meer plaatsen die Hengelo heten en wij weten niet welke.",
        "1 paar is misschien één onderneming. Wij voegen niets samen op een vermoeden.",
    )
