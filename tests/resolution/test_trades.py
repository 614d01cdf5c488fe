# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections import Counter

import pytest

from kapstok.core.text import fold
from kapstok.resolution.trade_words import ADJECTIVES, EMPTY, TRADES
from kapstok.resolution.trades import Kind, word_of


def test_no_word_stands_for_two_trades_and_all_are_folded() -> None:
    words = [word for line in TRADES.values() for word in line.split()]

    assert [word for word, times in Counter(words).items() if times > 1] == []
    assert [word for word in words if fold(word) != word or not word.isalnum()] == []


def test_no_word_is_in_two_of_the_other_lists() -> None:
    named = {word for line in TRADES.values() for word in line.split()}

    assert not named & EMPTY
    assert not named & ADJECTIVES
    assert not EMPTY & ADJECTIVES


@pytest.mark.parametrize(
    ("word", "kind", "says"),
    [
        ("schoonmaakbedrijf", Kind.TRADE, "schoonmaak"),
        ("houtwerkplaats", Kind.TRADE, "hout"),
        ("groenspecialisten", Kind.TRADE, "groen"),
        ("beveiligingsdiensten", Kind.TRADE, "beveiliging"),
        ("fietsenreparatie", Kind.TRADE, "fiets"),
        ("groenwerk", Kind.COINED, "groen"),
        ("feestfabriek", Kind.COINED, "evenementen"),
        ("schilder", Kind.PERSON, "schilder"),
        ("koninklijke", Kind.ADJECTIVE, ""),
        ("groep", Kind.EMPTY, ""),
        ("twente", Kind.AREA, "twente"),
        ("van", Kind.SMALL, ""),
        ("tomingroep", Kind.OWN, ""),
        ("buurtzorg", Kind.OWN, ""),
        ("bouwman", Kind.OWN, ""),
        ("hoedenmakers", Kind.OWN, ""),
    ],
)
def test_a_word_is_found_whole_or_by_the_first_part_of_a_compound(word: str, kind: Kind, says: str) -> None:
    assert word_of(word) == (kind, says)
