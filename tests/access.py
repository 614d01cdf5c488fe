# SPDX-License-Identifier: EUPL-1.2
"""A small region with something real behind every address, and everybody who may knock on its doors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from kapstok.accounts.enums import Function, OrganisationKind, Role
from kapstok.accounts.inviting import invite_member
from kapstok.accounts.models import Organisation, Person
from kapstok.core.clock import now
from kapstok.enterprises.claiming.actions import claim
from kapstok.enterprises.enums import ProofKind, Topic
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise, Ownership
from kapstok.enterprises.own_words.actions import save
from kapstok.enterprises.own_words.content import Content
from kapstok.enterprises.own_words.photos import add
from kapstok.enterprises.own_words.pictures import remade
from kapstok.enterprises.reporting import ReportGiven, decide_objection, report
from kapstok.notices import unsubscribing
from kapstok.notices.models import Message
from kapstok.notices.telling import Words, tell
from kapstok.procurement.needs import NeedGiven
from kapstok.procurement.needs_sending import send_need
from kapstok.registers.models import Entry, Run
from kapstok.registers.models import Page as ReadPage
from kapstok.resolution.reviewing import queue
from kapstok.search.models import AddedWord
from kapstok.web.photos import media
from kapstok.web.topics import MEMBERS
from tests.accounts.people import organisation, somebody
from tests.enterprises.own_words.sent import file_of, two_halves
from tests.web.region import RegionOnLoopback, code, ladder

_SECRET: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_PAIR: Final = {
    "city": "Zwolle",
    "postcode": "8011 AX",
    "street": "Draadpad 1",
    "website": "https://draad.nl",
}
_MANAGER, _BUYER = Function.MANAGER, Function.BUYER
_COORDINATOR, _FACILITATOR = Function.COORDINATOR, Function.FACILITATOR


@dataclass
class Knocking:
    """One who knocks: their person, if they have one, and a browser in which they have signed in."""

    person: Person | None
    browser: Client
    cookies: Mapping[str, str] = field(default_factory=dict)

    def asks(self, method: str, address: str) -> Any:
        """How the site answers, whatever the answer before it did to the browser."""
        self.browser.cookies.clear()
        self.browser.cookies.load(dict(self.cookies))
        return self.browser.generic(
            method, address, content_type="application/x-www-form-urlencoded" if method == "POST" else ""
        )


def patterns() -> dict[str, URLPattern]:
    """Every address of the site, by its name."""
    found = list(_patterns(get_resolver()))
    assert all(one.name for one in found)
    return {one.name: one for one in found}


def _patterns(resolver: Any) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from _patterns(one)


@dataclass
class World:
    """All of it: who knocks, by what they are, and what the values in each address are."""

    region: RegionOnLoopback
    knocking: dict[str, Knocking] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)

    def person(self, who: str) -> Person:
        found = self.knocking[who].person
        assert found is not None
        return found

    def address(self, row: str) -> str:
        """The address of a row of the table: the name of an address, and behind a space which of them."""
        pattern = patterns()[row.split()[0]]
        wanted = pattern.pattern.regex.groupindex
        values = {**_COMMON, **self.values.get(pattern.name, {}), **self.values.get(row, {})}
        return reverse(pattern.name, kwargs={name: values[name] for name in wanted})


# What a value is called, and one of it that is there (slug, register) or that nobody has.
_COMMON: Final[dict[str, Any]] = {
    "slug": "de-gouden-bezem",
    "register": "ladder",
    "part": "aanbod",
    "token": "niets",
    "uidb36": "1",
    "key": "x-y",
}


def world(region: RegionOnLoopback) -> World:
    """Builds everything; a few seconds."""
    firm = {"key": "d", "name": "De Draad V.O.F.", "level": "1", **_PAIR}
    company = {"key": "d", "name": "De Draad B.V.", **_PAIR}
    region.sync(ladder=[*ladder(region.today), firm], code=[*code(), company])
    made = World(region)
    organisations = _people(made)
    _objects(made, organisations)
    _claim_and_photo(made)
    _by_key(made)
    return made


def _people(made: World) -> dict[str, Organisation]:
    own = {
        "bezem": _owned("de-gouden-bezem"),
        "groenwerk": _owned("groenwerk-twente"),
        "zwolle": organisation(OrganisationKind.MUNICIPALITY, "Zwolle"),
        "deventer": organisation(OrganisationKind.MUNICIPALITY, "Deventer"),
        "netwerk": organisation(OrganisationKind.NETWORK, "Netwerk Twente"),
    }
    acting = {
        "bezem": (_MANAGER, Function.ENTREPRENEUR),
        "zwolle": (_MANAGER, _BUYER, _COORDINATOR, _FACILITATOR),
        "netwerk": (_MANAGER, Function.NETWORKER),
    }
    for name, functions in acting.items():
        for function in functions:
            _knocks(
                made, f"{name}:{function.value}", somebody(f"{name}-{function.value}", function, of=own[name])
            )
    # Who has every function elsewhere has none here: refused together is refused each.
    elsewhere = somebody("elders", _MANAGER, Function.ENTREPRENEUR, of=own["groenwerk"])
    for function in acting["zwolle"]:
        own["deventer"].mandates.create(person=elsewhere, function=function.value, since=now())
    _knocks(made, "elsewhere", elsewhere)
    _knocks(made, "nothing", somebody("iris"))
    for role in Role:
        _knocks(made, role.value, _with_second_factor(somebody(role.value, role=role)))
    _knocks(made, "one-step", somebody("els", role=Role.EDITOR))
    made.knocking["nobody"] = Knocking(None, _browser())
    return own


def _claim_and_photo(made: World) -> None:
    """What somebody says is theirs, and waits for an editor; and a photo of the enterprise that others act for."""
    region = made.region
    claimed = claim(
        enterprise=Enterprise.objects.get(slug="drukkerij-het-hogeland"),
        person=made.person("nothing"),
        proof=ProofKind.EDITOR,
        target="",
        message="Ik ben de drukker.",
        today=region.today,
        rules=ListingRules.of(region.folder.region()),
    )
    _numbers(made, mine_claim=claimed.pk, beheer_claim=claimed.pk)
    photos = {
        slug: add(
            enterprise=Enterprise.objects.get(slug=slug), content=file_of(two_halves(width)), alt="Een bezem",
            actor="x", media=media(), make=remade,
        )
        for slug, width in (("de-gouden-bezem", 300), ("groenwerk-twente", 200))
    }  # fmt: skip
    _numbers(made, mine_photos=photos["de-gouden-bezem"].pk)
    made.values["media"] = {"name": f"{photos['de-gouden-bezem'].sha256}.webp"}
    _mixed(
        made, mine_photos_one=photos["groenwerk-twente"].pk, mine_photos_file=photos["groenwerk-twente"].pk
    )


def _by_key(made: World) -> None:
    """What opens to whoever has the key that stands in its address."""
    visitor = Client()
    visitor.post(
        "/lijst/bewaar", {"onderneming": "de-gouden-bezem"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    visitor.post("/lijst/deel")
    shared = re.search(r"/lijst/([\w-]{20,})", visitor.get("/lijst").content.decode())
    assert shared
    for name in ("shared-list", "shared-list-file", "copy-list"):
        made.values[name] = {"token": shared[1]}
    made.values["unsubscribe"] = {"token": unsubscribing.token(made.person("bezem:manager").pk, MEMBERS.id)}
    made.region.folder.theme.write_text(":root { --basis-color-accent: #00554d; }", encoding="utf-8")
    # A trial reads in a thread of its own, which would outlive the test; the door is the same for any register.
    made.values["beheer_register_begin"] = {"register": "niets"}


def _objects(made: World, own: dict[str, Organisation]) -> None:
    bezem, groenwerk = (Enterprise.objects.get(slug=one) for one in ("de-gouden-bezem", "groenwerk-twente"))
    region, boss, buyer = made.region, made.person("bezem:manager"), made.person("zwolle:buyer")
    day, rules = region.today, ListingRules.of(region.folder.region())
    version = save(enterprise=bezem, content=Content(pitch="Schoon."), actor=boss.actor)
    save(enterprise=bezem, content=Content(pitch="Schoner."), actor=boss.actor)
    need = send_need(
        organisation=own["zwolle"], person=buyer, given=NeedGiven("Ramen", "Wie wast onze ramen?", None),
        enterprises=[bezem.pk, groenwerk.pk], day=day, rules=rules,
    )  # fmt: skip
    theirs = save(enterprise=groenwerk, content=Content(pitch="Groen."), actor="x")
    _mixed(
        made, mine_profile_undo=theirs.pk, mine_enterprise_need_read=need.sent.get(enterprise=groenwerk).pk
    )
    tell(people=[boss], topic=MEMBERS, key="x", words=lambda: Words("Iets", "Er is iets."), path="/mijn")
    said, withheld = _reports(day, rules)
    word = AddedWord.objects.create(
        concept="glasbewassing", kind="words", entry="ruiten", before=0.5, after=0.5, added_at=now(), added_by="x"
    )  # fmt: skip
    _numbers(
        made,
        mine_profile_undo=version.pk,
        mine_enterprise_need_read=need.sent.get(enterprise=bezem).pk,
        mine_notices_one=Message.objects.get(key="x").pk,
        mine_account_end_session=_session_of(made, "bezem:manager"),
        beheer_pair=queue()[0].pk,
        beheer_report=said,
        beheer_word_remove=word.pk,
        beheer_person=made.person("one-step").pk,
        beheer_organisation=own["netwerk"].pk,
    )
    made.values["beheer_register_run"] = made.values["beheer_register_decide"] = {
        "run": Run.objects.first().pk
    }
    made.values["beheer_register_entry"] = {"entry": Entry.objects.first().pk}
    made.values["beheer_register_bytes"] = {"sha256": ReadPage.objects.first().sha256}
    for name in ("beheer_report_withheld", "beheer_report_lift"):
        made.values[name] = {"slug": withheld}
    _members(made, own)


def _members(made: World, own: dict[str, Organisation]) -> None:
    """Of each organisation: its people, and an invitation; one of them is for who acts for nobody yet."""
    asked = {
        "bezem": "ander@voorbeeld.example",
        "zwolle": "iris@voorbeeld.example",
        "netwerk": "x@voorbeeld.example",
    }
    one_of_them = {"bezem": "entrepreneur", "zwolle": "buyer", "netwerk": "networker"}
    names = [name for name in patterns() if name.startswith("mine_organisation")]
    for which, email in asked.items():
        invitation = invite_member(organisation=own[which], email=email, functions=[_MANAGER], actor="test")
        for name in names:
            made.values[f"{name} {which}"] = {
                "number": own[which].pk,
                "invitation": invitation.pk,
                "member": made.person(f"{which}:{one_of_them[which]}").pk,
            }
        for name in names:
            made.values[f"{name} mixed"] = made.values[f"{name} {which}"] | {"number": own["bezem"].pk}
        if which == "zwolle":
            _numbers(made, mine_invitation_take=invitation.pk, mine_invitation_refuse=invitation.pk)


def _numbers(made: World, **numbers: object) -> None:
    """The value called `number` in the address of this name, and in those whose names go on from it."""
    for start, number in numbers.items():
        for name in patterns():
            if name == start or (
                name.startswith(f"{start}_") and "number" in patterns()[name].pattern.converters
            ):
                made.values.setdefault(name, {})["number"] = number


def _mixed(made: World, **numbers: object) -> None:
    """Of an address of De Gouden Bezem's: a number of what is another's."""
    for name, number in numbers.items():
        made.values[f"{name} mixed"] = {"number": number}


def _owned(slug: str) -> Organisation:
    enterprise = Enterprise.objects.get(slug=slug)
    made = organisation(OrganisationKind.ENTERPRISE, enterprise.name)
    Ownership.objects.create(enterprise=enterprise, organisation=made, since=now())
    return made


def _reports(day: date, rules: ListingRules) -> tuple[int, str]:
    """A report that waits, and an enterprise that is withheld."""

    def said(slug: str, topic: Topic) -> Any:
        return report(
            enterprise=Enterprise.objects.get(slug=slug),
            given=ReportGiven(topic, "Dit klopt niet.", "Jan", "jan@voorbeeld.example"),
        )

    objection = said("lunchroom-de-linde", Topic.OBJECTION)
    decide_objection(report=objection, granted=True, reason="x", actor="test", day=day, rules=rules)
    return said("de-gouden-bezem", Topic.PLACE).pk, "lunchroom-de-linde"


def _with_second_factor(person: Person) -> Person:
    Authenticator.objects.create(user=person, type="totp", data={"secret": _SECRET})
    Authenticator.objects.create(
        user=person, type="recovery_codes", data={"seed": "0" * 80, "used_mask": 0, "viewed_at": 1.0}
    )
    return person


def _browser() -> Client:
    return Client(raise_request_exception=False)


def _knocks(made: World, who: str, person: Person) -> None:
    browser = _browser()
    browser.force_login(person)
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    made.knocking[who] = Knocking(person, browser, cookies)


def _session_of(made: World, who: str) -> int:
    """The number of the session in which somebody is, as their page of sessions lists it."""
    made.knocking[who].asks("GET", reverse("mine_account_sessions"))
    return made.person(who).usersession_set.get().pk
