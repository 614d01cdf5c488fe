# SPDX-License-Identifier: EUPL-1.2
"""Which proofs there are follows from published runs alone."""

from __future__ import annotations

import pytest

from kapstok.enterprises.claiming.offers import (
    Offer,
    address_at,
    mail_address,
    masked,
    offered,
    proves_at_once,
)
from kapstok.enterprises.enums import ProofKind
from kapstok.enterprises.own_words.actions import save
from kapstok.enterprises.own_words.content import Contact, Content
from kapstok.enterprises.placing import PlaceGiven, correct_place
from kapstok.registers.models import Register
from tests.enterprises.claiming.conftest import BEZEM, Shown
from tests.enterprises.published import PublishedRegister
from tests.enterprises.timelines import day

LETTER = ("letter", "Bezemstraat 12\n8011 AB  Zwolle")
EDITOR = ("editor", "")


def test_a_register_that_shows_everything_gives_every_proof(bezem: Shown) -> None:
    assert bezem.targets() == [
        ("mail", "info@goudenbezem.example"),
        ("mail", "@goudenbezem.example"),
        ("dns", "goudenbezem.example"),
        ("page", "https://www.goudenbezem.example/"),
        LETTER,
        EDITOR,
    ]
    assert all(offer.is_settled for offer in bezem.offers())
    assert {offer.register for offer in bezem.offers()} == {"ladder", ""}


def test_where_nothing_is_shown_only_an_editor_can_tell(bezem: Shown) -> None:
    bezem.run(2, bezem={"name": "De Gouden Bezem", "city": "Zwolle", "level": "1"})
    assert bezem.targets() == [EDITOR]


@pytest.mark.parametrize(
    "website",
    [
        "https://facebook.com/bezem",
        "http://127.0.0.1/",
        "http://169.254.169.254/latest",
        "javascript:alert(1)",
    ],
)
@pytest.mark.parametrize(
    "email",
    ["bezem@x.nl\r\nBcc: evil@evil.example", "a@b.nl, c@d.nl", '"a b"@b.nl', "a@[127.0.0.1]", "a@localhost"],
)
def test_hostile_values_of_a_register_are_no_proof(bezem: Shown, website: str, email: str) -> None:
    bezem.run(2, bezem={"name": "De Gouden Bezem", "website": website, "email": email})
    assert bezem.targets() == [EDITOR]


def test_an_address_at_a_mail_provider_proves_only_by_itself(bezem: Shown) -> None:
    bezem.run(2, bezem={"name": "De Gouden Bezem", "email": "gouden.bezem@gmail.com"})
    assert bezem.targets() == [("mail", "gouden.bezem@gmail.com"), EDITOR]


def test_an_address_tells_the_domain_where_no_website_says_otherwise(bezem: Shown) -> None:
    bezem.run(2, bezem={"name": "De Gouden Bezem", "email": "info@goudenbezem.example"})
    assert ("mail", "@goudenbezem.example") in bezem.targets()
    assert ("dns", "goudenbezem.example") in bezem.targets()
    bezem.run(3, bezem={**BEZEM, "email": "bezem@boekhouder.example"})
    assert ("mail", "bezem@boekhouder.example") in bezem.targets()
    assert ("mail", "@boekhouder.example") not in bezem.targets()
    assert ("dns", "boekhouder.example") not in bezem.targets()


def test_a_page_on_somebody_else_s_site_gives_no_mail_on_the_whole_domain(bezem: Shown) -> None:
    bezem.run(2, bezem={"name": "De Gouden Bezem", "website": "https://gemeente.example/werk/bezem"})
    assert [kind for kind, _ in bezem.targets()] == ["dns", "page", "editor"]


def test_a_domain_that_several_enterprises_show_gives_no_mail_on_the_whole_domain(bezem: Shown) -> None:
    other = {
        "name": "Kwekerij Zonnig",
        "city": "Deventer",
        "level": "2",
        "email": "kweek@goudenbezem.example",
    }
    bezem.run(2, bezem=BEZEM, zonnig=other)
    assert ("mail", "@goudenbezem.example") not in bezem.targets()
    assert ("mail", "info@goudenbezem.example") in bezem.targets()
    theirs = bezem.targets("kwekerij-zonnig")
    assert theirs == [("mail", "kweek@goudenbezem.example"), EDITOR]


def test_the_register_s_own_domain_is_no_enterprise_s(bezem: Shown) -> None:
    assert Register.objects.get().homepage == "https://register.example/"
    bezem.run(2, bezem={**BEZEM, "website": "https://register.example/", "email": "bezem@register.example"})
    assert bezem.targets() == [LETTER, EDITOR]


def test_what_an_absent_entry_showed_proves_nothing(bezem: Shown) -> None:
    for on in (2, 3):
        bezem.run(on)
    assert bezem.targets() == [EDITOR]


def test_editors_words_on_the_place_move_no_letter(bezem: Shown) -> None:
    correct_place(
        enterprise=bezem.enterprise, place=PlaceGiven("GM0150", "7411 AA", "Brink 1", "Deventer"),
        reason="x", actor="test", day=day(2), rules=bezem.rules,
    )  # fmt: skip
    assert bezem.enterprise.value("street") == "Brink 1"
    assert LETTER in bezem.targets()
    assert not any("Brink" in target for _, target in bezem.targets())


def test_what_an_enterprise_says_of_itself_moves_no_proof(bezem: Shown) -> None:
    before = bezem.targets()
    said = Content(website="https://evil.example", contact=Contact(email="evil@evil.example"))
    save(enterprise=bezem.enterprise, content=said, actor="test")
    assert bezem.targets() == before


def test_a_value_that_came_later_is_settled_after_fourteen_days(bezem: Shown) -> None:
    changed = {**BEZEM, "email": "nieuw@goudenbezem.example"}
    bezem.run(20, bezem=changed)
    assert not _mail(bezem, "nieuw@goudenbezem.example").is_settled
    assert _mail(bezem, "@goudenbezem.example").is_settled  # its website is as old as we know it
    bezem.run(33, bezem=changed)
    assert not _mail(bezem, "nieuw@goudenbezem.example").is_settled
    bezem.run(34, bezem=changed)
    assert _mail(bezem, "nieuw@goudenbezem.example").is_settled


def test_what_came_back_is_as_young_as_its_return(bezem: Shown) -> None:
    bezem.run(20, bezem={**BEZEM, "email": "nieuw@goudenbezem.example"})
    bezem.run(21, bezem=BEZEM)
    assert not _mail(bezem, "info@goudenbezem.example").is_settled


def test_a_website_written_otherwise_is_as_old_as_before(bezem: Shown) -> None:
    bezem.run(20, bezem={**BEZEM, "website": "http://goudenbezem.example"})
    assert all(offer.is_settled for offer in bezem.offers())


def test_another_register_that_joins_later_brings_young_values(bezem: Shown) -> None:
    code = PublishedRegister("code", "cso", "Code Sociale Ondernemingen")
    code.run(
        20,
        bezem={
            "name": "De Gouden Bezem",
            "city": "Zwolle",
            "email": "evil@evil.example",
            "website": "https://www.goudenbezem.example/",
            "kvk": "08123456",
        },
    )
    bezem.run(20, bezem={**BEZEM, "kvk": "08123456"})
    assert bezem.enterprise.memberships.count() == 2
    assert not _mail(bezem, "evil@evil.example").is_settled
    assert _mail(bezem, "info@goudenbezem.example").is_settled


@pytest.mark.parametrize(
    ("target", "address", "proves"),
    [
        ("info@dester.nl", "Info@Dester.nl", True),
        ("info@dester.nl", "anna@dester.nl", False),
        ("@dester.nl", "anna@dester.nl", True),
        ("@dester.nl", "anna@mail.dester.nl", False),
        ("@dester.nl", "anna@anderedester.nl", False),
        ("@dester.nl", "anna@dester.nl.evil.example", False),
    ],
)
def test_an_address_that_was_proven_by_signing_in_proves_at_once(
    target: str, address: str, proves: bool
) -> None:
    assert proves_at_once(Offer(ProofKind.MAIL, target), address) is proves
    assert not proves_at_once(Offer(ProofKind.DNS, "dester.nl"), address)


@pytest.mark.parametrize(
    "local", ["", "a b", "a@evil.example", "a\r\nBcc: x", "a,b", '"x"', ".a", "a..b", "x" * 80, "é"]
)
def test_only_a_plain_word_stands_before_the_at(local: str) -> None:
    assert address_at(Offer(ProofKind.MAIL, "@dester.nl"), local) is None
    assert address_at(Offer(ProofKind.MAIL, "@dester.nl"), " anna.de-vries+x ") == "anna.de-vries+x@dester.nl"
    assert address_at(Offer(ProofKind.MAIL, "info@dester.nl"), local) == "info@dester.nl"


def test_an_address_is_shown_masked() -> None:
    assert masked("info@dester.nl") == "i…@dester.nl"
    assert masked("@dester.nl") == "@dester.nl"
    assert mail_address(" mailto:Info@dester.nl ") == "info@dester.nl"


def _mail(bezem: Shown, target: str) -> Offer:
    return next(offer for offer in bezem.offers() if offer.target == target)


def test_one_website_in_several_writings_is_one_proof(bezem: Shown) -> None:
    values = ["http://goudenbezem.example", "https://www.goudenbezem.example/nl", "goudenbezem.example"]
    bezem.run(2, bezem={**BEZEM, "website": values})
    pages = [target for kind, target in bezem.targets() if kind == "page"]
    assert len(pages) == 1
    assert pages[0].startswith("https://")


def test_a_website_under_another_scheme_is_still_the_one_that_was_meant() -> None:
    page = Offer(ProofKind.PAGE, "http://www.dester.nl/")
    assert offered([page], "page", "https://dester.nl/") == page
    assert offered([page], "page", "https://shop.dester.nl/") is None
    assert offered([page], "dns", "http://www.dester.nl/") is None
