# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from kapstok.accounts.models import Person
from kapstok.core.clock import now
from kapstok.enterprises.claiming import actions
from kapstok.enterprises.claiming.actions import Try, try_code
from kapstok.enterprises.claiming.offers import Offer
from kapstok.enterprises.claiming.queries import offers_of
from kapstok.enterprises.enums import ProofKind
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.notices.models import Notice
from tests.enterprises.claiming.name_server import NameServer, name_server
from tests.enterprises.published import PublishedRegister, follow
from tests.enterprises.timelines import day

BEZEM = {
    "name": "De Gouden Bezem",
    "city": "Zwolle",
    "level": "1",
    "street": "Bezemstraat 12",
    "postcode": "8011 AB",
    "website": "https://www.goudenbezem.example/nl/",
    "email": "Info@goudenbezem.example",
}
MakePerson = Callable[..., Person]


@pytest.fixture
def person(db: None) -> MakePerson:
    """`person("anna")` is somebody who signed in once; `person("anna", "dester.example")` from that domain."""

    def make(name: str, domain: str = "elders.example") -> Person:
        return Person.objects.get_or_create(email=f"{name}@{domain}", defaults={"joined_at": now()})[0]

    return make


@dataclass
class Shown:
    """A register with one enterprise, and who claims it today."""

    ladder: PublishedRegister
    rules: ListingRules
    on: int = 1

    def run(self, on: int, **entries: dict[str, Any]) -> None:
        self.on = on
        self.ladder.run(on, **entries)
        follow(on, self.rules)

    @property
    def enterprise(self) -> Enterprise:
        return Enterprise.objects.get(slug="de-gouden-bezem")

    def offers(self, slug: str = "de-gouden-bezem") -> tuple[Offer, ...]:
        return offers_of(Enterprise.objects.get(slug=slug), day(self.on), self.rules)

    def targets(self, slug: str = "de-gouden-bezem") -> list[tuple[str, str]]:
        return [(offer.proof.value, offer.target) for offer in self.offers(slug)]

    def claim(self, who: Person, proof: ProofKind = ProofKind.MAIL, target: str = "", **more: Any) -> Claim:
        if not target:
            target = next(offer.target for offer in self.offers() if offer.proof is proof)
        return actions.claim(
            enterprise=self.enterprise, person=who, proof=proof, target=target,
            today=day(self.on), rules=self.rules, **more,
        )  # fmt: skip

    def type(self, claim: Claim, code: str) -> Try:
        return try_code(claim=claim, typed=code, today=day(self.on), rules=self.rules)


@pytest.fixture
def bezem(rules: ListingRules, db: None) -> Shown:
    """De Gouden Bezem, in the ladder since day 1."""
    shown = Shown(PublishedRegister(), rules)
    shown.run(1, bezem=BEZEM)
    return shown


@pytest.fixture
def names() -> Iterator[NameServer]:
    with name_server() as server:
        yield server


def code_in_mail(claim: Claim) -> str:
    """The code as it was mailed."""
    text = Notice.objects.get(key=f"claim:{claim.pk}:code").text
    return next(line.strip() for line in text.splitlines() if line.startswith("    "))
