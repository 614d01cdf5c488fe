# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.search.dutch.compounds import LONGEST, is_known, joined, read, split, table, taken_apart

GOLD = Path(__file__).with_name("compounds.tsv")
SCRIPT = Path(__file__).parents[3] / "scripts" / "compute-compound-parts"


def gold(half: str) -> dict[str, set[tuple[str, ...]]]:
    rows = [line.split("\t") for line in GOLD.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {
        word: {tuple(each.split()) for each in parts.split("|")} for word, parts, of in rows if of == half
    }


@pytest.mark.parametrize("half", ["fresh", "tuned"])
def test_of_a_hundred_words_96_come_apart_exactly_right_and_at_most_3_too_far(half: str) -> None:
    words = gold(half)
    exact = [word for word, right in words.items() if split(word) in right]
    too_far = [word for word, right in words.items() if len(split(word)) > max(map(len, right))]
    assert len(words) >= 500
    assert len(exact) >= 0.96 * len(words), sorted(set(words) - set(exact))
    assert len(too_far) <= 0.03 * len(words), too_far


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kerstpakketten", ("kerst", "pakketten")),
        ("bedrijfskleding", ("bedrijf", "kleding")),
        ("fietskoeriersdienst", ("fiets", "koerier", "dienst")),
        ("zonnepanelen", ("zon", "panelen")),
        ("kippenhok", ("kip", "hok")),
        ("glazenwasser", ("glazen", "wasser")),
        ("wegonderhoud", ("weg", "onderhoud")),
        ("schilderijen", ("schilderijen",)),
        ("laptops", ("laptops",)),
        ("trappen", ("trappen",)),
        ("reservering", ("reservering",)),
        ("ziekenhuizen", ("ziekenhuizen",)),
        ("ij", ("ij",)),
        ("", ("",)),
    ],
)
def test_linking_letters_go_and_simple_words_stay(word: str, parts: tuple[str, ...]) -> None:
    assert split(word) == parts


@given(st.text("aegiknorstdbl", max_size=60) | st.text(max_size=60))
def test_parts_are_pieces_of_the_word_in_order_and_only_links_are_left_out(word: str) -> None:
    parts, place = split(word), 0
    for part in parts:
        found = word.find(part, place)
        assert 0 <= found - place <= 3
        place = found + len(part)
    assert place == len(word)


def test_a_very_long_word_is_left_alone() -> None:
    assert split("kerstpakketten" * 400) == ("kerstpakketten" * 400,)
    assert len(split("schoonmaak" * (LONGEST // 10 + 1))) == 1


@pytest.mark.parametrize(
    "word", ["schoonmaak", "catering", "dakgoot", "glasbewassing", "fietskoeriers", "opgehaald"]
)
def test_dutch_words_are_known(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize(
    "word", ["katering", "loodgeiter", "meubelmaaker", "schoonmaakdinsten", "kerstpaketten", "xqz"]
)
def test_typing_errors_are_not_known_even_where_parts_of_them_are_words(word: str) -> None:
    assert not is_known(word)


def test_a_word_takes_less_than_a_millisecond_to_come_apart() -> None:
    words = list(gold("tuned"))
    table()
    started = perf_counter()
    for word in words:
        table().split(word)
    assert (perf_counter() - started) / len(words) < 0.001  # 12 microseconds; room for a busy machine


@given(st.sets(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=40)))
def test_words_that_are_written_as_one_text_are_read_back(words: set[str]) -> None:
    assert list(taken_apart(joined(words))) == sorted(words)


def test_a_table_with_an_unknown_line_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind of line"):
        read("z Aword")


def script() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("compute_compound_parts", str(SCRIPT))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = sys.modules[loader.name] = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_the_script_learns_from_a_list_what_compounds_are_made_of(tmp_path: Path) -> None:
    modifiers = "kerst fiets hout school tuin glas boek kaas brood straat water zomer".split()
    heads = "markt winkel feest kaarten pakket handel plank fabriek bezorging dienst kraam team".split()
    listed = [*modifiers, *heads, *(a + b for a, b in pairs(modifiers, heads)), "Schiermonnikoog", "roerei"]
    path = tmp_path / "words"
    path.write_text("\n".join(listed), "utf-8")
    made = script()
    words, names = made.read_words(path)
    parts = made.table(words, names, made.read_hand(made.DUTCH / "compounds.txt"))
    assert parts.split("houtfeest") == ("hout", "feest")
    assert parts.split("schoolkaarten") == ("school", "kaarten")
    assert parts.split("roerei") == ("roerei",)
    again = made.table(words, names, made.read_hand(made.DUTCH / "compounds.txt"))
    assert made.text_of(parts) == made.text_of(again)
    assert read(made.text_of(parts)).split("houtfeest") == ("hout", "feest")


def pairs(modifiers: list[str], heads: list[str]) -> list[tuple[str, str]]:
    return [
        (modifier, head) for modifier in modifiers for head in heads if (modifier, head) != ("hout", "feest")
    ]


def test_the_packaged_table_is_small_and_sorted() -> None:
    path = SCRIPT.parents[1] / "src/kapstok/search/dutch/parts.txt.gz"
    assert path.stat().st_size < 250_000
    assert path.read_bytes()[4:8] == bytes(4)  # no time in it: the same list gives the same bytes
    heads = sorted(table().heads)
    assert all(a < b for a, b in pairwise(heads))
