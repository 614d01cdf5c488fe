# SPDX-License-Identifier: EUPL-1.2
"""The extra `semantic`, with a model of a few dozen words that is made here and read by the real library."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from django.utils.translation import override
from model2vec import StaticModel
from pytest_django import Settings
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from kapstok.regions.folder import make
from kapstok.search.counting import counted
from kapstok.search.dutch import static_model
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.entries import Strength
from kapstok.search.dutch.meaning import Meaning, NoModel, arrived
from kapstok.search.dutch.thesaurus import Thesaurus
from kapstok.search.question import enough
from kapstok.search.reasons import explain
from kapstok.search.shapes import Document, Query
from kapstok.search.vocabulary import chain_of
from tests.program import shell
from tests.search.directories import GLANS, LUNCH, TUIN, concept, keys, thesaurus, written

SMALL = thesaurus(
    concept("glasbewassing", "ramen wassen", "ruiten zemen", asks=("kozijn",)),
    concept("groenvoorziening", "tuinonderhoud", "gras maaien", "snoeien", category="77310000"),
    concept("catering", "broodjes", "soep", "lunch", category="55520000"),
)
# What is of one line is alike to the model; the last words of each stand in no thesaurus.
ALIKE = (
    "glasbewassing ramen wassen ruiten zemen kozijn venster spiegel",
    "groenvoorziening tuinonderhoud gras maaien snoeien bloem paradijs",
    "catering broodjes soep lunch honger maaltijd",
    "wiskunde planeet",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model on disk, as a hub has them."""
    path = tmp_path_factory.mktemp("model")
    words = [(word, axis) for axis, line in enumerate(ALIKE) for word in line.split()]
    tokenizer = Tokenizer(
        WordLevel({"?": 0} | {word: at for at, (word, _) in enumerate(words, 1)}, unk_token="?")
    )
    tokenizer.pre_tokenizer = Whitespace()  # type: ignore[assignment]
    vectors = np.zeros((len(words) + 1, 8), np.float32)
    for at, (_, axis) in enumerate(words, 1):
        vectors[at, axis] = 1.0
        vectors[at, 4 + at % 4] = 0.3
    StaticModel(vectors, tokenizer).save_pretrained(path)
    return path


@pytest.fixture
def chain(folder: Path) -> Chain:
    return Chain(SMALL, meaning=loaded(folder))


def loaded(folder: Path, file: Path | None = None) -> Meaning:
    meaning = Meaning(lambda: static_model.load(str(folder)), lambda: SMALL, file)
    meaning.load()
    return meaning


def matches(chain: Chain, text: str) -> list[tuple[str, Strength]]:
    return [
        (match.concept, match.strength) for unit in chain.understand(text).units for match in unit.concepts
    ]


def settled() -> None:
    """Waits for what is loaded beside the question."""
    for thread in threading.enumerate():
        if thread.name == "meaning":
            thread.join()


def test_a_question_without_a_concept_is_given_the_nearest_one(chain: Chain) -> None:
    assert matches(Chain(SMALL), "een venster en een spiegel") == []
    assert matches(chain, "een venster en een spiegel") == [("glasbewassing", Strength.MEANING)]
    assert matches(chain, "paradijs ") == [("groenvoorziening", Strength.MEANING)]


def test_what_comes_about_as_near_is_given_as_well_and_what_comes_farther_is_not(chain: Chain) -> None:
    assert {concept for concept, _ in matches(chain, "venster bloem ")} == {
        "glasbewassing",
        "groenvoorziening",
    }
    assert matches(chain, "venster spiegel bloem ") == [("glasbewassing", Strength.MEANING)]


def test_as_many_words_must_be_found_as_without(chain: Chain) -> None:
    text = "venster spiegel wiskunde planeet "
    assert enough(chain.understand(text)) == enough(Chain(SMALL).understand(text)) == 2


def test_what_is_like_nothing_is_given_nothing(chain: Chain) -> None:
    for text in ("wiskunde", "planeet wiskunde", "onbekend woord", "!?", "", "\x00" * 300):
        assert matches(chain, text) == []


@pytest.mark.parametrize("text", ["spiegel bij het tuinonderhoud", "wie kan ruiten zemen", "soep"])
def test_a_question_with_a_concept_is_understood_as_it_was(chain: Chain, text: str) -> None:
    assert chain.understand(text) == Chain(SMALL).understand(text)


def test_who_is_taken_at_their_word_is_not_guessed_at(chain: Chain) -> None:
    assert chain.understand("venster", literal=True).units == Chain(SMALL).understand("venster").units


def test_documents_are_read_the_same(chain: Chain) -> None:
    assert chain.version == Chain(SMALL).version
    assert chain.analyse(GLANS) == Chain(SMALL).analyse(GLANS)


def test_what_is_like_the_question_is_found_behind_who_has_its_words(chain: Chain, tmp_path: Path) -> None:
    mirrors = Document("spiegels", "Verf & Zo", offerings=("spiegels",))
    mirrors_too = Document("glazen", "Zand", description="Een spiegel staat hier wel.")
    index = written(tmp_path, [GLANS, TUIN, LUNCH, mirrors, mirrors_too], chain=chain)
    without = keys(index.search(Query("spiegel"), Chain(SMALL)))
    assert without == ["spiegels", "glazen"]
    assert keys(index.search(Query("spiegel"), chain)) == ["spiegels", "glans", "tuin", "glazen"]


def test_it_says_what_it_is_like_and_no_more(chain: Chain) -> None:
    asked = chain.understand("spiegel ")
    with override("nl"):
        assert explain(asked, GLANS, chain) == ("lijkt op: glasbewassing",)
        assert explain(asked, LUNCH, chain) == ()


def test_editors_still_see_that_nobody_knew_the_words(chain: Chain) -> None:
    for text, known in (("spiegel", False), ("ramen wassen", True)):
        asked = chain.understand(text)
        assert (
            counted(text, asked, day=date(2026, 1, 5), found=1, shortened=False, names=()).is_understood
            is known
        )


# The model, and what is kept of it


def test_vectors_are_kept_and_made_anew_for_another_model_or_thesaurus(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "var" / "meaning"
    loaded(folder, file)
    kept = file.read_bytes()
    head = json.loads(kept.partition(b"\n")[0])
    assert head["concepts"] == [*SMALL.concepts] * 2

    asked: list[str] = []

    class Other:
        key = "another"

        def encode(self, texts: Sequence[str]) -> np.ndarray:
            asked.extend(texts)
            return np.eye(len(texts), 64, dtype=np.float32)

    Meaning(Other, lambda: SMALL, file).load()
    assert "ramen wassen" in asked
    asked.clear()
    Meaning(Other, lambda: SMALL, file).load()
    assert asked == []
    Meaning(Other, lambda: SMALL.with_words({}, {"catering": ["trek"]}), file).load()
    assert "trek" in asked


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x80\x04no pickle is read\n", b"[1]\n[2]"])
def test_a_damaged_file_is_made_anew(folder: Path, tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "meaning"
    loaded(folder, file)
    kept = file.read_bytes()
    for spoilt in (damage, kept[:-4], kept[:-1] + b"\x7f"):
        file.write_bytes(spoilt)
        assert loaded(folder, file).nearest("venster") == ("glasbewassing",)
        assert file.read_bytes() == kept


def test_a_file_that_cannot_be_written_costs_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert loaded(folder, tmp_path / "file" / "meaning").nearest("venster") == ("glasbewassing",)


def test_the_first_question_does_not_wait(folder: Path) -> None:
    before = arrived()
    meaning = Meaning(lambda: static_model.load(str(folder)), lambda: SMALL)
    chain = Chain(SMALL, meaning=meaning)
    assert matches(chain, "spiegel") == []
    settled()
    assert arrived() == before + 1
    assert matches(chain, "spiegel") == [("glasbewassing", Strength.MEANING)]


def test_a_model_that_cannot_be_had_is_told_once_and_search_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "empty").mkdir()
    broken = tmp_path / "broken"
    broken.mkdir()
    for name in ("model.safetensors", "tokenizer.json", "config.json"):
        (broken / name).write_text("{")
    wrong = {
        f"{tmp_path}/none": "there is no folder",
        f"{tmp_path}/empty": "no model that can be read",
        f"{broken}": "no model that can be read",
        "nobody/has-fetched-this": "was not fetched on this machine",
        "../../etc": "was not fetched on this machine",
    }
    for name, said in wrong.items():
        caplog.clear()
        chain = Chain(SMALL, meaning=Meaning(lambda name=name: static_model.load(name), lambda: SMALL))  # type: ignore[misc]
        for text in ("spiegel", "venster", "ramen"):
            assert chain.understand(text) == Chain(SMALL).understand(text)
            settled()
        [line] = [record for record in caplog.records if record.levelno >= logging.WARNING]
        assert said in line.getMessage()


def test_a_model_that_fails_at_a_question_only_logs(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    whole = static_model.load(str(folder))

    class Failing:
        key = "failing"

        def encode(self, texts: Sequence[str]) -> np.ndarray:
            if len(texts) == 1:
                raise RuntimeError("out of\norder")
            return np.asarray(whole.encode(texts))

    meaning = Meaning(Failing, lambda: SMALL)
    meaning.load()
    assert matches(Chain(SMALL, meaning=meaning), "spiegel") == []
    assert "out of order" in caplog.text


def test_vectors_that_are_no_numbers_are_near_to_nothing() -> None:
    class Odd:
        key = "odd"

        def encode(self, texts: Sequence[str]) -> np.ndarray:
            return np.full((len(texts), 4), np.nan, np.float32)

    meaning = Meaning(Odd, lambda: SMALL)
    meaning.load()
    assert meaning.nearest("spiegel") == ()


def test_nothing_can_be_like_a_thesaurus_without_concepts(folder: Path) -> None:
    with pytest.raises(NoModel, match="cannot be used"):
        Meaning(lambda: static_model.load(str(folder)), lambda: Thesaurus({}, {})).load()


# The setting


@pytest.mark.django_db
def test_a_region_s_chain_has_the_model_of_the_setting(
    folder: Path, tmp_path: Path, settings: Settings
) -> None:
    region = make(tmp_path / "region")
    assert matches(chain_of(region), "paradijs") == []
    settings.SEMANTIC_MODEL = str(folder)
    chain = chain_of(region)
    assert matches(chain, "paradijs") == []
    settled()
    assert {strength for _, strength in matches(chain, "paradijs")} == {Strength.MEANING}
    assert (region.var / "search" / "meaning").exists()


_OFF = """
import sys
import kapstok.config.wsgi
from kapstok.cli.start import run
from kapstok.search.dutch.thesaurus import Thesaurus
from kapstok.search.vocabulary import Chain
import kapstok.config.urls, kapstok.enterprises.finding
Chain(Thesaurus({}, {})).understand("spiegel paradijs")
run(["--help"])
print([name for name in ("numpy", "model2vec", "huggingface_hub", "tokenizers") if name in sys.modules])
"""


def test_who_has_no_model_never_loads_what_it_takes(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _OFF], env=shell(tmp_path), check=True, capture_output=True, text=True
    )
    assert told.stdout.splitlines()[-1] == "[]"
