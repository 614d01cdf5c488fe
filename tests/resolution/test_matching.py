# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.resolution.enums import Verdict
from kapstok.resolution.matching import Opinion, judge, opinions
from kapstok.resolution.records import Pair, Record, Value
from tests.resolution.entries import entry

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE

X = {"name": "Groenwerk"}
ZWOLLE, DEVENTER = {"city": "Zwolle"}, {"city": "Deventer"}
SITE, OTHER_SITE = {"website": "groenwerk.nl"}, {"website": "https://hetandere.nl"}
KVK, OTHER_KVK = {"kvk": "11223344"}, {"kvk": "55667788"}
HENGELO = {"city": "Hengelo"}

CASES: list[tuple[str, dict[str, Value], dict[str, Value], Verdict]] = [
    ("one number", X | KVK | ZWOLLE, {"name": "Werkkans"} | KVK | ZWOLLE, SAME),
    ("one number, nothing else known", X | KVK, {"name": "Werkkans"} | KVK, SAME),
    ("one number, moved", X | KVK | ZWOLLE, X | KVK | DEVENTER, SAME),
    ("one of several numbers", X | {"kvk": ("11223344", "55667788")}, X | OTHER_KVK, SAME),
    (
        "one number, statutory name elsewhere",
        X | KVK | ZWOLLE | SITE,
        {"name": "Kans"} | KVK | DEVENTER | SITE,
        SAME,
    ),
    ("copied: other name and place", X | KVK | ZWOLLE, {"name": "De Draad"} | KVK | DEVENTER, UNSURE),
    (
        "copied: other name and site",
        X | KVK | ZWOLLE | SITE,
        {"name": "De Draad"} | KVK | ZWOLLE | OTHER_SITE,
        UNSURE,
    ),
    ("other number, all else equal", X | KVK | ZWOLLE | SITE, X | OTHER_KVK | ZWOLLE | SITE, DIFFERENT),
    ("name and place", X | ZWOLLE, X | ZWOLLE, SAME),
    ("name and place, one number known", X | ZWOLLE | KVK, X | ZWOLLE, SAME),
    ("name and postcode", X | {"postcode": "8011 AA"}, X | {"postcode": "8011aa", "city": "Zwole"}, SAME),
    ("name and place, another site", X | ZWOLLE | SITE, X | ZWOLLE | OTHER_SITE, SAME),
    (
        "name and place, one mailbox elsewhere",
        X | ZWOLLE | SITE,
        X | ZWOLLE | {"email": "a@bedrijf.nl"},
        SAME,
    ),
    (
        "name and place, another site and postcode",
        X | ZWOLLE | SITE | {"postcode": "8011 AA"},
        X | ZWOLLE | OTHER_SITE | {"postcode": "8021 BB"},
        UNSURE,
    ),
    ("name in another city", X | ZWOLLE, X | DEVENTER, DIFFERENT),
    ("name, place of one unknown", X | ZWOLLE, X, UNSURE),
    ("name, village and municipality", X | {"city": "Hertme"}, X | {"municipality": "Borne"}, SAME),
    ("name, two villages of one municipality", X | {"city": "Hertme"}, X | {"city": "Zenderen"}, DIFFERENT),
    ("name, two names of one city", X | {"city": "Den Haag"}, X | {"city": "'s-Gravenhage"}, SAME),
    ("name, ambiguous place", X | HENGELO, X | HENGELO, SAME),
    ("name, ambiguous place, another site", X | HENGELO | SITE, X | HENGELO | OTHER_SITE, UNSURE),
    ("name, ambiguous and settled", X | HENGELO, X | {"city": "Hengelo (Gld)"}, SAME),
    ("name, both settled otherwise", X | {"city": "Hengelo (Ov)"}, X | {"city": "Hengelo (Gld)"}, DIFFERENT),
    ("site and place", X | SITE | ZWOLLE, {"name": "Werkkans"} | SITE | ZWOLLE, SAME),
    ("site by mail and place", X | SITE | ZWOLLE, {"name": "Kans", "email": "i@groenwerk.nl"} | ZWOLLE, SAME),
    ("site in another place", X | SITE | ZWOLLE, {"name": "Werkkans"} | SITE | DEVENTER, DIFFERENT),
    ("site, place of one unknown", X | SITE | ZWOLLE, {"name": "Werkkans"} | SITE, DIFFERENT),
    ("name and site, no places", X | SITE, X | SITE, SAME),
    ("name and site, one place", X | SITE | ZWOLLE, X | SITE, SAME),
    ("name and site, other place: a branch?", X | SITE | ZWOLLE, X | SITE | DEVENTER, UNSURE),
    (
        "branches by name on one site",
        {"name": "Groenwerk Almere", "city": "Hilversum"} | SITE,
        {"name": "Groenwerk Hilversum", "city": "Hilversum"} | SITE,
        UNSURE,
    ),
    (
        "a branch's name at the seat",
        {"name": "Groenwerk Deventer"} | SITE | ZWOLLE,
        X | SITE | ZWOLLE,
        UNSURE,
    ),
    ("own place in the name", {"name": "Groenwerk Zwolle"} | SITE | ZWOLLE, X | SITE | ZWOLLE, SAME),
    ("own place in the name, nothing else", {"name": "Groenwerk Zwolle"} | ZWOLLE, X | ZWOLLE, UNSURE),
    (
        "own municipality in the name",
        {"name": "Groenwerk Borne", "city": "Hertme"},
        X | {"city": "Hertme"},
        UNSURE,
    ),
    ("form dropped", {"name": "Stichting Groenwerk"} | ZWOLLE, X | ZWOLLE, SAME),
    (
        "form moved",
        {"name": "Stichting Groenwerk"} | ZWOLLE,
        {"name": "Groenwerk (stichting)"} | ZWOLLE,
        SAME,
    ),
    ("forms contradict", {"name": "Stichting Groenwerk"} | ZWOLLE, {"name": "Groenwerk BV"} | ZWOLLE, UNSURE),
    (
        "forms contradict, one site",
        {"name": "Stichting Groenwerk"} | ZWOLLE | SITE,
        {"name": "Groenwerk BV"} | ZWOLLE | SITE,
        UNSURE,
    ),
    (
        "forms contradict, one number",
        {"name": "Stichting Groenwerk"} | KVK,
        {"name": "Groenwerk BV"} | KVK,
        SAME,
    ),
    ("St. and Stichting", {"name": "St. Groenwerk"} | ZWOLLE, {"name": "Stichting Groenwerk"} | ZWOLLE, SAME),
    ("St. and no form", {"name": "St. Joris Bier"} | ZWOLLE, {"name": "Joris Bier"} | ZWOLLE, UNSURE),
    (
        "the one name in the other",
        {"name": "De Aanpak"} | ZWOLLE,
        {"name": "Kaarsenmakerij De Aanpak"} | ZWOLLE,
        UNSURE,
    ),
    ("one slip", {"name": "Groenwerkers"} | ZWOLLE, {"name": "Groenwrekers"} | ZWOLLE, UNSURE),
    (
        "one slip, one postcode",
        {"name": "Tuinmakers", "postcode": "8011AA"},
        {"name": "Tuinmaker", "postcode": "8011AA"},
        UNSURE,
    ),
    ("another digit", {"name": "Werkplaats 1"} | ZWOLLE, {"name": "Werkplaats 2"} | ZWOLLE, DIFFERENT),
    (
        "a trade name that is the other's statutory name",
        {"name": "De Hoed", "statutory_name": "Stichting Groenwerk"} | ZWOLLE,
        X | ZWOLLE,
        SAME,
    ),
    (
        "a platform",
        X | {"website": "facebook.com/x"} | ZWOLLE,
        {"name": "Kans", "website": "facebook.com/y"} | ZWOLLE,
        DIFFERENT,
    ),
    ("nothing in common", X | ZWOLLE, {"name": "De Draad"} | ZWOLLE, DIFFERENT),
]


@pytest.mark.parametrize(("a", "b", "verdict"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_the_rules_think_of_two_entries(
    a: dict[str, Value], b: dict[str, Value], verdict: Verdict
) -> None:
    left, right = entry("ladder", **a), entry("code", **b)

    assert judge(left, right).verdict is verdict
    assert judge(right, left) == judge(left, right)


def test_two_entries_of_one_register_are_two_companies_unless_they_share_a_number() -> None:
    twins = [entry("ladder", **X, **ZWOLLE, **SITE), entry("ladder", **X, **ZWOLLE, **SITE)]
    numbered = [entry("ladder", **X, **KVK), entry("ladder", **X, **KVK)]

    assert judge(*twins).verdict is DIFFERENT
    assert judge(*numbered).verdict is SAME


def test_more_agreement_is_stronger_evidence() -> None:
    facts: list[dict[str, Value]] = [
        X | ZWOLLE | OTHER_SITE,
        X | {"municipality": "Zwolle"},
        X | ZWOLLE,
        X | ZWOLLE | {"postcode": "8011AA"},
        X | ZWOLLE | SITE,
        X | ZWOLLE | SITE | {"postcode": "8011AA"},
        X | ZWOLLE | SITE | KVK,
    ]
    whole = entry("code", **X, **ZWOLLE, **SITE, **KVK, postcode="8011 AA")

    strengths = [judge(entry("ladder", **shown), whole).strength for shown in facts]

    assert strengths == sorted(set(strengths))


def test_the_reasons_are_short_dutch_phrases() -> None:
    opinion = judge(
        entry("ladder", name="Stichting Groenwerk", **SITE, **ZWOLLE), entry("code", **X, **SITE, **ZWOLLE)
    )

    assert opinion.why == (
        "naam op de rechtsvorm of schrijfwijze na gelijk",
        "zelfde website",
        "zelfde plaats",
    )


def test_contradictions_stand_among_the_reasons() -> None:
    opinion = judge(
        entry("ladder", name="Stichting Groenwerk", **SITE, **ZWOLLE),
        entry("code", name="Groenwerk BV", **OTHER_SITE, **ZWOLLE),
    )

    assert opinion.verdict is UNSURE
    assert {"andere rechtsvorm", "andere website"} <= set(opinion.why)


def test_pairs_that_are_plainly_two_companies_get_no_opinion() -> None:
    records = [entry("ladder", **X, **KVK, **ZWOLLE), entry("code", **X, **OTHER_KVK, **ZWOLLE)]

    assert opinions(records) == {}


def test_an_entry_whose_number_is_in_doubt_gives_weaker_evidence() -> None:
    sure = entry("code", **X, **ZWOLLE, kvk="55667788")
    doubted = entry("kring", **X, **ZWOLLE, **KVK)
    owner = entry("werk", name="De Draad", **DEVENTER, **KVK)
    plain = entry("ladder", **X, **ZWOLLE)

    found = opinions([sure, doubted, owner, plain])

    assert found[doubted.entry, owner.entry].verdict is UNSURE
    assert found[pair(plain, doubted)].strength < found[pair(plain, sure)].strength


def pair(a: Record, b: Record) -> Pair:
    return (min(a.entry, b.entry), max(a.entry, b.entry))


_shown = st.fixed_dictionaries(
    {
        "name": st.sampled_from(
            ["Groenwerk", "Stichting Groenwerk", "Groenwerk BV", "De Draad", "Groenwerk Zwolle"]
        )
    },
    optional={
        "city": st.sampled_from(["Zwolle", "Deventer", "Hengelo", "Hertme", "Borne"]),
        "postcode": st.sampled_from(["8011AA", "7411BB"]),
        "kvk": st.sampled_from(["11223344", "55667788"]),
        "website": st.sampled_from(["groenwerk.nl", "draad.nl", "groenwerk.com"]),
    },
)


@given(_shown, _shown)
def test_the_order_of_two_entries_makes_no_difference(a: dict[str, Value], b: dict[str, Value]) -> None:
    left, right = entry("ladder", **a), entry("code", **b)

    assert judge(left, right) == judge(right, left)


@given(_shown, _shown)
def test_contradicting_numbers_are_never_the_same_company(a: dict[str, Value], b: dict[str, Value]) -> None:
    left, right = entry("ladder", **(a | KVK)), entry("code", **(b | OTHER_KVK))

    assert judge(left, right).verdict is DIFFERENT


@given(_shown)
def test_an_entry_shown_alike_by_two_registers_is_one_company_or_a_question(shown: dict[str, Value]) -> None:
    opinion: Opinion = judge(entry("ladder", **shown), entry("code", **shown))

    located = "city" in shown or "postcode" in shown or "website" in shown or "kvk" in shown
    assert opinion.verdict is (SAME if located else UNSURE)
