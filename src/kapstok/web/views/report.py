# SPDX-License-Identifier: EUPL-1.2
"""The door through which any reader reaches the editors about one enterprise: no account, no script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kapstok.core.clock import now
from kapstok.core.text import readable
from kapstok.enterprises.enums import Topic
from kapstok.enterprises.models import Enterprise
from kapstok.enterprises.queries import NoSuchEnterprise, by_slug
from kapstok.enterprises.reporting import LONGEST_NAME, LONGEST_TEXT, ReportGiven, report
from kapstok.enterprises.throttle import may_report
from kapstok.web.beheer.reports import TOPIC_WORDS
from kapstok.web.callers import caller
from kapstok.web.house import page
from kapstok.web.views.withheld import not_shown


class ReportForm(forms.Form):
    """What is wrong, and how to reach who says so, where they want an answer."""

    topic = forms.ChoiceField(
        label=gettext_lazy("Wat klopt er niet?"),
        choices=[(topic.value, words) for topic, words in TOPIC_WORDS.items()],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Wat moet het zijn?"),
        help_text=gettext_lazy(
            "Hoogstens 2.000 tekens. Weet u waar wij het kunnen nakijken? Schrijf dat erbij."
        ),
        error_messages={"required": gettext_lazy("Schrijf hier wat er niet klopt.")},
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_TEXT}),
    )
    name = forms.CharField(label=gettext_lazy("Uw naam"), max_length=LONGEST_NAME, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Uw e-mailadres"),
        help_text=gettext_lazy("Alleen als u antwoord wilt, of als u bezwaar maakt."),
        max_length=254,
        required=False,
    )
    use_required_attribute = False
    # People do not see this one; programs that fill in everything do.
    subject = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean_text(self) -> str:
        text = readable(self.cleaned_data["text"])
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(gettext("Dit is te lang. Maak er hoogstens 2.000 tekens van."))
        return text

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("topic") == Topic.OBJECTION:
            for field in ("name", "email"):
                if field not in self.errors and not given.get(field):
                    self.add_error(field, gettext("Dit hebben wij nodig om met u te overleggen."))
            if not self.data.get("text", "").strip():
                self.errors.pop("text", None)
                given["text"] = ""
        elif "text" not in self.errors and not given.get("text"):
            self.add_error("text", gettext("Schrijf hier wat er niet klopt."))
        return given

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.data.get("subject"))

    def given(self) -> ReportGiven:
        """What was answered; only of a form that is valid."""
        answers = self.cleaned_data
        return ReportGiven(Topic(answers["topic"]), answers["text"], answers["name"], answers["email"])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What is wrong on the page of this enterprise, told to its editors."""
    try:
        known, moved = by_slug(slug)
    except NoSuchEnterprise:
        raise Http404 from None
    if moved and request.method != "POST":
        return HttpResponsePermanentRedirect(reverse("report", args=[known.slug]))
    if known.withheld:
        return not_shown(request)
    if request.method == "POST":
        return _received(request, known)
    topic = request.GET.get("over", "")
    return _shown(request, known, ReportForm(initial={"topic": topic if topic in set(Topic) else None}))


def _received(request: HttpRequest, known: Enterprise) -> HttpResponse:
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _shown(request, known, form, status=422)
    if not form.is_by_a_program:
        if not may_report(caller(request), now()):
            return _shown(request, known, form, status=429)
        report(enterprise=known, given=form.given())
    messages.success(request, gettext("Dank u wel. Uw melding is bij de redactie."))
    return HttpResponseRedirect(reverse("enterprise", args=[known.slug]))


def _shown(request: HttpRequest, known: Enterprise, form: ReportForm, status: int = 200) -> HttpResponse:
    trail = (
        (gettext("Voorpagina"), reverse("home")),
        (gettext("Ondernemingen"), reverse("directory")),
        (known.name, reverse("enterprise", args=[known.slug])),
    )
    context = {"enterprise": known, "form": form, "trail": trail, "too_many": status == 429, "unlisted": True}
    return page(request, "web/report.html", context, status)
