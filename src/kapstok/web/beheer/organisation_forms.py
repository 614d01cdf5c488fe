# SPDX-License-Identifier: EUPL-1.2
"""The forms with which editors make and rename organisations."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext, gettext_lazy

from kapstok.accounts.enums import OrganisationKind
from kapstok.accounts.organisations import LONGEST_NAME
from kapstok.core.text import squeeze
from kapstok.web.mine.acting_words import KIND_WORDS

# Whose an enterprise is follows from a claim that was proven; nobody makes that by hand.
_MADE_BY_HAND = tuple(one for one in OrganisationKind if one is not OrganisationKind.ENTERPRISE)


class NameForm(forms.Form):
    """What an organisation is called."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=LONGEST_NAME)

    def clean_name(self) -> str:
        name = squeeze(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(gettext("Schrijf hier hoe de organisatie heet."))
        return name


class OrganisationForm(NameForm):
    """A new organisation, and who is asked to be its first manager."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Soort"), choices=[(one.value, KIND_WORDS[one]) for one in _MADE_BY_HAND]
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres van de eerste toegangsbeheerder"),
        help_text=gettext_lazy("Deze persoon krijgt een mail, beslist zelf, en nodigt daarna collega's uit."),
        max_length=254,
    )
    field_order = ("name", "kind", "email")
