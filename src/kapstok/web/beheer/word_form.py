# SPDX-License-Identifier: EUPL-1.2
"""The question which words a concept lacks, and what to try them with."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext, gettext_lazy

from kapstok.search.enums import EntryKind
from kapstok.search.region_words import LONGEST_ENTRY, LONGEST_REASON, MOST_AT_ONCE, UnusableWord, usable
from kapstok.web.directory_query import LONGEST_TEXT

_LONGEST_ENTRIES: Final = MOST_AT_ONCE * (LONGEST_ENTRY + 2)


class WordForm(forms.Form):
    """Entries for one concept, a line each, of one kind; `question` is what the editor tries them with."""

    concept = forms.CharField(max_length=60, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("Wat voor woorden zijn het?"),
        help_text=gettext_lazy(
            "Een naam telt ook in wat ondernemingen over zichzelf schrijven. Wees er zuinig mee."
        ),
        choices=[
            (EntryKind.ASKS.value, gettext_lazy("Zo vraagt men erom: “het gras moet korter”")),
            (EntryKind.WORDS.value, gettext_lazy("Zo heet het: “gazononderhoud”, “gras maaien”")),
        ],
        widget=forms.RadioSelect,
        initial=EntryKind.ASKS.value,
    )
    entries = forms.CharField(
        label=gettext_lazy("Welke woorden?"),
        help_text=gettext_lazy(
            "Op elke regel één: een woord of een paar woorden. Enkelvoud en hele werkwoord is genoeg."
        ),
        max_length=_LONGEST_ENTRIES,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    question = forms.CharField(
        label=gettext_lazy("Met welke vraag wilt u het proberen?"), max_length=LONGEST_TEXT, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy(
            "Nodig als andere vragen er slechter van worden. Dit zien alleen redacteuren."
        ),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_entries(self) -> tuple[str, ...]:
        """The entries in the one written form."""
        try:
            return usable(self.cleaned_data["entries"].splitlines())
        except UnusableWord:
            said = gettext(
                "Schrijf op elke regel één tot vijf woorden, samen 2 tot 80 tekens, en hoogstens %(n)s regels."
            )
            raise forms.ValidationError(said % {"n": MOST_AT_ONCE}) from None

    def given(self) -> dict[str, Any]:
        """What was answered; only of a form that is valid."""
        return {**self.cleaned_data, "kind": EntryKind(self.cleaned_data["kind"])}
