# SPDX-License-Identifier: EUPL-1.2
"""Audit files of a ledger (XAF 3.2, and 3.0 and 3.1, which name the same things alike): its suppliers, what was bought.

Rules: reading.md. The file is read as a stream; of it are kept the suppliers, the ledger accounts, and one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Final

from kapstok.procurement.creditors.addresses import is_bare, is_foreign
from kapstok.procurement.creditors.audit_file import AuditFile, Supplier
from kapstok.procurement.creditors.cells import cleaned, figures, says_nothing
from kapstok.procurement.creditors.shapes import (
    Column,
    Creditor,
    Kind,
    Role,
    TooManyRows,
    Unreadable,
    UnreadableList,
    Why,
)
from kapstok.procurement.creditors.xml_pieces import XmlFault, read

_PIECE: Final = 1 << 17
_CENT: Final = Decimal("0.01")
_BUYERS_ONLY: Final = frozenset("CO")
_FIELDS: Final = (
    (Role.NAME, "custSupName"),
    (Role.KVK, "commerceNr"),
    (Role.VAT, "taxRegIdent"),
    (Role.STREET, "streetname"),
    (Role.POSTCODE, "postalCode"),
    (Role.CITY, "city"),
    (Role.COUNTRY, "country"),
    (Role.WEBSITE, "website"),
    (Role.EMAIL, "eMail"),
)


@dataclass
class XafList:
    """The suppliers of an audit file with their spend: a `CreditorList`. Its columns are what they are."""

    path: Path
    most_rows: int
    columns: tuple[Column, ...] = ()
    roles: dict[Role, int] = field(default_factory=dict)
    kind: Kind = "xaf"
    encoding: None = None
    delimiter: None = None
    sheet: None = None
    header_row: None = None

    def rows(self) -> Iterator[Creditor]:
        """The suppliers in the order of the file; who has no name in it but was bought from comes last."""
        audit = AuditFile(self.most_rows)
        for _ in _steps(self.path, audit):
            if audit.is_too_long:
                raise TooManyRows(self.path, self.most_rows)
        number = 0
        for key, supplier in audit.suppliers.items():
            spent = audit.purchases.total(key)
            if supplier.kind in _BUYERS_ONLY and not spent:
                continue
            yield _creditor(number, key, supplier, spent, audit.purchases.main_account(key))
            number += 1
        for key in audit.purchases.keys() - audit.suppliers.keys():
            yield Creditor(
                number, key, {}, audit.purchases.total(key).quantize(_CENT), "", Unreadable.UNKNOWN
            )
            number += 1


def opened(path: Path, most_rows: int) -> XafList:
    """The list of an audit file, read as far as its first suppliers. Raises `UnreadableList`."""
    audit = AuditFile(most_rows)
    for _ in _steps(path, audit):
        if len(audit.suppliers) >= 3 or (audit.suppliers and audit.has_transactions):
            break
    if not audit.suppliers:
        raise UnreadableList(path, "an audit file without customers and suppliers", why=Why.NO_COLUMN)
    shown = [values_of(supplier) for supplier in islice(audit.suppliers.values(), 3)]
    columns = [Column(0, "custSupID", None, tuple(islice(audit.suppliers, 3)), 0.0)]
    for role, name in _FIELDS:
        samples = tuple(values[role] for values in shown if values.get(role))
        columns.append(Column(len(columns), name, role, samples, 1.0))
    columns.append(Column(len(columns), "amnt", Role.AMOUNT, (), 1.0))
    columns.append(Column(len(columns), "accDesc", Role.CATEGORY, (), 1.0))
    return XafList(path, most_rows, tuple(columns), {one.role: one.index for one in columns if one.role})


def values_of(supplier: Supplier) -> dict[str, str]:
    """What a supplier is recognised by, and its country, as the file has it."""
    values = {str(role): cleaned(supplier.values.get(name, "")) for role, name in _FIELDS}
    values["kvk"], values["vat"] = figures(values["kvk"]), figures(values["vat"])
    country = cleaned(supplier.values.get("taxRegistrationCountry", ""))
    # The country of a VAT number may stand beside it.
    if len(values["vat"]) == 12 and values["vat"][9:10].upper() == "B" and values["vat"][:9].isdecimal():
        values["vat"] = (country or "NL") + values["vat"]
    if is_bare(values["postcode"]) and is_foreign(values["country"]):
        values["postcode"] = ""
    return {field: text for field, text in values.items() if not says_nothing(text)}


def _creditor(number: int, key: str, supplier: Supplier, spent: Decimal, category: str) -> Creditor:
    values = values_of(supplier)
    values.pop("country", None)
    fault = None if values.keys() & {"name", "kvk", "vat"} else Unreadable.NAMELESS
    return Creditor(number, key, {} if fault else values, spent.quantize(_CENT), category, fault)


def _steps(path: Path, audit: AuditFile) -> Iterator[None]:
    try:
        with path.open("rb") as file:
            yield from read(iter(lambda: file.read(_PIECE), b""), audit)
    except XmlFault as fault:
        if not audit.is_one and not fault.unsafe:
            reason, why = f"XML, but no audit file ({fault})", Why.NOT_A_LIST
        else:
            reason, why = f"an audit file that cannot be read: {fault}", Why.DAMAGED
        place = f"line {fault.line}" if fault.line else ""
        raise UnreadableList(path, reason, why=Why.UNSAFE if fault.unsafe else why, place=place) from None
