# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.search.dutch.questions import frame_words, light_words, weights
from kapstok.search.dutch.tokens import tokens

# A word alone counts in full, one with ~ counts for less, one in brackets only frames.
QUESTIONS = """
kerstpakketten
catering
kerstpakketten (bestellen)
(waar) (kan) (ik) kerstpakketten (bestellen)
(wie) (kan) (onze) flyers drukken
(wie) (kan) (bij) (ons) (de) ramen wassen
(wie) maakt websites
(wie) repareert fietsen
(waar) (vind) (ik) (iemand) (die) eenvoudig nederlands schrijft
(wij) (zoeken) (een) schilder
(we) (zijn) (op) (zoek) (naar) (een) hovenier
(ik) (ben) (opzoek) (naar) (een) drukker
(gezocht) poetshulp
(gij) (zoekt) poetshulp (aan) huis
(zoek) (graag) (een) (goede) (betrouwbare) schilder
(leverancier) (van) koffiebonen
(leveranciers) kantoormeubelen
(aanbieder) afvalinzameling
(offerte) schoonmaak school
(prijs) (per) kerstpakket
(wat) (kost) (een) website
(goedkope) werkkleding (laten) bedrukken
(met) (spoed) drukwerk (nodig)
catering (met) (spoed) (morgen)
(voordelige) fietsreparatie
hovenier (gevraagd)
(kunnen) (jullie) vergaderstukken vertalen
(wil) (je) (onze) gordijnen wassen
(mijn) fiets (is) kapot~
broodjes (voor) vergadering~
broodjes (bestellen) (voor) vergadering~
koffiekar (voor) evenement~
taxi (voor) leerlingen~
cadeaus (voor) personeel~
cadeautjes (voor) (het) personeel~ (met) kerst~
planten (op) kantoor~
afval scheiden (op) kantoor~
(een) dagje (uit) (met) (het) team~
(iets) leuks (voor) (het) team~
(iets) lekkers (bij) (de) koffie~
poetsvrouw (voor) kantoren~
lunch (voor) vergadering~ (van) (de) raad~
bloemen (tijdens) (de) opening~
muziek (tijdens) (het) diner~
catering (for) meeting~
taart (als) bedankje~ (voor) vrijwilligers~
bier (zonder) alcohol~
onkruid (langs) (de) weg~
onkruid (tussen) tegels~
bankjes (rondom) (het) plein~
stroom (na) (een) storm~
vervoer (van) leerlingen (naar) school~
(iemand) (voor) (het) gras (bij) (de) sportvelden~
(iemand) (voor) (de) tuin
(bedrijf) (voor) catering
(wie) (voor) (de) catering
(iets) (met) hout
oude~ laptops ophalen
oude~ laptops (bij) school~ ophalen
onkruid (tussen) tegels~ weghalen
kapotte~ fiets (laten) maken
(iemand) (om) (de) ramen (op) verdieping~ (te) zemen
stoelen (voor) (een) feest~ huren
hapjes (op) (een) receptie~ serveren
(voor) (ons) kantoor~ (een) koffieautomaat
(bij) (ons) (op) kantoor~ (de) ramen wassen
(in) (de) kantine~ (de) vloer reinigen
(wij) (zoeken) (voor) (de) kantine~ (een) cateraar
(tijdens) (de) vergadering~ (een) lunch
(op) kantoor planten
(voor) (een) feest
(in) (de) tuin werken~
hulp~ (bij) belastingaangifte
advies (over) duurzaamheid
cursus (in) fotografie
cursus excel (voor) beginners~
ruimte (voor) (een) vergadering
zaal (voor) bruiloft
workshop (voor) teamdag
onderhoud (bij) sportvelden
machine (voor) koffie
ervaring (met) archieven
(sociale) (onderneming) (voor) catering
(sociale) (ondernemingen) catering
(duurzame) (leverancier) koffie
duurzame~ koffie
sociale~ media beheren
social media
(grote) (partij) tweedehands bureaus
grote~ tent
hygiene artikelen~
meubels (van) afvalhout
tafels (van) oud~ hout
energiebesparing huurders
folders (en) flyers
(who) (can) clean (our) office
(we) (need) (a) caterer
(looking) (for) cleaning
lokale~ bakker
(iemand) (in) (de) (buurt) (met) (een) taxi
hovenier (in) (onze) (gemeente)
catering (in) (de) (regio)
buurt~ barbecue
groendienst gemeente~
haar knippen
vloer (in) (de) was~
it ondersteuning~
houten bestek
zzp~ schilder
"""
TABLE = QUESTIONS.strip().splitlines()


def marked(question: str) -> str:
    words = question.split()
    told = []
    for word, weight in zip(words, weights(words), strict=True):
        told.append({1.0: word, 0.4: f"{word}~", 0.0: f"({word})"}[weight])
    return " ".join(told)


@pytest.mark.parametrize("expected", TABLE)
def test_each_word_of_a_question_counts_by_its_part(expected: str) -> None:
    plain = expected.replace("(", "").replace(")", "").replace("~", "")
    assert marked(plain) == expected


def test_where_nothing_else_is_left_frame_words_count() -> None:
    assert weights(["waar", "vind", "ik"]) == (1.0, 1.0, 1.0)
    assert weights(["beste"]) == (1.0,)


def test_where_only_colour_is_left_it_counts() -> None:
    assert weights(["iets", "duurzame"]) == (0.0, 1.0)


def test_no_words_have_no_weights() -> None:
    assert weights([]) == ()


def test_what_may_be_sold_or_worked_on_is_no_frame() -> None:
    for (
        word
    ) in """kantoor feest vergadering hulp boeken lijsten koffie tuin verhuur ramen personeel leerlingen kast
        team gras dieren groen licht energie water post papier glas hout metaal textiel transport zorg media""".split():
        assert word not in frame_words(), word


def test_no_word_is_both_frame_and_light_and_all_are_folded() -> None:
    assert not frame_words() & light_words()
    for word in frame_words() | light_words():
        assert list(tokens(word)) == [word], word


def test_a_question_of_ten_thousand_words_is_weighed() -> None:
    assert len(weights(["voor"] * 5_000 + ["tuin"] * 5_000)) == 10_000


@given(st.lists(st.sampled_from([*sorted(frame_words())[:40], "tuin", "voor", "grote", "wassen", "x"])))
def test_whatever_is_asked_something_counts_in_full(words: list[str]) -> None:
    given_weights = weights(words)
    assert len(given_weights) == len(words)
    assert not words or max(given_weights) == 1.0
