# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from importlib.resources import as_file, files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.regions.folder import RegionFolder
from kapstok.regions.region_file import Label
from kapstok.search.dutch.label_words import LabelAsked, LabelWords
from kapstok.search.dutch.tokens import tokens

with as_file(files("kapstok.regions") / "bundled" / "oost") as _folder:
    LABELS = RegionFolder(_folder).region().labels
BUNDLED = LabelWords.of(LABELS)

# question | what is left | the values asked for, by facet
QUESTIONS = """
pso | | label pso
PSO | | label pso
schoonmaak pso | schoonmaak | label pso
pso schoonmaak | schoonmaak | label pso
pso-schoonmaakbedrijf | schoonmaakbedrijf | label pso
schoonmaak met pso-certificaat | schoonmaak met | label pso
schoonmaak pso gecertificeerd | schoonmaak | label pso
pso-gecertificeerd groenbedrijf | groenbedrijf | label pso
bedrijven met keurmerk pso | bedrijven met | label pso
prestatieladder socialer ondernemen | | label pso
prestatieladder sociaal ondernemen | | label pso
pso 30+ | | flag pso:30+
PSO 30+ catering | catering | flag pso:30+
PSO30+ | | flag pso:30+
pso-30+ | | flag pso:30+
pso30plus | | flag pso:30+
pso 30plus | | flag pso:30+
pso 30 plus | | flag pso:30+
pso 30 | | flag pso:30+
pso 30 + schilder | schilder | flag pso:30+
catering 30+ | catering | flag pso:30+
30+ erkenning catering | catering | flag pso:30+
30plus | | flag pso:30+
pso trede 3 | | level pso:3
pso-trede 3 | | level pso:3
pso 3 | | level pso:3
pso3 | | level pso:3
PSO niveau 2 hovenier | hovenier | level pso:2
pso basis | | level pso:basis
pso aspirant | | level pso:aspirant
trede 2 | | level pso:2
schilder trede 3 | schilder | level pso:3
trede 3 van de pso | | level pso:3
trede 2 of hoger | | level pso:2 pso:3
trede 2+ | | level pso:2 pso:3
minimaal trede 2 | | level pso:2 pso:3
pso vanaf trede 2 | | level pso:2 pso:3
vanaf pso trede 2 | | level pso:2 pso:3
pso 2 of 3 | | level pso:2 pso:3
pso trede 1, 2 en 3 | | level pso:1 pso:2 pso:3
code sociale ondernemingen | | label cso
code sociale onderneming drukker | drukker | label cso
codesocialeondernemingen | | label cso
cso | | label cso
drukwerk cso | drukwerk | label cso
social enterprise | | label senl
social enterprises | | label senl
Social Enterprise NL | | label senl
social enterprise nederland | | label senl
lid van social enterprise nl | | label senl
cedris | | label cedris
cedris leden | | label cedris
lid van cedris | | label cedris
sociale werkplaats | | label cedris
sociale werkplaatsen in twente | in twente | label cedris
sociale werkvoorziening | | label cedris
sw-bedrijf | | label cedris
sw bedrijven | | label cedris
SW-bedrijf groenonderhoud | groenonderhoud | label cedris
sociaal ontwikkelbedrijf | | label cedris
sociale ontwikkelbedrijven | | label cedris
leerwerkbedrijf | | label cedris
leerwerkbedrijf fietsen | fietsen | label cedris
beschutte werkplaats | | label cedris
maatwerkbedrijf | | label cedris
pso en cso | en | label cso pso
pso 30+ of cedris | of | flag pso:30+ label cedris
voorbehouden | | flag pso:30+
voorbehouden opdracht | | flag pso:30+
voorbehouden opdrachten groen | groen | flag pso:30+
voorbehouden aanbesteding schoonmaak | schoonmaak | flag pso:30+
gereserveerde opdracht | | flag pso:30+
reserved contracts | | flag pso:30+
art. 2.82 | | flag pso:30+
art 2.82 aanbestedingswet | | flag pso:30+
artikel 2.82 van de Aanbestedingswet 2012 | | flag pso:30+
artikel 2.82 lid 1 Aw 2012 | | flag pso:30+
voorbehouden opdracht op grond van artikel 2.82 | | flag pso:30+
voorbehouden volgens art. 2.82 schoonmaak | schoonmaak | flag pso:30+
2.82 | | flag pso:30+
"""

NOTHING_ASKED = """
schoonmaak
sociale onderneming
sociale ondernemingen
code
basiscursus
basis training
niveau 3
mbo niveau 2
stap 2
30 stoelen
30+ stoelen
3 trede trap
trede trap
trap met 3 treden
onder voorbehoud
werkplaats
houten werkplaats inrichten
enterprise software
art 282
artikel 5
2 82
werkvoorziening
co2 prestatieladder
pso advies
pso audit
begeleiding pso traject
social enterprise netwerk
lid worden
"""


def asked(question: str) -> tuple[LabelAsked, ...]:
    return BUNDLED.find(list(tokens(question)), question)


@pytest.mark.parametrize("line", QUESTIONS.strip().splitlines())
def test_a_label_is_found_with_the_words_that_say_it(line: str) -> None:
    question, left, values = (part.strip() for part in line.split("|"))
    found = asked(question)
    taken = frozenset().union(*(each.words for each in found))
    told = " ".join(word for at, word in enumerate(tokens(question)) if at not in taken)
    assert told == left
    assert " ".join(f"{each.facet} {' '.join(sorted(each.values))}" for each in found) == values


@pytest.mark.parametrize("question", NOTHING_ASKED.strip().splitlines())
def test_words_that_only_look_like_a_label_ask_nothing(question: str) -> None:
    assert asked(question) == ()


def test_a_label_is_told_as_the_region_calls_it() -> None:
    assert [each.text for each in asked("pso")] == ["PSO"]
    assert [each.text for each in asked("trede 3")] == ["PSO 3"]
    assert [each.text for each in asked("pso 30+")] == ["PSO 30+"]
    assert [each.text for each in asked("cso of cedris")] == ["Code Sociale Ondernemingen, Cedris"]


def test_without_the_text_as_typed_a_flag_needs_its_label() -> None:
    assert BUNDLED.find(["catering", "30"]) == ()
    assert [each.facet for each in BUNDLED.find(["pso", "30"])] == ["flag"]


def test_a_region_without_reserved_flags_has_no_answer_to_reserved() -> None:
    plain = LabelWords.of({"pso": Label(name="PSO", flags=("30+",))})
    assert plain.find(["voorbehouden", "opdracht"], "voorbehouden opdracht") == ()


def test_every_reserved_flag_of_every_label_is_asked() -> None:
    words = LabelWords.of(
        {
            "pso": Label(name="PSO", flags=("30+",), reserved=("30+",)),
            "ander": Label(name="Ander Keurmerk", flags=("sw",), reserved=("sw",)),
        }
    )
    (found,) = words.find(["voorbehouden"], "voorbehouden")
    assert found.values == {"pso:30+", "ander:sw"}


def test_a_step_that_two_labels_have_asks_both() -> None:
    words = LabelWords.of(
        {"een": Label(name="Een Ladder", levels=("1", "2")), "twee": Label(name="Tweede", levels=("2", "3"))}
    )
    (found,) = words.find(["trede", "2"], "trede 2")
    assert found.values == {"een:2", "twee:2"}


def test_where_two_labels_share_a_word_the_first_has_it() -> None:
    words = LabelWords.of({"a": Label(name="Groen", also=("sw",)), "b": Label(name="Blauw", also=("sw",))})
    (found,) = words.find(["sw"], "sw")
    assert found.values == {"a"}


def test_a_region_calls_its_labels_what_it_likes() -> None:
    words = LabelWords.of({"b-corp": Label(name="B Corp", admits=())})
    for question in ("b corp koffie", "b-corp koffie", "bcorp koffie"):
        (found,) = words.find(list(tokens(question)), question)
        assert found.values == {"b-corp"}


def test_a_label_without_words_is_never_asked() -> None:
    words = LabelWords.of({"x": Label(name="…", levels=("…",), flags=("+",), reserved=("+",))})
    assert words.find(["koffie", "3"], "koffie 3 +") == ()


WORDS = st.sampled_from(
    "pso 30 plus trede 2 3 of en hoger vanaf artikel 82 voorbehouden sw bedrijf code sociale".split()
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=14), st.text(max_size=30))
def test_anything_may_be_asked(words: list[str], typed: str) -> None:
    for found in BUNDLED.find(words, typed):
        assert found.values
        assert found.words
        assert found.words <= set(range(len(words)))


def test_ten_thousand_words_are_no_trouble() -> None:
    assert len(BUNDLED.find(["pso"] * 10_000, "pso " * 10_000)) == 1
