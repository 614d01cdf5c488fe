# SPDX-License-Identifier: EUPL-1.2
"""Text with delimiters: whatever program wrote it, in whatever encoding."""

from __future__ import annotations

import time
import tracemalloc
from itertools import islice
from pathlib import Path

import pytest

from kapstok.procurement.creditors import TooManyRows, Unreadable, Why, open_list
from tests.procurement.creditors.lists import HEADERS, ROWS, listed, names, refused, roles, rows, text

ALL = {"name": 1, "kvk": 2, "street": 3, "postcode": 4, "city": 5, "amount": 6}
NAMES = [row[1] for row in ROWS]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "^", "~"])
def test_a_list_is_read_with_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    held = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in (HEADERS, *ROWS)]
    found = listed(tmp_path, text(held, delimiter))
    assert found.delimiter == delimiter
    assert roles(found) == ALL
    assert names(found) == NAMES
    assert found.header_row == 1


def test_the_amounts_of_a_list_do_not_decide_its_delimiter(tmp_path: Path) -> None:
    found = listed(
        tmp_path, "Jansen Schilders B.V.;100,00\nDe Brug Catering;250,50\nVan Dijk Groen VOF;30,10\n"
    )
    assert found.delimiter == ";"
    assert [str(one.amount) for one in found.rows()] == ["100.00", "250.50", "30.10"]


@pytest.mark.parametrize("first", ["sep=§", '"sep=§"', "SEP=§"])
def test_the_first_line_may_say_the_delimiter_and_is_no_row(tmp_path: Path, first: str) -> None:
    found = listed(tmp_path, f"{first}\n" + text((HEADERS, *ROWS), "§"))
    assert found.delimiter == "§"
    assert names(found) == NAMES


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("cp850", "cp850"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_a_list_is_read_in_any_encoding(tmp_path: Path, encoding: str, named: str) -> None:
    found = listed(tmp_path, text((HEADERS, *ROWS)).encode(encoding))
    assert found.encoding == named
    assert names(found) == NAMES
    assert found.columns[0].header == "Nummer"


def test_a_list_in_two_encodings_is_read_row_by_row(tmp_path: Path) -> None:
    held = [
        text([HEADERS]).encode(),
        *(text([ROWS[1]]).encode(code) for code in ("utf-8", "cp1252", "utf-8")),
    ]
    found = listed(tmp_path, b"".join(held))
    assert found.encoding == "utf-8 + cp1252"
    assert names(found) == ["Stichting Café de Brug"] * 3


def test_another_encoding_that_begins_far_into_a_list_is_read_too(tmp_path: Path) -> None:
    many = text([HEADERS, *[ROWS[0]] * 20_000]).encode() + text([ROWS[1]]).encode("cp1252")
    assert len(many) > 1 << 20
    assert names(listed(tmp_path, many))[-1] == "Stichting Café de Brug"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(tmp_path: Path, end: str) -> None:
    assert names(listed(tmp_path, text((HEADERS, *ROWS), end=end))) == NAMES


def test_a_cell_in_quotation_marks_may_hold_lines_delimiters_and_marks(tmp_path: Path) -> None:
    found = listed(
        tmp_path, 'Naam;Adres;Plaats\n"Jansen ""de Kwast""; schilders";"Dorpsstraat 5\n7411 AA";Deventer\n'
    )
    (one,) = rows(found)
    assert one.values["name"] == 'Jansen "de Kwast"; schilders'
    assert one.values["street"] == "Dorpsstraat 5"
    assert one.values["postcode"] == "7411 AA"


def test_signs_within_a_cell_that_only_look_like_line_ends_end_no_row(tmp_path: Path) -> None:
    found = listed(tmp_path, "Naam;Plaats\nJansen\u2028Schilders\x0b\x85B.V.;Zwolle\n")
    assert [one.values for one in found.rows()] == [{"name": "Jansen Schilders B.V.", "city": "Zwolle"}]


def test_a_quotation_mark_that_is_not_closed_costs_one_row(tmp_path: Path) -> None:
    found = listed(tmp_path, 'Nr;Naam;Plaats\n1;"Jansen;Zwolle\n2;De Brug;Deventer\n3;"Van Dijk";Zwolle\n')
    assert [one.unreadable for one in found.rows()] == [Unreadable.QUOTES, None, None]
    assert [one.row for one in found.rows()] == ["1", "2", "3"]


def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    found = listed(tmp_path, 'Nr;Naam;Plaats\n1;"Jansen;Zwolle\n' + "2;De Brug;Deventer\n" * 20_000)
    unreadable = [one.unreadable for one in found.rows()]
    assert unreadable == [Unreadable.QUOTES, *[None] * 20_000]


def test_quotation_marks_in_odd_places_belong_to_the_name(tmp_path: Path) -> None:
    found = listed(tmp_path, 'Nr;Naam;Plaats\n1;"Jansen" Schilders;Zwolle\n2;Bar "De Brug";Deventer\n')
    assert names(found) == ["Jansen Schilders", 'Bar "De Brug"']


def test_rows_that_are_shorter_are_read_and_longer_ones_are_marked(tmp_path: Path) -> None:
    found = listed(
        tmp_path, "Naam;Plaats;Bedrag\nJansen;Zwolle\nDe Brug; Catering;Deventer;12,00\nVan Dijk;;5;;;\n"
    )
    assert [one.unreadable for one in found.rows()] == [None, Unreadable.TOO_WIDE, None]
    assert names(found) == ["Jansen", None, "Van Dijk"]


def test_the_last_row_of_a_file_that_was_cut_off_is_marked(tmp_path: Path) -> None:
    whole = text((HEADERS, *ROWS))
    found = listed(tmp_path, whole[: whole.rindex("Apeldoorn")])
    assert [one.unreadable for one in found.rows()] == [None, None, Unreadable.CUT]
    assert [one.unreadable for one in listed(tmp_path, whole.rstrip()).rows()] == [None] * 3


def test_a_row_with_nul_bytes_is_marked(tmp_path: Path) -> None:
    found = listed(tmp_path, text((HEADERS, *ROWS)).replace("Jansen", "Jan\x00en"))
    assert [one.unreadable for one in found.rows()] == [Unreadable.NULS, None, None]


def test_what_keeps_a_number_a_text_in_a_spreadsheet_is_no_part_of_it(tmp_path: Path) -> None:
    found = listed(
        tmp_path, "Naam;KvK\n't Hoekje;=\"08123456\"\n's Lands Bloei;'12345678\nDe Brug;12345678.0\n"
    )
    assert [one.values for one in found.rows()] == [
        {"name": "'t Hoekje", "kvk": "08123456"},
        {"name": "'s Lands Bloei", "kvk": "12345678"},
        {"name": "De Brug", "kvk": "12345678"},
    ]


def test_writings_of_nothing_are_left_out(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        "Nr;Naam;KvK;Website\n-;Jansen;n.v.t.;NULL\n2;Brug;00000000;www.brug.nl\n3;Dijk;12345678;-\n",
    )
    first, second, _ = rows(found)
    assert first.values == {"name": "Jansen"}
    assert first.row == "-"
    assert second.values == {"name": "Brug", "website": "www.brug.nl"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Why.EMPTY),
        (b" \r\n\t\n", Why.EMPTY),
        (b"\x00" * 5000, Why.EMPTY),
        (b"\xef\xbb\xbf\n", Why.EMPTY),
        (bytes(range(256)) * 40, Why.NOT_A_LIST),
        (b"%PDF-1.7\n1 0 obj", Why.NOT_A_LIST),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Why.NOT_A_LIST),
        (b"\x1f\x8b\x08\x00rest", Why.NOT_A_LIST),
        (b"<!DOCTYPE html><html><table><tr><td>Naam</td></tr></table></html>", Why.NOT_A_LIST),
        ("\ufeff<html>".encode("utf-16"), Why.NOT_A_LIST),
        (b'[{"naam": "Jansen"}]', Why.NOT_A_LIST),
        (b"Datum;Bedrag\n01-02-2026;12,50\n02-02-2026;8,00\n", Why.NO_COLUMN),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(tmp_path: Path, content: bytes, why: Why) -> None:
    assert refused(tmp_path, content).why is why


def test_a_list_without_a_usable_column_is_told_what_was_seen(tmp_path: Path) -> None:
    said = str(refused(tmp_path, b"Datum;Bedrag\n01-02-2026;12,50\n02-02-2026;8,00\n"))
    assert said == (
        "lijst.csv: no column with names or numbers of suppliers; the columns are 'Datum', 'Bedrag'"
    )


def test_a_line_without_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    found = refused(tmp_path, text((HEADERS, *ROWS)).encode() + b"x" * 100_000_000)
    assert str(found) == "lijst.csv: line 5: a line of over 4 MB"


def test_a_file_that_is_too_large_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)  # takes no room on the disk
    with pytest.raises(Exception, match=r"groot.csv: 5.0 GB; a list may take 2 GB"):
        open_list(path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path, said in (
        (tmp_path, "this is a folder"),
        (tmp_path / "weg.csv", "No such file"),
        (Path("/dev/zero"), "no ordinary file"),
        (tmp_path / "a\0b", "null"),
    ):
        with pytest.raises(Exception, match=said) as caught:
            open_list(path)
        assert type(caught.value).__name__ == "UnreadableList"


def test_rows_beyond_what_the_caller_takes_are_an_error_when_they_come(tmp_path: Path) -> None:
    found = listed(tmp_path, text((HEADERS, *ROWS)), most_rows=2)
    assert len(list(islice(found.rows(), 2))) == 2
    with pytest.raises(TooManyRows, match=r"lijst.csv: more than 2 rows"):
        rows(found)
    assert len(rows(listed(tmp_path, text((HEADERS, *ROWS)), most_rows=3))) == 3


def test_a_list_longer_than_a_sheet_is_refused_whatever_the_caller_takes(tmp_path: Path) -> None:
    assert listed(tmp_path, text((HEADERS, *ROWS)), most_rows=2_000_000).most_rows == 1_048_575


def test_three_hundred_columns_are_read(tmp_path: Path) -> None:
    wide = [[f"Veld {at}" for at in range(294)] + ["Naam"], [str(at) for at in range(294)] + ["Jansen B.V."]]
    found = listed(tmp_path, text([wide[0], *[wide[1]] * 50]))
    assert len(found.columns) == 295
    assert roles(found)["name"] == 294
    assert set(names(found)) == {"Jansen B.V."}


def test_a_list_is_read_in_little_time_and_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "lang.csv"
    with path.open("w") as file:
        file.write(text([HEADERS]))
        for at in range(15_000):
            file.write(text([(f"C{at}", f"Jansen {at} B.V.", f"{10**7 + 997 * at}", *ROWS[0][3:])]))
    begin = time.process_time()
    assert sum(1 for _ in open_list(path).rows()) == 15_000
    assert time.process_time() - begin < 4  # takes some 0.4 s; a slow machine is no error
    found = open_list(path).rows()
    tracemalloc.start()
    held = [tracemalloc.get_traced_memory()[0] for one in found if one.number in {2_000, 12_000}]
    assert held[1] - held[0] < 500_000
    tracemalloc.stop()


def test_nothing_is_written_where_a_list_is_read(tmp_path: Path) -> None:
    found = listed(tmp_path, text((HEADERS, *ROWS)))
    assert rows(found) == rows(found)
    assert [one.name for one in tmp_path.iterdir()] == ["lijst.csv"]
