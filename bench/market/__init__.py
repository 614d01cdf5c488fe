# SPDX-License-Identifier: EUPL-1.2
"""Invented markets with the truth known: registers' entries and creditor lists, as hard as life makes them.

`invent` gives a market, `creditors` a municipality's creditor list beside it, `measure` says how many pairs were found
and which kinds of error were made. Nothing of it is real; every seed gives the same again.
"""

from __future__ import annotations

from bench.market.creditors import Row, creditors
from bench.market.entries import Market, Shown, invent, other_habits
from bench.market.seeds import REPORTING, TUNING

__all__ = ["REPORTING", "TUNING", "Market", "Row", "Shown", "creditors", "invent", "other_habits"]
