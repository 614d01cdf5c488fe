# SPDX-License-Identifier: EUPL-1.2
"""The question where an enterprise is: one of the places it may be, or any municipality by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext, gettext_lazy

from kapstok.core.identifiers import postcode as full_postcode
from kapstok.enterprises.placing import LONGEST_REASON, PlaceGiven
from kapstok.regions.gazetteer import gazetteer

ELSEWHERE: Final = "elders"


class PlaceForm(forms.Form):
    """Where it is and how the editor knows. `candidates`: the CBS codes that it may be, offered first."""

    candidate = forms.ChoiceField(label=gettext_lazy("Waar zit deze onderneming?"), widget=forms.RadioSelect)
    municipality = forms.CharField(label=gettext_lazy("Gemeente"), max_length=100, required=False)
    postcode = forms.CharField(
        label=gettext_lazy("Postcode"), max_length=10, required=False, help_text=gettext_lazy("Zo: 7411 AA.")
    )
    street = forms.CharField(label=gettext_lazy("Straat en nummer"), max_length=200, required=False)
    city = forms.CharField(label=gettext_lazy("Plaats"), max_length=100, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Hoe weet u dat?"),
        help_text=gettext_lazy("Bijvoorbeeld: gebeld met de onderneming. Dit zien alleen redacteuren."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, candidates: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].widget.attrs.update({"list": "gemeenten", "autocomplete": "off"})
        if not candidates:
            del self.fields["candidate"]
            self.fields["municipality"].required = True
            return
        names = [(code, _in_full(code)) for code in candidates]
        choices = [*names, (ELSEWHERE, gettext("In een andere gemeente"))]
        self.fields["candidate"].choices = choices  # type: ignore[attr-defined]
        self.fields["municipality"].label = gettext("Welke andere gemeente?")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        code = self._code(given)
        if code is None:
            return given
        given["code"] = code
        digits = full_postcode(given["postcode"]) if given["postcode"] else ""
        there = gazetteer().locate(postcode=digits).municipality if digits else None
        if digits is None:
            self.add_error("postcode", gettext("Dit is geen postcode. Schrijf hem zo: 7411 AA."))
        elif there not in {None, code}:
            self.add_error(
                "postcode",
                gettext("Deze postcode ligt in %(there)s, niet in %(here)s.")
                % {"there": _name(there or ""), "here": _name(code)},
            )
        return given

    def place(self) -> PlaceGiven:
        """What was answered; only of a form that is valid."""
        given = self.cleaned_data
        return PlaceGiven(given["code"], given["postcode"], given["street"], given["city"])

    def _code(self, given: dict[str, Any]) -> str | None:
        chosen = given.get("candidate") or ""
        if chosen and chosen != ELSEWHERE:
            return chosen
        if not given["municipality"]:
            self.add_error("municipality", gettext("Noem de gemeente."))
            return None
        code = gazetteer().municipality_named(given["municipality"])
        if code is None:
            self.add_error(
                "municipality", gettext("Deze gemeente kennen wij niet. Kies er een uit de lijst.")
            )
        return code


def _in_full(code: str) -> str:
    home = gazetteer().municipality(code)
    return gettext("In de gemeente %(name)s (%(province)s)") % {"name": home.name, "province": home.province}


def _name(code: str) -> str:
    return gazetteer().municipality(code).name


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Dit zien alleen redacteuren."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
