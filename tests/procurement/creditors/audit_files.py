# SPDX-License-Identifier: EUPL-1.2
"""Audit files, written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kapstok.procurement.creditors import Creditor, open_list

ACCOUNTS = (
    ("4000", "Schoonmaak", "P"),
    ("4100", "Catering", "P"),
    ("4900", "Bankkosten", "P"),
    ("0100", "Bestelauto's", "B"),
    ("1100", "Rabobank", "B"),
    ("1500", "Te vorderen BTW hoog", "B"),
    ("1600", "Crediteuren", "B"),
    ("8000", "Opbrengsten", "P"),
)


def supplier(key: str, kind: str = "S", name: str = "", more: str = "") -> str:
    said = f"<custSupTp>{kind}</custSupTp>" if kind else ""
    named = f"<custSupName>{name or f'Leverancier {key}'}</custSupName>"
    return f"<customerSupplier><custSupID>{key}</custSupID>{named}{more}{said}</customerSupplier>"


def line(account: str, amount: str, supplier: str = "", vat: str = "") -> str:
    """A line: a positive amount is debit."""
    kind = "C" if amount.startswith("-") else "D"
    named = f"<custSupID>{supplier}</custSupID>" if supplier else ""
    told = f"<vat><vatID>H</vatID><vatPerc>21</vatPerc><vatAmnt>{vat}</vatAmnt></vat>" if vat else ""
    return (
        f"<trLine><nr>1</nr><accID>{account}</accID><desc>x</desc><amnt>{amount.lstrip('-')}</amnt>"
        f"<amntTp>{kind}</amntTp>{named}{told}</trLine>"
    )


def transaction(*lines: str) -> str:
    return f"<transaction><nr>1</nr><periodNumber>1</periodNumber><trDt>2026-01-05</trDt>{''.join(lines)}</transaction>"


def journal(kind: str, *transactions: str, more: str = "") -> str:
    said = f"<jrnTp>{kind}</jrnTp>" if kind else ""
    return f"<journal><jrnID>J</jrnID><desc>Dagboek</desc>{said}{more}{''.join(transactions)}</journal>"


def audit_file(
    suppliers: Iterable[str],
    journals: Iterable[str],
    *,
    accounts: Iterable[tuple[str, str, str]] = ACCOUNTS,
    version: str = "3.2",
    vat_codes: str = "",
) -> str:
    ledger = "".join(
        f"<ledgerAccount><accID>{key}</accID><accDesc>{name}</accDesc><accTp>{kind}</accTp></ledgerAccount>"
        for key, name, kind in accounts
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><auditfile xmlns="http://www.auditfiles.nl/XAF/{version}">'
        f"<header><fiscalYear>2026</fiscalYear></header><company><companyName>Gemeente</companyName>"
        f"<customersSuppliers>{''.join(suppliers)}</customersSuppliers><generalLedger>{ledger}</generalLedger>"
        f"<vatCodes>{vat_codes}</vatCodes><transactions>{''.join(journals)}</transactions></company></auditfile>"
    )


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "grootboek.xaf"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(folder: Path, content: str) -> dict[str, Creditor]:
    """The creditors of an audit file by their own number."""
    return {one.row: one for one in open_list(written(folder, content)).rows()}


def spent(folder: Path, *journals: str, suppliers: Iterable[str] = (), **more: object) -> dict[str, str]:
    """What was bought from each supplier."""
    held = tuple(suppliers) or tuple(supplier(key) for key in ("A", "B", "C"))
    content = audit_file(held, journals, **more)  # type: ignore[arg-type]
    return {key: str(one.amount) for key, one in read(folder, content).items()}
