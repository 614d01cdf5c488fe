# SPDX-License-Identifier: EUPL-1.2
"""A new word: choose the concept, write the words, see what they would do, and put them live."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from kapstok.core.text import squeeze
from kapstok.regions.folder import RegionFolder
from kapstok.search.dutch.chain import Chain
from kapstok.search.dutch.thesaurus import Concept
from kapstok.search.region_words import ReasonNeeded, UnusableWord, put_live, standing
from kapstok.search.rules import ADD_WORDS
from kapstok.search.trying import tried
from kapstok.search.vocabulary import chain_of, trial_chains
from kapstok.web.beheer import door
from kapstok.web.beheer.concept_choice import concept_line, concepts_with
from kapstok.web.beheer.frame import framed
from kapstok.web.beheer.word_form import WordForm
from kapstok.web.beheer.words_following import follow
from kapstok.web.beheer.words_trial import TrialLines, trial_lines
from kapstok.web.directory_query import LONGEST_TEXT


@require_safe
@door.opened_by(ADD_WORDS)
def new(request: HttpRequest) -> HttpResponse:
    """The concepts that may be meant, or the form for the one that was chosen; `vraag` is what somebody asked."""
    question = squeeze(request.GET.get("vraag", ""))[:LONGEST_TEXT]
    searched = squeeze(request.GET.get("zoek", question))[:LONGEST_TEXT]
    chosen = request.GET.get("begrip", "")
    chain = chain_of(RegionFolder.current())
    if chosen in chain.thesaurus.concepts:
        form = WordForm(initial={"concept": chosen, "entries": question, "question": question})
        return _shown(request, chain, chain.thesaurus.concepts[chosen], form)
    language = get_language() or "nl"
    return framed(
        request,
        "beheer/word_choose.html",
        {
            "question": question,
            "searched": searched,
            "found": concepts_with(chain.thesaurus, searched, language) if searched else [],
        },
    )


@require_POST
@door.opened_by(ADD_WORDS)
def add(request: HttpRequest) -> HttpResponse:
    """Tries the words, or (`doen=live`) lets them count; both measure first, which takes some seconds."""
    folder, form = RegionFolder.current(), WordForm(request.POST)
    chain = chain_of(folder)
    concept = chain.thesaurus.concepts.get(request.POST.get("concept", ""))
    if concept is None:
        raise Http404
    if not form.is_valid():
        return _shown(request, chain, concept, form, status=422)
    given = form.given()
    there = standing(concept, given["kind"], given["entries"])
    if len(there) == len(given["entries"]):
        form.add_error("entries", gettext("Dit staat al bij dit begrip."))
        return _shown(request, chain, concept, form, status=422)
    chains = trial_chains(folder, tuple((concept.id, given["kind"], entry) for entry in given["entries"]))
    trial = tried(*chains)
    lines = trial_lines(folder, trial, given, chains)
    if request.POST.get("doen") != "live":
        return _shown(request, chain, concept, form, tried=lines)
    try:
        added = put_live(
            thesaurus=chain.thesaurus,
            concept=concept.id,
            kind=given["kind"],
            entries=given["entries"],
            trial=trial,
            reason=given["reason"],
            actor=door.actor(request),
        )
    except ReasonNeeded:
        form.add_error(
            "reason", gettext("Andere vragen worden hier duidelijk slechter van. Zeg waarom het toch moet.")
        )
        return _shown(request, chain, concept, form, tried=lines, status=422)
    except UnusableWord:
        form.add_error("entries", gettext("Dit staat al bij dit begrip."))
        return _shown(request, chain, concept, form, status=422)
    told = {"entries": ", ".join(word.entry for word in added), "follows": follow(folder, given["kind"])}
    messages.success(request, gettext("Nu telt mee: %(entries)s. %(follows)s") % told)
    return HttpResponseRedirect(reverse("beheer_words"))


def _shown(
    request: HttpRequest,
    chain: Chain,
    concept: Concept,
    form: WordForm,
    *,
    tried: TrialLines | None = None,
    status: int = 200,
) -> HttpResponse:
    language = get_language() or "nl"
    near = [
        chain.thesaurus.concepts[name].name(language)
        for name in concept.near
        if name in chain.thesaurus.concepts
    ]
    shown = {
        "concept": concept_line(chain.thesaurus, concept, language, most=None),
        "asks": concept.asks,
        "near": near,
        "form": form,
        "tried": tried,
    }
    return framed(request, "beheer/word.html", shown, status)
