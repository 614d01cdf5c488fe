# SPDX-License-Identifier: EUPL-1.2
"""What an audit file holds that says from whom was bought, taken from its tags as they pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from kapstok.procurement.creditors.cells import cleaned
from kapstok.procurement.creditors.purchases import Account, Journal, Line, Purchases
from kapstok.procurement.creditors.xml_pieces import Handler, XmlFault

_MOST_LINES: Final = 500_000
_MOST_ACCOUNTS: Final = 1_000_000
_ADDRESSES: Final = ("streetAddress", "postalAddress")
# What stood here before is no part of what stands here now.
_HISTORY: Final = frozenset(
    {"customerSupplierHistory", "custSupHistory", "ledgerAccountHistory", "glAccountHistory"}
)
_PARENTS: Final = frozenset(
    {"customerSupplier", "ledgerAccount", "vatCode", "journal", "transaction", "trLine", *_ADDRESSES}
)

_WANTED: Final = frozenset(
    "custSupName commerceNr taxRegIdent taxRegistrationCountry streetname postalCode city country website eMail".split()
)
_FIELDS: Final = _WANTED | frozenset(
    "custSupID custSupTp number numberExtension accID accDesc accTp leadReference leadCode leadCrossRef vatToPayAccID "
    "vatToClaimAccID vatAmnt jrnID desc jrnTp offsetAccID amnt amntTp".split()
)


@dataclass(slots=True)
class Supplier:
    """A customer or supplier: its kind (S, C, B for both, O for other) and its fields by their names in the file."""

    kind: str = ""
    values: dict[str, str] = field(default_factory=dict)


class AuditFile(Handler):
    """The suppliers of an audit file, and what was bought from them in the transactions read so far."""

    opens = _PARENTS | _HISTORY | {"vat"}
    closes = opens | _FIELDS

    def __init__(self, most: int) -> None:
        self.suppliers: dict[str, Supplier] = {}
        self.purchases = Purchases()
        self.is_one = False
        self.is_too_long = False
        self.has_transactions = False
        self._most = most
        self._parents: list[tuple[str, int]] = []
        self._past = 0
        self._fields: dict[str, dict[str, str]] = {}
        self._lines: list[Line] = []
        self._journal = Journal()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.depth == 1:
            if name != "auditfile":
                raise XmlFault(f"its root is {name[:40]!r}")
            self.is_one = True
            return
        self._parents.append((name, self.depth))
        if name in _HISTORY:
            self._past += 1
        elif not self._past and name in _PARENTS:
            self._fields[name] = {}
            if name == "transaction":
                self._settle_journal()
                self._lines = []

    def end(self, name: str, text: str) -> None:
        if name in self.opens:
            self._parents.pop()
            if name in _HISTORY:
                self._past -= 1
            elif not self._past and name in _PARENTS:
                self._close(name, self._fields.get(name, {}))
        elif not self._past and text:
            self._keep(name, text.strip())

    def _keep(self, name: str, text: str) -> None:
        parent, depth = self._parents[-1] if self._parents else ("", 0)
        if self.depth != depth + 1 or not text:
            return
        if name == "vatAmnt":
            line = self._fields.setdefault("trLine", {})
            line[name] = f"{line.get(name, '')} {text}"[:1_000]
        elif parent in _PARENTS:
            self._fields[parent].setdefault(name, text)

    def _close(self, name: str, fields: dict[str, str]) -> None:
        match name:
            case "customerSupplier":
                self._add_supplier(fields)
            case "ledgerAccount":
                self._add_account(fields)
            case "vatCode":
                accounts = (fields.get("vatToPayAccID"), fields.get("vatToClaimAccID"))
                self.purchases.vat_accounts.update(filter(None, accounts))
            case "trLine":
                self._add_line(fields)
            case "transaction":
                self.has_transactions = True
                self.purchases.add(self._lines, self._journal)
                self.is_too_long = self.is_too_long or len(self.purchases.keys()) > self._most
            case "journal":
                self._fields["journal"] = {}

    def _add_supplier(self, fields: dict[str, str]) -> None:
        key = cleaned(fields.get("custSupID", ""))
        # The street address where there is one, else the one for letters.
        for kind in _ADDRESSES:
            address = self._fields.pop(kind, {})
            if any(name in address for name in ("streetname", "city", "postalCode")) and "city" not in fields:
                fields = {**fields, **_in_one(address)}
        if key:
            self.suppliers[key] = Supplier(fields.get("custSupTp", "").upper()[:1], _wanted(fields))
            self.is_too_long = self.is_too_long or len(self.suppliers) > self._most

    def _add_account(self, fields: dict[str, str]) -> None:
        accounts = self.purchases.accounts
        accounts[fields.get("accID", "")] = Account.described(
            fields.get("accDesc", ""),
            fields.get("accTp", ""),
            " ".join(fields.get(name, "") for name in ("leadReference", "leadCode", "leadCrossRef")),
        )
        if len(accounts) > _MOST_ACCOUNTS:
            raise XmlFault(f"more than {_MOST_ACCOUNTS:,} ledger accounts")

    def _add_line(self, fields: dict[str, str]) -> None:
        if len(self._lines) >= _MOST_LINES:
            raise XmlFault(f"a transaction of more than {_MOST_LINES:,} lines")
        amount = _amount(fields.get("amnt", "0"))
        signed = -amount if fields.get("amntTp", "D").upper().startswith("C") else amount
        vat = tuple(abs(_amount(one)) for one in fields.get("vatAmnt", "").split()[:20])
        self._lines.append(Line(fields.get("accID", ""), cleaned(fields.get("custSupID", "")), signed, vat))

    def _settle_journal(self) -> None:
        fields = self._fields.get("journal", {})
        self._journal = Journal.described(
            fields.get("jrnTp", ""),
            f"{fields.get('desc', '')} {fields.get('jrnID', '')}",
            fields.get("offsetAccID", ""),
        )


def _wanted(fields: dict[str, str]) -> dict[str, str]:
    return {name: text[:1_000] for name, text in fields.items() if name in _WANTED}


def _in_one(address: dict[str, str]) -> dict[str, str]:
    """An address with its house number behind the street."""
    street = " ".join(
        filter(None, (address.get(name) for name in ("streetname", "number", "numberExtension")))
    )
    return {**{name: text for name, text in address.items() if name in _WANTED}, "streetname": street}


def _amount(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) > Decimal("1e15"):
        raise XmlFault(f"{text[:40]!r} is not an amount")
    return value
