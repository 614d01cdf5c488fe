# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, datetime

import pytest

from kapstok.registers.parsing import parse_list
from kapstok.registers.shapes import ListPage, PageUnreadable
from tests.registers.parsing.register_texts import URL, register
from tests.registers.parsing.workbooks import workbook

FIELDS = '[fields]\nname = "Naam"\ncity = "Plaats"\n'


def read_csv(text: str, entries: str = "", fields: str = FIELDS) -> ListPage:
    return parse_list(
        text.encode(), "text/csv; charset=utf-8", URL, register(f'kind = "csv"\n{entries}\n{fields}')
    )


def read_xlsx(body: bytes, entries: str = "", fields: str = FIELDS) -> ListPage:
    return parse_list(body, None, URL, register(f'kind = "xlsx"\n{entries}\n{fields}'))


def values(page: ListPage) -> list[dict[str, object]]:
    return [dict(row.values) for row in page.rows]


KANS = {"name": "De Kans", "city": "Zwolle"}


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_the_one_that_gives_the_columns(delimiter: str) -> None:
    text = f"Naam{delimiter}Plaats{delimiter}Opmerking, vrij; of niet\nDe Kans{delimiter}Zwolle{delimiter}x\n"
    assert values(read_csv(text.replace(", vrij; of", "") if delimiter in ";," else text)) == [KANS]


def test_a_given_delimiter_is_taken_at_its_word() -> None:
    assert values(read_csv("Naam:Plaats\nDe Kans:Zwolle\n", 'entries.delimiter = ":"')) == [KANS]


def test_headers_stand_in_their_row_and_what_is_above_them_is_not_read() -> None:
    text = "Export van 1 mei\n\nNaam;Plaats\nDe Kans;Zwolle\n"
    assert values(read_csv(text, "entries.header_row = 3")) == [KANS]
    rows: list[list[object]] = [["Export", None], [], ["Naam", "Plaats"], ["De Kans", "Zwolle"]]
    assert values(read_xlsx(workbook(rows), "entries.header_row = 3")) == [KANS]


def test_quoted_cells_may_hold_delimiters_line_ends_and_quotes() -> None:
    page = read_csv('Naam;Plaats\r\n"De ""Kans"";\r\nZwolle";"Zwolle"\r\n')
    assert values(page) == [{"name": 'De "Kans"; Zwolle', "city": "Zwolle"}]


def test_rows_without_any_text_are_not_entries() -> None:
    assert len(read_csv("Naam;Plaats\n\n;\nDe Kans;Zwolle\n\n").rows) == 1
    assert len(read_xlsx(workbook([["Naam", "Plaats"], [None, None], ["De Kans", "Zwolle"]])).rows) == 1


def test_headers_are_compared_without_regard_to_white_space_and_case() -> None:
    assert values(read_csv("\ufeff NAAM ;plaats\nDe Kans;Zwolle\n")) == [KANS]


def test_a_header_that_is_not_there_is_said_once_and_its_field_is_absent() -> None:
    page = read_csv("Naam\nDe Kans\nHof\n")
    assert values(page) == [{"name": "De Kans"}, {"name": "Hof"}]
    assert [(issue.code, issue.field) for issue in page.issues] == [("column-missing", "city")]


@pytest.mark.parametrize(
    "entries", ["", 'entries.key = "city"', 'entries.where = { field = "city", is = ["x"] }']
)
def test_without_the_column_that_names_or_selects_entries_nothing_is_read(entries: str) -> None:
    text = "Plaats;Tel\nZwolle;1\n" if not entries else "Naam;Tel\nDe Kans;1\n"
    wanted = (
        "no column 'Naam' for name; the headers are 'Plaats', 'Tel'"
        if not entries
        else "no column 'Plaats' for city"
    )
    with pytest.raises(PageUnreadable, match=wanted):
        read_csv(text, entries)


def test_rows_of_another_width_are_said() -> None:
    page = read_csv("Naam;Plaats\nDe Kans;Zwolle;extra\nHof\nTuin;Ede\n")
    assert [issue.message for issue in page.issues] == [
        "row 2 has 3 cells under 2 headers",
        "row 3 has 1 cells under 2 headers",
    ]
    assert len(page.rows) == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Naam;Plaats\nDe Kans;Zwolle\nHof", "the file ends early: row 3 has 1 of 2 columns"),
        ('Naam;Plaats\n"De Kans;Zwolle\nHof;Ede\n', "not CSV: line 3: unexpected end of data"),
        ('Naam;Plaats\n"De" Kans;Zwolle\n', "not CSV: line 2: ';' expected after '\"'"),
        ("<!doctype html><html></html>", "not CSV: this is an HTML page"),
        (
            "Naam;Plaats\n" + "x" * 200_000 + ";Ede\n",
            "not CSV: line 2: a cell of more than 131,072 characters",
        ),
        ("", "the page is empty"),
    ],
)
def test_a_csv_that_cannot_be_read_is_refused_with_its_place(text: str, reason: str) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read_csv(text)
    assert reason in str(refused.value)


def test_a_header_row_beyond_the_end_is_refused() -> None:
    with pytest.raises(PageUnreadable, match="they should be in row 9, but there are 2 rows"):
        read_csv("Naam;Plaats\nDe Kans;Zwolle\n", "entries.header_row = 9")


def test_native_dates_and_numbers_of_a_workbook_need_no_format() -> None:
    fields = 'valid_until = "Tot"\nvalid_from = { select = "Van", date = "%d-%m-%Y" }\n'
    fields += 'kvk = "KvK"\nshare = "Deel"\nactive = "Actief"\n'
    rows: list[list[object]] = [
        ["Naam", "Plaats", "Tot", "Van", "KvK", "Deel", "Actief"],
        [
            "De Kans",
            "Zwolle",
            date(2027, 3, 31),
            datetime.fromisoformat("2025-04-01T12:30"),
            12345678,
            0.5,
            True,
        ],
        ["Hof", "Ede", "2027-03-31", "01-04-2025", "01234567", None, False],
    ]
    kans, hof = values(read_xlsx(workbook(rows), fields=FIELDS + fields))
    assert kans == KANS | {
        "valid_until": "2027-03-31",
        "valid_from": "2025-04-01",
        "kvk": "12345678",
        "share": "0.5",
        "active": "true",
    }
    assert (hof["valid_until"], hof["valid_from"], hof["kvk"]) == ("2027-03-31", "2025-04-01", "01234567")


def test_the_sheet_is_the_one_that_is_named_else_the_first() -> None:
    body = workbook([["Naam", "Plaats"], ["De Kans", "Zwolle"]], before="Uitleg")
    assert values(read_xlsx(body, 'entries.sheet = "Leden"')) == [KANS]
    with pytest.raises(PageUnreadable, match="no column 'Naam'"):
        read_xlsx(body)
    with pytest.raises(PageUnreadable, match="no sheet 'Ledn'; the sheets are 'Uitleg', 'Leden'"):
        read_xlsx(body, 'entries.sheet = "Ledn"')


def test_every_column_with_one_header_counts_when_many_are_asked_for() -> None:
    page = read_csv(
        "Naam;Plaats;Dienst;Dienst\nDe Kans;Zwolle;hout;groen\n",
        fields=FIELDS + 'offerings = { select = "Dienst", many = true }',
    )
    assert page.rows[0].values["offerings"] == ("hout", "groen")
