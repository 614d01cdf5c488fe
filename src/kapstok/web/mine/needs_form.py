# SPDX-License-Identifier: EUPL-1.2
"""The form in which a buyer asks enterprises something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext, gettext_lazy

from kapstok.accounts.models import Organisation
from kapstok.core.text import readable, squeeze
from kapstok.procurement.needs import (
    LATEST_ANSWER,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_AT_ONCE,
    NeedGiven,
)


class NeedForm(forms.Form):
    """For which organisation, to whom, what, and by when.

    `offered` are the enterprises that may be chosen, as slug and name; `organisations` those of who asks.
    """

    organisation = forms.ChoiceField(
        label=gettext_lazy("Voor wie vraagt u dit?"),
        error_messages={
            "required": gettext_lazy("Kies voor wie u dit vraagt."),
            "invalid_choice": gettext_lazy("Namens deze organisatie kunt u niets vragen."),
        },
    )
    enterprises = forms.MultipleChoiceField(
        label=gettext_lazy("Aan welke ondernemingen?"),
        help_text=gettext_lazy("Kies er hoogstens tien."),
        error_messages={
            "required": gettext_lazy("Kies een onderneming of meer."),
            "invalid_choice": gettext_lazy("Een van deze ondernemingen staat net niet meer in het aanbod."),
        },
        widget=forms.CheckboxSelectMultiple,
    )
    title = forms.CharField(
        label=gettext_lazy("Wat zoekt u, in een paar woorden?"),
        error_messages={"required": gettext_lazy("Schrijf in een paar woorden wat u zoekt.")},
        widget=forms.TextInput(attrs={"maxlength": LONGEST_TITLE, "autocomplete": "off"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Wat moet de onderneming weten om te antwoorden?"),
        help_text=gettext_lazy("Bijvoorbeeld: hoeveel, hoe vaak, waar en wanneer. Hoogstens 2.000 tekens."),
        error_messages={"required": gettext_lazy("Schrijf wat de onderneming moet weten.")},
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST_TEXT}),
    )
    answer_by = forms.DateField(
        label=gettext_lazy("Wanneer wilt u uiterlijk antwoord?"),
        required=False,
        error_messages={"invalid": gettext_lazy("Vul een dag in, bijvoorbeeld 2027-03-31.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
    )
    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        organisations: Iterable[Organisation],
        offered: Sequence[tuple[str, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        known = [(str(one.pk), one.name) for one in organisations]
        whom = cast(forms.ChoiceField, self.fields["organisation"])
        whom.choices = known
        if len(known) == 1:
            whom.widget, whom.initial = forms.HiddenInput(), known[0][0]
        cast(forms.MultipleChoiceField, self.fields["enterprises"]).choices = list(offered)

    def clean_enterprises(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["enterprises"]
        if len(chosen) > MOST_AT_ONCE:
            raise forms.ValidationError(gettext("Dit zijn er te veel. Kies er hoogstens tien."))
        return chosen

    def clean_title(self) -> str:
        return self._short(squeeze(readable(self.cleaned_data["title"])), LONGEST_TITLE, "title")

    def clean_text(self) -> str:
        return self._short(readable(self.cleaned_data["text"]), LONGEST_TEXT, "text")

    def clean_answer_by(self) -> date | None:
        day: date | None = self.cleaned_data["answer_by"]
        if day and not self.today <= day <= self.today + LATEST_ANSWER:
            raise forms.ValidationError(gettext("Kies vandaag of een latere dag, binnen een jaar."))
        return day

    def given(self) -> NeedGiven:
        """What was asked; only of a form that is valid."""
        return NeedGiven(
            self.cleaned_data["title"], self.cleaned_data["text"], self.cleaned_data["answer_by"]
        )

    def _short(self, text: str, longest: int, field: str) -> str:
        if not text:
            raise forms.ValidationError(self.fields[field].error_messages["required"])
        if len(text) > longest:
            raise forms.ValidationError(gettext("Dit is te lang: hoogstens %(n)s tekens.") % {"n": longest})
        return text
