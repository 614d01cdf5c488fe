# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import time
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.regions.gazetteer import gazetteer
from kapstok.search.distances import kilometres
from kapstok.search.dutch.place_names import place_names
from kapstok.search.dutch.places import PlaceAsked, find_place, place_words
from kapstok.search.dutch.tokens import tokens
from kapstok.search.shapes import Point

# question | what is left when the place is taken out | its name | its kind | its reach at most, and its hard limit
PLACES = """
hengelo | | Hengelo | place
deventer | | Deventer | place
de bilt | | De Bilt | place
Den Haag | | Den Haag | place
schoonmaak kantoor Deventer | schoonmaak kantoor | Deventer | place
schoonmaak in Deventer | schoonmaak | Deventer | place
schoonmaak te Deventer | schoonmaak | Deventer | place
deventer schoonmaak | schoonmaak | Deventer | place
in deventer een schilder | een schilder | Deventer | place
schilder deventer gezocht | schilder gezocht | Deventer | place
catering Utrecht | catering | Utrecht | place
catering groningen | catering | Groningen | place
wasserij 's-Hertogenbosch | wasserij | 's-Hertogenbosch | place
wasserij s hertogenbosch | wasserij | 's-Hertogenbosch | place
wasserij hertogenbosch | wasserij | 's-Hertogenbosch | place
wasserij Den Bosch | wasserij | 's-Hertogenbosch | place
wasserij denbosch | wasserij | 's-Hertogenbosch | place
koerier the hague | koerier | Den Haag | place
koerier 's-Gravenhage | koerier | Den Haag | place
koerier denhaag | koerier | Den Haag | place
lunch Alphen aan den Rijn | lunch | Alphen aan den Rijn | place
lunch alphen aan de rijn | lunch | Alphen aan den Rijn | place
lunch alphen a/d rijn | lunch | Alphen aan den Rijn | place
lunch alphen a.d. rijn | lunch | Alphen aan den Rijn | place
lunch alphen | lunch | Alphen aan den Rijn | place
kapper Nieuwerkerk aan den IJssel | kapper | Nieuwerkerk aan den IJssel | place
kapper capelle | kapper | Capelle aan den IJssel | place
kapper krimpen aan de lek | kapper | Krimpen aan de Lek | place
bakker wijk bij duurstede | bakker | Wijk bij Duurstede | place
bakker Bergen op Zoom | bakker | Bergen op Zoom | place
bakker son en breugel | bakker | Son en Breugel | place
bakker oud-beijerland | bakker | Oud-Beijerland | place
bakker oud beijerland | bakker | Oud-Beijerland | place
bakker sint-oedenrode | bakker | Sint-Oedenrode | place
bakker st oedenrode | bakker | Sint-Oedenrode | place
bakker 't harde | bakker | 't Harde | place
bakker Hoek van Holland | bakker | Hoek van Holland | place
bakker ijsselstein | bakker | IJsselstein | place
tuinman schalkhaar | tuinman | Schalkhaar | place
tuinman in Lettele | tuinman | Lettele | place
fietsenmaker mokum | fietsenmaker | Amsterdam | place
fietsenmaker a'dam | fietsenmaker | Amsterdam | place
fietsenmaker amsterdam noord | fietsenmaker | Amsterdam | place
fietsenmaker rotterdam centrum | fietsenmaker | Rotterdam | place
hoveniers zwolle e.o. | hoveniers | Zwolle | place
hoveniers zwolle e.o | hoveniers | Zwolle | place
hoveniers zwolle en omstreken | hoveniers | Zwolle | place
hoveniers zwolle en omgeving | hoveniers | Zwolle | place
hoveniers omgeving zwolle | hoveniers | Zwolle | place
hoveniers in de omgeving van zwolle | hoveniers | Zwolle | place
hoveniers in de buurt van zwolle | hoveniers | Zwolle | place
hoveniers vlakbij zwolle | hoveniers | Zwolle | place
hoveniers vlak bij zwolle | hoveniers | Zwolle | place
hoveniers rond zwolle | hoveniers | Zwolle | place
hoveniers nabij zwolle | hoveniers | Zwolle | place
hoveniers regio deventer | hoveniers | Deventer | place
hoveniers regio zwolle | hoveniers | Regio Zwolle | labour_market_region
hoveniers in de regio zwolle | hoveniers | Regio Zwolle | labour_market_region
hoveniers arbeidsmarktregio zwolle | hoveniers | Regio Zwolle | labour_market_region
hoveniers regio groningen | hoveniers | Groningen | labour_market_region
drukwerk midden-gelderland | drukwerk | Midden-Gelderland | labour_market_region
drukwerk rijk van nijmegen | drukwerk | Rijk van Nijmegen | labour_market_region
drukwerk stedendriehoek | drukwerk | Stedendriehoek | region
drukwerk cleantech regio | drukwerk | Stedendriehoek | region
drukwerk foodvalley | drukwerk | FoodValley | labour_market_region
drukwerk food valley | drukwerk | Gelderse Vallei | region
achterhoek catering | catering | Achterhoek | labour_market_region
catering in de achterhoek | catering | Achterhoek | labour_market_region
catering de achterhoek | catering | Achterhoek | labour_market_region
catering op de veluwe | catering | Veluwe | region
catering twente | catering | Twente | labour_market_region
catering in twente | catering | Twente | labour_market_region
catering salland | catering | Salland | region
catering betuwe | catering | Betuwe | region
catering het gooi | catering | Gooi | region
catering in 't gooi | catering | Gooi | region
catering hoeksche waard | catering | Hoeksche Waard | municipality
catering hoekse waard | catering | Hoekse Waard | region
catering drechtsteden | catering | Drechtsteden | labour_market_region
catering westland | catering | Westland | region
catering zuid-limburg | catering | Zuid-Limburg | labour_market_region
catering parkstad limburg | catering | Parkstad | region
catering kop van overijssel | catering | Kop van Overijssel | region
catering zeeuws-vlaanderen | catering | Zeeuws-Vlaanderen | region
catering westfriesland | catering | West-Friesland | region
catering oost-nederland | catering | Oost-Nederland | region
catering brainport | catering | Brainport | region
catering rivierenland | catering | Rivierenland | labour_market_region
catering noordoostpolder | catering | Noordoostpolder | region
gelderland verhuizer | verhuizer | Gelderland | province
verhuizer noord-brabant | verhuizer | Noord-Brabant | province
verhuizer brabant | verhuizer | Noord-Brabant | province
verhuizer friesland | verhuizer | Fryslân | province
verhuizer zeeland | verhuizer | Zeeland | province
verhuizer limburg | verhuizer | Limburg | province
verhuizer provincie utrecht | verhuizer | Utrecht | province
verhuizer in de provincie groningen | verhuizer | Groningen | province
verhuizer gemeente deventer | verhuizer | Deventer | municipality
verhuizer steenwijkerland | verhuizer | Steenwijkerland | municipality
verhuizer oude ijsselstreek | verhuizer | Oude IJsselstreek | municipality
verhuizer in heel nederland | verhuizer | Nederland | country
verhuizer nederland | verhuizer | Nederland | country
7411 | | 7411 | postcode
groen 7411 | groen | 7411 | postcode
groen 7411 AB | groen | 7411 | postcode
groen 7411ab | groen | 7411 | postcode
7411 ab groen | groen | 7411 | postcode
groen in 7411 | groen | 7411 | postcode
groen postcode 7411 | groen | 7411 | postcode
groen 7411 deventer | groen | 7411 | postcode
groen 7411 AB Deventer | groen | 7411 | postcode
groen omgeving 8011 | groen | 8011 | postcode
groen 2011 AB | groen | 2011 | postcode
groen haarlem 2011 | groen | 2011 | postcode
hengelo gld bakker | bakker | Hengelo | place
bakker Hengelo (Gld) | bakker | Hengelo | place
bakker hengelo bronckhorst | bakker | Hengelo | place
bakker beek montferland | bakker | Beek | place
bakker bergen limburg | bakker | Bergen | place
bakker deventer overijssel | bakker | Deventer | place
bakker winterswijk achterhoek | bakker | Winterswijk | place
lunch Deventer Overijssel | lunch | Deventer | place
lunch arnhem nijmegen | lunch | Arnhem-Nijmegen | region
lunch deventer en zwolle | lunch en | Deventer en Zwolle | place
lunch tussen deventer en apeldoorn | lunch en | Deventer en Apeldoorn | place
schoonmaak in Best | schoonmaak | Best | place
schoonmaak best | schoonmaak | Best | place
schoonmaak Goor | schoonmaak | Goor | place
schoonmaak in goor | schoonmaak | Goor | place
catering houten | catering | Houten | place
catering in Putten | catering | Putten | place
catering Putten | catering | Putten | place
catering omgeving putten | catering | Putten | place
catering gemeente duiven | catering | Duiven | municipality
catering in duiven | catering | Duiven | place
catering Duiven | catering | Duiven | place
catering assen | catering | Assen | place
catering in Bergen | catering | Bergen | place
catering rijen | catering | Rijen | place
catering in huizen | catering | Huizen | place
catering in made | catering | Made | place
catering ede | catering | Ede | place
catering leiden | catering | Leiden | place
catering hoorn | catering | Hoorn | place
Best | | Best | place
best | | Best | place
bergen | | Bergen | place
lunch Son | lunch | Son en Breugel | place
bakker Hengelo (O) | bakker | Hengelo | place
catering oost twente | catering | Twente | labour_market_region
lunch in Groenlo, Lichtenvoorde en Winterswijk | lunch en | Groenlo, Lichtenvoorde, Winterswijk | place
bloemen apeldoorn bezorgen | bloemen bezorgen | Apeldoorn | place
wie kan bij ons in Wierden de ramen lappen | wie kan bij ons de ramen lappen | Wierden | place
winkel in Winkel | winkel | Winkel | place
"""

TRAPS = """
best brood
duiven
dieren
zetten
best wel
beste kapper
goor werk
goor toilet poetsen
houten tafels
oude houten kasten
tafels van hout
koffie zetten
planten gieten
regenputten
putten graven
putten reinigen
overlast duiven
duiven verjagen
dieren verzorgen
voer voor dieren
brood voor de buren
huizen schilderen
rijen stoelen
stoelen in de rij
haren knippen
sloten vervangen
sloten maaien
onkruid in sloten
werk in de wijk
schoonmaak in de winkel
winkel inrichten
de boer op
bakkerij de vries
schilder van dongen
hoveniersbedrijf van beek
jansen en van dalen
cadeaus voor anderen
iets voor hem
een taart
oranje shirts
shirts in oranje
meeuwen verjagen
badkamer tegelen
medewerkers roosteren
kersttakken met hulst
in het noorden
handel
meer waarde
monster nemen
logistieke overslag
krimpen folie
rekken voor magazijn
teamuitje klimmen
hand made
met vriendelijke groet
1000 flyers
2500 folders drukken
1250 stoelen huren
enveloppen 5000
kerstpakketten 2026
agenda 2027
iso 9001
nen 2767
windows 2016
1500 euro
1200 m2 schoonmaken
1250 kg papier
1500gr koffie
binnen 10 km
in de buurt
in de regio
omgeving
leren over nederland
sint maarten lampionnen
uitzendbureau randstad vacatures
gooi weg
kabels krimpen
eenvoudig nederlands schrijven
"""


def found(question: str) -> PlaceAsked | None:
    return find_place(list(tokens(question)), question)


def at(question: str) -> PlaceAsked:
    place = found(question)
    assert place is not None
    return place


@pytest.mark.parametrize("line", PLACES.strip().splitlines())
def test_a_place_is_found_with_the_words_that_say_it(line: str) -> None:
    question, left, name, kind = (part.strip() for part in line.split("|"))
    place = at(question)
    words = list(tokens(question))
    told = " ".join(word for position, word in enumerate(words) if position not in place.words)
    assert (told, place.name, place.kind) == (left, name, kind)


@pytest.mark.parametrize("question", TRAPS.strip().splitlines())
def test_a_word_is_no_place_where_nothing_speaks_for_one(question: str) -> None:
    assert found(question) is None


def test_a_capital_tells_a_name_only_where_it_was_meant() -> None:
    assert find_place(["taarten", "duiven"], "taarten Duiven") is not None
    assert find_place(["taarten", "duiven"], "taarten duiven") is None
    assert find_place(["duiven", "taarten"], "Duiven taarten") is None
    assert find_place(["verse", "taarten", "duiven"], "Verse Taarten Duiven") is None
    assert find_place(["taarten", "duiven"], "TAARTEN DUIVEN") is None
    assert find_place(["taarten", "duiven"]) is None


@pytest.mark.parametrize(
    ("question", "name", "within"),
    [
        ("schoonmaak binnen 10 km van Deventer", "Deventer", 10),
        ("schoonmaak binnen een straal van 15 km rond Deventer", "Deventer", 15),
        ("schoonmaak in een straal van 20 kilometer om deventer", "Deventer", 20),
        ("schoonmaak maximaal 25 km van deventer", "Deventer", 25),
        ("schoonmaak max 5km van deventer", "Deventer", 5),
        ("schoonmaak deventer binnen 10 km", "Deventer", 10),
        ("schoonmaak deventer straal 10 km", "Deventer", 10),
        ("schoonmaak deventer 10 km", "Deventer", 10),
        ("schoonmaak deventer + 10 km", "Deventer", 10),
        ("schoonmaak binnen 30 km van 7411 AB", "7411", 30),
        ("schoonmaak deventer", "Deventer", None),
        ("schoonmaak omgeving deventer", "Deventer", None),
        ("schoonmaak binnen 999 km van deventer", "Deventer", 500),
    ],
)
def test_a_distance_in_the_question_is_a_hard_limit(question: str, name: str, within: int | None) -> None:
    place = at(question)
    assert (place.name, place.within) == (name, within)
    words = list(tokens(question))
    assert [word for position, word in enumerate(words) if position not in place.words] == ["schoonmaak"]


def test_surroundings_widen_where_one_is_there() -> None:
    town = at("zwolle").reach
    assert at("vlakbij zwolle").reach == town + 5
    for wide in ("omgeving zwolle", "zwolle e.o.", "in de buurt van zwolle", "zwolle en omstreken"):
        assert at(wide).reach == town + 10, wide
    assert at("regio deventer").reach == at("deventer").reach + 10
    assert at("omgeving achterhoek").reach == at("achterhoek").reach + 10


def test_a_larger_place_reaches_further() -> None:
    assert at("7411 AB").reach == 0
    village, town, city = at("lettele"), at("deventer"), at("amsterdam")
    region, province, country = at("achterhoek"), at("gelderland"), at("in nederland")
    sizes = [each.reach for each in (village, town, city, region, province, country)]
    assert sizes == sorted(sizes)
    assert 1 <= village.reach <= 3
    assert 10 <= region.reach <= 40


def test_of_places_with_one_name_the_larger_is_meant_and_the_others_are_told() -> None:
    hengelo = at("hengelo")
    assert hengelo.municipalities == {"GM0164"}
    assert hengelo.note == "Hengelo (Bronckhorst)"
    assert at(hengelo.note).municipalities == {"GM1876"}
    assert at("elst").municipalities == {"GM1734"}
    assert at("bakker bergen limburg").municipalities == {"GM0893"}
    assert at("deventer").note is None


def test_a_place_on_a_border_is_one_place() -> None:
    hoenderloo = at("hoenderloo")
    assert hoenderloo.municipalities == {"GM0200", "GM0228"}
    assert hoenderloo.note is None


def test_two_places_near_one_another_are_one_question_for_what_lies_between() -> None:
    both = at("lunch deventer zwolle")
    assert both.name == "Deventer en Zwolle"
    for town in ("deventer", "zwolle"):
        assert kilometres(both.point, at(town).point) <= both.reach
    assert both.municipalities == {"GM0150", "GM0193"}


def test_of_two_places_far_apart_the_one_that_is_best_said_counts() -> None:
    place = at("vervoer maastricht in groningen")
    assert place.name == "Groningen"
    assert place.words == {1, 2, 3}


def test_words_between_two_places_that_say_something_else_stay() -> None:
    assert at("schoonmaak deventer kantoor zwolle").words == {1, 3}


@pytest.mark.parametrize(
    "name",
    [
        entry["name"]
        for entry in tomllib.loads((files("kapstok.search.dutch") / "regions.toml").read_text("utf-8"))[
            "region"
        ]
    ],
)
def test_every_region_of_the_file_is_made_of_places_that_exist_and_is_found(name: str) -> None:
    file = tomllib.loads((files("kapstok.search.dutch") / "regions.toml").read_text("utf-8"))
    entry = next(each for each in file["region"] if each["name"] == name)
    known = {home.code for home in gazetteer().municipalities()}
    assert set(entry.get("municipalities", ())) <= known
    assert set(entry.get("provinces", ())) <= set(gazetteer().provinces())
    assert set(entry.get("labour_market_regions", ())) <= set(gazetteer().labour_market_regions())
    for writing in (name, *entry.get("also", ())):
        place = at(f"catering in de {writing}")
        assert place.municipalities, writing


def test_other_names_and_choices_of_the_file_name_places_that_exist() -> None:
    file = tomllib.loads((files("kapstok.search.dutch") / "regions.toml").read_text("utf-8"))
    for entry in file["name"]:
        assert entry["municipality"] in at(f"catering {entry['name']}").municipalities
    for name, code in file["larger"].items():
        assert code in at(f"catering in {name}").municipalities, name


def test_every_homonym_is_a_name_that_exists_and_stands_once() -> None:
    file = tomllib.loads((files("kapstok.search.dutch") / "place_homonyms.toml").read_text("utf-8"))
    names = [name for names in file.values() for name in names]
    assert len(names) == len(set(names))
    keys = {tuple(tokens(place.name)) for place in gazetteer().places()}
    keys |= {tuple(tokens(home.name)) for home in gazetteer().municipalities()}
    known = set(place_names().names) | keys
    assert [name for name in names if tuple(name.split()) not in known] == []


def test_every_municipality_and_nearly_every_place_is_found_by_its_name() -> None:
    for home in gazetteer().municipalities():
        name = home.name.split(" (")[0].split(",")[0]
        place = at(f"gemeente {name}")
        assert place.name in {name, "Bergen"} or home.code in place.municipalities, name
    missed = [
        place.name
        for place in gazetteer().places()
        if (asked := found(f"catering omgeving {place.name}")) is None
        or (kilometres(asked.point, Point(place.lat, place.lon)) > 15 and not asked.note)
    ]
    assert len(missed) < 25, missed


def test_the_speller_is_told_every_word_of_place_names() -> None:
    words = place_words()
    assert words["deventer"] > words["lettele"] >= 1
    assert {"achterhoek", "hertogenbosch", "alphen", "rijn"} <= set(words)


def test_a_question_is_read_in_a_fifth_of_a_millisecond() -> None:
    questions = [line.split("|")[0].strip() for line in PLACES.strip().splitlines()]
    asked = [(list(tokens(question)), question) for question in questions]
    for words, typed in asked:
        find_place(words, typed)
    best = min(_seconds(asked) for _ in range(5))
    assert best / len(asked) < 0.000_4  # twice what is promised: the machine may be busy


def _seconds(asked: list[tuple[list[str], str]]) -> float:
    begun = time.perf_counter()
    for words, typed in asked:
        find_place(words, typed)
    return time.perf_counter() - begun


def test_ten_thousand_words_are_no_trouble() -> None:
    assert find_place(["in"] * 5_000 + ["zwolle"] * 5_000) is None
    assert find_place(["zwolle"] * 5_000) is not None
    assert find_place([]) is None


WORDS = st.sampled_from(
    """in de het van omgeving regio binnen 10 km straal en e o eo zwolle best den haag alphen aan rijn 7411 ab
    gemeente""".split()
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=14), st.text(max_size=30))
def test_anything_may_be_asked(words: list[str], typed: str) -> None:
    place = find_place(words, typed)
    if place is not None:
        assert place.words <= set(range(len(words)))
        assert place.reach >= 0
        assert 50 < place.point.lat < 54
