# SPDX-License-Identifier: EUPL-1.2
"""Audit files: who the suppliers are, and what was bought from them without VAT."""

from __future__ import annotations

import time
import tracemalloc
from decimal import Decimal
from pathlib import Path

import pytest

from kapstok.procurement.creditors import Role, TooManyRows, Unreadable, Why, open_list
from tests.procurement.creditors.audit_files import (
    ACCOUNTS,
    audit_file,
    journal,
    line,
    read,
    spent,
    supplier,
    transaction,
    written,
)
from tests.procurement.creditors.lists import reason, rows

INVOICE = transaction(
    line("4000", "100.00", vat="21.00"), line("1500", "21.00"), line("1600", "-121.00", "A")
)
NONE = {"A": "0.00", "B": "0.00", "C": "0.00"}


@pytest.mark.parametrize("version", ["3.2", "3.1", "3.0"])
def test_an_audit_file_gives_its_suppliers_and_their_spend(tmp_path: Path, version: str) -> None:
    address = (
        "<streetAddress><streetname>Dorpsstraat</streetname><number>5</number><numberExtension>a</numberExtension>"
        "<city>Deventer</city><postalCode>7411 AA</postalCode><country>NL</country></streetAddress>"
    )
    more = (
        "<telephone>0570</telephone><eMail>info@jansen.nl</eMail><website>www.jansen.nl</website>"
        "<commerceNr>08123456</commerceNr><taxRegistrationCountry>NL</taxRegistrationCountry>"
        f"<taxRegIdent>NL001234567B01</taxRegIdent>{address}"
    )
    content = audit_file(
        [supplier("C1", name="Jansen &amp; Zn. B.V.", more=more)], [journal("P", INVOICE)], version=version
    )
    found = open_list(written(tmp_path, content.replace("<custSupID>A<", "<custSupID>C1<")))
    assert (found.kind, found.header_row, found.sheet) == ("xaf", None, None)
    (one,) = rows(found)
    assert (one.number, one.row, one.amount, one.category) == (0, "C1", Decimal("100.00"), "Schoonmaak")
    assert one.values == {
        "name": "Jansen & Zn. B.V.", "kvk": "08123456", "vat": "NL001234567B01", "street": "Dorpsstraat 5 a",
        "postcode": "7411 AA", "city": "Deventer", "website": "www.jansen.nl", "email": "info@jansen.nl",
    }  # fmt: skip
    assert found.columns[found.roles[Role.NAME]].samples == ("Jansen & Zn. B.V.",)
    assert rows(found) == [one]


def test_the_street_address_counts_and_the_one_for_letters_where_there_is_none(tmp_path: Path) -> None:
    letters = "<postalAddress><streetname>Postbus 1</streetname><city>Zwolle</city></postalAddress>"
    street = (
        "<streetAddress><streetname>Weg</streetname><number>2</number><city>Almelo</city></streetAddress>"
    )
    found = read(
        tmp_path,
        audit_file(
            [supplier("A", more=letters + street), supplier("B", more=letters), supplier("C", more=street)],
            [],
        ),
    )
    assert [(one.values.get("street"), one.values.get("city")) for one in found.values()] == [
        ("Weg 2", "Almelo"), ("Postbus 1", "Zwolle"), ("Weg 2", "Almelo"),
    ]  # fmt: skip


def test_what_a_supplier_was_before_is_not_what_it_is(tmp_path: Path) -> None:
    before = f"<customerSupplierHistory>{supplier('A', name='Oud')}</customerSupplierHistory>"
    found = read(tmp_path, audit_file([supplier("A", name="Nieuw", more=before)], []))
    assert [one.values["name"] for one in found.values()] == ["Nieuw"]


def test_customers_are_no_suppliers_unless_something_was_bought_from_them(tmp_path: Path) -> None:
    held = [supplier("A", "C"), supplier("B", "B"), supplier("C", "C"), supplier("D", "O"), supplier("E", "")]
    assert spent(tmp_path, journal("P", INVOICE), suppliers=held) == {"A": "100.00", "B": "0.00", "E": "0.00"}


def test_a_supplier_that_the_file_does_not_know_is_marked(tmp_path: Path) -> None:
    found = read(tmp_path, audit_file([supplier("B")], [journal("P", INVOICE)]))
    assert (found["A"].unreadable, found["A"].amount) == (Unreadable.UNKNOWN, Decimal("100.00"))
    assert [one.number for one in found.values()] == [0, 1]
    nameless = read(
        tmp_path, audit_file(["<customerSupplier><custSupID>A</custSupID></customerSupplier>"], [])
    )
    assert nameless["A"].unreadable is Unreadable.NAMELESS


def test_the_country_beside_a_vat_number_belongs_to_it(tmp_path: Path) -> None:
    more = "<taxRegistrationCountry>NL</taxRegistrationCountry><taxRegIdent>001234567B01</taxRegIdent>"
    assert read(tmp_path, audit_file([supplier("A", more=more)], []))["A"].values["vat"] == "NL001234567B01"


def test_an_invoice_counts_without_its_vat(tmp_path: Path) -> None:
    assert spent(tmp_path, journal("P", INVOICE)) == {**NONE, "A": "100.00"}


def test_a_credit_note_is_taken_off(tmp_path: Path) -> None:
    note = transaction(line("4000", "-40"), line("1500", "-8.40"), line("1600", "48.40", "A"))
    assert spent(tmp_path, journal("P", INVOICE, note)) == {**NONE, "A": "60.00"}
    alone = transaction(line("4000", "-40"), line("1600", "40", "B"))
    assert spent(tmp_path, journal("P", alone)) == {**NONE, "B": "-40.00"}


def test_a_negative_amount_turns_its_side(tmp_path: Path) -> None:
    turned = line("4000", "40").replace("<amnt>40", "<amnt>-40")
    assert spent(tmp_path, journal("P", transaction(turned, line("1600", "40", "A")))) == {
        **NONE,
        "A": "-40.00",
    }


def test_suppliers_in_one_transaction_share_its_costs_by_what_is_owed_to_each(tmp_path: Path) -> None:
    both = transaction(
        line("4000", "200"), line("4100", "100"), line("1500", "63"),
        line("1600", "-121", "A"), line("1600", "-60.50", "B"), line("1600", "-181.50", "B"),
    )  # fmt: skip
    assert spent(tmp_path, journal("P", both)) == {**NONE, "A": "100.00", "B": "200.00"}


def test_a_cost_line_that_names_its_supplier_is_that_suppliers(tmp_path: Path) -> None:
    named = transaction(
        line("4000", "30", "A"),
        line("4100", "70", "B"),
        line("4000", "10"),
        line("1600", "-44", "A"),
        line("1600", "-66", "B"),
    )
    assert spent(tmp_path, journal("P", named)) == {**NONE, "A": "34.00", "B": "76.00"}


def test_lines_that_all_name_the_supplier_count_once(tmp_path: Path) -> None:
    named = transaction(line("4000", "100", "A"), line("1500", "21", "A"), line("1600", "-121", "A"))
    assert spent(tmp_path, journal("P", named)) == {**NONE, "A": "100.00"}
    assert spent(tmp_path, journal("P", named), accounts=[]) == {**NONE, "A": "121.00"}


def test_payments_sales_and_opening_balances_are_no_purchases(tmp_path: Path) -> None:
    paid = transaction(line("1600", "121", "A"), line("1100", "-121"))
    sold = transaction(line("8000", "-100"), line("1300", "121", "B"))
    opened = transaction(line("4000", "100"), line("1600", "-100", "A"))
    assert (
        spent(tmp_path, journal("B", paid), journal("S", sold), journal("O", opened), journal("", paid))
        == NONE
    )


def test_costs_of_the_bank_are_not_those_of_who_was_paid(tmp_path: Path) -> None:
    paid = transaction(
        line("1600", "121", "A"), line("4900", "5"), line("4100", "8", "B"), line("1100", "-134")
    )
    assert spent(tmp_path, journal("B", paid)) == {**NONE, "B": "8.00"}


def test_a_van_is_bought_too_but_what_is_paid_at_once_counts_once(tmp_path: Path) -> None:
    van = transaction(line("0100", "1000"), line("1500", "210"), line("1600", "-1210", "A"))
    assert spent(tmp_path, journal("P", van)) == {**NONE, "A": "1000.00"}
    at_once = transaction(
        line("4000", "100"),
        line("1500", "21"),
        line("1600", "-121", "A"),
        line("1600", "121", "A"),
        line("1100", "-121"),
    )
    assert spent(tmp_path, journal("P", at_once)) == {**NONE, "A": "100.00"}


def test_a_cost_that_is_corrected_by_hand_counts(tmp_path: Path) -> None:
    corrected = transaction(line("4000", "-25"), line("1600", "25", "A"))
    assert spent(tmp_path, journal("P", INVOICE), journal("M", corrected)) == {**NONE, "A": "75.00"}


@pytest.mark.parametrize(
    ("account", "vat_codes", "told"),
    [
        (("1500", "Voorbelasting", "B"), "", ""),
        (
            ("1500", "Rekening 1500", "B"),
            "<vatCode><vatID>H</vatID><vatToClaimAccID>1500</vatToClaimAccID></vatCode>",
            "",
        ),
        (("1500", "Rekening 1500", "B"), "", "21.00"),
    ],
)
def test_a_vat_account_is_known_by_its_name_a_vat_code_or_the_amount(
    tmp_path: Path, account: tuple[str, str, str], vat_codes: str, told: str
) -> None:
    accounts = [one for one in ACCOUNTS if one[0] != "1500"] + [account]
    invoice = transaction(line("4000", "100", vat=told), line("1500", "21"), line("1600", "-121", "A"))
    found = spent(tmp_path, journal("P", invoice), accounts=accounts, vat_codes=vat_codes)
    assert found == {**NONE, "A": "100.00"}


def test_a_vat_account_is_known_by_its_reference_code(tmp_path: Path) -> None:
    content = audit_file(
        [supplier("A")], [journal("P", INVOICE)], accounts=[("4000", "Schoonmaak", "P")]
    ).replace(
        "</generalLedger>",
        "<ledgerAccount><accID>1500</accID><accDesc>R</accDesc><accTp>B</accTp><leadReference>BVorVbkTvo</leadReference>"
        "</ledgerAccount></generalLedger>",
    )
    assert read(tmp_path, content.replace("<vatAmnt>21.00", "<vatAmnt>0.00"))["A"].amount == 100


def test_without_a_general_ledger_the_lines_speak_for_themselves(tmp_path: Path) -> None:
    paid = transaction(line("1600", "121", "A"), line("1100", "-121"))
    found = spent(tmp_path, journal("P", INVOICE), journal("B", paid), accounts=[])
    assert found == {**NONE, "A": "100.00"}


def test_a_journal_without_a_kind_is_known_by_its_name(tmp_path: Path) -> None:
    van = transaction(line("0100", "1000"), line("1600", "-1000", "A"))
    bought = journal("", van).replace("Dagboek", "Inkoopboek")
    sold = journal("", van).replace("Dagboek", "Verkoopboek")
    assert spent(tmp_path, bought, sold) == {**NONE, "A": "1000.00"}


def test_the_category_is_the_account_with_most_spend(tmp_path: Path) -> None:
    more = transaction(line("4100", "150"), line("1600", "-150", "A"))
    found = read(tmp_path, audit_file([supplier("A"), supplier("B")], [journal("P", INVOICE, more)]))
    assert [one.category for one in found.values()] == ["Catering", ""]


def test_entities_and_external_texts_are_refused(tmp_path: Path) -> None:
    whole = audit_file([supplier("A", name="&a;")], [])
    laughs = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
    for kind in (
        '<!DOCTYPE auditfile [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        f'<!DOCTYPE auditfile [<!ENTITY a0 "lol">{laughs}<!ENTITY a "&a9;">]>',
        '<!DOCTYPE auditfile SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE auditfile [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
    ):
        for encoding in ("utf-8", "utf-16"):
            content = whole.replace("?>", f"?>{kind}").replace('"UTF-8"', f'"{encoding}"')
            found = reason(written(tmp_path, content.encode(encoding)))
            assert (found.why, found.reason) == (
                Why.UNSAFE,
                "an audit file that cannot be read: it declares a document type, as no list of creditors does",
            )


@pytest.mark.parametrize(
    ("content", "why", "said"),
    [
        (
            "<?xml version='1.0'?><Invoice><ID>1</ID></Invoice>",
            Why.NOT_A_LIST,
            "no audit file (its root is 'Invoice')",
        ),
        ("<?xml version='1.0'?>", Why.NOT_A_LIST, "no audit file"),
        ("<auditfile></auditfile>", Why.NO_COLUMN, "an audit file without customers and suppliers"),
        ("<auditfile><a></auditfile>", Why.DAMAGED, "mismatched tag"),
        (
            "<?xml version='1.0' encoding='klingon'?><auditfile/>",
            Why.NOT_A_LIST,
            "no audit file (its encoding cannot be read",
        ),
        ("<auditfile>&nbsp;</auditfile>", Why.DAMAGED, "undefined entity"),
        ("<auditfile>" + "<a>" * 100, Why.UNSAFE, "elements over 64 deep"),
        ("<auditfile><a b='" + "x" * 20_000_000, Why.UNSAFE, "a tag of over 8 MB"),
        ("<auditfile>\x00</auditfile>", Why.DAMAGED, "line 1"),
    ],
)
def test_what_is_no_audit_file_is_refused_in_one_line(
    tmp_path: Path, content: str, why: Why, said: str
) -> None:
    found = reason(written(tmp_path, content))
    assert found.why is why
    assert said in str(found)


def test_an_audit_file_that_was_cut_off_is_refused_when_its_amounts_are_asked(tmp_path: Path) -> None:
    whole = audit_file([supplier(f"S{at}") for at in range(2_000)], [journal("P", INVOICE)])
    found = open_list(written(tmp_path, whole[:-200]))
    with pytest.raises(Exception, match=r"grootboek.xaf: line 1: an audit file that cannot be read: "):
        rows(found)


@pytest.mark.parametrize("amount", ["abc", "NaN", "1e999", "12,50", "Infinity"])
def test_an_amount_that_cannot_be_read_is_not_left_out_silently(tmp_path: Path, amount: str) -> None:
    content = audit_file([supplier("A")], [journal("P", INVOICE.replace("100.00", amount))])
    assert f"'{amount}' is not an amount" in str(reason(written(tmp_path, content)))


def test_an_audit_file_in_another_encoding_is_read(tmp_path: Path) -> None:
    content = audit_file([supplier("A", name="Café")], [])
    for encoding in ("utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"):
        declared = content.replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding)
        found = open_list(written(tmp_path, declared))
        assert [one.values["name"] for one in found.rows()] == ["Café"]


def test_more_suppliers_than_the_caller_takes_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, audit_file([supplier(f"S{at}") for at in range(30)], []))
    assert len(rows(open_list(path, most_rows=30))) == 30
    with pytest.raises(TooManyRows, match="more than 29 rows"):
        rows(open_list(path, most_rows=29))


def test_a_long_audit_file_takes_little_time_and_memory(tmp_path: Path) -> None:
    path = written(
        tmp_path, audit_file([supplier("A")], [journal("P", INVOICE * 1_500), "<x>y</x>" * 20_000])
    )
    tracemalloc.start()
    (one,) = rows(open_list(path))
    assert tracemalloc.get_traced_memory()[1] < 3_000_000
    tracemalloc.stop()
    assert one.amount == Decimal("150000.00")
    begin = time.process_time()
    assert rows(open_list(path)) == [one]
    assert time.process_time() - begin < 4  # takes some 0.3 s
