# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kapstok.core.errors import FileFaults
from kapstok.search.dutch.cpv import codes, groups
from kapstok.search.dutch.thesaurus import (
    Thesaurus,
    UnreadableThesaurus,
    entry_key,
    extended,
    faults,
    main,
    shipped,
)
from tests.search.directories import concept, thesaurus

OURS = thesaurus(concept("glasbewassing", "ramen wassen"), c90910000="Schoonmaak")


def wrong(found: Thesaurus) -> list[str]:
    """What is wrong, but for the groups of the CPV that a small thesaurus leaves out."""
    return [line for line in faults(found) if not line.startswith("CPV ")]


def region_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "categories.toml"
    path.write_text(text)
    return path


# What is shipped


def test_nothing_is_wrong_with_what_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out


def test_what_is_shipped_is_broad_and_every_concept_has_a_category_and_two_names() -> None:
    found = shipped()
    assert len(found.concepts) > 500
    assert 60 <= len(found.categories) <= 150
    for one in found.concepts.values():
        assert one.category in found.categories
        assert one.name("nl") in one.words
        assert one.name("en")
        assert one.name("fr") == one.name("nl")


# The linter


def test_a_small_thesaurus_can_be_right() -> None:
    assert wrong(OURS) == []


def test_a_code_that_does_not_exist_is_told() -> None:
    odd = replace(OURS.concepts["glasbewassing"], cpv=("12345678",))
    assert wrong(Thesaurus(OURS.categories, {odd.id: odd})) == ["glasbewassing: 12345678 is no CPV code"]
    assert wrong(thesaurus(concept("brood", category="12345678"))) == ["category 12345678: no such CPV code"]


@pytest.mark.parametrize("near", ["brood", "glasbewassing"])
def test_a_neighbour_is_another_concept_that_exists(near: str) -> None:
    assert wrong(thesaurus(concept("glasbewassing", near=(near,)))) == [
        f"glasbewassing: near {near!r} is no other concept"
    ]


@pytest.mark.parametrize("entry", ["een twee drie vier vijf zes zeven acht negen", "!?", "x"])
def test_an_entry_has_one_to_eight_words_and_more_than_a_letter(entry: str) -> None:
    (told,) = wrong(thesaurus(concept("brood", entry)))
    assert told.startswith(f"brood: {entry!r} is one letter, or has no words, or more than 8")


def test_a_word_in_two_concepts_needs_a_note_in_both() -> None:
    one, other = concept("vensters", "raam"), concept("restaurants", asks=("ramen",))
    noted = replace(one, senses={"ramen": "van glas; het gerecht staat bij restaurants"})
    assert [line.split(":")[0] for line in wrong(thesaurus(one, other))] == ["vensters", "restaurants"]
    assert wrong(thesaurus(noted, other)) == [
        "restaurants: 'ramen' stands in vensters too, without a sense note here"
    ]
    assert wrong(thesaurus(noted, replace(other, senses={"raam": "het gerecht"}))) == []


def test_the_forms_and_the_order_of_words_make_no_other_entry() -> None:
    assert entry_key("ramen wassen") == entry_key("Wassen, raam") != entry_key("ramen")


def test_every_group_of_the_cpv_is_covered_or_marked_as_not_sold() -> None:
    every = dict.fromkeys(groups(), "niet hier")
    assert list(faults(replace(OURS, not_sold=every))) == []
    group = min(groups())
    del every[group]
    name = codes()[group.ljust(8, "0")].nl
    assert list(faults(replace(OURS, not_sold=every))) == [
        f"CPV {group} ({name}): neither a concept nor among not_sold"
    ]
    cleaning = replace(OURS.concepts["glasbewassing"], cpv=("90911300",))
    both = Thesaurus(OURS.categories, {cleaning.id: cleaning}, {**every, group: "niet hier"})
    assert list(faults(both)) == ["CPV 909: has a concept and is among not_sold"]


# A region's own words


def test_a_region_adds_words_asks_and_concepts(tmp_path: Path) -> None:
    more = extended(
        OURS,
        region_file(
            tmp_path,
            """
            [words]
            glasbewassing = ["ruiten zemen", "ramen wassen"]
            [asks]
            glasbewassing = ["zicht naar buiten"]
            [[category]]
            cpv = "15800000"
            nl = "Eten"
            en = "Food"
              [[category.concept]]
              id = "krentenwegge"
              cpv = ["15811000"]
              nl = "krentenwegge"
              en = "currant loaf"
            """,
        ),
    )
    assert more.concepts["glasbewassing"].words == ("glasbewassing", "ramen wassen", "ruiten zemen")
    assert more.concepts["glasbewassing"].asks == ("zicht naar buiten",)
    assert more.concepts["krentenwegge"].category == "15800000"
    assert more.categories["15800000"].names == {"nl": "Eten", "en": "Food"}
    assert OURS.concepts["glasbewassing"].asks == ()


def test_a_category_that_exists_keeps_its_name(tmp_path: Path) -> None:
    path = region_file(tmp_path, '[[category]]\ncpv = "90910000"\nnl = "Poetsen"\nen = "Scrubbing"\n')
    assert extended(OURS, path).categories["90910000"].names["nl"] == "Schoonmaak"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[words]\nglas-bewassing = ["ramen"]\n', "there is no concept 'glas-bewassing'"),
        ('[words]\nglasbewassing = "ramen"\n', "glasbewassing"),
        ('[words]\nglasbewassing = [""]\n', "glasbewassing"),
        ('[[category]]\ncpv = "9091"\nnl = "Aa"\nen = "Bb"\n', "cpv"),
        ("[colours]\n", "colours"),
        ("[words\n", ""),
    ],
)
def test_what_a_region_says_wrong_is_told_with_its_file(tmp_path: Path, text: str, told: str) -> None:
    path = region_file(tmp_path, text)
    with pytest.raises(FileFaults) as raised:
        extended(OURS, path)
    assert str(path) in str(raised.value)
    assert told in str(raised.value)


def test_a_concept_that_exists_cannot_be_added_again(tmp_path: Path) -> None:
    again = """
        [[category]]
        cpv = "15800000"
        nl = "Eten"
        en = "Food"
          [[category.concept]]
          id = "glasbewassing"
          cpv = ["15811000"]
          nl = "brood"
          en = "bread"
        """
    with pytest.raises(FileFaults, match="two concepts with this id"):
        extended(OURS, region_file(tmp_path, again))


def test_more_words_for_a_concept_that_does_not_exist_are_refused() -> None:
    with pytest.raises(UnreadableThesaurus, match="there is no concept 'brood'"):
        OURS.with_words({"brood": ["boterham"]}, {})
