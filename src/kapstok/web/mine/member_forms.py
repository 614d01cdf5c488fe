# SPDX-License-Identifier: EUPL-1.2
"""The forms about who acts for an organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kapstok.accounts.enums import FUNCTIONS_OF, Function, OrganisationKind
from kapstok.web.mine.acting_words import FUNCTION_WORDS

_PICK_ONE = gettext_lazy("Kies minstens één functie.")


class FunctionsForm(forms.Form):
    """In which functions somebody acts for an organisation of this kind."""

    functions = forms.MultipleChoiceField(
        label=gettext_lazy("Als"),
        help_text=gettext_lazy("Een toegangsbeheerder beslist wie er voor de organisatie optreedt."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _PICK_ONE, "invalid_choice": _PICK_ONE},
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = FUNCTIONS_OF[OrganisationKind(kind)]
        self.fields["functions"].choices = [(one.value, FUNCTION_WORDS[one]) for one in known]  # type: ignore[attr-defined]

    def given(self) -> frozenset[Function]:
        """What was chosen; only of a form that is valid."""
        return frozenset(Function(one) for one in self.cleaned_data["functions"])


class InviteForm(FunctionsForm):
    """Who is asked to act for an organisation, and as what."""

    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Het adres waarmee deze persoon zich hier aanmeldt."),
        max_length=254,
    )
    field_order = ("email", "functions")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "off"


class SureForm(forms.Form):
    """Asked before something that cannot be taken back."""

    sure = forms.BooleanField(
        label=gettext_lazy("Ja, dat wil ik"),
        error_messages={"required": gettext_lazy("Zet eerst dit vinkje, zodat het geen vergissing is.")},
    )
