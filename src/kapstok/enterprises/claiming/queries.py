# SPDX-License-Identifier: EUPL-1.2
"""What an enterprise offers as proof today, and the claims that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from kapstok.accounts.models import Person
from kapstok.enterprises.claiming.domains import domain_of_mail, site
from kapstok.enterprises.claiming.offers import Offer, Taken, offers
from kapstok.enterprises.enums import ClaimState, ProofKind
from kapstok.enterprises.facts import Speaker, in_order
from kapstok.enterprises.label_state import LabelInTime
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Claim, Enterprise
from kapstok.enterprises.ownership import parts_of, people_of
from kapstok.enterprises.queries import histories_of, shown_day
from kapstok.registers.queries import register_domains

WAITING = (ClaimState.OPEN, ClaimState.CONTESTED)
DECIDED = (ClaimState.GRANTED, ClaimState.REFUSED, ClaimState.WITHDRAWN, ClaimState.EXPIRED)


def offers_of(enterprise: Enterprise, today: date, rules: ListingRules) -> tuple[Offer, ...]:
    """Every proof that an enterprise offers now, by its published runs alone (offers.offers)."""
    day = shown_day(today)
    speakers = _speakers(enterprise, day, rules)
    taken = Taken(register_domains(), frozenset(_of_several(enterprise, _domains(speakers))))
    return offers(speakers, day, taken)


def is_acted_for(enterprise: Enterprise) -> bool:
    """Whether somebody with an open account acts for an enterprise."""
    return people_of(enterprise).exists()


def claims_of(person: Person) -> QuerySet[Claim]:
    """The claims of a person, the newest first, each with its enterprise."""
    return Claim.objects.filter(person=person).select_related("enterprise__merged_into")


def has_claimed(person: Person) -> bool:
    """Whether a person ever claimed an enterprise."""
    return Claim.objects.filter(person=person).exists()


def waiting_claim(person: Person, enterprise: Enterprise) -> Claim | None:
    """The claim of a person on an enterprise, or a part of it, that nothing came of yet."""
    theirs = Claim.objects.filter(person=person, enterprise__in=parts_of(enterprise), state__in=WAITING)
    return theirs.first()


def rivals(claim: Claim) -> QuerySet[Claim]:
    """Other claims on the same enterprise that an editor has to decide."""
    same = Claim.objects.filter(enterprise__in=parts_of(claim.enterprise), state=ClaimState.CONTESTED)
    return same.exclude(pk=claim.pk).select_related("person").order_by("made_at")


def to_decide() -> QuerySet[Claim]:
    """Claims that an editor has to decide, the oldest first."""
    return _for_editors(Q(state=ClaimState.CONTESTED))


def letters_to_send() -> QuerySet[Claim]:
    """Claims that wait for an editor to print and post a letter, the oldest first."""
    return _for_editors(Q(state=ClaimState.OPEN, proof=ProofKind.LETTER, sent_at=None))


def under_way() -> QuerySet[Claim]:
    """Claims that wait for their claimant, the oldest first."""
    unsent = Q(proof=ProofKind.LETTER, sent_at=None)
    return _for_editors(Q(state=ClaimState.OPEN) & ~unsent)


def decided() -> QuerySet[Claim]:
    """Claims of which something came, the last first."""
    return _for_editors(Q(state__in=DECIDED)).order_by("-decided_at", "-made_at")


def waiting_count() -> int:
    """How many claims wait for an editor: to be decided, or for a letter; one query."""
    letter = Q(state=ClaimState.OPEN, proof=ProofKind.LETTER, sent_at=None)
    return Claim.objects.filter(Q(state=ClaimState.CONTESTED) | letter).count()


def made_since(
    at: datetime,
    *,
    person: Person | None = None,
    enterprises: Collection[UUID] = (),
    proofs: Collection[ProofKind] = tuple(ProofKind),
) -> int:
    """How many claims a person made, or were made on these enterprises, since an instant; with one of these proofs."""
    made = Claim.objects.filter(made_at__gt=at, proof__in=proofs)
    return (made.filter(person=person) if person else made.filter(enterprise__in=enterprises)).count()


def _for_editors(which: Q) -> QuerySet[Claim]:
    return Claim.objects.filter(which).select_related("enterprise__merged_into", "person").order_by("made_at")


def _speakers(enterprise: Enterprise, day: date, rules: ListingRules) -> tuple[Speaker, ...]:
    labels = [LabelInTime(history, rules.policy(history.label)) for history in histories_of(enterprise)]
    seen = ((label, version) for label in labels if (version := label.version_on(day)))
    return in_order(
        Speaker(label.history, version, label.absence_on(day) is None, label.first_seen)
        for label, version in seen
    )


def _domains(speakers: Sequence[Speaker]) -> frozenset[str]:
    sites = {there.domain for one in speakers for fact in one.facts("website") if (there := site(fact.value))}
    mails = {
        domain for one in speakers for fact in one.facts("email") if (domain := domain_of_mail(fact.value))
    }
    return frozenset(sites | mails)


def _of_several(enterprise: Enterprise, domains: Collection[str]) -> Iterator[str]:
    """Those of these domains that other enterprises show too."""
    others = Enterprise.objects.filter(merged_into=None).exclude(pk=enterprise.pk)
    for domain in domains:
        found = Q()
        for written in {domain, _as_people_write(domain)}:
            found |= Q(facts__website__0__value__icontains=written) | Q(
                facts__email__0__value__icontains=written
            )
        if any(_shows(other, domain) for other in others.filter(found)):
            yield domain


def _shows(enterprise: Enterprise, domain: str) -> bool:
    there, address = site(enterprise.value("website") or ""), enterprise.value("email") or ""
    return (there is not None and there.domain == domain) or domain_of_mail(address) == domain


def _as_people_write(domain: str) -> str:
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain
