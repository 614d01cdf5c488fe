# SPDX-License-Identifier: EUPL-1.2
"""What each column is about: by its header, by its contents, and by what a person chose."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kapstok.procurement.creditors import Role, Unreadable, Why
from tests.procurement.creditors.lists import HEADERS, ROWS, listed, names, refused, roles, rows, text

HEADS = [
    (
        "Crediteurnr;Crediteur;KvK-nummer;BTW-nummer;Straat;Postcode;Woonplaats;"
        "Land;E-mail;Website;Omzet excl. btw;Categorie"
    ),
    (
        "Vendor No;Vendor Name;Chamber of Commerce;VAT number;Street address;Zip code;City;"
        "Country;Email;Homepage;Spend;Category"
    ),
    ("LIFNR;NAME1;CoC number;STCEG;STRAS;PSTLZ;ORT01;LAND1;E-mailadres;URL;Netto bedrag;CPV-code"),
    (
        "supplierId;supplierName;kvkNumber;vatNumber;streetAddress;postalCode;cityName;"
        "countryCode;emailAddress;webAddress;totalAmount;spendCategory"
    ),
    (
        "Lev_nr;Naam leverancier;Nummer Kamer van Koophandel;Btw-id;Adres leverancier;PC;Vestigingsplaats;"
        "Landcode;Mail;Internet;Inkoopvolume 2025;Inkooppakket"
    ),
]
FULL = [
    (
        "1001;Jansen Schilders B.V.;08123456;NL001234567B01;Dorpsstraat 5;7411 AA;Deventer;"
        "NL;info@jansen.nl;www.jansen.nl;1.234,56;Onderhoud"
    ),
    (
        "1002;Stichting De Brug;34567890;NL854502130B01;Kerkweg 12;8011 CW;Zwolle;"
        "NL;post@brug.nl;https://brug.nl/;99,00;Catering"
    ),
    ("1003;Van Dijk Groen VOF;12345678;;Postbus 14;7301 BB;Apeldoorn;BE;;vandijkgroen.nl;12,00;Groen"),
]


@pytest.mark.parametrize("head", HEADS)
def test_headers_in_dutch_english_and_of_programs_are_known(tmp_path: Path, head: str) -> None:
    found = listed(tmp_path, "\n".join([head, *FULL]) + "\n")
    assert [str(column.role or "-") for column in found.columns] == (
        "- name kvk vat street postcode city country email website amount category".split()
    )
    assert all(column.confidence > 0.6 for column in found.columns if column.role)
    first = rows(found)[0]
    assert (first.row, first.category, first.amount) == ("1001", "Onderhoud", Decimal("1234.56"))


def test_a_list_without_headers_is_known_by_its_contents(tmp_path: Path) -> None:
    found = listed(tmp_path, "\n".join(FULL) + "\n")
    assert found.header_row is None
    assert roles(found) == {
        "name": 1, "kvk": 2, "vat": 3, "street": 4, "postcode": 5, "city": 6, "country": 7, "email": 8, "website": 9,
        "amount": 10,
    }  # fmt: skip
    assert len(rows(found)) == 3


def test_clear_contents_win_from_a_header_that_is_wrong(tmp_path: Path) -> None:
    head = "Nr;KvK;Naam;Postcode;Plaats"
    held = ["1;7411 AA;Jansen B.V.;08123456;Deventer", "2;8011 CW;De Brug B.V.;34567890;Zwolle"]
    assert roles(listed(tmp_path, "\n".join([head, *held, ""]))) == {
        "postcode": 1,
        "name": 2,
        "kvk": 3,
        "city": 4,
    }


def test_names_and_places_under_each_others_header_are_told_apart(tmp_path: Path) -> None:
    held = ["Zwolle;Jansen B.V.", "Deventer;Brug B.V.", "Almelo;Dijk B.V."]
    assert roles(listed(tmp_path, "\n".join(["Naam;Plaats", *held, ""]))) == {"city": 0, "name": 1}


def test_emails_under_website_and_rsin_under_vat_are_known_for_what_they_are(tmp_path: Path) -> None:
    found = listed(
        tmp_path, "Naam;Website;BTW\nJansen;info@jansen.nl;854502130\nBrug;post@brug.nl;001234560\n"
    )
    assert roles(found) == {"name": 0, "email": 1, "rsin": 2}


def test_numbers_of_ones_own_are_not_taken_for_numbers_of_the_trade_register(tmp_path: Path) -> None:
    held = [f"{10_000_000 + at};Leverancier {at} B.V." for at in range(40)]
    assert roles(listed(tmp_path, "\n".join(held) + "\n")) == {"name": 1}
    spread = [f"{10_000_000 + 1_234_567 * at};Leverancier {at} B.V." for at in range(40)]
    assert roles(listed(tmp_path, "\n".join(spread) + "\n")) == {"kvk": 0, "name": 1}
    said = ["Crediteurnummer;Naam", *spread]
    assert roles(listed(tmp_path, "\n".join(said) + "\n")) == {"name": 1}


def test_telephones_days_and_accounts_are_nothing_else(tmp_path: Path) -> None:
    head = "Naam;Telefoon;Datum;IBAN;Contactpersoon;Aantal facturen;BTW-bedrag;Vestigingsnummer"
    held = "Jansen B.V.;0570123456;01-02-2026;NL91ABNA0417164300;P. de Vries;12;21,00;000012345678"
    found = listed(tmp_path, f"{head}\n{held}\n{held.replace('Jansen', 'De Brug')}\n")
    assert roles(found) == {"name": 0}


def test_titles_above_the_headers_are_no_rows(tmp_path: Path) -> None:
    above = "Gemeente Deventer;;;;;;\r\nCrediteuren 2025;;;;;;\r\nDatum;01-01-2026;;;;;\r\n;;;;;;\r\n"
    found = listed(tmp_path, above + text((HEADERS, *ROWS)))
    assert found.header_row == 5
    assert names(found) == [row[1] for row in ROWS]


def test_two_rows_of_headers_are_one_header(tmp_path: Path) -> None:
    above = "Leverancier;;;Adres;;;2025\r\n"
    found = listed(tmp_path, above + text((HEADERS, *ROWS)))
    assert (found.header_row, found.columns[1].header) == (2, "Leverancier / Naam")
    assert names(found) == [row[1] for row in ROWS]
    english = "No;Name;CoC;Address;Zip;City;Amount\r\n"
    found = listed(tmp_path, text([HEADERS]) + english + text(ROWS))
    assert (found.header_row, len(rows(found))) == (2, 3)


def test_a_header_that_needs_its_group_is_read_with_it(tmp_path: Path) -> None:
    found = listed(tmp_path, "Leverancier;;Bezoek;\nID;;Adres;Plaats\n1;Jansen B.V.;Weg 1;Zwolle\n")
    assert [column.header for column in found.columns] == [
        "Leverancier / ID", "Leverancier", "Bezoek / Adres", "Bezoek / Plaats",
    ]  # fmt: skip
    assert (names(found), found.columns[1].confidence > 0.6) == (["Jansen B.V."], True)


def test_headers_that_nobody_knows_are_headers_above_numbers(tmp_path: Path) -> None:
    found = listed(tmp_path, "Foo;Bar\nJansen Schilders B.V.;08123456\nStichting De Brug;34567890\n")
    assert (found.header_row, roles(found)) == (1, {"name": 0, "kvk": 1})
    assert len(rows(found)) == 2


def test_headers_again_halfway_empty_rows_and_lines_are_no_rows(tmp_path: Path) -> None:
    again = text([HEADERS, ROWS[0], HEADERS, ["", ""], ["-----", "-----"], [], *ROWS[1:]])
    found = listed(tmp_path, again)
    assert [one.number for one in found.rows()] == [0, 1, 2]
    assert names(found) == [row[1] for row in ROWS]


@pytest.mark.parametrize(
    "said", ["Totaal", "TOTAAL:", "Subtotaal", "Eindtotaal 2026", "Grand total", "Totaal crediteuren"]
)
def test_a_total_is_marked_and_counted(tmp_path: Path, said: str) -> None:
    for place in (0, 1):
        total = [""] * 6 + ["1.947,06"]
        total[place] = said
        found = rows(listed(tmp_path, text([HEADERS, *ROWS, total])))
        assert [one.unreadable for one in found] == [None, None, None, Unreadable.TOTAL]
        assert (found[3].number, found[3].values, found[3].amount) == (3, {}, Decimal("1947.06"))


def test_a_company_that_is_called_total_is_a_company(tmp_path: Path) -> None:
    total = ["C9", "Total", "24012345", "Weg 1", "2595AA", "Den Haag", "9,00"]
    held = [
        total,
        ["C8", "Totaal Techniek B.V.", "", "", "", "", ""],
        ["C7", "Total Energies", "", "", "", "", "1"],
    ]
    found = listed(tmp_path, text([HEADERS, *ROWS, *held]))
    assert {one.unreadable for one in found.rows()} == {None}


def test_a_row_without_name_and_number_is_marked(tmp_path: Path) -> None:
    held = [["C4", "", "", "Weg 1", "7411AA", "Deventer", "10,00"], ["C5", "-", "12345678", "", "", "", ""]]
    found = rows(listed(tmp_path, text([HEADERS, *ROWS, *held])))
    assert [one.unreadable for one in found[3:]] == [Unreadable.NAMELESS, None]
    assert (found[3].row, found[3].amount) == ("C4", Decimal("10.00"))
    assert found[4].values == {"kvk": "12345678"}


def test_what_a_person_chose_replaces_what_was_recognised(tmp_path: Path) -> None:
    found = listed(tmp_path, text((HEADERS, *ROWS)), chosen={Role.NAME: 5, Role.CATEGORY: 4})
    assert found.roles == {Role.NAME: 5, Role.CATEGORY: 4}
    assert [column.role for column in found.columns][4:6] == [Role.CATEGORY, Role.NAME]
    assert rows(found)[0].values == {"name": "Deventer"}
    assert rows(found)[0].category == "7411 AA"
    assert rows(found)[0].amount is None


def test_a_choice_without_name_or_number_or_of_a_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    content = text((HEADERS, *ROWS)).encode()
    for chosen in ({}, {Role.CITY: 5}, {Role.NAME: 99}, {Role.NAME: -1}):
        assert refused(tmp_path, content, chosen=chosen).why is Why.NO_COLUMN


def test_of_several_years_the_last_is_taken(tmp_path: Path) -> None:
    for head in ("Naam;Bedrag 2024;Bedrag 2026;Bedrag 2025", "Naam;2024;2026;2025"):
        found = listed(tmp_path, f"{head}\nJansen;1,00;2,00;3,00\nDe Brug;1,00;2,00;3,00\n")
        assert [str(one.amount) for one in found.rows()] == ["2.00", "2.00"]


def test_of_several_amounts_the_one_without_vat_of_this_year_is_taken(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        "Naam;Bedrag incl. btw;Saldo;Vorig jaar bedrag;Bedrag excl. btw\nBrug;121,00;5,00;9,00;100,00\n",
    )
    assert [one.amount for one in found.rows()] == [Decimal("100.00")]


@pytest.mark.parametrize(
    ("held", "amounts"),
    [
        (["Jansen;;121,00", "Brug;50,00;200,00", "Dijk;10,00;"], ["121.00", "150.00", "-10.00"]),
        (["Jansen;121,00;", "Brug;200,00;50,00", "Dijk;;10,00"], ["121.00", "150.00", "-10.00"]),
    ],
)
def test_of_debit_and_credit_the_larger_side_is_the_amount(
    tmp_path: Path, held: list[str], amounts: list[str]
) -> None:
    found = listed(tmp_path, "\n".join(["Naam;Debet;Credit", *held, ""]))
    assert [str(one.amount) for one in found.rows()] == amounts
    assert "amount" in {str(column.role) for column in found.columns[1:]}


def test_a_statutory_name_beside_a_name_is_its_own_and_alone_is_the_name(tmp_path: Path) -> None:
    both = listed(
        tmp_path, "Handelsnaam;Statutaire naam\nDe Kwast;Jansen Beheer B.V.\nDe Brug;Stichting Brug\n"
    )
    assert rows(both)[0].values == {"name": "De Kwast", "statutory_name": "Jansen Beheer B.V."}
    alone = listed(tmp_path, "Statutaire naam;Plaats\nJansen Beheer B.V.;Zwolle\n")
    assert names(alone) == ["Jansen Beheer B.V."]


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("Adres", "Dorpsstraat 5, 7411 AA Deventer", ("Dorpsstraat 5", "7411 AA", "Deventer")),
        ("Adres", "Dorpsstraat 5 - 7411aa  DEVENTER (NL)", ("Dorpsstraat 5", "7411aa", "DEVENTER")),
        ("Adres", "Plein 1944 12, NL-7411 AA Deventer, Nederland", ("Plein 1944 12", "7411 AA", "Deventer")),
        ("Postcode en plaats", "7411AA DEVENTER", (None, "7411AA", "DEVENTER")),
        ("Plaats", "7411 AA Deventer", (None, "7411 AA", "Deventer")),
        ("Adres", "Dorpsstraat 5", ("Dorpsstraat 5", None, None)),
        ("Straat;Huisnummer;Toevoeging", "Dorpsstraat;5;bis", ("Dorpsstraat 5 bis", None, None)),
        ("Straat;Huisnr", "Dorpsstraat 5;5", ("Dorpsstraat 5", None, None)),
        ("Straat;Huisnr", ";5", (None, None, None)),
        ("Postcode;Plaats", "7411 AA;Deventer", (None, "7411 AA", "Deventer")),
        ("Postcode;Plaats;Land", "9000;Gent;België", (None, None, "Gent")),
        ("Postcode;Plaats;Land", "7411;Deventer;NL", (None, "7411", "Deventer")),
    ],
)
def test_an_address_is_taken_apart(
    tmp_path: Path, head: str, cells: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    found = listed(tmp_path, f"Naam;{head}\nJansen B.V.;{cells}\nDe Brug B.V.;{cells}\n")
    values = rows(found)[0].values
    assert (values.get("street"), values.get("postcode"), values.get("city")) == expected


def test_the_first_of_two_addresses_is_the_one_that_is_visited(tmp_path: Path) -> None:
    head = "Naam;Postadres;Post postcode;Post plaats;Bezoekadres NL;Bezoek-postcode;Bezoek-plaats"
    found = listed(tmp_path, f"{head}\nJansen;Postbus 1;7400AA;Deventer;Weg 5;8011CW;Zwolle\n")
    assert {name: found.roles[name] for name in (Role.STREET, Role.POSTCODE, Role.CITY)} == {
        Role.STREET: 4, Role.POSTCODE: 5, Role.CITY: 6,
    }  # fmt: skip


def test_a_column_that_begins_empty_is_taken_by_its_header(tmp_path: Path) -> None:
    found = listed(tmp_path, "Naam;KvK\n" + "Jansen B.V.;\n" * 1_200 + "De Brug;12345678\n")
    assert rows(found)[-1].values == {"name": "De Brug", "kvk": "12345678"}


def test_hostile_cells_stay_what_they_are(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        'Naam;Plaats\n"=HYPERLINK(""https://x"")";Zwolle\n<script>;Zwolle\n' + "a" * 90_000 + ";Almelo\n",
    )
    first, second, long = rows(found)
    assert first.values["name"] == '=HYPERLINK("https://x")'
    assert second.values["name"] == "<script>"
    assert len(long.values["name"]) == 1_000
