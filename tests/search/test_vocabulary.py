# SPDX-License-Identifier: EUPL-1.2
"""What makes up a region's chain: its file, its labels, the words of its editors, each as it is now."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapstok.core.errors import FileFaults
from kapstok.regions.folder import RegionFolder, make
from kapstok.search import vocabulary
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.prepared import Source
from kapstok.search.enums import EntryKind
from kapstok.search.models import AddedWord
from kapstok.search.region_words import put_live, take_away
from kapstok.search.trying import Trial
from kapstok.search.vocabulary import chain_of, trial_chains, with_added
from tests.search.directories import concept, thesaurus

pytestmark = pytest.mark.django_db

OURS = thesaurus(concept("glasbewassing", "ramen wassen"))


@pytest.fixture(autouse=True)
def small_thesaurus(monkeypatch: pytest.MonkeyPatch) -> None:
    """One concept, so that a chain has little to prepare."""
    monkeypatch.setattr(vocabulary, "shipped", lambda: OURS)
    monkeypatch.setattr(vocabulary, "shipped_key", lambda: "one concept")
    monkeypatch.setattr(vocabulary, "shipped_source", lambda kept: Source("one concept", lambda: OURS))


@pytest.fixture
def folder(tmp_path: Path) -> RegionFolder:
    return make(tmp_path / "region")


def write(folder: RegionFolder, text: str) -> None:
    (folder.path / "categories.toml").write_text(text, encoding="utf-8")


def named(chain: Chain, text: str) -> set[str]:
    """The concepts that a question names."""
    return {match.concept for unit in chain.understand(text + " ").units for match in unit.concepts}


def add(folder: RegionFolder, concept: str, entry: str, kind: EntryKind = EntryKind.ASKS) -> AddedWord:
    [word] = put_live(
        thesaurus=chain_of(folder).thesaurus,
        concept=concept,
        kind=kind,
        entries=[entry],
        trial=Trial(0.9, 0.9, (), ()),
        reason="",
        actor="test",
    )
    return word


def test_a_region_s_file_adds_words_and_concepts(folder: RegionFolder) -> None:
    assert "glasbewassing" not in named(chain_of(folder), "kwiebelen")
    write(
        folder,
        """
        [asks]
        glasbewassing = ["kwiebelen"]
        [[category]]
        cpv = "03100000"
        nl = "Turf"
        en = "Peat"
          [[category.concept]]
          id = "turf-uit-het-veen"
          cpv = ["03110000"]
          nl = "turfwinkel"
          en = "peat shop"
        """,
    )
    assert "glasbewassing" in named(chain_of(folder), "kwiebelen")
    assert "turf-uit-het-veen" in named(chain_of(folder), "turfwinkel")


def test_a_word_of_an_editor_counts_until_it_is_taken_away(folder: RegionFolder) -> None:
    before = chain_of(folder)
    assert chain_of(folder) is before
    word = add(folder, "glasbewassing", "kwiebelen")
    assert "glasbewassing" in named(chain_of(folder), "kwiebelen")
    # Questions alone know it: the index stays as it is.
    assert chain_of(folder).version == before.version
    take_away(word=word.pk, actor="test")
    assert "glasbewassing" not in named(chain_of(folder), "kwiebelen")


def test_what_a_thing_is_called_asks_for_another_index(folder: RegionFolder) -> None:
    before = chain_of(folder).version
    add(folder, "glasbewassing", "kwiebelen", EntryKind.WORDS)
    assert chain_of(folder).version != before


def test_a_trial_changes_nothing_that_counts(folder: RegionFolder) -> None:
    before, after = trial_chains(folder, (("glasbewassing", EntryKind.ASKS, "kwiebelen"),))
    assert before is chain_of(folder)
    assert "glasbewassing" in named(after, "kwiebelen")
    assert "glasbewassing" not in named(chain_of(folder), "kwiebelen")


def test_a_word_of_a_concept_that_is_gone_does_nothing() -> None:
    found = with_added(OURS, (("vergaan", "words", "kwiebelen"),))
    assert found.concepts == OURS.concepts


def test_a_file_that_cannot_be_read_is_told_before_anything_is_searched(folder: RegionFolder) -> None:
    write(folder, '[words]\nvergaan = ["kwiebelen"]\n')
    with pytest.raises(FileFaults, match="there is no concept 'vergaan'"):
        chain_of(folder)
