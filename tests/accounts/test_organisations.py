# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from kapstok.accounts.enums import Function, OrganisationKind
from kapstok.accounts.inviting import invite_member
from kapstok.accounts.models import Invitation, Mandate
from kapstok.accounts.organisations import (
    OrganisationClosed,
    UnusableName,
    close_organisation,
    make_organisation,
    rename_organisation,
)
from kapstok.accounts.rules import SEE_MEMBERS
from kapstok.core.models import AuditEntry
from tests.accounts.people import organisation, somebody

pytestmark = pytest.mark.django_db


def test_an_organisation_is_made_with_a_name_that_can_be_read() -> None:
    made = make_organisation(
        kind=OrganisationKind.NETWORK, name=" Netwerk \u202e Twente\n\x07 ", actor="person:x"
    )
    assert (made.name, made.kind, made.closed_at) == ("Netwerk Twente", "network", None)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.subject) == (
        "person:x",
        "made an organisation of the kind network",
        f"organisation:{made.pk}",
    )


def test_a_long_name_is_cut() -> None:
    assert len(organisation(name="x" * 500).name) == 200


@pytest.mark.parametrize("name", ["", " \n ", "\u202e\x00"])
def test_a_name_that_says_nothing_is_refused(name: str) -> None:
    with pytest.raises(UnusableName):
        organisation(name=name)
    made = organisation()
    with pytest.raises(UnusableName):
        rename_organisation(organisation=made, name=name, actor="test")


def test_renaming_is_told_without_the_name() -> None:
    made = organisation()
    rename_organisation(organisation=made, name="Inkoop West", actor="test")
    made.refresh_from_db()
    assert made.name == "Inkoop West"
    assert AuditEntry.objects.filter(verb="renamed the organisation", details={}).count() == 1


def test_closing_ends_everything_that_somebody_could_do_for_it() -> None:
    made, other = organisation(), organisation(name="Blijft")
    anna = somebody("anna", Function.MANAGER, of=made)
    somebody("bert", Function.MANAGER, of=other)
    for one in (made, other):
        invite_member(organisation=one, email="iris@voorbeeld.example", functions=[Function.BUYER], actor="x")
    assert SEE_MEMBERS.granted_for(anna, made.pk)
    close_organisation(organisation=made, actor="test")
    assert not SEE_MEMBERS.granted_for(anna, made.pk)
    assert list(Mandate.objects.values_list("organisation", flat=True)) == [other.pk]
    assert list(Invitation.objects.values_list("organisation", flat=True)) == [other.pk]
    assert AuditEntry.objects.get(verb="closed the organisation").details == {"people": 1}


def test_what_is_closed_stays_as_it_was() -> None:
    made = organisation()
    close_organisation(organisation=made, actor="test")
    with pytest.raises(OrganisationClosed):
        close_organisation(organisation=made, actor="test")
    with pytest.raises(OrganisationClosed):
        rename_organisation(organisation=made, name="Weer open", actor="test")
    with pytest.raises(OrganisationClosed):
        somebody("anna", Function.BUYER, of=made)
