# SPDX-License-Identifier: EUPL-1.2
"""People who may act, and the organisations that they act for. Nobody needs an account to read."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterator
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_noop

from kapstok.accounts.enums import Function, OrganisationKind, Role
from kapstok.core.personal_data import (
    AT_REQUEST,
    INVITED,
    PEOPLE,
    PUBLIC_TASK,
    SECURITY,
    VISITORS,
    Kept,
    PersonalData,
)

_KEY_BYTES = 32
_PSEUDONYM_CHARACTERS = 24


def new_pseudonym_key() -> bytes:
    """A key that nobody can guess."""
    return secrets.token_bytes(_KEY_BYTES)


class People(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone known by an e-mail address; the address is the only personal fact kept here."""

    personal_data = PersonalData(
        title=gettext_noop("Accounts"),
        whose=PEOPLE,
        what=gettext_noop("E-mailadres, taal, rol, begin en laatste gebruik, en een onleesbaar wachtwoord"),
        why=gettext_noop("Zodat u zich kunt aanmelden en alleen u bij uw eigen gegevens kunt"),
        basis=AT_REQUEST,
        until=gettext_noop(
            "Tot het account is gewist; dat gebeurt ook als u voor niemand handelt en u 400 dagen niet aanmeldt"
        ),
    )

    email = models.EmailField(unique=True)
    role = models.CharField(max_length=20, blank=True, choices=[(role.value, role.value) for role in Role])
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    # A session belongs to one count; raising it ends every session of this person at once.
    session_count = models.PositiveIntegerField(default=0)
    # Those that were corrected: what was said with them is theirs too, for who asks and for who is erased.
    former_emails = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=2, default="nl")  # in which they are written to
    # What the audit trail calls this person follows from it; it goes when the person is erased, and the link with it.
    pseudonym_key = models.BinaryField(max_length=_KEY_BYTES, default=new_pseudonym_key, editable=False)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self) -> str:
        return self.email

    @property
    def actor(self) -> str:
        """What the audit trail, and every row that says who did something, calls this person."""
        digest = hmac.new(bytes(self.pseudonym_key), b"kapstok.accounts.actor", hashlib.sha256).hexdigest()
        return f"person:{digest[:_PSEUDONYM_CHARACTERS]}"

    def has_usable_password(self) -> bool:
        """Whether they chose a password; an account that was never given one has none."""
        return bool(self.password) and super().has_usable_password()

    def acts_as(self, functions: Collection[Function], organisation: int | None = None) -> bool:
        """Whether they have one of these functions, for one organisation or (None) for any that is open."""
        held = Mandate.objects.filter(person=self, function__in=functions, organisation__closed_at=None)
        return (held if organisation is None else held.filter(organisation=organisation)).exists()

    def get_session_auth_hash(self) -> str:
        """What a session must carry to be this person's: it changes with the password and with `session_count`."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return (self._session_hash(key) for key in settings.SECRET_KEY_FALLBACKS)

    def _session_hash(self, key: str | bytes) -> str:
        stands_for = f"{self.password}:{self.session_count}"
        return salted_hmac("kapstok.accounts.session", stands_for, secret=key, algorithm="sha256").hexdigest()


class Organisation(models.Model):
    """An organisation that people act for. One of the kind enterprise stands for an enterprise of the directory."""

    personal_data = PersonalData(
        title=gettext_noop("Voor wie iemand handelt"),
        whose=PEOPLE,
        what=gettext_noop("De naam van de organisatie, ook als dat een eenmanszaak is"),
        why=gettext_noop("Zodat alleen wie mag, iets voor een organisatie doet"),
        basis=AT_REQUEST,
        until=gettext_noop("Zolang deze site bestaat"),
    )

    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in OrganisationKind])
    name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Mandate(models.Model):
    """That a person acts for an organisation, in one function; somebody may have several."""

    personal_data = PersonalData(
        title=gettext_noop("Voor wie iemand handelt"),
        whose=PEOPLE,
        what=gettext_noop("Voor welke organisatie iemand wat mag, en sinds wanneer"),
        why=gettext_noop("Zodat alleen wie mag, iets voor een organisatie doet"),
        basis=AT_REQUEST,
        until=gettext_noop("Tot dat eindigt, of tot het account is gewist"),
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mandates")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mandates")
    function = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Function])
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "function"], name="a_function_is_had_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.function} of organisation {self.organisation_id}"


class Invitation(models.Model):
    """That whoever proves to have this address may act for an organisation; it is gone when it is answered."""

    personal_data = PersonalData(
        title=gettext_noop("Uitnodigingen"),
        whose=INVITED,
        what=gettext_noop("E-mailadres, en voor welke organisatie iemand is uitgenodigd"),
        why=gettext_noop("Zodat iemand die een organisatie kent, mee kan doen"),
        basis=PUBLIC_TASK,
        until=gettext_noop("Tot het antwoord, of 60 dagen"),
        kept=(Kept("made_at", timedelta(days=60)),),
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    functions = models.JSONField(default=list)
    made_at = models.DateTimeField()
    actor = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", Lower("email"), name="one_invitation_per_address")
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk} of organisation {self.organisation_id}"


class SharedValue(models.Model):
    """One short-lived value that every process and machine sees: the table behind Django's database cache.

    Throttling counts in it. The columns are those that `django.core.cache.backends.db` wants.
    """

    personal_data = PersonalData(
        title=gettext_noop("Bescherming tegen misbruik"),
        whose=VISITORS,
        what=gettext_noop(
            "Hoe vaak een internetadres of een versleuteld e-mailadres zich probeert aan te melden"
        ),
        why=gettext_noop("Zodat niemand wachtwoorden raadt of de site overbelast"),
        basis=SECURITY,
        until=gettext_noop("Zolang de telling telt: meestal vijf minuten, en tot de nacht erna"),
        kept=(Kept("expires", timedelta()),),
    )

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_shared_value"

    def __str__(self) -> str:
        return self.cache_key
