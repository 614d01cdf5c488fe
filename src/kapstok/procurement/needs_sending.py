# SPDX-License-Identifier: EUPL-1.2
"""Sends what a buyer asks to enterprises, and keeps that they read it (needs.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext

from kapstok.accounts.models import Organisation, Person
from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.enterprises.listing import ListingRules
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.ownership import people_of
from kapstok.enterprises.standing import standing
from kapstok.notices.telling import Words, tell
from kapstok.procurement.models import Need, NeedSent
from kapstok.procurement.needs import A_DAY, NeedGiven, refuse_too_often, refuse_wrong_number
from kapstok.procurement.topics import NEEDS


class NotListed(KapstokError):
    """One of the enterprises is not among the results today; the slugs are in the message."""


@transaction.atomic
def send_need(
    *,
    organisation: Organisation,
    person: Person,
    given: NeedGiven,
    enterprises: Collection[UUID],
    day: date,
    rules: ListingRules,
) -> Need:
    """Sends what an organisation asks, through one of its people, and tells everybody who acts for these enterprises.

    Where nobody does, `NeedSent.told` is 0: nothing was delivered. Raises `UnusableNeed`, `WrongNumber`,
    `TooManyToday`, `TooOftenToday` and `NotListed`; then nothing was sent to anybody.
    """
    checked, at = given.checked(day), now()
    # One at a time of an organisation, so that two do not both see room for ten.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    today = NeedSent.objects.filter(need__organisation=organisation, need__made_at__gt=at - A_DAY)
    refuse_wrong_number(len(set(enterprises)), today.count())
    refuse_too_often(_times(today, set(enterprises)))
    listed = _listed(enterprises, day, rules)
    need = Need.objects.create(
        organisation=organisation,
        title=checked.title,
        text=checked.text,
        answer_by=checked.answer_by,
        email=person.email,
        made_at=at,
        actor=person.actor,
    )
    for enterprise in listed:
        _send(need, enterprise)
    record(person.actor, "send need", f"need:{need.pk}", enterprises=len(listed))
    return need


@transaction.atomic
def say_read(*, sent: NeedSent, actor: str) -> bool:
    """Keeps that an enterprise says that it read a need; the first time counts. Tells whether this was the first."""
    first = NeedSent.objects.filter(pk=sent.pk, opened_at=None).update(opened_at=now())
    if first:
        record(actor, "read need", f"need:{sent.need_id}")
    return first > 0


@transaction.atomic
def forget_buyer(*, email: str) -> int:
    """Empties the address for answers in whatever was asked from it, because that person is erased; gives how many."""
    return Need.objects.filter(email__iexact=email).exclude(email="").update(email="")


def _times(sent: QuerySet[NeedSent], enterprises: Collection[UUID]) -> dict[UUID, int]:
    """How often each of these is among what was sent, also as an enterprise that became it since."""
    became_them = Q(enterprise__in=enterprises) | Q(enterprise__merged_into__in=enterprises)
    asked = sent.filter(became_them).values_list("enterprise", "enterprise__merged_into")
    counted = Counter(pk for pks in asked for pk in pks)
    return {pk: counted[pk] for pk in enterprises}


def _listed(enterprises: Collection[UUID], day: date, rules: ListingRules) -> list[Enterprise]:
    """The enterprises, each of them listed. Raises `NotListed`."""
    wanted = list(dict.fromkeys(enterprises))
    now_standing = standing([str(one) for one in wanted], day, rules)
    listed = {one.enterprise.pk for one in now_standing if one.is_listed}
    if missing := [str(one) for one in wanted if one not in listed]:
        raise NotListed(f"not listed on {day}: {', '.join(missing)}")
    return list(Enterprise.objects.filter(pk__in=wanted).order_by("name", "slug"))


def _send(need: Need, enterprise: Enterprise) -> None:
    people = list(people_of(enterprise))
    NeedSent.objects.create(need=need, enterprise=enterprise, told=len(people))
    tell(
        people=people,
        topic=NEEDS,
        key=f"need:{need.pk}:{enterprise.pk}",
        words=lambda: _words(need, enterprise),
        path=f"/mijn/onderneming/{enterprise.slug}/vragen",
    )


def _words(need: Need, enterprise: Enterprise) -> Words:
    said = {"organisation": need.organisation.name, "title": need.title, "name": enterprise.name}
    lines = [
        gettext("%(organisation)s zoekt iets en vraagt het aan %(name)s.") % said,
        "",
        need.title,
        "",
        need.text,
    ]
    if need.answer_by:
        by = {"day": date_format(need.answer_by, "j F Y")}
        lines += ["", gettext("Antwoord graag uiterlijk op %(day)s.") % by]
    lines += [
        "",
        gettext("Antwoorden gaat per e-mail, rechtstreeks aan de inkoper. Het adres staat op uw pagina:"),
    ]
    return Words(gettext("Vraag van %(organisation)s: %(title)s") % said, "\n".join(lines))
