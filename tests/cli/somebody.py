# SPDX-License-Identifier: EUPL-1.2
"""Fills the database of a region folder with everything that may be known of somebody; run as a process of its own.

somebody.py EMAIL ROLE
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta


def fill(email: str, role: str) -> None:
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from allauth.usersessions.models import UserSession
    from django.contrib.auth import BACKEND_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import transaction

    from kapstok.accounts.actions import add_person
    from kapstok.accounts.enums import Function, OrganisationKind, Role
    from kapstok.accounts.inviting import invite_member
    from kapstok.accounts.mandates import give_mandate
    from kapstok.accounts.organisations import make_organisation
    from kapstok.core.clock import now
    from kapstok.enterprises.enums import Topic
    from kapstok.enterprises.models import Claim, Enterprise
    from kapstok.enterprises.own_words.actions import save
    from kapstok.enterprises.own_words.content import Contact, Content
    from kapstok.enterprises.reporting import ReportGiven, report
    from kapstok.enterprises.topics import CLAIMS
    from kapstok.notices.actions import notify
    from kapstok.notices.models import Preference
    from kapstok.notices.telling import Words, tell
    from kapstok.procurement.models import Need

    person, _ = add_person(email=email, role=Role(role), actor="test")
    at = now()
    enterprise = Enterprise.objects.create(
        slug="de-brug", made_at=at, name="De Brug", first_seen=at.date(), in_area=True, listed=True
    )
    with transaction.atomic():
        buyer = make_organisation(kind=OrganisationKind.BUYER, name="Gemeente Zwolle", actor=person.actor)
        give_mandate(person=person, organisation=buyer, functions=[Function.BUYER], actor="test")
        other = make_organisation(kind=OrganisationKind.NETWORK, name="Het netwerk", actor="test")
        invite_member(organisation=other, email=email, functions=[Function.NETWORKER], actor="test")
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session.save()
        UserSession.objects.create(
            user=person, session_key=session.session_key, ip="0.0.0.0", user_agent="Firefox", data={}
        )
        Authenticator.objects.create(user=person, type="totp", data={"secret": "NOBODYMAYSEETHIS"})
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        Claim.objects.create(
            enterprise=enterprise, person=person, proof="editor", message=f"Mail mij: {email}", state="open",
            made_at=at, ends_at=at + timedelta(days=14),
        )  # fmt: skip
        notify(to=[email], subject="Welkom", text=f"Dag {email}", key="welkom")
        tell(
            people=[person],
            topic=CLAIMS,
            key="claim:1",
            words=lambda: Words("Uw claim", "Wij kijken ernaar."),
        )
        Preference.objects.create(person=person, topic=CLAIMS.id, delivery="digest")
        given = ReportGiven(Topic.OTHER, f"Bel mij, of mail {email}.", "Anna", email)
        report(enterprise=enterprise, given=given)
        Need.objects.create(
            organisation=buyer,
            title="Ramen wassen",
            text="Elke week",
            email=email,
            made_at=at,
            actor=person.actor,
        )
        contact = Contact(name="Anna Bos", role="eigenaar", email=email, phone="0612345678")
        save(enterprise=enterprise, content=Content(pitch="Wij bouwen.", contact=contact), actor=person.actor)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "kapstok.config.settings"
    import django

    django.setup()
    fill(*sys.argv[1:])
