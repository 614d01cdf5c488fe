# SPDX-License-Identifier: EUPL-1.2
"""One run as an editor judges it: what the guard found, what would change, and the decision with its reason."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kapstok.accounts.queries import actor_name
from kapstok.core.errors import KapstokError
from kapstok.enterprises import sync
from kapstok.enterprises.one_at_a_time import AnotherSync
from kapstok.regions.folder import RegionFolder
from kapstok.registers.actions import RunDecided
from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Run
from kapstok.registers.queries import decision
from kapstok.registers.review import SHOWN, review
from kapstok.registers.rules import DECIDE_RUNS, READ_RUNS
from kapstok.registers.wording import fault_words, field_words, status_words
from kapstok.web.beheer import door
from kapstok.web.beheer.frame import framed

_ISSUES_SHOWN = 100
_PAGES_SHOWN = 500


class DecisionForm(forms.Form):
    """A person's word on a run, and why."""

    verdict = forms.ChoiceField(choices=[("accept", "accept"), ("reject", "reject")])
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Dit staat later bij de lezing, met uw naam en de dag."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
@door.opened_by(READ_RUNS)
def run(request: HttpRequest, run: int) -> HttpResponse:
    """A run, with what it changed or would change."""
    return _shown(request, _found(run), DecisionForm())


@require_POST
@door.opened_by(DECIDE_RUNS)
def decide(request: HttpRequest, run: int) -> HttpResponse:
    """Publishes or drops a run in quarantine; enterprises and the search index have followed when the page comes."""
    found, form = _found(run), DecisionForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form, status=422)
    act = sync.accept if form.cleaned_data["verdict"] == "accept" else sync.reject
    try:
        act(RegionFolder.current(), found.pk, door.actor(request), form.cleaned_data["reason"])
    except AnotherSync:
        messages.warning(
            request, gettext("Er loopt nu een lezing. Probeer het over een paar minuten opnieuw.")
        )
    except RunDecided:
        messages.warning(request, gettext("Over deze lezing is al beslist, of er is een nieuwere."))
    except KapstokError as error:
        messages.error(
            request, gettext("Dat lukte niet: %(reason)s. Er is niets veranderd.") % {"reason": error}
        )
    else:
        messages.success(request, _done(found.register.name, form.cleaned_data["verdict"]))
    return HttpResponseRedirect(reverse("beheer_register_run", args=[run]))


def _done(register: str, verdict: str) -> str:
    if verdict == "accept":
        return gettext("De lezing van %(register)s is gepubliceerd.") % {"register": register}
    return gettext("De lezing van %(register)s is afgewezen. Er is niets gepubliceerd.") % {
        "register": register
    }


def _found(run: int) -> Run:
    found = Run.objects.filter(pk=run).select_related("register").first()
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, run: Run, form: DecisionForm, status: int = 200) -> HttpResponse:
    newest = not Run.objects.filter(register=run.register, pk__gt=run.pk).exists()
    waiting = run.status == RunStatus.QUARANTINED
    return framed(
        request,
        "beheer/run.html",
        {
            "run": run,
            "words": status_words(run.status),
            "faults": [fault_words(fault) for fault in run.verdict],
            "review": review(run, RegionFolder.current()),
            "most": SHOWN,
            "issues": run.issues[:_ISSUES_SHOWN],
            "read": run.pages.all()[:_PAGES_SHOWN],
            "form": form,
            "cut_short": any(fault["code"] == "list" for fault in run.verdict),
            "decidable": waiting and newest and bool(run.rows_sha256),
            "rejectable": waiting,
            "newest": newest,
            "decision": (decided := decision(run)),
            "decided_by": actor_name(decided.actor) if decided else "",
            "field_words": field_words,
        },
        status,
    )
