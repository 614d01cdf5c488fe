# SPDX-License-Identifier: EUPL-1.2
"""People who may act. Nobody needs an account to read."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from kapstok.accounts.enums import Role


class People(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone known by an e-mail address; the address is the only personal fact kept here."""

    email = models.EmailField(unique=True)
    role = models.CharField(max_length=20, blank=True, choices=[(role.value, role.value) for role in Role])
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    # A session belongs to one count; raising it ends every session of this person at once.
    session_count = models.PositiveIntegerField(default=0)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self) -> str:
        return self.email

    def get_session_auth_hash(self) -> str:
        """What a session must carry to be this person's: it changes with the password and with `session_count`."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return (self._session_hash(key) for key in settings.SECRET_KEY_FALLBACKS)

    def _session_hash(self, key: str | bytes) -> str:
        stands_for = f"{self.password}:{self.session_count}"
        return salted_hmac("kapstok.accounts.session", stands_for, secret=key, algorithm="sha256").hexdigest()


class SharedValue(models.Model):
    """One short-lived value that every process and machine sees: the table behind Django's database cache.

    Throttling counts in it. The columns are those that `django.core.cache.backends.db` wants.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_shared_value"

    def __str__(self) -> str:
        return self.cache_key
