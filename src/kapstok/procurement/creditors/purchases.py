# SPDX-License-Identifier: EUPL-1.2
"""What was bought from whom, from the lines of transactions in a ledger. Pure; rule and source: reading.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

_NOTHING: Final = Decimal()
_MOST_ACCOUNTS: Final = 2_000_000
_VAT: Final = re.compile(r"\bbtw\b|omzetbelasting|voorbelasting|voordruk|\bvat\b|\bb\.t\.w", re.IGNORECASE)
_MONEY: Final = re.compile(
    r"bank\b|\bbank|\bkas\b|\bcash\b|\bgiro|\bkruispost|\bspaarrek|\brekening.courant", re.IGNORECASE
)
_CREDITORS: Final = re.compile(r"crediteur|creditor|accounts payable|leverancier", re.IGNORECASE)
# The reference classification of the Dutch government (RGS): VAT to claim and to pay, money, creditors.
_RGS_VAT: Final = ("BVorVbkTvo", "BSchBepBtw")
_RGS_MONEY: Final = ("BLim",)
_RGS_CREDITORS: Final = ("BSchCre",)
_KINDS: Final = (
    ("P", re.compile(r"inkoop|purchase", re.IGNORECASE)),
    ("S", re.compile(r"verkoop|sales", re.IGNORECASE)),
    ("B", re.compile(r"bank\b|\bbank|\bkas\b|\bcash", re.IGNORECASE)),
)


class Line(NamedTuple):
    """A line of a transaction: its account, its supplier if it names one, debit positive, the VAT amounts it tells."""

    account: str
    supplier: str
    amount: Decimal
    vat: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """A ledger account: `kind` is P (profit and loss), B (balance) or "" where the file does not say."""

    name: str
    kind: str
    is_vat: bool
    is_money: bool
    is_creditors: bool

    @classmethod
    def described(cls, name: str, kind: str, reference: str) -> Account:
        kind = kind.upper()[:1] if kind.upper()[:1] in {"P", "B"} else ""
        balance = kind != "P"

        def fits(pattern: re.Pattern[str], codes: tuple[str, ...]) -> bool:
            return balance and (bool(pattern.search(name)) or any(code in reference for code in codes))

        return cls(
            name[:200], kind, fits(_VAT, _RGS_VAT), fits(_MONEY, _RGS_MONEY), fits(_CREDITORS, _RGS_CREDITORS)
        )


_UNKNOWN: Final = Account("", "", False, False, False)


@dataclass(frozen=True)
class Journal:
    """A day book: `kind` as the audit file has it (P purchases, S sales, B bank, C cash, M memorial, O opening…)."""

    kind: str = ""
    money: str = ""

    @classmethod
    def described(cls, kind: str, name: str, money: str) -> Journal:
        said = kind.strip().upper()[:1] or next((sign for sign, words in _KINDS if words.search(name)), "")
        return cls(said, money if said in {"B", "C"} else "")


@dataclass
class Purchases:
    """The spend excluding VAT of each supplier, added up over transactions."""

    accounts: dict[str, Account] = field(default_factory=dict)
    vat_accounts: set[str] = field(default_factory=set)
    _spent: dict[str, Decimal] = field(default_factory=dict)
    _by_account: dict[str, dict[str, Decimal]] = field(default_factory=lambda: defaultdict(dict))
    _pairs: int = 0

    def add(self, lines: Sequence[Line], journal: Journal) -> None:
        """Adds what one transaction says was bought; payments, sales and opening balances say nothing."""
        if journal.kind in {"S", "O"} or not any(line.supplier for line in lines):
            return
        costs = list(self._costs(lines, journal))
        shares = self._shares(lines) if any(not line.supplier for line in costs) else {}
        for line in costs:
            if line.supplier:
                self._spend(line.supplier, line.account, line.amount)
                continue
            for supplier, share in shares.items():
                self._spend(supplier, line.account, line.amount * share)

    def keys(self) -> AbstractSet[str]:
        """The suppliers from whom anything was bought."""
        return self._spent.keys()

    def total(self, supplier: str) -> Decimal:
        return self._spent.get(supplier, _NOTHING)

    def main_account(self, supplier: str) -> str:
        """The name of the ledger account on which most of a supplier's spend stands."""
        spent = self._by_account.get(supplier)
        account = max(spent, key=lambda one: spent[one]) if spent else ""
        return self.accounts.get(account, _UNKNOWN).name

    def _costs(self, lines: Sequence[Line], journal: Journal) -> Iterable[Line]:
        """The lines that say what was bought."""
        vat = self._vat_told(lines)
        named = all(line.supplier for line in lines if not self._is_vat(line, vat))
        for line in lines:
            account = self.accounts.get(line.account, _UNKNOWN)
            if self._is_vat(line, vat) or self._owes(line, named=named):
                continue
            if account.kind == "P":
                # What is paid at once from a bank account belongs to the supplier that the line names, to nobody else.
                if line.supplier or journal.kind not in {"B", "C"}:
                    yield line
            elif self._is_bought(account, line, journal):
                yield line

    def _is_bought(self, account: Account, line: Line, journal: Journal) -> bool:
        """Whether a line that is no cost by its account (a van, a stock, an account not described) is a purchase."""
        if account.is_money or account.is_creditors or line.account == journal.money:
            return False
        return journal.kind == "P" or (account.kind == "" and journal.kind not in {"B", "C"})

    def _owes(self, line: Line, *, named: bool) -> bool:
        """Whether a line is what is owed to a supplier, and not what was bought."""
        account = self.accounts.get(line.account, _UNKNOWN)
        if not line.supplier or account.kind == "P":
            return False
        if account.kind == "B" or account.is_creditors:
            return True
        # Of an account that is not described: where every line names the supplier, the credit side is what is owed.
        return not named or line.amount < 0

    def _is_vat(self, line: Line, told: AbstractSet[Decimal]) -> bool:
        account = self.accounts.get(line.account, _UNKNOWN)
        if line.account in self.vat_accounts or account.is_vat:
            return True
        return account.kind != "P" and not line.supplier and abs(line.amount) in told

    def _vat_told(self, lines: Sequence[Line]) -> AbstractSet[Decimal]:
        """The VAT amounts that the lines of a transaction tell, and their sum."""
        told = [vat for line in lines for vat in line.vat if vat]
        return {*told, sum(told, _NOTHING)} - {_NOTHING}

    def _shares(self, lines: Sequence[Line]) -> dict[str, Decimal]:
        """How much of a transaction is each supplier's, by what is owed to it; together 1."""
        owed: dict[str, Decimal] = defaultdict(Decimal)
        gross: dict[str, Decimal] = defaultdict(Decimal)
        for line in lines:
            account = self.accounts.get(line.account, _UNKNOWN)
            if line.supplier and account.kind != "P":
                owed[line.supplier] -= line.amount
                gross[line.supplier] += abs(line.amount)
        weights = owed if sum(owed.values(), _NOTHING) else gross
        total = sum(weights.values(), _NOTHING)
        return {supplier: weight / total for supplier, weight in weights.items()} if total else {}

    def _spend(self, supplier: str, account: str, amount: Decimal) -> None:
        self._spent[supplier] = self._spent.get(supplier, _NOTHING) + amount
        by_account = self._by_account[supplier]
        if account in by_account or self._pairs < _MOST_ACCOUNTS:
            self._pairs += account not in by_account
            by_account[account] = by_account.get(account, _NOTHING) + amount
