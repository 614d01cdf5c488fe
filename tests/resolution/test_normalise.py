# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kapstok.resolution.normalise import CompanyName, company_names

NAMES = Path(__file__).parent / "names.csv"

# name as written | key | legal form | place in the name
CASES = """
Groenwerk | groenwerk | |
GROENWERK | groenwerk | |
Groen Werk | groenwerk | |
Groen-Werk | groenwerk | |
Groen–Werk | groenwerk | |
Groen/Werk | groenwerk | |
"Groenwerk" | groenwerk | |
Groenwerk! | groenwerk | |
GelreWerkt! | gelrewerkt | |
Stichting Groenwerk | groenwerk | stichting |
Groenwerk Stichting | groenwerk | stichting |
Groenwerk, Stichting | groenwerk | stichting |
Groenwerk (Stichting) | groenwerk | stichting |
(Stichting) Groenwerk | groenwerk | stichting |
STICHTING GROENWERK | groenwerk | stichting |
Stg. Groenwerk | groenwerk | stichting |
Stg Groenwerk | groenwerk | stichting |
Groenwerk Stg. | groenwerk | stichting |
De Stichting Groenwerk | groenwerk | stichting |
Stichting De Groenmakers | groenmakers | stichting |
Stichting Het Goed | goed | stichting |
Stichting 't Goed | goed | stichting |
Stichting: Groenwerk | groenwerk | stichting |
Groenwerk B.V. | groenwerk | bv |
Groenwerk BV | groenwerk | bv |
Groenwerk b.v. | groenwerk | bv |
Groenwerk bv. | groenwerk | bv |
Groenwerk B.V | groenwerk | bv |
Groenwerk B. V. | groenwerk | bv |
Groenwerk b v | groenwerk | bv |
Groenwerk (B.V.) | groenwerk | bv |
Groenwerk, B.V. | groenwerk | bv |
B.V. Groenwerk | groenwerk | bv |
Groenwerk Besloten Vennootschap | groenwerk | bv |
Groenwerk B.V. i.o. | groenwerk | bv |
Groenwerk BV io | groenwerk | bv |
Groenwerk B.V. in oprichting | groenwerk | bv |
Groenwerk i.o. | groenwerk | |
Stichting Groenwerk i.o. | groenwerk | stichting |
Groenwerk N.V. | groenwerk | nv |
N.V. Groenwerk | groenwerk | nv |
Groenwerk V.O.F. | groenwerk | vof |
Groenwerk VOF | groenwerk | vof |
Groenwerk v.o.f. | groenwerk | vof |
Groenwerk V.O.F | groenwerk | vof |
v.o.f. De Molen | molen | vof |
VOF De Molen | molen | vof |
De Molen Vennootschap onder Firma | molen | vof |
Firma Jansen | jansen | vof |
Fa. Jansen | jansen | vof |
Fa. Jansen V.O.F. | jansen | vof |
Groenwerk C.V. | groenwerk | cv |
Maatschap Jansen en De Boer | jansenendeboer | maatschap |
Mts. Jansen | jansen | maatschap |
Jansen Eenmanszaak | jansen | eenmanszaak |
Jansen (eenmanszaak) | jansen | eenmanszaak |
Vereniging De Wijk | wijk | vereniging |
De Wijk (vereniging) | wijk | vereniging |
Coöperatie Samen Sterk U.A. | samensterk | cooperatie |
Cooperatie Samen Sterk UA | samensterk | cooperatie |
Coöperatie Samen Sterk | samensterk | cooperatie |
Samen Sterk Coöperatie U.A. | samensterk | cooperatie |
Samen Sterk, coöperatie u.a. | samensterk | cooperatie |
Samen Sterk (Coöperatie) U.A. | samensterk | cooperatie |
Samen Sterk U.A. | samensterk | cooperatie |
Samen Sterk B.A. | samensterk | cooperatie |
Coöperatieve Vereniging Samen Sterk U.A. | samensterk | cooperatie |
Coöperatieve Samen Sterk W.A. | samensterk | cooperatie |
COÖPERATIE SAMEN STERK | samensterk | cooperatie |
Gemeenschappelijke Regeling Fermwerk | fermwerk | gr |
Groenwerk GmbH | groenwerk | gmbh |
Groenwerk Ltd. | groenwerk | ltd |
Groenwerk vzw | groenwerk | vzw |
De BV Motor | bvmotor | |
De BV | bv | |
Stichting | stichting | |
De Stichting | stichting | |
Het | het | |
B.V. | bv | |
Werkstichting Noord | werkstichtingnoord | |
Stichtingslab | stichtingslab | |
Bvlgari | bvlgari | |
De Groenmakers | groenmakers | |
Groenmakers, De | groenmakers | |
de groenmakers | groenmakers | |
Het Goed | goed | |
't Goed | goed | |
’t Goed | goed | |
‘t Goed | goed | |
`t Goed | goed | |
'T GOED | goed | |
t Goed | goed | |
Goed, 't | goed | |
The Colour Kitchen | colourkitchen | |
Kringloop Het Goed | kringloophetgoed | |
Kringloop 't Goed | kringloophetgoed | |
Bakkerij in 't Veld | bakkerijinhetveld | |
Bakkerij In Het Veld | bakkerijinhetveld | |
Hét Bakkerscafé | bakkerscafe | |
Café Zonder Naam | cafezondernaam | |
Cafe Zonder Naam | cafezondernaam | |
Zoë's Ateliér | zoesatelier | |
Tony's Chocolonely | tonyschocolonely | |
Tony’s Chocolonely | tonyschocolonely | |
Tonys Chocolonely | tonyschocolonely | |
Ap's Services | apsservices | |
Oma's Soep | omassoep | |
Bouw & Onderhoud | bouwenonderhoud | |
Bouw en Onderhoud | bouwenonderhoud | |
Bouw + Onderhoud | bouwenonderhoud | |
Bouw+Onderhoud | bouwenonderhoud | |
Bouw&Onderhoud | bouwenonderhoud | |
Werk+ | werkplus | |
Jansen & Zn. B.V. | jansenenzn | bv |
J.P. Coen B.V. | jpcoen | bv |
JP Coen | jpcoen | |
J. P. Coen | jpcoen | |
Œuvre | oeuvre | |
24/7 Schoon | 247schoon | |
2e Kans | 2ekans | |
St. Joris Bier | sintjorisbier | |
Sint Joris Bier | sintjorisbier | |
St Joris Bier | sintjorisbier | |
Verpleeghuis St. Jozef | verpleeghuissintjozef | |
Groenwerk Zwolle | groenwerkzwolle | | zwolle
Groenwerk (Zwolle) | groenwerkzwolle | | zwolle
Groenwerk - Zwolle | groenwerkzwolle | | zwolle
Groenwerk, Zwolle | groenwerkzwolle | | zwolle
Groenwerk B.V. Zwolle | groenwerkzwolle | bv | zwolle
Groenwerk Zwolle B.V. | groenwerkzwolle | bv | zwolle
Stichting Groenwerk Zwolle | groenwerkzwolle | stichting | zwolle
Groenwerk, vestiging Zwolle | groenwerkzwolle | | zwolle
Groenwerk locatie Zwolle | groenwerkzwolle | | zwolle
Groenwerk te Zwolle | groenwerkzwolle | | zwolle
Groenwerk Den Haag | groenwerkdenhaag | | denhaag
Groenwerk 's-Hertogenbosch | groenwerkshertogenbosch | | shertogenbosch
Groenwerk Alphen aan den Rijn | groenwerkalphenaandenrijn | | alphenaanderijn
Groenwerk Dinkelland | groenwerkdinkelland | | dinkelland
Zwolle | zwolle | |
De Zwolle | zwolle | |
Zwolle Werkt | zwollewerkt | |
J. van Huizen Groenvoorzieningen B.V. | jvanhuizengroenvoorzieningen | bv |
Hoveniersbedrijf Van Raalte | hoveniersbedrijfvanraalte | |
idverde Nederland | idverdenederland | |
De Groene Winkel | groenewinkel | |
WVS Schoonmaak | wvsschoonmaak | |
deBesteEHBOdoos | debesteehbodoos | |
Van Son onderhoud en schilderwerken | vansononderhoudenschilderwerken | |
Blankers Schoon (Maatschappelijk) | blankersschoonmaatschappelijk | |
ĲsselWerk | ijsselwerk | |
IJsselWerk | ijsselwerk | |
Größe Werk | grossewerk | |
Ｗｅｒｋ | werk | |
"""


def table() -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in CASES.strip().splitlines()]


def read(text: str) -> CompanyName:
    (name,) = company_names(text)
    return name


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(table()) >= 120


@pytest.mark.parametrize(("text", "key", "form", "place"), table())
def test_a_name_is_taken_apart(text: str, key: str, form: str, place: str) -> None:
    name = read(text)

    assert (name.key, name.legal_form or "", name.place or "") == (key, form, place)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("J. Jansen h.o.d.n. Groenwerk", ["jjansen", "groenwerk"]),
        ("J. Jansen, t.h.o.d.n. Groenwerk", ["jjansen", "groenwerk"]),
        ("J. Jansen handelend onder de naam Groenwerk", ["jjansen", "groenwerk"]),
        ("Groenwerk (voorheen Tuinlust)", ["groenwerk", "tuinlust"]),
        ("Groenwerk, ook bekend als GW", ["groenwerk", "gw"]),
        ("Stichting Groenwerk v/h Tuinlust", ["groenwerk", "tuinlust"]),
        ("Voorheen", ["voorheen"]),
        ("!!!", []),
        ("", []),
    ],
)
def test_one_text_may_give_several_names_or_none(text: str, keys: list[str]) -> None:
    assert [name.key for name in company_names(text)] == keys


def test_a_leading_st_may_be_a_foundation_which_only_another_name_can_tell() -> None:
    assert read("St. Groenwerk").foundation == "groenwerk"
    assert read("St. De Groenmakers").foundation == "groenmakers"
    assert read("Groenwerk St.").foundation is None


def test_the_stem_is_the_name_without_its_place() -> None:
    assert read("Stichting De Groenmakers Zwolle").stem == "groenmakers"


@given(st.text(max_size=60))
def test_any_text_is_read_and_a_name_always_keeps_a_key(text: str) -> None:
    assert all(name.key and name.stem for name in company_names(text))


@given(st.text(alphabet="abcdeSTBV .&'-()", min_size=1, max_size=40))
def test_case_and_outer_space_never_change_the_key(text: str) -> None:
    assert [n.key for n in company_names(text.lower())] == [n.key for n in company_names(f" {text.lower()} ")]


def names() -> list[dict[str, str]]:
    with NAMES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_table_of_cores_is_as_long_as_it_should_be() -> None:
    assert len({row["text"] for row in names()}) == len(names()) >= 400


@pytest.mark.parametrize("row", names(), ids=lambda row: row["text"])
def test_a_name_of_a_register_or_a_creditor_list_is_read_as_a_person_reads_it(row: dict[str, str]) -> None:
    name = read(row["text"])

    found = (name.core, name.trade, name.legal_form or "", name.place or "", name.given)
    assert found == tuple(row[column] for column in ("core", "trade", "form", "place", "given"))


@pytest.mark.parametrize(
    ("text", "cores"),
    [
        ("J. Jansen h.o.d.n. Groenwerk", ["jansen", "groenwerk"]),
        ("J. Jansen T.H.O.D.N. De Wilg Hoveniers", ["jansen", "wilg"]),
        ("Jansen V.O.F. handelend onder de naam De Wilg", ["jansen", "wilg"]),
        ("De Wilg, thans De Linde B.V.", ["wilg", "linde"]),
        ("De Wilg t/a Willow Works Ltd", ["wilg", "willowworks"]),
        ("Jansen Beheer / Jansen Bouw", ["jansen", "jansen"]),
        ("De Wilg / De Linde B.V.", ["wilg", "linde"]),
        ("De Wilg B.V./De Linde B.V.", ["wilg", "linde"]),
        ("Bouw / Onderhoud Jansen", ["jansen"]),
        ("Installatie/techniek Jansen", ["jansen"]),
        ("De Wilg / debiteuren", ["wilg"]),
        ("De Wilg Zwolle / Deventer", ["wilgzwolle"]),
        ("Werkwinkel Oost Nederland (WON)", ["werkwinkel", "won"]),
        ("De Wilg (Nieuw)", ["wilg"]),
        ("B.V. Bouwbedrijf v/h Jansen", ["bouwbedrijf", "jansen"]),
    ],
)
def test_a_text_with_several_names_gives_the_core_of_each(text: str, cores: list[str]) -> None:
    assert [name.core for name in company_names(text)] == cores


def test_an_abbreviation_can_be_held_against_the_name_that_it_stands_for() -> None:
    assert read("Werkvoorziening Steenwijk en Noord").initials == read("WSN").core == "wsn"
    assert read("Tomingroep").initials == ""


def test_a_region_is_a_column_of_its_own_and_no_place() -> None:
    name = read("Humanitas Achterhoek")

    assert (name.core, name.area, name.place) == ("humanitas", "achterhoek", None)
    assert (read("Groenwerk Zwolle Noord").place, read("Groenwerk Zwolle Noord").area) == ("zwolle", "noord")


def test_a_name_that_an_administration_cut_off_loses_the_rest_of_its_form() -> None:
    cut = "Schoonmaakbedrijf De Gouden Bezem B"

    assert (len(cut), read(cut).core, read(cut + "art").core) == (35, "goudenbezem", "goudenbezembart")


FORMS = [
    "Stichting {}",
    "{} Stichting",
    "{} (stichting)",
    "Stg. {}",
    "{}, Stichting",
    "STICHTING {}",
    "(Stichting) {}",
]
_own = st.lists(
    st.sampled_from("tomin wilg linde soweco helder aanpak konnected schakel kans draad".split()),
    min_size=1,
    max_size=3,
).map(" ".join)
_trade = st.sampled_from(["", "Schoonmaak", "Hoveniers", "Catering", "Transport"])


@given(_own, _trade, st.sampled_from(FORMS))
def test_where_the_form_stands_changes_nothing(own: str, trade: str, form: str) -> None:
    plain, dressed = read(f"{own} {trade}"), read(form.format(f"{own} {trade}"))

    assert (plain.core, plain.trade, plain.key) == (dressed.core, dressed.trade, dressed.key)
    assert (plain.legal_form, dressed.legal_form) == (None, "stichting")


@given(_own, _trade)
def test_where_the_trade_stands_changes_nothing(own: str, trade: str) -> None:
    before, behind = read(f"{trade} {own}"), read(f"{own} {trade}")

    assert (before.core, before.trade) == (behind.core, behind.trade)


@given(st.text(max_size=60))
def test_whatever_a_text_holds_its_names_keep_a_core_of_their_own_words(text: str) -> None:
    for name in company_names(text):
        assert name.core == "".join(name.core_words)
        assert name.core


@given(
    _own,
    _trade,
    st.sampled_from(["", "B.V.", "Stichting", "i.o."]),
    st.sampled_from(["", "Zwolle", "Den Haag"]),
)
def test_a_core_read_again_is_itself(own: str, trade: str, form: str, place: str) -> None:
    (name,) = company_names(f"{own} {trade} {form} {place}")
    again = read(" ".join(name.core_words))

    assert (again.core, again.legal_form, again.place, again.trade) == (name.core, None, None, "")


@given(st.text(alphabet="abcde&/(),-: '.", min_size=1, max_size=40))
def test_a_line_read_twice_is_read_alike(text: str) -> None:
    assume(company_names(text))

    assert company_names(text) == company_names(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        " " * 1_000_000 + "Groenwerk",
        "\x00" * 1_000_000,
        "( " * 500_000,
        "h.o.d.n. " * 100_000,
        "b v " * 250_000,
        "niet gebruiken " * 60_000,
        "afd " * 250_000,
        "/ " * 500_000,
        "'t " * 300_000,
        "\u202e\ufdfa" * 500_000,
        "e" + "\u0301" * 1_000_000,
        "100234 - " * 100_000,
    ],
    ids=lambda text: text.strip()[:8],
)
def test_a_text_that_is_no_name_costs_next_to_nothing(text: str) -> None:
    read("Groenwerk Zwolle")  # the tables are read once
    started = time.process_time()
    found = company_names(text)

    assert time.process_time() - started < 0.2
    assert all(len(name.key) < 10_000 for name in found)


def test_marks_that_turn_the_direction_and_letters_of_another_width_change_nothing() -> None:
    assert read("Groen\u202ewerk\x07 B.V.").key == read("Ｇｒｏｅｎｗｅｒｋ BV").key == "groenwerk"
