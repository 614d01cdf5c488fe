# SPDX-License-Identifier: EUPL-1.2
"""The proofs that an enterprise offers, as cards to choose from; an address that is not theirs is never shown whole."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from kapstok.accounts.models import Person
from kapstok.enterprises.claiming.codes import name_of
from kapstok.enterprises.claiming.offers import Offer, masked, proves_at_once
from kapstok.enterprises.enums import ProofKind


@dataclass(frozen=True)
class OfferCard:
    """One proof to choose. `asks`: "lokaal" (what stands before the @ of `domain`), "uitleg", or nothing."""

    name: str
    title: str
    text: str
    button: str
    asks: str = ""
    domain: str = ""


def cards(offers: tuple[Offer, ...], person: Person) -> tuple[tuple[OfferCard, ...], tuple[OfferCard, ...]]:
    """What proves it at once for this person, and all that takes a step more."""
    proven = tuple(_at_once(offer, person) for offer in offers if proves_at_once(offer, person.email))
    return proven[:1], tuple(_card(offer) for offer in offers)


def name_of_offer(offer: Offer) -> str:
    return name_of(offer.proof.value, offer.target)


def _at_once(offer: Offer, person: Person) -> OfferCard:
    return OfferCard(
        name_of_offer(offer),
        gettext("U bent al zover"),
        gettext("U bent aangemeld als %(email)s. Dat adres hoort bij deze onderneming.")
        % {"email": person.email},
        gettext("Dit is mijn onderneming"),
    )


def _card(offer: Offer) -> OfferCard:
    name, target = name_of_offer(offer), offer.target
    if offer.proof is ProofKind.MAIL and target.startswith("@"):
        return OfferCard(
            name,
            gettext("Een code naar uw adres bij %(domain)s") % {"domain": target},
            gettext("Heeft u zelf een mailadres bij deze onderneming? Dan sturen wij de code daarheen."),
            gettext("Stuur de code"),
            "lokaal",
            target,
        )
    title, text, button = {
        ProofKind.MAIL: (
            gettext("Een code naar %(address)s") % {"address": masked(target)},
            gettext("Dit adres staat in een register. Wie de mail daar leest, geeft u de code."),
            gettext("Stuur de code"),
        ),
        ProofKind.DNS: (
            gettext("Een regel bij het domein %(domain)s") % {"domain": target},
            gettext(
                "Voor wie het domein beheert: u zet een regel in de DNS-instellingen, wij kijken of hij er staat."
            ),
            gettext("Kies dit bewijs"),
        ),
        ProofKind.PAGE: (
            gettext("Een tag op de website %(site)s") % {"site": target},
            gettext(
                "Voor wie de website beheert: u zet een onzichtbare tag op de voorpagina, wij kijken of hij er staat."
            ),
            gettext("Kies dit bewijs"),
        ),
        ProofKind.LETTER: (
            gettext("Een brief met een code naar het adres in %(city)s") % {"city": _city(target)},
            gettext("De brief gaat naar het adres dat in een register staat. Dat duurt een paar dagen."),
            gettext("Vraag de brief aan"),
        ),
        ProofKind.EDITOR: (
            gettext("Lukt niets hiervan?"),
            gettext(
                "Leg uit waarom deze onderneming van u is en hoe wij dat kunnen nagaan. Een redacteur besluit."
            ),
            gettext("Vraag het de redactie"),
        ),
    }[offer.proof]
    return OfferCard(name, title, text, button, "uitleg" if offer.proof is ProofKind.EDITOR else "")


def _city(lines: str) -> str:
    return lines.rpartition("\n")[2].partition("  ")[2]
