# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from kapstok.resolution.model.columns import COLUMNS, faces, table
from kapstok.resolution.records import Record
from tests.resolution.entries import entry


def rows(r: Record) -> list[dict[str, object]]:
    return [dict(zip(COLUMNS[1:], row, strict=True)) for row in faces(7, r)]


def test_a_record_has_a_row_for_each_name_with_each_number() -> None:
    found = rows(
        entry(name="Vlinder", statutory_name="Stichting Draad", kvk=("11223344", "55667788"), city="Zwolle")
    )

    assert [(row["core"], row["kvk"]) for row in found] == [
        ("vlinder", "11223344"), ("vlinder", "55667788"), ("draad", "11223344"), ("draad", "55667788"),
    ]  # fmt: skip
    assert {(row["record"], row["form"], row["town"]) for row in found} == {(7, "stichting", "zwolle")}


def test_a_record_without_a_name_or_anything_has_one_row_all_the_same() -> None:
    [bare] = rows(entry())

    assert {name for name, value in bare.items() if value is not None} == {"record", "digits", "website"}


def test_names_and_numbers_without_end_are_not_all_compared() -> None:
    many = tuple(f"Vlinder{letter}" for letter in "abcdefgh")
    numbers = tuple(f"1122334{digit}" for digit in range(8))

    assert len(rows(entry(name=many, kvk=numbers))) == 16


def test_two_forms_are_none_that_could_contradict() -> None:
    assert {row["form"] for row in rows(entry(name=("Vlinder B.V.", "Stichting Vlinder")))} == {None}


def test_the_table_numbers_its_rows_and_is_there_without_any() -> None:
    one, none = table(faces(7, entry(name=("Vlinder", "Draad")))), table([])

    assert one["face"].to_pylist() == [0, 1]
    assert none.column_names == one.column_names == list(COLUMNS)
    assert none.schema == one.schema
