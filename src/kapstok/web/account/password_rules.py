# SPDX-License-Identifier: EUPL-1.2
"""What a password has to be, as Django checks it, in our words."""

from __future__ import annotations

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext


class LongEnough(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return gettext("Dit wachtwoord is te kort: het heeft minstens %(n)s tekens.") % {"n": self.min_length}


class UnlikeTheAddress(django.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return gettext("Dit wachtwoord lijkt te veel op uw e-mailadres.")


class Uncommon(django.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return gettext("Dit wachtwoord gebruiken te veel mensen.")


class NotOnlyDigits(django.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return gettext("Dit wachtwoord heeft alleen cijfers.")
