# SPDX-License-Identifier: EUPL-1.2
"""The form of people who work here."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from kapstok.accounts.enums import Role


class PersonForm(forms.Form):
    """Who is let in, and as what."""

    email = forms.EmailField(label=gettext_lazy("E-mailadres"), max_length=254)
    role = forms.ChoiceField(
        label=gettext_lazy("Rol"),
        choices=[
            (Role.EDITOR.value, gettext_lazy("Redacteur")),
            (Role.ADMINISTRATOR.value, gettext_lazy("Beheerder")),
        ],
        initial=Role.EDITOR.value,
    )
