# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.enterprises.own_words.content import PARTS, Content, changed, read, stored
from kapstok.enterprises.own_words.faults import FieldFault, UnusableContent, sentence
from kapstok.enterprises.own_words.languages import LANGUAGES, language_name
from tests.enterprises.own_words.said import EVERYTHING


def refused(**fields: Any) -> dict[str, str]:
    """The reason for each field, in words."""
    with pytest.raises(UnusableContent) as caught:
        read(fields)
    return {fault.field: sentence(fault) for fault in caught.value.faults}


def test_everything_that_can_be_said_is_read_back_as_it_was() -> None:
    content = read(EVERYTHING)
    assert all(content.says(part) for part in PARTS)
    assert stored(json.loads(json.dumps(content.plain()))) == content
    assert (content.impact[0].number, content.references[0].year) == (Decimal("12.5"), 2025)
    assert content.website == "https://www.taart.example"


def test_every_field_belongs_to_a_part_that_people_can_speak_of() -> None:
    assert {field for fields in PARTS.values() for field in fields} == set(Content.model_fields) - {"over"}


def test_who_says_nothing_says_nothing_in_any_part() -> None:
    assert read({}).is_empty
    assert read({"offerings": [{"text": " ", "category": ""}, {}], "contact": {"name": "\u202e"}}).is_empty


@pytest.mark.parametrize("part", PARTS)
def test_a_part_can_be_left_out(part: str) -> None:
    content = read(EVERYTHING).without(frozenset({part}))
    assert [one for one in PARTS if not content.says(one)] == [part]


def test_what_no_reader_sees_is_taken_out() -> None:
    content = read(
        {"pitch": "Wij\x00 \u202ebakken\n taart\ud800", "description": "Een\r\n\n\n\n\u2066twee\x07\tdrie "}
    )
    assert (content.pitch, content.description) == ("Wij bakken taart", "Een\n\ntwee drie")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JavaScript://a.example/%0aalert(1)", "data:text/html,x", "ftp://a.example",
        "http://localhost",
        "http://127.0.0.1", "http://[::1]", "http://[", "https://bank.example@kwaad.example", "https://a.example/x y",
        'https://a.example/"onx', "https://a.example/<b>", "http://a.example:99999999",
        "https://" + "a" * 300 + ".example", "geen",
    ],
)  # fmt: skip
def test_a_website_is_a_web_address_or_is_refused(address: str) -> None:
    assert list(refused(website=address)) == ["website"]


@pytest.mark.parametrize(
    "address", ["www.dester.nl", "https://dester.nl/winkel?a=b&c=d", "http://bücher.example:8080/x"]
)
def test_a_web_address_may_be_typed_as_people_say_it(address: str) -> None:
    assert read({"website": address}).website in {address, f"https://{address}"}


def test_an_address_or_a_number_that_is_none_is_refused_each_with_its_reason() -> None:
    assert refused(contact={"email": "ans@", "phone": "bel maar"}) == {
        "contact.email": "Dit is geen e-mailadres. Schrijf het zo: naam@voorbeeld.nl.",
        "contact.phone": "Dit is geen telefoonnummer. Schrijf het zo: 038 123 45 67.",
    }


def test_a_row_that_was_begun_has_to_be_ended() -> None:
    assert list(refused(offerings=[{"text": "", "category": "15812000"}])) == ["offerings.0.text"]
    assert set(refused(impact=[{"what": "Bomen"}])) == {"impact.0.number", "impact.0.year", "impact.0.how"}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"pitch": "x" * 301}, "Maak dit korter: hooguit 300 tekens."),
        ({"offerings": [{"text": "x"}] * 31}, "Dit zijn er te veel: vul er hooguit 30 in."),
        ({"area": {"kind": "municipalities"}}, "Kies een of meer gemeenten, of kies een ander gebied."),
        ({"area": {"kind": "around", "km": "301"}}, "Vul in hoeveel kilometer, van 1 tot 300."),
        ({"references": [{"client": "A", "year": "1066"}]}, "Dit getal is te klein of te groot. Kijk het na."),
        ({"offerings": [{"text": "x", "category": "99999999"}]}, "Deze categorie kennen wij niet."),
        ({"languages": ["tlh"]}, "Deze taal kennen wij niet."),
        ({"area": {"kind": "municipalities", "municipalities": ["GM9999"]}}, "Deze gemeente kennen wij niet."),
        ({"certificates": [{"name": "A", "until": "gisteren"}]}, "Dit kunnen wij niet lezen."),
    ],
)  # fmt: skip
def test_each_bound_has_its_reason(fields: dict[str, Any], reason: str) -> None:
    [said] = refused(**fields).values()
    assert said.startswith(reason)


def test_a_refusal_does_not_repeat_what_was_typed() -> None:
    with pytest.raises(UnusableContent) as caught:
        read({"contact": {"email": "geheim@", "phone": "geheim"}, "pitch": "geheim" * 100})
    assert "geheim" not in str(caught.value)


def test_what_was_filled_in_for_another_kind_of_area_does_not_count() -> None:
    assert (
        read({"area": {"kind": "around", "km": "20", "municipalities": ["x" * 99]}}).area.municipalities == ()
    )
    assert read({"area": {"kind": "everywhere", "km": "9999"}}).area.km is None


def test_one_part_is_changed_and_the_others_stay() -> None:
    content = changed(read(EVERYTHING), {"pitch": "Anders"})
    assert content == read({**EVERYTHING, "pitch": "Anders"})


def test_what_this_program_cannot_read_any_more_is_left_out_and_the_rest_stays() -> None:
    kept = stored(
        {**read(EVERYTHING).plain(), "area": {"kind": "elders"}, "impact": [{"what": 3}], "nieuw": "x"}
    )
    assert (kept.area.kind, kept.impact, kept.pitch) == ("", (), EVERYTHING["pitch"])


def test_every_language_has_a_name() -> None:
    assert all(len(code) == 2 and language_name(code) == name for code, name in LANGUAGES.items())
    assert language_name("xx") == "xx"


TEXTS = st.text(max_size=40) | st.sampled_from(
    ["\u202e", "\x00", "\ud800", "<script>", "{{ 7*7 }}", "' OR 1=1 --", "\u0085"]
)
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats() | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
ANYTHING = st.dictionaries(st.sampled_from([*Content.model_fields]), VALUES)


@given(ANYTHING)
def test_whatever_is_sent_is_read_or_refused_field_by_field(given: dict[str, Any]) -> None:
    faults: tuple[FieldFault, ...] = ()
    try:
        content = read(given)
        assert stored(json.loads(json.dumps(content.plain()))) == content
    except UnusableContent as refusal:
        faults = refusal.faults
    assert {fault.part for fault in faults} <= {*given}
    assert all(sentence(fault) for fault in faults)


@given(
    st.fixed_dictionaries(
        {
            "pitch": TEXTS,
            "description": TEXTS,
            "offerings": st.lists(TEXTS.map(lambda text: {"text": text}), max_size=5),
        }
    )
)
def test_text_that_was_read_is_safe_to_show_and_reads_the_same_again(given: dict[str, Any]) -> None:
    try:
        content = read(given)
    except UnusableContent:
        return
    for text in (content.pitch, content.description, *(offering.text for offering in content.offerings)):
        text.encode("utf-8")
        assert not set(text) & {"\x00", "\x07", "\u202e", "\u2066", "\u202a"}
    assert changed(content, {}) == content
