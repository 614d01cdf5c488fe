# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, timedelta

from kapstok.enterprises.label_state import LabelInTime, LabelPolicy
from kapstok.procurement.scan.label_past import Held, held
from kapstok.registers.histories import EntryHistory, Version
from kapstok.registers.shapes import Value

FIRST = date(2026, 1, 10)
RUNS = tuple(FIRST + timedelta(days=30 * n) for n in range(12))
POLICY = LabelPolicy(admits=frozenset({"1", "2", "3"}), missing_runs=2, grace_days=30)


def label(
    *versions: tuple[date, dict[str, Value]], gone: date | None = None, name: str = "pso", entry: int = 1
) -> LabelInTime:
    shown = tuple(Version(number, day, values, {}) for number, (day, values) in enumerate(versions))
    history = EntryHistory(entry, "ladder", name, "k", shown, ((versions[0][0], gone),), RUNS)
    return LabelInTime(history, POLICY)


def on(day: date, *labels: LabelInTime) -> Held:
    return held(labels, day, {"pso": 0, "cso": 1})


def test_a_label_that_holds_is_held_now_and_nothing_else() -> None:
    found = on(date(2026, 6, 1), label((FIRST, {"level": "2", "valid_until": "2026-12-31"})))
    assert [one.level for one in found.now] == ["2"]
    assert (found.before, found.uncounted) == ((), ())
    assert found.labels == {"pso"}


def test_a_label_whose_term_ended_was_held_until_its_last_day() -> None:
    one = label((FIRST, {"level": "2", "valid_until": "2026-03-31"}))
    assert [past.until for past in on(date(2026, 9, 1), one).before] == [date(2026, 3, 31)]
    assert on(date(2026, 3, 31), one).now


def test_a_label_that_waits_for_its_renewal_was_held_before() -> None:
    found = on(date(2026, 4, 15), label((FIRST, {"level": "2", "valid_until": "2026-03-31"})))
    assert found.now == ()
    assert [past.since_then.state for past in found.before] == ["pending"]


def test_a_label_that_left_the_register_was_held_until_the_day_before_it_was_missed() -> None:
    found = on(RUNS[6], label((FIRST, {"level": "1"}), gone=RUNS[3]))
    assert [past.until for past in found.before] == [RUNS[3] - timedelta(days=1)]


def test_a_level_that_does_not_count_was_never_held() -> None:
    found = on(date(2026, 6, 1), label((FIRST, {"level": "aspirant"})))
    assert [one.level for one in found.uncounted] == ["aspirant"]
    assert (found.now, found.before) == ((), ())


def test_who_came_down_to_a_level_that_does_not_count_held_the_label_before() -> None:
    found = on(date(2026, 6, 1), label((FIRST, {"level": "1"}), (RUNS[2], {"level": "aspirant"})))
    assert [(past.label.level, past.until) for past in found.before] == [("1", RUNS[2] - timedelta(days=1))]
    assert found.uncounted == ()


def test_a_term_that_had_ended_before_we_first_looked_is_believed_of_the_register() -> None:
    found = on(date(2026, 6, 1), label((FIRST, {"level": "1", "valid_until": "2025-06-30"})))
    assert [past.until for past in found.before] == [date(2025, 6, 30)]


def test_not_of_a_level_that_does_not_count() -> None:
    one = label((FIRST, {"level": "aspirant", "valid_until": "2025-06-30"}), gone=RUNS[1])
    found = on(RUNS[6], one)
    assert (found.now, found.before) == ((), ())
    assert len(found.uncounted) == 1


def test_a_day_before_the_first_run_goes_by_the_register_s_own_word() -> None:
    stated = label((FIRST, {"level": "1", "valid_from": "2025-01-01", "valid_until": "2026-12-31"}))
    assert on(date(2025, 6, 1), stated).labels == {"pso"}
    assert on(date(2024, 6, 1), stated) == Held()


def test_of_two_certificates_the_one_that_lasts_is_named_once() -> None:
    short = label((FIRST, {"level": "2", "valid_until": "2026-08-01"}))
    long = label((FIRST, {"level": "2", "valid_until": "2027-08-01"}), entry=2)
    assert [one.valid_until for one in on(date(2026, 6, 1), short, long).now] == [date(2027, 8, 1)]


def test_labels_stand_in_the_order_of_the_region() -> None:
    found = on(date(2026, 6, 1), label((FIRST, {"level": "1"}), name="cso"), label((FIRST, {"level": "1"})))
    assert [one.label for one in found.now] == ["pso", "cso"]
