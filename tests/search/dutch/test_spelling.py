# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from functools import cache
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.search.dutch.compounds import is_known, table
from kapstok.search.dutch.spelling import LONGEST, Speller, slips, sound

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    return [
        line for line in (HERE / name).read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]


@cache
def vocabulary() -> dict[str, int]:
    return {line.split("\t")[0]: 1 for line in lines("compounds.tsv")}


@cache
def speller() -> Speller:
    return Speller(vocabulary())


def test_of_a_hundred_typing_errors_97_are_mended() -> None:
    errors = [line.split("\t") for line in lines("typing_errors.tsv")]
    wrong = [
        (typed, meant, speller().correct(typed))
        for typed, meant in errors
        if speller().correct(typed) != meant
    ]
    assert len(errors) >= 250
    assert len(wrong) <= 0.03 * len(errors), wrong


def test_names_and_brands_stay_as_they_were_typed() -> None:
    names = {word for line in lines("names.txt") for word in line.split()}
    changed = {name: speller().correct(name) for name in names if speller().correct(name)}
    assert len(names) >= 300
    assert len(changed) <= 3, changed


def test_a_real_word_is_never_touched() -> None:
    known = sorted(table().whole)[::7] + sorted(table().names)
    assert not [word for word in known if speller().correct(word)]


@pytest.mark.parametrize("word", ["boekkast", "houtmarkt", "kastmarkt", "schoonmaaktijden"])
def test_a_compound_of_known_words_is_never_touched(word: str) -> None:
    assert is_known(word)
    assert speller().correct(word) is None


def test_of_two_words_equally_near_the_commoner_is_meant() -> None:
    assert Speller({"zeemvet": 1, "zeemwet": 9}).correct("zeemket") == "zeemwet"
    assert Speller({"zeemvet": 9, "zeemwet": 1}).correct("zeemket") == "zeemvet"
    assert Speller({"zeemvet": 1, "zeemwet": 1}).correct("zeemket") == "zeemvet"


@pytest.mark.parametrize(
    ("typed", "near", "far"),
    [
        ("katering", "catering", "watering"),
        ("sgoonmaak", "schoonmaak", "sloonmaak"),
        ("kadobon", "cadeaubon", "kadetbon"),
        ("verhijzing", "verheizing", "verhuizing"),
    ],
)
def test_what_one_cannot_hear_is_a_smaller_slip(typed: str, near: str, far: str) -> None:
    assert Speller({near: 1, far: 99}).correct(typed) == near


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("schoonmaakdinsten", "schoonmaakdiensten"),
        ("tuinmeublen", "tuinmeubelen"),
        ("verhuisdinst", "verhuisdienst"),
        ("schoomaakdiensten", "schoonmaakdiensten"),
    ],
)
def test_one_part_of_a_compound_is_mended_where_the_other_is_known(typed: str, meant: str) -> None:
    assert Speller({}).correct(typed) == meant


@pytest.mark.parametrize(
    "word", ["", "ab", "abc", "b2b", "2024", "x" * (LONGEST + 1), "!!!!", "\x00\x00\x00\x00", "🧽🧽🧽🧽"]
)
def test_what_is_no_word_is_left_alone(word: str) -> None:
    assert speller().correct(word) is None


@given(st.text(max_size=60))
def test_any_text_is_welcome_and_gives_a_known_word_or_none(word: str) -> None:
    meant = speller().correct(word)
    assert meant is None or meant != word


def test_a_second_speller_adds_words_to_the_first() -> None:
    both = Speller({"zeemvet": 1}, speller())
    assert both.is_known("zeemvet")
    assert both.is_known("hoveniersbedrijf")
    assert both.correct("zeemvit") == "zeemvet"
    assert both.correct("hoveneirsbedrijf") == "hoveniersbedrijf"


def test_slips_are_counted() -> None:
    assert slips("schoonmaak", "schoonmaak") == 0
    assert slips("hoveneir", "hovenier") < 1
    assert slips("katering", "catering") < 0.5
    assert slips("hovenir", "hovenier") <= 1
    assert sound("sgoonmaak") == sound("schoonmaak")


def test_among_60000_words_one_is_mended_within_a_few_milliseconds() -> None:
    among = Speller(dict.fromkeys(table().whole, 1))
    among.correct("loodgeiter")
    typed = [line.split("\t")[0] for line in lines("typing_errors.tsv")]
    started = perf_counter()
    for word in typed:
        among.correct(word)
    assert (perf_counter() - started) / len(typed) < 0.02  # half a millisecond; room for a busy machine
