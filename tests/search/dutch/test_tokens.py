# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kapstok.search.dutch.tokens import MAX_TEXT, MAX_WORD, spans, tokens

LETTERS = st.text("abcdefghijklmnopqrstuvwxyzéèëïöü", min_size=2, max_size=30)
UNSEEN = st.sampled_from("\u00ad\u200b\u200d\u200e\u200f\ufeff")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Glans B.V.", ["glans", "bv"]),
        ("'s-Gravenhage", ["s", "gravenhage"]),
        ("Café De Één", ["cafe", "de", "een"]),
        ("schoon\u00admaak", ["schoonmaak"]),
        ("PSO-30+ (trede 3)", ["pso", "30", "trede", "3"]),
        ("zzp'ers", ["zzp'ers"]),
        ("video's", ["video"]),
        ("foto’s", ["foto"]),
        ("snake_case", ["snake", "case"]),
        ("ﬁets", ["fiets"]),
        ("", []),
        ("!?…—()[]{}:^~*", []),
    ],
)
def test_text_falls_apart_into_words(text: str, words: list[str]) -> None:
    assert list(tokens(text)) == words


@given(st.text(max_size=400))
@example("a" * 100)
@example("\x00\u202e\ud800 AND (title:*~2")
def test_every_word_is_short_and_has_no_space(text: str) -> None:
    for word in tokens(text):
        assert 0 < len(word) <= MAX_WORD
        assert not any(character.isspace() for character in word)


def test_of_a_very_long_text_only_the_beginning_is_read() -> None:
    assert len(list(tokens("ja " * MAX_TEXT))) == MAX_TEXT // 3 + 1


@given(LETTERS, UNSEEN, st.data())
def test_what_cannot_be_seen_makes_no_difference(word: str, mark: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word)))
    assert list(tokens(word[:at] + mark + word[at:])) == list(tokens(word))


@given(LETTERS, st.sampled_from([str.upper, str.title, str.lower]))
def test_case_makes_no_difference(word: str, written: object) -> None:
    assert callable(written)
    assert list(tokens(written(word))) == list(tokens(word))


def test_a_span_says_where_its_word_stands_as_it_was_written() -> None:
    text = "Één <b>Kérstpakket</b>, video’s"
    assert [(text[at.start : at.end], at.word) for at in spans(text)] == [
        ("Één", "een"),
        ("b", "b"),
        ("Kérstpakket", "kerstpakket"),
        ("b", "b"),
        ("video’s", "video"),
    ]


@given(st.text(max_size=200))
def test_spans_lie_in_the_text_one_after_another(text: str) -> None:
    end = 0
    for span in spans(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
