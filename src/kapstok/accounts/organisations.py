# SPDX-License-Identifier: EUPL-1.2
"""Making, renaming and closing the organisations that people act for (organisations.md)."""

from __future__ import annotations

from django.db import transaction

from kapstok.accounts.enums import OrganisationKind
from kapstok.accounts.models import Invitation, Mandate, Organisation
from kapstok.core.actions import record
from kapstok.core.clock import now
from kapstok.core.errors import KapstokError
from kapstok.core.text import squeeze

LONGEST_NAME = 200


class UnusableName(KapstokError):
    """An organisation needs a name that can be read."""


class OrganisationClosed(KapstokError):
    """Nobody acts for a closed organisation any more."""


@transaction.atomic
def make_organisation(*, kind: OrganisationKind, name: str, actor: str) -> Organisation:
    """A new organisation, for which nobody acts yet; a name that is too long is cut. Raises `UnusableName`."""
    made = Organisation.objects.create(kind=kind.value, name=_readable(name), made_at=now())
    record(actor, f"made an organisation of the kind {kind.value}", subject_of(made))
    return made


@transaction.atomic
def rename_organisation(*, organisation: Organisation, name: str, actor: str) -> Organisation:
    """Gives an organisation another name. Raises `UnusableName`, `OrganisationClosed`."""
    held = hold(organisation)
    held.name = _readable(name)
    held.save(update_fields=["name"])
    record(actor, "renamed the organisation", subject_of(held))
    return held


@transaction.atomic
def close_organisation(*, organisation: Organisation, actor: str) -> None:
    """Closes an organisation for good: every mandate and every invitation ends. Raises `OrganisationClosed`."""
    held = hold(organisation)
    held.closed_at = now()
    held.save(update_fields=["closed_at"])
    ended = Mandate.objects.filter(organisation=held).values("person").distinct().count()
    Mandate.objects.filter(organisation=held).delete()
    Invitation.objects.filter(organisation=held).delete()
    record(actor, "closed the organisation", subject_of(held), people=ended)


def hold(organisation: Organisation) -> Organisation:
    """Its row, held until the transaction ends, so that nobody decides about it at the same time.

    Raises `OrganisationClosed`.
    """
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if held.closed_at is not None:
        raise OrganisationClosed(f"organisation {held.pk} is closed")
    return held


def subject_of(organisation: Organisation) -> str:
    """What the audit trail calls an organisation."""
    return f"organisation:{organisation.pk}"


def _readable(name: str) -> str:
    readable = squeeze(name)[:LONGEST_NAME].strip()
    if not readable:
        raise UnusableName("an organisation needs a name")
    return readable
