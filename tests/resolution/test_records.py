# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.regions.gazetteer import Location
from kapstok.resolution.records import record
from tests.resolution.entries import entry


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.groenwerk.nl/over-ons?x=1", "groenwerk.nl"),
        ("http://groenwerk.nl", "groenwerk.nl"),
        ("WWW.GROENWERK.NL", "groenwerk.nl"),
        ("https://zwolle.groenwerk.nl", "groenwerk.nl"),
        ("https://www.bakkerscafé.nl", "xn--bakkerscaf-k7a.nl"),
        ("https://xn--bakkerscaf-k7a.nl/", "xn--bakkerscaf-k7a.nl"),
        ("https://www.facebook.com/groenwerk", None),
        ("niet bekend", None),
    ],
)
def test_a_website_counts_by_its_registrable_domain(website: str, domain: str | None) -> None:
    assert entry(name="Groenwerk", website=website).domain == domain


def test_the_domain_of_an_email_address_stands_in_for_a_website() -> None:
    r = entry(name="Groenwerk", email="info@groenwerk.nl")

    assert (r.domain, r.website) == ("groenwerk.nl", False)


def test_a_mailbox_at_a_provider_says_nothing() -> None:
    assert entry(name="Groenwerk", email="groenwerk@gmail.com").domain is None
    assert entry(name="Groenwerk", email="groenwerk@ziggo.nl").domain is None


def test_a_page_on_a_platform_leaves_room_for_the_email_address() -> None:
    r = entry(name="Groenwerk", website="https://facebook.com/groenwerk", email="info@groenwerk.nl")

    assert r.domain == "groenwerk.nl"


@pytest.mark.parametrize(
    "kvk", ["0123456", "123456789", "onbekend", "00000000", "1234567A", "000012345678", ""]
)
def test_a_number_that_is_not_certain_is_not_compared(kvk: str) -> None:
    assert entry(name="Groenwerk", kvk=kvk).kvk == frozenset()


def test_one_certificate_may_carry_several_numbers() -> None:
    shown = ("01234567", "765432", "08 12 34 56")

    assert entry(name="Groenwerk", kvk=shown).kvk == {"01234567", "08123456"}


@pytest.mark.parametrize("kvk", ["8123456", "8123456.0", "KvK 08123456", "08.12.34.56", "081234560001"])
def test_a_number_that_a_spreadsheet_or_an_old_branch_bent_is_compared_straightened(kvk: str) -> None:
    assert entry(name="Groenwerk", kvk=kvk).kvk == {"08123456"}


def test_an_rsin_is_read_from_its_own_column_and_from_a_vat_number() -> None:
    assert entry(name="Groenwerk", rsin="8091.63.160").rsin == {"809163160"}
    assert entry(name="Groenwerk", vat="NL809163160B01").rsin == {"809163160"}
    assert entry(name="Groenwerk", rsin="NL809163160B01", vat="809163160").rsin == {"809163160"}


def test_a_sole_trader_s_vat_number_holds_nothing_to_compare() -> None:
    assert entry(name="J. Jansen", vat=("NL123456782B01", "NL000099998B57")).rsin == frozenset()


def test_trade_name_and_statutory_name_are_both_names() -> None:
    r = entry(name="De Groene Hoed", statutory_name="Stichting Werkkans")

    assert [name.key for name in r.names] == ["groenehoed", "werkkans"]
    assert r.legal_forms == {"stichting"}


_values = st.text(max_size=30) | st.lists(st.text(max_size=30), max_size=3).map(tuple)
_fields = st.sampled_from(["name", "statutory_name", "kvk", "website", "email", "city", "postcode", "street"])


@given(st.dictionaries(_fields, _values))
def test_whatever_a_register_shows_becomes_a_record(values: dict[str, str | tuple[str, ...]]) -> None:
    assert record(entry=1, register="ladder", values=values, location=Location()).entry == 1


def test_a_page_on_a_register_s_own_site_is_not_a_company_s_site() -> None:
    values = {
        "website": ("https://www.ladder.example/leden/1", "https://dester.nl"),
        "email": "x@ladder.example",
    }
    shown = record(
        entry=1, register="ladder", values=values, location=Location(), others=frozenset({"ladder.example"})
    )
    assert shown.domain == "dester.nl"
    only = {"website": "https://www.ladder.example/leden/1", "email": "x@ladder.example"}
    assert (
        record(
            entry=1, register="ladder", values=only, location=Location(), others=frozenset({"ladder.example"})
        ).domain
        is None
    )
