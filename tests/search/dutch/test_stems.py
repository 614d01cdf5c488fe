# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.search.dutch.stems import parts, read, stem

PINNED = Path(__file__).with_name("stems.tsv")


def pinned() -> dict[str, str]:
    rows = [line for line in PINNED.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {row.split("\t")[0]: row.split("\t")[1] for row in rows}


def test_the_stems_of_250_words_are_as_they_were_when_the_index_was_made() -> None:
    assert len(pinned()) >= 250
    assert {word: stem(word) for word in pinned()} == pinned()


@pytest.mark.parametrize(
    "family",
    [
        "repareren reparatie reparateur gerepareerd repareert",
        "installeren installatie installateur",
        "schoonmaken schoonmaak schoonmaker schoonmakers schoongemaakt",
        "huren huur verhuren verhuur verhuurder",
        "schilderen schilder schilders geschilderd",
        "begeleiden begeleiding begeleider",
        "fietsen fiets fietsje",
        "glazen glas",
        "stad steden stads",
        "gebouw gebouwen gebouwtje",
        "gemeente gemeenten gemeentes",
        "levering leveringen leveren leverancier",
        "kerstpakket kerstpakketten",
        "opslagloods opslagloodsen",
        "elektrotechniek",
        "bureau buro bureaus",
        "stukadoor stucadoor stukadoors stukadoren",
        "bakkerij bakker bakkers",
    ],
)
def test_one_family_has_one_stem(family: str) -> None:
    assert len(set(map(stem, family.split()))) == 1


@pytest.mark.parametrize(
    "strangers",
    [
        "schilder schilderij",
        "gebouw bouw",
        "gebak bak",
        "gevel vel",
        "geluid luid",
        "geboorte boor",
        "gezondheid zon",
        "beleid begeleiding",
        "vers verzending",
        "veilig veiling",
        "kwaliteit kwaal",
        "loods lood",
        "plaats plaat",
        "markt mark",
        "linnen lint",
        "weekend week",
        "drukte drukken",
        "vestiging vest",
        "geen gene",
        "gereedmaken reedmaken",
    ],
)
def test_words_that_only_look_alike_have_their_own_stems(strangers: str) -> None:
    one, other = strangers.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("kerstpakketten", ("kerst", "pakket")),
        ("fietsreparaties", ("fiets", "repareer")),
        ("glazenwassers", ("glas", "was")),
        ("bedrijfskleding", ("bedrijf", "kleding")),
        ("electrotechniek", ("elektro", "techniek")),
        ("catering", ("cater",)),
    ],
)
def test_the_parts_of_a_compound_are_stemmed_each(word: str, stems: tuple[str, ...]) -> None:
    assert parts(word) == stems


@given(st.text(min_size=1, max_size=60))
def test_any_text_has_a_stem_and_parts(word: str) -> None:
    assert stem(word)
    assert all(parts(word))


def test_threads_that_stem_at_once_find_the_same() -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(uncached, list(pinned()) * 5))
    assert found == list(pinned().values()) * 5


def uncached(word: str) -> str:
    make: Callable[[str], str] = stem.__wrapped__
    return make(word)


def test_exceptions_are_words_with_their_plurals_or_whole_stems() -> None:
    found = read("huur: huren verhuur  # who hires\n= gebouw\ndruk < drukker\n\n# a heading")
    assert found.given("verhuur") == "huur"
    assert found.given("gebouwen") == "gebouw"
    assert found.given("drukker") is None
    assert set(found.stems.values()) == {"druk"}


@pytest.mark.parametrize("line", ["huren verhuur", "a b: huren", ": huren", "x = y"])
def test_a_line_that_is_no_rule_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no rule"):
        read(line)


def test_a_word_in_two_families_is_refused() -> None:
    with pytest.raises(ValueError, match="huren has two stems"):
        read("huur: huren\nverhuur: huren")
